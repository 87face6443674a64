import Lessons
import Protocols
import TestSupport
import Testing
import Transcripts

/// Wire, console and world as they may come in a session, in no sensible order.
private struct RandomSession {
  let lesson: Lesson
  private var generator: SeededGenerator
  private var conversations = 0

  init(_ lesson: Lesson, seed: UInt64) {
    self.lesson = lesson
    generator = SeededGenerator(seed: seed)
  }

  /// One to eight acts that belong together. The student sees `judge`.
  mutating func acts(_ judge: Judge?) throws -> [Act] {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: [.learner(learnerAct(judge))]
    case 1 where Bool.random(using: &generator): [.world(try worldAct())]
    default: wire().map { LessonDialogue.act($0, step: judge?.current?.id) }
    }
  }

  private mutating func learnerAct(_ judge: Judge?) -> LearnerAct {
    let step = lesson.steps.randomElement(using: &generator)?.id ?? ""
    let current = Bool.random(using: &generator) ? judge?.current?.id ?? step : step
    switch Int.random(in: 0..<14, using: &generator) {
    case 0, 1: return .began(lesson.attempt(id: "x", at: step))
    case 2: return .began(LessonAttempt(lesson: "another", step: step))
    case 3: return .resumed(step: step)
    case 4, 5: return .ready(step: step)
    case 6: return .answered(step: current, .text("because"))
    case 7: return .predicted(step: current, reply: "2")
    case 8: return .hint(step: current)
    case 9: return .skipped(step: current)
    case 10: return .back(step: judge?.previous.id ?? step)
    case 11: return .restarted
    case 12: return .asked(console: "lesson off")
    default: return .answered(step: current, .choice(Int.random(in: 0...3, using: &generator)))
    }
  }

  private mutating func worldAct() throws -> WorldAct {
    let hosts = [
      HostDescription(
        name: "hamburger.edu", mailboxes: ["bob"], scenario: [try Behaviour(["down"])])
    ]
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: return .opened(hosts)
    case 1: return .changed(host: "hamburger.edu", scenario: [])
    default:
      return .queue(
        QueueAct(.queued, host: "crepes.fr", message: "1", recipient: "bob@hamburger.edu"))
    }
  }

  private mutating func wire() -> [String] {
    let pieces = [
      "T: smtp\nS: 220 hamburger.edu", "T: http", "T: smtp pickles.example\nS: 220 pickles.example",
      "C: HELO crepes.fr\nS: 250 Hello", "C: HELO\nS: 501 No",
      "C: MAIL FROM:<alice@crepes.fr>\nS: 250 Ok",
      "C: RCPT TO:<bob@hamburger.edu>\nS: 250 Ok", "C: RCPT TO:<carol@hamburger.edu>\nS: 250 Ok",
      "C: MAIL FROM:<a@b.c>\nC: RCPT TO:<bob@hamburger.edu>\nC: DATA\nS: 250 Ok\nS: 250 Ok\nS: 354 Go",
      "C: RCPT TO:<nobody@hamburger.edu>\nS: 550-No\nS: 550 such user",
      "C: RCPT TO:<dave@pickles.example>\nS: 452 Full", "C: DATA\nS: 354 Go",
      "C: Hi\nC: .\nS: 250 Ok",
      "C: QUIT\nS: 221 Bye\nX:", "X:", "S: 421 Late", "S: what", "C: GREET\nS: 500 No",
      "C: GET /bob/1 HTTP/1.1\nC: Host: h\nC: \nS: HTTP/1.1 200 OK\nS: Content-Length: 2\nS: \nS# ok",
      "K: mailbox bob", "K: mailbox carol", "K: compare", "A: 1", "A: 2", "A: 3",
    ]
    return pieces.randomElement(using: &generator)?.split(separator: "\n").map(String.init) ?? []
  }
}

/// Events as they come back from their file.
private func written(_ events: [Event]) throws -> [Event] {
  let header = TranscriptHeader(started: "2026-11-23T15:00:00.000Z", software: "t", side: .client)
  let file = ([header.json] + events.map(\.json)).joined(separator: "\n") + "\n"
  return try Transcript(Array(file.utf8)).events
}

