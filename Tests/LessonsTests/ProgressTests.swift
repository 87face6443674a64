import Language
import Lessons
import Testing
import Transcripts

private func threeSteps(version: Int = 1) throws -> Lesson {
  try lesson(version: version, steps: ["a", "b", "c"])
}

private func lesson(
  _ id: String = "one", version: Int, title: String = "One", steps: [String]
) throws -> Lesson {
  let steps = steps.map { step($0, "{console: mailbox}") }.joined()
  return try parse(
    "lesson: \(id)\nversion: \(version)\ntitle: {en: \(title), zh: 一}\nsteps:\n" + steps)
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
    #expect(read.latestID == "one" && read.latest(of: [lesson]) == lesson)
    #expect(read[lesson]?.passed == ["a", "b"])
    #expect(read.step(in: lesson) == "c")
    #expect(read.score(in: lesson) == judge(lesson, passing: 2).score)
  }

  @Test func `knows the attempt under way and its latest recording`() throws {
    let lesson = try threeSteps()
    var progress = Progress()
    #expect(progress.attempt(at: lesson) == nil)
    progress.note(judge(lesson, passing: 0), in: "1.jsonl")
    #expect(progress.attempt(at: lesson) == nil, "nothing is there to resume")
    progress.note(judge(lesson, passing: 1), in: "1.jsonl")
    let read = try #require(Progress(progress.octets))
    let attempt = try #require(read.attempt(at: lesson))
    #expect(attempt.id == "a" && attempt.recording == "1.jsonl")
    // A session that is not recorded leaves the earlier recording; another attempt has none.
    progress.note(judge(lesson, passing: 2))
    #expect(progress.attempt(at: lesson)?.recording == "1.jsonl")
    progress.note(judge(lesson, passing: 1, from: "a"))
    #expect(progress.attempt(at: lesson)?.id == "b")
    #expect(progress.attempt(at: lesson)?.recording == nil)
    progress.note(judge(lesson, passing: 3), in: "2.jsonl")
    #expect(progress.attempt(at: lesson) == nil, "the lesson is done")
  }

  @Test func `keeps halves and first answers`() throws {
    let lesson = try parse(
      """
      lesson: one
      version: 1
      title: {en: One, zh: 一}
      steps:
        - {id: a, ask: {en: A, zh: 一}, choices: [{en: A, zh: 甲}, {en: B, zh: 乙}, {en: C, zh: 丙}], answer: 2}
      """)
    var student = LessonDialogue(lesson)
    student.play("A: 1")
    var progress = Progress()
    progress.note(student.judge)
    progress = try #require(Progress(progress.octets))
    #expect(progress.passed(in: lesson).isEmpty)
    var second = LessonDialogue(lesson, score: progress.score(in: lesson))
    second.play("A: 2")
    #expect(second.judge.points.description == "0.5")
    progress.note(second.judge)
    let read = try #require(Progress(progress.octets))
    #expect(read.score(in: lesson).earned["a"]?.description == "0.5")
    #expect(read.score(in: lesson).answers == ["a": [1, 2]])
  }

  @Test func `keeps what was done when a lesson is changed`() throws {
    var progress = Progress()
    progress.note(judge(try threeSteps(), passing: 2))
    let raised = try lesson(version: 2, steps: ["b", "new", "c", "d"])
    #expect(progress.step(in: raised) == "c" && progress.passed(in: raised) == ["b"])
    progress.note(judge(raised, passing: 0, from: "c"))
    #expect(progress[raised]?.passed == ["b"] && progress[raised]?.version == 2)
    #expect(progress.latest(of: [raised]) == raised)
  }

  @Test func `goes on at the first new step where the one that was left is gone`() throws {
    var progress = Progress()
    progress.note(judge(try threeSteps(), passing: 2))
    #expect(progress.step(in: try lesson(version: 2, steps: ["a", "new", "b"])) == "new")
    #expect(progress.step(in: try lesson(version: 2, steps: ["a", "b"])) == "a")
  }

  @Test func `is written as byhand 0.1 wrote it where nothing new was done`() throws {
    let lesson = try Course.entries[0].lesson()
    let steps = lesson.steps.map(\.id)
    let text = """
      {
        "latest" : "\(lesson.id)",
        "lessons" : {
          "\(lesson.id)" : {
            "passed" : [
              "\(steps[0])",
              "\(steps[1])"
            ],
            "step" : "\(steps[2])",
            "version" : 1
          },
          "zz" : {
            "passed" : [
              "x"
            ],
            "version" : 3
          }
        }
      }

      """
    let progress = try #require(Progress(Array(text.utf8)))
    #expect(progress.step(in: lesson) == steps[2])
    #expect(
      progress.score(in: lesson).total(of: lesson)
        == lesson.steps[0].points + lesson.steps[1].points)
    #expect(progress.octets == Array(text.utf8))
  }

  @Test func `is kept when a finished lesson is begun again`() throws {
    let lesson = try threeSteps()
    var progress = Progress()
    progress.note(judge(lesson, passing: 3))
    #expect(progress.isFinished(lesson) && progress.step(in: lesson) == "a")
    progress.note(judge(lesson, passing: 0))
    #expect(progress[lesson]?.passed == ["a", "b", "c"] && progress[lesson]?.step == "a")
    #expect(progress.isFinished(lesson))
  }

  @Test func `forgets a lesson that is reset`() throws {
    let lesson = try threeSteps()
    var progress = Progress()
    progress.note(judge(lesson, passing: 1))
    progress.forget(lesson)
    #expect(progress == Progress())
  }

  @Test(arguments: [
    "", "{", "[]", "null", "{\"lessons\":[]}", "{\"lessons\":{\"one\":{}}}",
  ])
  func `is not read from what is none`(text: String) {
    #expect(Progress(Array(text.utf8)) == nil)
  }

  @Test(arguments: ["1e300", "-1", "0.3", "1000"])
  func `takes no points from its file that no step gives`(points: String) throws {
    let lesson = try Course.entries[0].lesson()
    let step = lesson.steps[0]
    let text = """
      {"lessons": {"\(lesson.id)":
        {"version": 1, "passed": ["\(step.id)"], "earned": {"\(step.id)": \(points)}}}}
      """
    let progress = try #require(Progress(Array(text.utf8)))
    #expect(progress.score(in: lesson).total(of: lesson) == step.points)
  }
}

