import FoundationEssentials
import Transcripts

/// How far a student has come, lesson by lesson.
///
/// A lesson of the course is kept by its id, through all its versions. Any other lesson is kept by
/// its id and the digest of its file, since two teachers may choose the same id. A new version of
/// such a file takes over what was kept for the old one: see `Standing.continues(in:)`.
package struct Progress: Hashable, Sendable, Codable {
  package struct Standing: Hashable, Sendable, Codable {
    package var version: Int
    /// The step whose turn it is; `nil` when the lesson is done.
    package var step: String?
    /// The ids of steps that were ever passed: to begin again takes nothing away.
    package var passed: [String]
    /// By step. byhand 0.1 did not write it; each step that it passed gives all its points.
    var earned: [String: Double]?
    /// By question: the choices given until it was passed, numbered as in the file.
    var answers: [String: [Int]]?
    /// The ID of the attempt under way, and the name of the file that has recorded it. byhand 0.1
    /// wrote neither.
    var attempt: String?
    var recording: String?
    /// The files of recordings that tell of it: see ``Progress/Begun``.
    var recordings: [String]?
    /// The lesson's file, from the root on, where it is not the program's own.
    var file: String?

    /// Whether this is the standing in an earlier version of the file: its version was lower, or
    /// only words were changed.
    fileprivate func continues(in lesson: Lesson) -> Bool {
      version < lesson.version
        || version == lesson.version
          && (passed + (step.map { [$0] } ?? [])).allSatisfy { id in
            lesson.steps.contains { $0.id == id }
          }
    }
  }

  private(set) var lessons: [String: Standing] = [:]
  /// The key of the lesson that was left last.
  private var latest: String?

  package init() {}

  package subscript(_ lesson: Lesson) -> Standing? { lessons[place(of: lesson)] }

  /// Whether any lesson was begun.
  package var isBegun: Bool { !lessons.isEmpty }

  /// The id of the lesson that was left last.
  package var latestID: String? { latest.map(Self.id) }

  /// The file of the lesson that was left last, and the lesson's id; `nil` where it is not known to
  /// be in a file, or has been done to its end.
  package var latestFile: (id: String, path: String?)? {
    guard let latest, let standing = lessons[latest], standing.step != nil else { return nil }
    return (Self.id(in: latest), standing.file)
  }

  /// The lesson that was left last, if it is one of these.
  package func latest(of lessons: [Lesson]) -> Lesson? {
    latest.flatMap { latest in lessons.first { place(of: $0) == latest } }
  }

  /// Whether its end was reached, with steps left out or without.
  package func isFinished(_ lesson: Lesson) -> Bool {
    guard let standing = self[lesson] else { return false }
    return standing.step == nil || passed(in: lesson).count == lesson.steps.count
  }

  /// The ids of the lesson's steps that were ever passed, in this version of it or another.
  package func passed(in lesson: Lesson) -> Set<String> {
    Set(self[lesson]?.passed ?? []).intersection(lesson.steps.map(\.id))
  }

  /// What the lesson's steps have earned so far.
  package func score(in lesson: Lesson) -> Score {
    guard let standing = self[lesson] else { return Score() }
    let passed = passed(in: lesson)
    var earned: [String: Points] = [:]
    for step in lesson.steps where passed.contains(step.id) {
      let points = standing.earned?[step.id].flatMap { Points($0) } ?? step.points
      earned[step.id] = min(points, step.points)
    }
    return Score(earned: earned, answers: standing.answers ?? [:])
  }

  /// The attempt under way, and the name of the file that has recorded it. `nil` where the lesson
  /// begins at its beginning.
  package func attempt(at lesson: Lesson) -> (id: String, recording: String?)? {
    guard let standing = self[lesson], let id = standing.attempt,
      step(in: lesson) != lesson.steps[0].id
    else { return nil }
    return (id, standing.recording)
  }

  /// `recording`: the name of the file that records the attempt; `nil` leaves it as it was.
  package mutating func note(_ judge: Judge, in recording: String? = nil) {
    let lesson = judge.lesson
    let before = self[lesson]
    // A lesson that was left is still the same attempt.
    let attempt = judge.attempt?.id ?? before?.attempt
    let passed = judge.passed.union(passed(in: lesson)).sorted()
    let score = judge.score
    var recordings = before?.evidence ?? []
    let isMore = score != self.score(in: lesson) || passed.count > self.passed(in: lesson).count
    if let recording, isMore || recordings.isEmpty, !recordings.contains(recording) {
      recordings.append(recording)
    }
    // What was kept for an earlier version of the file has served its turn.
    lessons[place(of: lesson)] = nil
    lessons[Self.key(of: lesson)] = Standing(
      version: lesson.version, step: judge.current?.id, passed: passed,
      earned: score.earned.mapValues(\.number), answers: score.answers,
      attempt: attempt,
      recording: recording ?? (attempt == before?.attempt ? before?.recording : nil),
      recordings: recordings.isEmpty ? nil : recordings,
      file: Course.contains(lesson) ? nil : lesson.path ?? before?.file)
    latest = Self.key(of: lesson)
  }

  /// Takes over what differs between two states of a progress, lesson by lesson.
  package mutating func take(changesTo new: Progress, since old: Progress) {
    for key in Set(old.lessons.keys).union(new.lessons.keys)
    where old.lessons[key] != new.lessons[key] {
      lessons[key] = new.lessons[key]
    }
    latest = new.latest
  }

  package mutating func forget(_ lesson: Lesson) {
    let key = place(of: lesson)
    lessons[key] = nil
    if latest == key { latest = nil }
  }

  /// Where `lesson` was left; its beginning where it is done. In another version than the one that
  /// was left, a step that is there no more gives its place to the first that was not passed.
  package func step(in lesson: Lesson) -> String {
    let standing = self[lesson]
    if let step = lesson.steps.first(where: { $0.id == standing?.step }) { return step.id }
    let passed = passed(in: lesson)
    if let standing, standing.version != lesson.version,
      let step = lesson.steps.first(where: { !passed.contains($0.id) })
    {
      return step.id
    }
    return lesson.steps[0].id
  }

  // MARK: Keys

  private static func key(of lesson: Lesson) -> String {
    Course.contains(lesson) ? lesson.id : "\(lesson.id)@\(lesson.digest)"
  }

  static func id(in key: String) -> String { String(key.prefix { $0 != "@" }) }

  /// The key under which the lesson's standing is kept now: its own, or an earlier version's.
  func place(of lesson: Lesson) -> String {
    let key = Self.key(of: lesson)
    guard lessons[key] == nil, key != lesson.id else { return key }
    let earlier = lessons.filter { other, standing in
      other.hasPrefix(lesson.id + "@") && standing.continues(in: lesson)
    }
    return earlier.max { ($0.value.version, $0.key) < ($1.value.version, $1.key) }?.key ?? key
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
