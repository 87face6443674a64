import Language
import Lessons
import Protocols
import Teaching
import TestSupport
import Testing
import Transcripts

@testable import Console

/// What a lesson said to its student is found again in the recording, in the same order.
@Suite struct LessonReplayTests {
  /// Said to the student alone: each asks to type, or is a line that byhand types again itself.
  private static let prompts = [
    "Type the number of your answer.", "Type a short answer.",
    "Predict the reply: type its code, or only the first digit.",
    "Write what you think, in one line. Your teacher may read it; nobody grades it.",
  ]

  private static let lessons = Tries.one(in: 3, of: Course.entries.map(\.id))

  private static func isForStudent(_ note: Note) -> Bool {
    prompts.contains(note.text.english)
      || note.voice == .aside
        && ["telnet ", "connect ", ":"].contains(where: note.text.english.hasPrefix)
  }

  /// The events as they come back from the file.
  private static func read(_ console: SimulatedConsole) throws -> [Event] {
    let lines = [console.core.log.header.json] + console.core.log.events.map(\.json)
    return try Transcript(Array(lines.joined(separator: "\n").utf8)).events
  }

  private static func notes(on events: [Event], _ library: Library = Library()) -> [Note] {
    var moment = Moment(SessionReader(lessons: library))
    return events.flatMap { moment.take($0) }
  }

  private static func lessonTexts(of notes: [Note]) -> [Phrase] {
    notes.filter { $0.voice != nil && $0.voice != .act && !isForStudent($0) }.map(\.text)
  }

  private static func differences(
    _ console: SimulatedConsole, _ library: Library = Library()
  ) throws -> [String] {
    let live = lessonTexts(of: console.said)
    let replayed = lessonTexts(of: notes(on: try read(console), library))
    #expect(!live.isEmpty)
    return replayed.difference(from: live).map { change in
      switch change {
      case .insert(let place, let phrase, _): "+ \(place) \(phrase.english) | \(phrase.chinese)"
      case .remove(let place, let phrase, _): "- \(place) \(phrase.english) | \(phrase.chinese)"
      }
    }
  }

  @Test(arguments: lessons)
  func `all of a lesson, in order`(id: String) throws {
    let lesson = try #require(Course.entry(id)).lesson()
    var console = SimulatedConsole(lesson, keptLimit: .max, keepsNotes: true)
    for (index, step) in lesson.steps.enumerated() {
      if index.isMultiple(of: 3), step.isQuestion, let wrong = step.wrong.first {
        wrong.forEach { console.type($0) }
      }
      if index.isMultiple(of: 5) { (0...step.hints.count).forEach { _ in console.type(":hint") } }
      if index.isMultiple(of: 7), case .some(.smtp) = console.core.conversation?.dialogue {
        console.type("PLEASE")
      }
      console.solve(step)
    }
    #expect(console.core.lesson?.judge.current == nil)
    #expect(try Self.differences(console) == [])
  }

  @Test(arguments: lessons)
  func `ways back, skipped steps and new beginnings`(id: String) throws {
    let lesson = try #require(Course.entry(id)).lesson()
    var console = SimulatedConsole(lesson, keptLimit: .max, keepsNotes: true)
    for (index, step) in lesson.steps.enumerated() {
      switch index % 6 {
      case 1: console.type(":skip")
      case 2:
        console.solve(step)
        console.type(":back")
        console.solve(step)
      case 3:
        console.type(":step 1")
        console.type(":step \(index + 1)")
        console.solve(step)
      case 4:
        step.wrong.first?.forEach { console.type($0) }
        console.type(":back")
      default: console.solve(step)
      }
    }
    console.type(":restart")
    console.solve(lesson.steps[0])
    console.type(":lesson off")
    let differences = try Self.differences(console)
    #expect(differences == [], "\(differences)")
  }

  @Test func `a lesson that goes on in another session says so, and counts from there`() throws {
    let lesson = SampleLessons.lesson("first-conversation")
    var first = SimulatedConsole(lesson, keptLimit: .max)
    for step in lesson.steps.prefix(5) { first.solve(step) }
    var second = SimulatedConsole(
      lesson, progress: first.core.progress.progress, recording: try Self.read(first),
      keptLimit: .max, keepsNotes: true)
    for step in lesson.steps.dropFirst(5) { second.solve(step) }
    let differences = try Self.differences(second, SampleLessons.library)
    // Points of an earlier session are not in this recording.
    #expect(
      differences.map { String($0.prefix { $0 != "|" }.drop { $0 != "✓" && $0 != "T" }) } == [
        "✓ Lesson finished: A first conversation. 16 of 16 points. ",
        "The lesson was begun in an earlier session; points are counted from here on. ",
        "✓ Lesson finished: A first conversation. 11 of 16 points. ",
      ])
  }
}
