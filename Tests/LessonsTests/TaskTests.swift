import Language
import Lessons
import Testing
import Transcripts

private let start = "T: smtp\nS: 220 Hi"

struct `A prediction` {
  private func student() throws -> LessonDialogue {
    LessonDialogue(
      try lesson(
        """
          - id: p
            predict: {en: What comes, zh: 会怎样}
            type: HELO
            expect: {command: HELO}
            solution: ["5", HELO]
            points: 2

        """))
  }

  @Test(arguments: [("501", 2), ("5", 2), ("550", 1), ("250", 0), ("2", 0)])
  func `is judged by the reply`(guess: String, points: Int) throws {
    var student = try student()
    let verdicts = student.play("\(start)\nP: \(guess)\nC: HELO\nS: 501 No")
    #expect(verdicts.isFinished)
    #expect(student.judge.points == Points(points))
  }

  @Test func `comes before the line`() throws {
    var student = try student()
    #expect(!student.play("\(start)\nC: HELO\nS: 501 No\nP: 5").isFinished)
    #expect(student.play("C: HELO\nS: 501 No").isFinished)
  }

  @Test func `counts once`() throws {
    var student = try student()
    student.play("\(start)\nP: 2\nP: 5\nC: HELO\nS: 501 No")
    #expect(student.judge.points == 0)
    student.take(.learner(.back(step: "p")))
    student.play("P: 5\nC: HELO\nS: 501 No")
    #expect(student.judge.points == 0)
  }

  @Test(arguments: [
    ("250", "250"), (" 5 ", "5"), ("５５０", "550"), ("5xx", "5"), ("4yz", "4"), ("550.", "550"),
  ])
  func `is a code or a digit`(line: String, reply: String) {
    #expect(LessonStep.Prediction.reply(in: line) == reply)
  }

  @Test(arguments: ["", "1", "9", "25", "600", "HELO", "2 5 0 0", "RCPT TO:<b@c>"])
  func `is nothing else`(line: String) {
    #expect(LessonStep.Prediction.reply(in: line) == nil)
  }
}

struct `A short answer` {
  private let text = """
      - id: a
        ask: {en: How many, zh: 几个}
        accept: ["3", three, 三]
        slips: [{accept: ["4"], say: {en: One less, zh: 少一个}, misconception: quit-sends}]
        points: 2

    """

  @Test(arguments: [(["Three."], 2), (["四", "３"], 1), (["4", "5", "三"], 0)])
  func `gives less the later it is right`(answers: [String], points: Int) throws {
    var student = LessonDialogue(try lesson(text))
    for answer in answers {
      student.take(.learner(.answered(step: "a", .text(answer))))
    }
    #expect(student.judge.current == nil)
    #expect(student.judge.points == Points(points))
  }

  @Test func `has wrong forms with words of their own`() throws {
    let lesson = try lesson(text)
    guard case .fill(let question) = lesson.steps[0].task else { return #expect(Bool(false)) }
    #expect(question.slip(for: "4。")?.say.english == "One less")
    #expect(lesson.steps[0].misconceptions == ["quit-sends"])
    #expect(lesson.steps[0].solution == ["3"])
  }
}

struct `A reflection` {
  @Test func `takes any words, and none is wrong`() throws {
    var student = LessonDialogue(
      try lesson("  - {id: r, reflect: {en: Why, zh: 为什么}, solution: [x], points: 0}\n"))
    #expect(student.play("A:   ").isEmpty)
    #expect(student.play("A: because").isFinished)
  }
}

struct `What happens before a step` {
  @Test func `earns nothing, and is done once`() throws {
    var student = LessonDialogue(
      try lesson(step("one", "{command: HELO, reply: 250}", ", begin: [\"HELO a\"]")))
    #expect(student.judge.prepared == nil)
    #expect(student.play("\(start)\nR:\nC: HELO a\nS: 250 Ok\nH:").isEmpty)
    #expect(student.judge.prepared == "one")
    #expect(student.play("C: HELO b\nS: 250 Ok").isFinished)
  }
}

struct `A step that is nearly right` {
  @Test func `says what was seen and what it waits for`() throws {
    var student = LessonDialogue(
      try lesson(step("one", "{command: RCPT, reply: 250, recipient: bob@hamburger.edu}")))
    let script = """
      \(start)
      C: HELO a
      S: 250 Ok
      C: MAIL FROM:<a@b.c>
      S: 250 Ok
      C: RCPT TO:<carol@hamburger.edu>
      S: 250 Ok
      """
    #expect(
      student.play(script).nearMisses
        == ["RCPT carol@hamburger.edu → 250 | the recipient bob@hamburger.edu"])
  }
}

