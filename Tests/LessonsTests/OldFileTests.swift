import Lessons
import TestSupport
import Testing
import Transcripts

struct OldFileTests {
  @Test func `an old recording is judged as it was then, by the lesson as it was then`() throws {
    let lesson = try LessonFile.parse(OldFile.lessonFile, name: "first-conversation.yaml")
    var session = Session()
    var judge = Judge(lesson)
    for event in try Transcript(OldFile.lesson.octets).events {
      for fact in session.take(event) { _ = judge.take(fact) }
    }
    let progress = try #require(Progress(OldFile.progress))
    let today = try #require(Course.entry("first-conversation")).lesson()
    #expect(judge.passed.sorted() == progress[today]?.passed)
    #expect(judge.current?.id == progress[today]?.step)
  }

  @Test func `old progress goes on where it was left, and keeps the points of its steps`() throws {
    let lesson = try #require(Course.entry("first-conversation")).lesson()
    let progress = try #require(Progress(OldFile.progress))
    #expect(progress.latest(of: [lesson]) == lesson)
    #expect(progress.step(in: lesson) == "quit")
    #expect(progress.passed(in: lesson).count == 9)
    #expect(progress.score(in: lesson).total(of: lesson) == 10)
  }
}
