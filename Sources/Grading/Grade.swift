package import Language
package import Lessons

/// A student, as the gradebook names them.
package struct Student: Hashable, Sendable {
  /// Empty where nobody has said it.
  package var id: String
  package var name: String
  /// The class, where the roster names one.
  package var group: String

  package init(id: String, name: String = "", group: String = "") {
    (self.id, self.name, self.group) = (id, name, group)
  }
}

/// Who recorded what is graded.
package enum Evidence: String, Hashable, Sendable, CaseIterable {
  /// The student's own program: a record, which can be edited.
  case record
  /// A lecturer's server.
  case server
}

/// What became of a step.
package enum Standing: String, Hashable, Sendable, CaseIterable {
  case passed, half, missed
  /// The evidence cannot show it. It is not in the maximum.
  case notJudged = "not judged"
}

/// What became of one step of one student, and what proves it. Small: a class has very many.
package struct StepGrade: Hashable, Sendable {
  // Large ones first, so that nothing is lost between them.
  package var points: Points = 0
  /// The numbers of the first and last event that prove it, or of the last try where it was missed;
  /// 0 where it was never tried.
  package var firstEvent: Int32 = 0
  package var lastEvent: Int32 = 0
  /// How long the student was at it.
  package var milliseconds: Int32 = 0
  /// The place in `Grade.recordings` of the recording with the proof.
  package var recording: UInt16 = 0
  /// Wrong answers and wrong tries.
  package var mistakes: UInt16 = 0
  package var hints: UInt16 = 0
  package var standing = Standing.missed

  package init() {}

  package var events: [Int] {
    firstEvent == 0
      ? []
      : firstEvent == lastEvent ? [Int(firstEvent)] : [Int(firstEvent), Int(lastEvent)]
  }
}

/// One recording that counts for a grade.
package struct GradedRecording: Hashable, Sendable {
  package let path: String
  /// Its place in a file that holds several, from 1.
  package let place: Int?

  package init(path: String, place: Int? = nil) { (self.path, self.place) = (path, place) }

  /// As a gradebook names it: `FILE`, or `FILE#2`.
  package var name: String { place.map { "\(path)#\($0)" } ?? path }
}

/// What one student did in one lesson.
package struct Grade: Hashable, Sendable {
  package var student: Student
  /// `nil`: nothing that counts was handed in.
  package var evidence: Evidence?
  /// The place of the lesson in `Gradebook.lessons`.
  package var lesson: Int
  private var packedSteps = StepGrades()
  /// In the lesson's order; empty where nothing was handed in. Unpacked each time.
  package var steps: [StepGrade] {
    get { Array(packedSteps) }
    set { packedSteps = StepGrades(newValue) }
  }
  package var score: Points = 0
  package var maximum: Points = 0
  package var hints = 0
  /// Lines that the server refused or could not read, and wrong answers. They cost nothing.
  package var mistakes = 0
  /// At work: long pauses are counted as a part of them.
  package var milliseconds = 0
  /// Those that count, oldest first; where none does, all that was handed in.
  package var recordings: [GradedRecording] = []
  /// The time of the recording's last event after the due time; `nil` where it was in time or no
  /// due time was given.
  package var late: Int?
  /// What was seen where a step was not passed, or not wholly.
  package var seen = WordsOfSteps()
  /// The ids of the misconceptions that wrong answers stand for.
  package var misconceptions: [String] = []
  package var flags: [Flag] = []
  /// What copies are found by.
  package var traces = Traces()

  package init(student: Student, lesson: Int) {
    (self.student, self.lesson) = (student, lesson)
  }

  package func step(at place: Int) -> StepGrade? {
    place < packedSteps.count ? packedSteps.dropFirst(place).first { _ in true } : nil
  }

  /// Something was handed in and could be judged.
  package var isJudged: Bool { evidence != nil }
}

/// Words on a few of a lesson's steps, by their places. A list: a dictionary of two entries takes
/// twice the memory, and a class has very many.
package struct WordsOfSteps: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  private struct Entry: Hashable, Sendable {
    let place: Int
    let words: Phrase
  }
  /// In the order of the places.
  private let entries: [Entry]

  package init(_ words: [Int: Phrase] = [:]) {
    entries = words.sorted { $0.key < $1.key }.map { Entry(place: $0.key, words: $0.value) }
  }

  package init(dictionaryLiteral elements: (Int, Phrase)...) {
    self.init(Dictionary(elements, uniquingKeysWith: { $1 }))
  }

  package subscript(place: Int) -> Phrase? { entries.first { $0.place == place }?.words }
}

/// What a lecturer should look at. Never a verdict: it takes away no point.
package struct Flag: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// It shares with another student's what two do not type by chance.
    case copy
    /// Lines came faster, or in another order of time, than a person types.
    case timing
    /// A server of the lesson's world would not have said this.
    case reply
    /// It was done with another file of the lesson than the one it is graded by.
    case lessonFile = "lesson-file"
    /// The file's name and its content name different students, or one that is not on the roster.
    case identity
    /// A part of the file could not be read, or all of it.
    case unreadable
    /// A recording that does not count: of another lesson, or of the student's own beside a
    /// server's.
    case notCounted = "not-counted"
    /// It goes on with an attempt whose beginning was not handed in.
    case incomplete
  }

  package let kind: Kind
  package let reason: Phrase
  /// What shows it, in this recording; `nil` where no single event does.
  package let recording: GradedRecording?
  package let event: Int?

  package init(
    _ kind: Kind, _ reason: Phrase, in recording: GradedRecording? = nil, event: Int? = nil
  ) {
    (self.kind, self.reason, self.recording, self.event) = (kind, reason, recording, event)
  }
}