struct `A recording` {
  /// The live judge is made when its lesson begins; the one of the recording hears all of it.
  @Test(arguments: Tries.pairs(Course.entries, Array(0..<4)))
  func `gives the verdicts that were given live, event by event`(
    entry: Course.Entry, seed: UInt64
  ) throws {
    let lesson = try entry.lesson()
    var random = RandomSession(lesson, seed: seed)
    var session = Session()
    var judge: Judge?
    var score = Score()
    var events: [Event] = []
    var verdicts: [[Verdict]] = []
    var conversation = 0
    while events.count < 300 {
      for act in try random.acts(judge) {
        if case .opened = act { conversation += 1 }
        if case .learner(.began(let attempt)) = act {
          // What earlier attempts earned is kept from one to the next.
          score = judge?.score ?? score
          judge = attempt.lesson == lesson.id ? Judge(lesson, score: score) : nil
        }
        let event = Event(
          number: events.count + 1, milliseconds: 0, conversation: conversation, act: act)
        events.append(event)
        verdicts.append(session.take(event).flatMap { judge?.take($0) ?? [] })
      }
    }
    var recorded = Session()
    var judgeOfRecord = Judge(lesson)
    for (event, verdicts) in zip(try written(events), verdicts) {
      let found = recorded.take(event).flatMap { judgeOfRecord.take($0) }
      try #require(found == verdicts)
      for verdict in found {
        #expect(!verdict.events.isEmpty && verdict.events == verdict.events.sorted())
        #expect(verdict.events.allSatisfy { (1...event.number).contains($0) })
      }
    }
    if let judge { #expect(judge == judgeOfRecord) }
  }

  @Test func `judges as the student was judged`() throws {
    let lesson = SampleLessons.lesson("first-conversation")
    var live = LessonDialogue(lesson)
    live.play(
      """
      T: smtp
      S: 220 hamburger.edu
      A: 2
      A: 1
      C: HELO crepes.fr
      S: 250 Hello
      """)
    var session = Session()
    var judge = Judge(lesson)
    let verdicts = try written(live.events).flatMap { session.take($0) }.flatMap { judge.take($0) }
    #expect(verdicts == live.verdicts)
    #expect(judge == live.judge)
  }
}

struct `A verdict` {
  private func proof(_ expect: String, _ script: String) throws -> [Int] {
    var student = LessonDialogue(try lesson(step("one", expect)))
    // Event 1 is the beginning.
    return try #require(student.play(script).first { $0.finding.isPass }).events
  }

  private static let smtp = "T: smtp\nS: 220 Hi\n"

  @Test(arguments: [
    ("{connected: smtp}", smtp, [2, 3]), ("{connected: http}", "T: http", [2]),
    ("{command: HELO}", smtp + "C: HELO a\nS: 250-Hi\nS: 250 Hello", [4, 6]),
    ("{fault: true}", smtp + "C: HI\nS: 500 No", [4, 5]), ("{closed: true}", smtp + "X:", [4]),
    ("{phase: close}", smtp + "C: QUIT", [4]), ("{console: mailbox bob}", "K: mailbox bob", [2]),
    (
      "{recipient: bob@b.c}",
      smtp
        + "C: HELO a\nS: 250 Hi\nC: MAIL FROM:<a@b.c>\nC: RCPT TO:<al@b.c>\nC: RCPT TO:<bob@b.c>\n"
        + "S: 250 Ok\nS: 550 No\nS: 250 Ok", [8, 11]
    ),
    (
      "{accepted: true}",
      smtp
        + "C: HELO a\nS: 250 Hi\nC: MAIL FROM:<a@b.c>\nS: 250 Ok\nC: RCPT TO:<b@b.c>\nS: 250 Ok\n"
        + "C: DATA\nS: 354 Go\nC: Hi\nC: .\nS: 250 Ok", [13, 14]
    ),
    (
      "{status: 200}",
      "T: http\nC: GET / HTTP/1.1\nC: Host: h\nC: \nS: HTTP/1.1 200 OK\nS: Content-Length: 2\nS: \nS# ok",
      [3, 9]
    ),
  ])
  func `names the events that prove it`(expect: String, script: String, events: [Int]) throws {
    #expect(try proof(expect, script) == events)
  }

  @Test func `of a step done ahead names what happened then`() throws {
    let question =
      "  - {id: ask, ask: {en: Who, zh: 谁}, choices: [{en: A, zh: 甲}, {en: B, zh: 乙}], answer: 1}\n"
    var student = LessonDialogue(try lesson(question + step("helo", "{command: HELO}")))
    let verdicts = student.play("T: smtp\nS: 220 Hi\nC: HELO a\nS: 250 Hi\nA: 2\nA: 1")
    #expect(verdicts.map(\.events) == [[6], [7], [4, 5], [4, 5]])
  }

  @Test func `is not given for what byhand redoes`() throws {
    var student = LessonDialogue(
      try lesson(step("helo", "{command: HELO}") + step("mail", "{command: MAIL}")))
    student.take(.learner(.resumed(step: "helo")))
    student.play("T: smtp\nS: 220 Hi\nC: HELO a\nS: 250 Hi")
    student.take(.learner(.ready(step: "mail")))
    #expect(student.verdicts.isEmpty)
    #expect(student.play("C: MAIL FROM:<a@b.c>\nS: 250 Ok").passed == ["mail"])
    #expect(student.judge.passed == ["mail"])
  }

  @Test func `is given only once the lesson has begun, and until it is left`() throws {
    let lesson = try lesson(
      step("look", "{console: mailbox}") + step("again", "{console: mailbox}"))
    var judge = Judge(lesson)
    var session = Session()
    func take(_ act: LearnerAct) -> [Verdict] {
      session.take(Event(milliseconds: 0, conversation: 0, act: .learner(act)))
        .flatMap { judge.take($0) }
    }
    #expect(take(.asked(console: "mailbox")).isEmpty)
    _ = take(.began(lesson.attempt(id: "a", at: "look")))
    #expect(take(.asked(console: "mailbox")).passed == ["look"])
    _ = take(.asked(console: "lesson off"))
    #expect(take(.asked(console: "mailbox")).isEmpty)
  }
}

extension Verdict.Finding {
  fileprivate var isPass: Bool {
    if case .passed = self { true } else { false }
  }
}
