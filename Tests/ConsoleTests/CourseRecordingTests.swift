import Lessons
import Protocols
import TestSupport
import Testing
import Transcripts

@testable import Console

/// A recording of each lesson of the course, with some errors on the way, judged from the file
/// alone.
struct CourseRecordingTests {
  @Test(arguments: Tries.one(in: 3, of: Course.entries.map(\.id)))
  func `gives the same verdicts and points as at the console`(id: String) throws {
    let lesson = try #require(Course.entry(id)).lesson()
    var console = SimulatedConsole(lesson, keptLimit: .max)
    for (index, step) in lesson.steps.enumerated() {
      // A wrong choice and a hint cost points, and a fault of typing none.
      if index.isMultiple(of: 3), step.isQuestion, let wrong = step.wrong.first {
        wrong.forEach { console.type($0) }
      }
      if index.isMultiple(of: 5) { (0...step.hints.count).forEach { _ in console.type(":hint") } }
      // A web server ends the connection at such a line.
      if index.isMultiple(of: 7), case .some(.smtp) = console.core.conversation?.dialogue {
        console.type("PLEASE")
      }
      console.solve(step)
    }
    let live = try #require(console.core.lesson?.judge)
    #expect(live.current == nil)
    #expect(live.points < lesson.points && live.passed.count == lesson.steps.count)

    let file = ([console.core.log.header.json] + console.core.log.events.map(\.json))
      .joined(separator: "\n")
    let events = try Transcript(Array(file.utf8)).events
    var (session, judge) = (Session(), Judge(lesson))
    for event in events { for fact in session.take(event) { _ = judge.take(fact) } }
    #expect(judge.score == live.score)
    #expect(judge.passed == live.passed)
    #expect(judge.points == live.points)
  }
}
