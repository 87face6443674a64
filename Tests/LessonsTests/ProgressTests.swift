import Lessons
import Testing
import Transcripts

private func threeSteps(version: Int = 1) throws -> Lesson {
  try lesson(version: version, steps: ["a", "b", "c"])
}

private func lesson(version: Int, steps: [String]) throws -> Lesson {
  let steps = steps.map { step($0, "{console: mailbox}") }.joined()
  return try parse(
    "lesson: one\nversion: \(version)\ntitle: {en: One, zh: 一}\nsteps:\n" + steps)
}

private func judge(_ lesson: Lesson, passing count: Int, from step: String? = nil) -> Judge {
  var student = LessonDialogue(lesson)
  if let step { student.take(.learner(.began(lesson.attempt(id: "b", at: step)))) }
  for _ in 0..<count { student.play("K: mailbox") }
  return student.judge
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
    #expect(read.place(in: lesson).step == "c")
    #expect(lesson.points(for: read.place(in: lesson).passed) == 2)
  }

  @Test func `keeps what was done when a lesson is changed`() throws {
    var progress = Progress()
    progress.note(judge(try threeSteps(), passing: 2))
    let raised = try lesson(version: 2, steps: ["b", "new", "c", "d"])
    #expect(progress.place(in: raised) == Progress.Place(step: "c", passed: ["b"]))
    #expect(progress.passed(in: raised) == ["b"])
    progress.note(judge(raised, passing: 0, from: "c"))
    #expect(progress["one"]?.passed == ["b"] && progress["one"]?.version == 2)
  }

  @Test func `goes on at the first new step where the one that was left is gone`() throws {
    var progress = Progress()
    progress.note(judge(try threeSteps(), passing: 2))
    let raised = try lesson(version: 2, steps: ["a", "new", "b"])
    #expect(progress.place(in: raised) == Progress.Place(step: "new", passed: ["a", "b"]))
    let shortened = try lesson(version: 2, steps: ["a", "b"])
    #expect(progress.place(in: shortened) == Progress.Place(step: "a", passed: []))
  }

  @Test func `opens as byhand 0.1 wrote it`() throws {
    let text = """
      {
        "latest" : "one",
        "lessons" : {
          "one" : {
            "passed" : [
              "a",
              "b"
            ],
            "step" : "c",
            "version" : 1
          },
          "two" : {
            "passed" : [
              "x"
            ],
            "version" : 3
          }
        }
      }

      """
    let progress = try #require(Progress(Array(text.utf8)))
    #expect(progress.latest == "one" && progress["two"]?.step == nil)
    #expect(progress.place(in: try threeSteps()) == Progress.Place(step: "c", passed: ["a", "b"]))
    #expect(progress.octets == Array(text.utf8))
  }

  @Test func `is kept when a finished lesson is begun again`() throws {
    let lesson = try threeSteps()
    var progress = Progress()
    progress.note(judge(lesson, passing: 3))
    #expect(progress["one"]?.step == nil)
    #expect(progress.place(in: lesson) == Progress.Place(step: "a", passed: []))
    progress.note(judge(lesson, passing: 0))
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
