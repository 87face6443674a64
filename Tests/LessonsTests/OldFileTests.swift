import Lessons
import TestSupport
import Testing
import Transcripts

struct OldFileTests {
  @Test func `an old recording of a lesson is judged as it was then`() throws {
    let lesson = try #require(Course.entry("first-conversation")).lesson()
    var session = Session()
    var judge = Judge(lesson)
    for event in try Transcript(OldFile.lesson.octets).events {
      for fact in session.take(event) { _ = judge.take(fact) }
    }
    let progress = try #require(Progress(OldFile.progress))
    #expect(progress.latest == "first-conversation")
    #expect(judge.passed.sorted() == progress["first-conversation"]?.passed)
    #expect(judge.current?.id == progress["first-conversation"]?.step)
  }

  @Test func `old progress goes on where it was left`() throws {
    let lesson = try #require(Course.entry("first-conversation")).lesson()
    let progress = try #require(Progress(OldFile.progress))
    let place = progress.place(in: lesson)
    #expect(place.step == "quit")
    #expect(place.passed.count == 9)
  }
}
