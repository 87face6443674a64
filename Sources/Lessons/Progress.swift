import FoundationEssentials
import Transcripts

/// How far a student has come, lesson by lesson.
package struct Progress: Hashable, Sendable, Codable {
  package struct Standing: Hashable, Sendable, Codable {
    package var version: Int
    /// The step whose turn it is; `nil` when the lesson is done.
    package var step: String?
    /// Steps that were ever passed in this version: to begin again takes nothing away.
    package var passed: [String]

    package init(_ judge: Judge) {
      version = judge.lesson.version
      step = judge.current?.id
      passed = judge.passed.sorted()
    }
  }

  private var lessons: [String: Standing] = [:]
  /// The lesson that was left last.
  package private(set) var latest: String?

  package init() {}

  package subscript(_ id: String) -> Standing? { lessons[id] }

  package mutating func note(_ judge: Judge) {
    let id = judge.lesson.id
    var standing = Standing(judge)
    if let earlier = lessons[id], earlier.version == standing.version {
      standing.passed = judge.passed.union(earlier.passed).sorted()
    }
    lessons[id] = standing
    latest = id
  }

  package mutating func forget(_ id: String) {
    lessons[id] = nil
    if latest == id { latest = nil }
  }

  /// The judge of `lesson` where it was left; at its beginning where it has been changed since, or is done.
  package func judge(of lesson: Lesson) -> Judge {
    guard let standing = lessons[lesson.id], standing.version == lesson.version,
      let step = standing.step, let position = lesson.steps.firstIndex(where: { $0.id == step })
    else { return Judge(lesson) }
    return Judge(lesson, position: position, passed: Set(standing.passed))
  }

  // MARK: The file

  /// `nil` where the octets are no progress: the caller keeps them aside.
  package init?(_ octets: [UInt8]) {
    guard let read = try? JSONDecoder().decode(Progress.self, from: Data(octets)) else {
      return nil
    }
    self = read
  }

  package var octets: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    return (try? encoder.encode(self)).map { Array($0) + [0x0A] } ?? []
  }
}