struct `A teacher's lesson` {
  private func course() throws -> Lesson { try Course.entries[0].lesson() }

  @Test func `with the id of a lesson of the course has progress of its own`() throws {
    let course = try course()
    let start = course.steps[0].id
    let own = try lesson(course.id, version: 1, steps: [start, "own"])
    var progress = Progress()
    progress.note(judge(own, passing: 1))
    #expect(progress[course] == nil && progress.step(in: own) == "own")
    #expect(progress.latest(of: [course]) == nil && progress.latest(of: [own]) == own)
    progress.note(judge(course, passing: 0))
    #expect(progress.step(in: own) == "own" && progress.step(in: course) == start)
  }

  @Test func `keeps its progress when its words are changed, and another one's is not taken`()
    throws
  {
    var progress = Progress()
    progress.note(judge(try threeSteps(), passing: 2))
    let reworded = try lesson(version: 1, title: "Better", steps: ["a", "b", "c"])
    #expect(progress.step(in: reworded) == "c")
    let stranger = try lesson(version: 1, steps: ["x", "y"])
    #expect(progress[stranger] == nil && progress.step(in: stranger) == "x")
    progress.note(judge(stranger, passing: 1))
    #expect(progress.step(in: reworded) == "c" && progress.step(in: stranger) == "y")
  }

  @Test func `takes the place of a course's lesson in the library, or comes after the course`()
    throws
  {
    let ids = Course.entries.map(\.id)
    let own = try lesson(ids[1], version: 1, steps: ["b"])
    let more = try threeSteps()
    let library = Library(own: [more, own])
    #expect(library.lessons.map(\.id) == ids + ["one"])
    #expect(library[ids[1]] == own && library["one"] == more)
    #expect(library["no-such-lesson"] == nil)
    let first = try course()
    let names = [first.id, "1", first.title.english.uppercased(), first.title.chinese]
    #expect(names.allSatisfy { library.lesson(called: $0) == first })
    #expect(library.lesson(called: "0") == nil)
    #expect(library.lesson(called: "\(ids.count + 2)") == nil)
    #expect(library.next(after: own, Progress())?.id == ids[2])
    #expect(library.next(after: more, Progress()) == first)
    var progress = Progress()
    progress.note(judge(more, passing: 1))
    #expect(library.lesson(toContinue: progress) == more)
    #expect(Library().lesson(toContinue: progress) == first)
  }
}
