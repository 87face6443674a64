import FoundationEssentials
import Transcripts

/// How far a student has come, lesson by lesson.
package struct Progress: Hashable, Sendable, Codable {
  package struct Standing: Hashable, Sendable, Codable {
    package var version: Int
    /// The step whose turn it is; `nil` when the lesson is done.
    package var step: String?
    /// The ids of steps that were ever passed: to begin again takes nothing away.
    package var passed: [String]
  }

  /// Where an attempt at a lesson begins.
  package struct Place: Hashable, Sendable {
    package let step: String
    /// The ids of the steps that count as passed already.
    package let passed: Set<String>

    package init(step: String, passed: Set<String>) {
      self.step = step
      self.passed = passed
    }
  }

  private var lessons: [String: Standing] = [:]
  /// The lesson that was left last.
  package private(set) var latest: String?

  package init() {}

  package subscript(_ id: String) -> Standing? { lessons[id] }

  /// The ids of the lesson's steps that were ever passed, in this version of it or another.
  package func passed(in lesson: Lesson) -> Set<String> {
    Set(lessons[lesson.id]?.passed ?? []).intersection(lesson.steps.map(\.id))
  }

  package mutating func note(_ judge: Judge) {
    let lesson = judge.lesson
    lessons[lesson.id] = Standing(
      version: lesson.version, step: judge.current?.id,
      passed: judge.passed.union(passed(in: lesson)).sorted())
    latest = lesson.id
  }

  package mutating func forget(_ id: String) {
    lessons[id] = nil
    if latest == id { latest = nil }
  }

  /// Where `lesson` was left; its beginning where it is done. In another version than the one that
  /// was left, a step that is there no more gives its place to the first that was not passed.
  package func place(in lesson: Lesson) -> Place {
    let passed = passed(in: lesson)
    let standing = lessons[lesson.id]
    if let step = lesson.steps.first(where: { $0.id == standing?.step }) {
      return Place(step: step.id, passed: passed)
    }
    if let standing, standing.version != lesson.version,
      let step = lesson.steps.first(where: { !passed.contains($0.id) })
    {
      return Place(step: step.id, passed: passed)
    }
    return Place(step: lesson.steps[0].id, passed: [])
  }

  // MARK: The file

  /// `nil` where the octets are not progress: the caller keeps them aside.
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
