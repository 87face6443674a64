import Lessons
import Testing
import Transcripts

private func threeSteps(version: Int = 1) throws -> Lesson {
  let steps = ["a", "b", "c"].map { step($0, "{console: mailbox}") }.joined()
  return try parse(
    "lesson: one\nversion: \(version)\ntitle: {en: One, zh: 一}\nsteps:\n" + steps)
}

private func judge(_ lesson: Lesson, passing count: Int) -> Judge {
  var seat = Seat(lesson)
  for _ in 0..<count { seat.play("K: mailbox") }
  return seat.judge
}

struct `A student's progress` {
  @Test func `comes back from its file as it was`() throws {
    let lesson = try threeSteps()
    var progress = Progress()
    progress.note(judge(lesson, passing: 2))
    let read = try #require(Progress(progress.octets))
    #expect(read == progress)
    #expect(read.octets == progress.octets)
    #expect(read.latest == "one")
    #expect(read["one"]?.passed == ["a", "b"])
    #expect(read.judge(of: lesson).current?.id == "c")
    #expect(read.judge(of: lesson).points == 2)
  }

  @Test func `begins a lesson anew that has been changed`() throws {
    var progress = Progress()
    progress.note(judge(try threeSteps(), passing: 2))
    let resumed = progress.judge(of: try threeSteps(version: 2))
    #expect(resumed.position == 0 && resumed.passed.isEmpty)
  }

  @Test func `is kept when a finished lesson is begun again`() throws {
    let lesson = try threeSteps()
    var progress = Progress()
    progress.note(judge(lesson, passing: 3))
    #expect(progress["one"]?.step == nil)
    let again = progress.judge(of: lesson)
    #expect(again.position == 0)
    progress.note(again)
    #expect(progress["one"]?.passed == ["a", "b", "c"])
    #expect(progress["one"]?.step == "a")
  }

  @Test func `forgets a lesson that is reset`() throws {
    var progress = Progress()
    progress.note(judge(try threeSteps(), passing: 1))
    progress.forget("one")
    #expect(progress == Progress())
  }

  @Test(arguments: ["", "{", "[]", "null", "{\"lessons\":[]}", "{\"lessons\":{\"one\":{}}}"])
  func `is not read from what is none`(text: String) {
    #expect(Progress(Array(text.utf8)) == nil)
  }
}
