import Lessons
import TestSupport
import Testing
import Transcripts

/// Which recordings tell of a lesson, from session to session.
struct `The recordings that count` {
  private func begun(_ progress: Progress, _ lessons: Lesson...) throws -> [[String]] {
    try #require(Progress(progress.octets)).begun(among: lessons).map(\.recordings)
  }

  private func threeSteps(_ id: String = "one") throws -> Lesson {
    let steps = ["a", "b", "c"].map { step($0, "{console: mailbox}") }.joined()
    return try parse("lesson: \(id)\nversion: 1\ntitle: {en: One, zh: 一}\nsteps:\n" + steps)
  }

  /// One session: a new attempt from this step on.
  private func play(
    _ lesson: Lesson, _ progress: inout Progress, in recording: String?, passing count: Int,
    from step: String = "a"
  ) {
    var student = LessonDialogue(lesson, score: progress.score(in: lesson))
    student.take(.learner(.began(lesson.attempt(id: recording ?? "x", at: step))))
    for _ in 0..<count { student.play("K: mailbox") }
    progress.note(student.judge, in: recording)
  }

  @Test func `are those in which something was earned, whatever was done later`() throws {
    let lesson = try threeSteps()
    var progress = Progress()
    play(lesson, &progress, in: "1.jsonl", passing: 0)
    #expect(try begun(progress, lesson) == [["1.jsonl"]], "begun")
    play(lesson, &progress, in: "2.jsonl", passing: 2)
    play(lesson, &progress, in: "3.jsonl", passing: 0, from: "c")
    play(lesson, &progress, in: nil, passing: 0, from: "c")
    play(lesson, &progress, in: "4.jsonl", passing: 1, from: "c")
    #expect(progress.attempt(at: lesson) == nil, "the lesson is done")
    play(lesson, &progress, in: "5.jsonl", passing: 1)
    play(lesson, &progress, in: "6.jsonl", passing: 3)
    #expect(try begun(progress, lesson) == [["1.jsonl", "2.jsonl", "4.jsonl"]])
    progress.forget(lesson)
    #expect(try begun(progress, lesson).isEmpty)
  }

  @Test func `are those with answers, also wrong ones`() throws {
    let lesson = try parse(
      """
      lesson: one
      version: 1
      title: {en: One, zh: 一}
      steps:
        - {id: a, ask: {en: A, zh: 一}, choices: [{en: A, zh: 甲}, {en: B, zh: 乙}, {en: C, zh: 丙}], answer: 2}
      """)
    var progress = Progress()
    for (recording, answer) in [("1.jsonl", 1), ("2.jsonl", 2), ("3.jsonl", 2)] {
      var student = LessonDialogue(lesson, score: progress.score(in: lesson))
      student.play("A: \(answer)")
      progress.note(student.judge, in: recording)
    }
    #expect(try begun(progress, lesson) == [["1.jsonl", "2.jsonl"]])
  }

  @Test func `are named lesson by lesson, in the course's order, then the others`() throws {
    let (first, second, other) = (try threeSteps("one"), try threeSteps("two"), try threeSteps("x"))
    let course = try Course.entries[0].lesson()
    var progress = Progress()
    for lesson in [other, second, first, course] {
      play(lesson, &progress, in: "\(lesson.id).jsonl", passing: 0)
    }
    let begun = progress.begun(among: [first, second])
    #expect(begun.map(\.id) == ["one", "two", course.id, "x"])
    #expect(begun.map(\.lesson) == [first, second, course, nil])
    #expect(begun.map(\.recordings) == begun.map { ["\($0.id).jsonl"] })
  }

  @Test func `of a file of byhand 0.1 are none, and of one that had only the latest that one`()
    throws
  {
    let old = try #require(Progress(OldFile.progress)).begun(among: [])
    #expect(!old.isEmpty && old.allSatisfy { $0.lesson != nil && $0.recordings.isEmpty })
    let lesson = try Course.entries[0].lesson()
    let steps = lesson.steps.map(\.id)
    let text = """
      {"lessons": {"\(lesson.id)": {"version": 1, "step": "\(steps[1])", "passed": ["\(steps[0])"],
        "attempt": "a", "recording": "1.jsonl"}}}
      """
    var progress = try #require(Progress(Array(text.utf8)))
    #expect(try begun(progress, lesson) == [["1.jsonl"]])
    var student = LessonDialogue(lesson, score: progress.score(in: lesson))
    student.take(.learner(.began(lesson.attempt(id: "a", at: lesson.steps[0].id))))
    progress.note(student.judge, in: "2.jsonl")
    #expect(try begun(progress, lesson) == [["1.jsonl"]])
  }
}