struct `A prediction that is nearly right` {
  @Test(arguments: [
    ("RCPT TO:<carol@hamburger.edu>", "the recipient bob@hamburger.edu"),
    ("RCPT TO:<bob@hamburger.edu>", "another reply"),
  ])
  func `does not tell the reply`(line: String, missing: String) throws {
    var student = LessonDialogue(
      try lesson(
        """
          - id: p
            predict: {en: What comes, zh: 会怎样}
            expect: {command: RCPT, reply: 553, recipient: bob@hamburger.edu}
            solution: ["5", "RCPT TO:<bob@hamburger.edu>"]

        """))
    let script = """
      \(start)
      C: HELO a
      S: 250 Ok
      C: MAIL FROM:<a@b.c>
      S: 250 Ok
      P: 2
      C: \(line)
      S: 250 Ok
      """
    let missed = student.play(script).nearMisses
    #expect(missed.map { $0.hasSuffix(" | \(missing)") } == [true])
  }
}

struct `A step in a file` {
  @Test(arguments: [
    ("- {id: a, ask: {en: A, zh: 甲}, accept: [], points: 1}", "condition"),
    ("- {id: a, ask: {en: A, zh: 甲}, accept: [x], choices: []}", "choices does not go"),
    ("- {id: a, reflect: {en: A, zh: 甲}, expect: {fault: true}}", "expect does not go"),
    ("- {id: a, say: {en: A, zh: 甲}}", "A step has one of"),
    (
      "- {id: a, predict: {en: A, zh: 甲}, expect: {command: HELO}, solution: [HELO a]}",
      "begins with a code"
    ),
    (
      "- {id: a, ask: {en: A, zh: 甲}, accept: [x], slips: [{accept: [y], say: {en: N, zh: 不}, misconception: nonsense}]}",
      "no misconception nonsense"
    ),
    ("- {id: a, say: {en: A, zh: 甲}, expect: {queue: lost}}", "lost is not one of"),
    ("- {id: a, say: {en: A, zh: 甲}, expect: {accepted: true, message: {}}}", "At least one"),
    ("- {id: a, say: {en: A, zh: 甲}, expect: {mailbox: bob}}", "An address is expected"),
    ("- {id: a, say: {en: A, zh: 甲}, expect: {queue: queued, command: RCPT}}", "never hold"),
  ])
  func `with a fault is refused at its line`(steps: String, words: String) {
    let error = #expect(throws: LessonError.self) { try lesson("  " + steps + "\n") }
    #expect(error?.text(.english).contains(words) == true, "\(error?.text(.english) ?? "")")
    #expect(error?.line == 5)
  }

  @Test func `carries its teacher's policy`() throws {
    let lesson = try parse(
      """
      lesson: one
      version: 1
      title: {en: One, zh: 一}
      goal: {en: Go, zh: 做}
      minutes: 5
      skip: no
      hints: no
      shuffle: yes
      begin: ["telnet hamburger.edu 25"]
      steps:
        - {id: a, begin: ["HELO a"], ask: {en: A, zh: 甲}, choices: [{en: B, zh: 乙}, {en: C, zh: 丙}], answer: 1}
      """)
    #expect(!lesson.policy.allowsSkipping && !lesson.policy.allowsHints)
    #expect(lesson.steps[0].begin == ["telnet hamburger.edu 25", "HELO a"])
    guard case .ask(let question) = lesson.steps[0].task else { return #expect(Bool(false)) }
    #expect(question.isShuffled && lesson.minutes == 5)
  }
}
