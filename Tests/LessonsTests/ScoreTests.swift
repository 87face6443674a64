import Language
import Lessons
import Testing
import Transcripts

private let helo = "T: smtp\nS: 220 hamburger.edu\nC: HELO crepes.fr\nS: 250 Hello"

private func ask(choices: Int) -> String {
  let list = (1...choices).map { "{en: E\($0), zh: 字\($0)}" }.joined(separator: ", ")
  return "  - {id: ask, ask: {en: Who, zh: 谁}, choices: [\(list)], answer: 2}\n"
}

private func byHand(_ more: String = "") -> String {
  step("helo", "{command: HELO}", ", hints: [{en: One, zh: 一}], solution: [HELO a]" + more)
}

struct `Half points` {
  @Test func `print halves`() {
    let points: [Points] = [0, 1, Points(1).half, Points(3).half, 1 + Points(1).half]
    #expect(points.map(\.description) == ["0", "1", "0.5", "1.5", "1.5"])
    #expect(Points(2).half == 1 && Points(1).half < 1)
  }
}

struct `A question` {
  @Test(arguments: [
    (2, ["2"], "1"), (2, ["1", "2"], "0"), (3, ["2"], "1"), (3, ["1", "2"], "0.5"),
    (3, ["3", "1", "2"], "0"), (3, ["1", "1", "2"], "0"), (4, ["4", "2"], "0.5"),
  ])
  func `gives all, half or nothing by the number of answers`(
    choices: Int, answers: [String], points: String
  ) throws {
    var student = LessonDialogue(try lesson(ask(choices: choices)))
    answers.forEach { student.play("A: \($0)") }
    #expect(student.judge.score.earned["ask"]?.description == points)
    #expect(student.judge.score.answers["ask"] == answers.compactMap { Int($0) })
    #expect(student.judge.points.description == points)
  }

  @Test func `gives no more after a way back, a restart or in a new attempt, and no less`() throws {
    let lesson = try lesson(ask(choices: 3) + byHand())
    for again: LearnerAct in [
      .back(step: "ask"), .restarted, .began(lesson.attempt(id: "b", at: "ask")),
    ] {
      for (first, points) in [("1", "0.5"), ("2", "1")] {
        var student = LessonDialogue(lesson)
        student.play("A: \(first)\nA: 2")
        student.take(.learner(again))
        student.play("A: 1\nA: 2")
        #expect(student.judge.passed == ["ask"])
        #expect(student.judge.points.description == points)
      }
    }
  }

  @Test func `counts answers of an attempt that was left before the right one`() throws {
    let lesson = try lesson(ask(choices: 3))
    var student = LessonDialogue(lesson)
    student.play("A: 1")
    student.take(.learner(.began(lesson.attempt(id: "b", at: "ask"))))
    #expect(student.play("A: 2").first?.finding == .passed(lesson.steps[0], Points(1).half))
  }

  @Test func `has no hint that shows its answer`() throws {
    var student = LessonDialogue(try lesson(ask(choices: 3)))
    student.take(.learner(.hint(step: "ask")))
    #expect(student.judge.hint == nil && !student.judge.isLineNext)
    student.play("A: 2")
    #expect(student.judge.points == 1)
  }
}

struct `A step by hand` {
  @Test(arguments: [(0, "1"), (1, "1"), (2, "0.5"), (3, "0.5")])
  func `gives half after the hint that shows the line`(hints: Int, points: String) throws {
    var student = LessonDialogue(try lesson(byHand()))
    for _ in 0..<hints { student.take(.learner(.hint(step: "helo"))) }
    #expect(student.judge.isLineNext == (hints == 1))
    let verdicts = student.play(helo)
    #expect(verdicts.last?.finding == .finished(student.judge.points, of: 1))
    #expect(student.judge.points.description == points)
  }

  @Test func `gives all when it is done again without the line`() throws {
    var student = LessonDialogue(try lesson(byHand()))
    for _ in 0..<2 { student.take(.learner(.hint(step: "helo"))) }
    student.play(helo)
    student.take(.learner(.back(step: "helo")))
    #expect(student.judge.hint == nil)
    student.play(helo)
    #expect(student.judge.points == 1)
  }

  @Test func `keeps its best`() throws {
    var student = LessonDialogue(try lesson(byHand()))
    student.play(helo)
    student.take(.learner(.restarted))
    for _ in 0..<2 { student.take(.learner(.hint(step: "helo"))) }
    student.play(helo)
    #expect(student.judge.points == 1)
  }

  @Test func `loses nothing by mistakes`() throws {
    var student = LessonDialogue(try lesson(byHand()))
    student.play("T: smtp\nS: 220 hamburger.edu\nC: HELO\nS: 501 No\nC: HLO\nS: 500 No")
    student.play("C: HELO crepes.fr\nS: 250 Hello")
    #expect(student.judge.points == 1)
  }

  @Test func `gives nothing when it is skipped, and its points when it is done later`() throws {
    var student = LessonDialogue(try lesson(byHand() + ask(choices: 2)))
    student.take(.learner(.skipped(step: "helo")))
    #expect(student.judge.points == 0)
    student.take(.learner(.back(step: "helo")))
    student.play(helo)
    #expect(student.judge.points == 1)
  }
}