/// What copies are found by: hashes, and never what was dictated by the lesson. In one list: a class
/// has very many.
package struct Traces: Hashable, Sendable {
  private let hashes: [UInt64]
  /// Where the hashes of each kind end.
  private let (attemptsEnd, rhythmsEnd, linesEnd): (UInt16, UInt16, UInt16)
  /// When the first attempt began, in milliseconds since 1970; `nil`: not known.
  package let began: Int?
  /// The recording's header names the student to whom it was attributed.
  package var isNamed = false

  package init(
    attempts: [UInt64] = [], rhythms: [UInt64] = [], wrongLines: [UInt64] = [],
    texts: [UInt64] = [], began: Int? = nil
  ) {
    hashes = attempts + rhythms + wrongLines + texts
    attemptsEnd = UInt16(clamping: attempts.count)
    rhythmsEnd = UInt16(clamping: attempts.count + rhythms.count)
    linesEnd = UInt16(clamping: attempts.count + rhythms.count + wrongLines.count)
    self.began = began
  }

  /// Of each attempt: its random id.
  package var attempts: ArraySlice<UInt64> { hashes[..<Int(attemptsEnd)] }
  /// A few of the windows of pauses between lines, exact to the millisecond: the smallest hashes.
  package var rhythms: ArraySlice<UInt64> { hashes[Int(attemptsEnd)..<Int(rhythmsEnd)] }
  /// Lines that went wrong and that the lesson shows nowhere.
  package var wrongLines: ArraySlice<UInt64> { hashes[Int(rhythmsEnd)..<Int(linesEnd)] }
  /// Free text: reflections, and texts of messages.
  package var texts: ArraySlice<UInt64> { hashes[Int(linesEnd)...] }
}

/// A file of a folder: the first is 1, in the order in which they are graded.
package struct PlaceInFolder: Hashable, Sendable {
  package let folder: String
  package let number: Int

  package init(folder: String, number: Int) { (self.folder, self.number) = (folder, number) }
}

/// A wrong line, and how often the class typed it.
package struct WrongLine: Hashable, Sendable {
  package let text: String
  package var code: Int
  package var count = 0
  package var students = 0
  /// One place where it stands.
  package let recording: GradedRecording
  package let event: Int
  /// The recording's file by its place in a folder, where it lies in one: a path may name a student.
  package var file: PlaceInFolder?

  package init(text: String, code: Int, in recording: GradedRecording, event: Int) {
    (self.text, self.code, self.recording, self.event) = (text, code, recording, event)
  }
}

/// The grades of a class.
package struct Gradebook: Sendable {
  package let lessons: [Lesson]
  /// The roster's order, then the others by their ids; of each student in the order of the lessons.
  package var grades: [Grade]
  /// The commonest first.
  package var wrongLines: [WrongLine] = []
  /// How many files were read, and how many of those could not be.
  package var files = 0
  package var unreadable = 0
  /// There was a roster: students may be missing.
  package var hasRoster = false
  /// The maximum that scores are scaled to; `nil`: points as the lessons give them.
  package var scale: Double?
  package var hasDueTime = false

  package init(lessons: [Lesson], grades: [Grade]) {
    (self.lessons, self.grades) = (lessons, grades)
  }

  /// What kept a file from being graded, a line for each.
  package var problems: [Phrase] {
    var said: Set<Phrase> = []
    return grades.flatMap(\.flags).filter { $0.kind == .unreadable }
      .map { flag in
        let name = flag.recording.map { Phrase(en: $0.name + ": ", zh: $0.name + "：") }
        return (name ?? .empty) + flag.reason
      }
      .filter { said.insert($0).inserted }
  }

  /// Ids, in lower case, that recordings of several students name: nobody knows whose each is.
  package var disputedIDs: Set<String> {
    let byID = Dictionary(grouping: Set(grades.lazy.map(\.student))) { $0.id.lowercased() }
    return Set(byID.lazy.filter { !$0.key.isEmpty && $0.value.count > 1 }.map(\.key))
  }

  /// The page's file of each student who has one: there are recordings to show, and one student
  /// alone is meant. No two are the same.
  package var pageNames: [Student: String] {
    let disputed = disputedIDs
    let students = Set(grades.lazy.filter { !$0.recordings.isEmpty }.map(\.student))
      .filter { !($0.id.isEmpty && $0.name.isEmpty) }
    return Dictionary(
      uniqueKeysWithValues: students.map { student in
        let isDisputed = disputed.contains(student.id.lowercased())
        return (student, StudentPage.fileName(of: student, isDisputed: isDisputed))
      })
  }

  /// The score as it is written: scaled, or in points.
  package func score(of grade: Grade) -> Double {
    scale == nil ? grade.score.number : Self.rounded(exactScore(of: grade))
  }

  package func maximum(of grade: Grade) -> Double {
    guard let scale else { return grade.maximum.number }
    return scale
  }

  /// To a hundredth: what a gradebook's column takes.
  static func rounded(_ score: Double) -> Double { (score * 100).rounded() / 100 }

  /// Before it is rounded: scores are added as they are.
  func exactScore(of grade: Grade) -> Double {
    guard let scale else { return grade.score.number }
    return grade.maximum > 0 ? grade.score.number * scale / grade.maximum.number : 0
  }
}
