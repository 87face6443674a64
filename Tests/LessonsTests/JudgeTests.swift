import Language
import Lessons
import Protocols
import Teaching
import Testing
import Transcripts

private let greeting = "T: smtp\nS: 220 hamburger.edu"
private let helo = "C: HELO crepes.fr\nS: 250 Hello"
private let mail = "C: MAIL FROM:<alice@crepes.fr>\nS: 250 Ok"
private let rcpt = "C: RCPT TO:<bob@hamburger.edu>\nS: 250 Ok"
private let letter = "C: DATA\nS: 354 Go on\nC: Hi\nC: .\nS: 250 Accepted"
private let quit = "C: QUIT\nS: 221 Bye"
private let request = "C: GET /bob/1 HTTP/1.1\nC: Host: h\nC: "
private let response = "S: HTTP/1.1 200 OK\nS: Content-Length: 2\nS: \nS# ok"

private func passes(_ expect: String, _ script: String) throws -> Bool {
  var student = LessonDialogue(try lesson(step("one", expect)))
  return student.play(script).isFinished
}

struct `An expectation` {
  @Test(arguments: [
    ("{command: HELO}", helo), ("{command: HELO, reply: 250}", helo),
    ("{command: [EHLO, helo], reply: [250, 251]}", helo), ("{reply: 2xx}", helo),
    ("{command: HELO, fault: true}", "C: HELO\nS: 501 No"),
    ("{fault: true}", "C: GREET\nS: 500 No"), ("{fault: true, reply: 5xx}", "C: HI\nS: 500 No"),
    ("{connected: smtp}", "S: 554 No"), ("{sender: ALICE@crepes.fr}", "\(helo)\n\(mail)"),
    ("{command: MAIL, sender: alice@crepes.fr, reply: 250}", "\(helo)\n\(mail)"),
    ("{recipient: bob@hamburger.edu}", "\(helo)\n\(mail)\n\(rcpt)"),
    ("{phase: transfer}", helo), ("{phase: close}", "C: QUIT"), ("{closed: true}", "X:"),
    ("{phase: close, host: HAMBURGER.edu}", "X:"), ("{console: compare}", "K: compare"),
    ("{console: mailbox}", "K: mailbox bob"), ("{console: mailbox bob}", "K: mailbox"),
    ("{console: mailbox bob}", "K: mailbox bob"),
    ("{accepted: true}", "\(helo)\n\(mail)\n\(rcpt)\n\(letter)"),
    (
      "{accepted: true, reply: 250, sender: alice@crepes.fr, recipient: bob@hamburger.edu}",
      "\(helo)\n\(mail)\n\(rcpt)\n\(letter)"
    ),
  ])
  func `is met by what happened in SMTP`(expect: String, script: String) throws {
    let isGreeting = script.hasPrefix("S:")
    #expect(try passes(expect, "T: smtp\n" + (isGreeting ? "" : "S: 220 Hi\n") + script))
  }

  @Test(arguments: [
    ("{command: EHLO}", helo), ("{command: HELO, reply: 501}", helo), ("{reply: 5xx}", helo),
    ("{connected: http}", helo), ("{fault: true}", helo), ("{phase: close}", helo),
    ("{accepted: true}", "\(helo)\n\(mail)\n\(rcpt)"), ("{console: compare}", "K: mailbox"),
    ("{console: mailbox bob}", "K: mailbox carol"),
    ("{closed: true}", quit), ("{connected: smtp, host: crepes.fr}", helo),
    // Each half holds, but not on one happening.
    ("{command: HELO, reply: 501}", "\(helo)\nC: MAIL\nS: 501 No"),
    ("{recipient: carol@hamburger.edu, accepted: true}", "\(helo)\n\(mail)\n\(rcpt)\n\(letter)"),
    ("{accepted: true}", "\(helo)\n\(mail)\n\(rcpt)\nC: DATA\nS: 354 Go\nC: .\nS: 554 No"),
    // The text of a message is not a command.
    ("{command: QUIT}", "\(helo)\n\(mail)\n\(rcpt)\nC: DATA\nS: 354 Go\nC: QUIT"),
    // A reply alone answers no command that was not sent.
    ("{command: HELO}", "S: 250 Hello"),
  ])
  func `is not met by less`(expect: String, script: String) throws {
    #expect(try !passes(expect, "\(greeting)\n\(script)"))
  }

  @Test(arguments: [
    ("{connected: http}", ""), ("{connected: http, host: hamburger.edu}", ""),
    ("{request: GET, target: /bob/1, status: 200}", "\(request)\n\(response)"),
    ("{target: /bob/*}", "\(request)\n\(response)"),
    ("{request-field: \"host: *\"}", "\(request)\n\(response)"),
    ("{target: \"/*o*/*\"}", "\(request)\n\(response)"),
    ("{target: /b*/1}", "\(request)\n\(response)"), ("{status: 2xx}", "\(request)\n\(response)"),
    ("{fault: true}", "C: hello"), ("{fault: true}", "C: GET / HTTP/1.1\nC: no field"),
  ])
  func `is met by what happened in HTTP`(expect: String, script: String) throws {
    #expect(try passes(expect, "T: http\n" + script))
  }

  @Test(arguments: [
    "{request: POST}", "{target: /bob}", "{target: /carol/*}", "{target: /bob/*.eml}",
    "{target: /BOB/*}",
    "{target: \"/*b*b*b*\"}",
    "{status: 404}", "{request: get}", "{request-field: \"Connection: close\"}",
  ])
  func `is not met by another request`(expect: String) throws {
    #expect(try !passes(expect, "T: http\n\(request)\n\(response)"))
  }
}

struct `The judge` {
  private func two() throws -> Lesson {
    try lesson(
      step("helo", "{command: HELO, reply: 250}") + step("mail", "{command: MAIL, reply: 250}"))
  }

  private func question(answer: Int) -> String {
    "  - {id: ask, ask: {en: Who, zh: 谁}, choices: [{en: A, zh: 甲}, {en: B, zh: 乙}], answer: \(answer)}\n"
  }

  @Test func `waits at a step until it passes`() throws {
    var student = LessonDialogue(try two())
    #expect(student.play("\(greeting)\nC: HELO\nS: 501 No").passed.isEmpty)
    #expect(student.judge.current?.id == "helo")
    #expect(student.play(helo).passed == ["helo"])
    #expect(student.judge.current?.id == "mail")
    #expect(student.judge.points == 1)
  }

  @Test func `speaks of a mistake, and of none in what passes`() throws {
    let mistakes = """
      , mistakes: [{when: {reply: 501}, say: {en: Name, zh: 名}}, {when: {command: HELO}, say: {en: X, zh: 叉}}]
      """
    var student = LessonDialogue(try lesson(step("helo", "{command: HELO, reply: 250}", mistakes)))
    #expect(student.play("\(greeting)\nC: HELO\nS: 501 No").remarks == ["Name"])
    let verdicts = student.play(helo)
    #expect(verdicts.remarks.isEmpty)
    #expect(verdicts.isFinished)
    #expect(student.judge.current == nil)
  }

  @Test func `passes what was done ahead when its turn comes`() throws {
    let question = question(answer: 1)
    var student = LessonDialogue(
      try lesson(question + step("helo", "{command: HELO}") + step("mail", "{command: MAIL}")))
    #expect(student.play("\(greeting)\n\(helo)\n\(mail)").isEmpty)
    #expect(student.play("A: 1").passed == ["ask", "helo", "mail"])
  }

  @Test func `takes one happening for one step`() throws {
    let message = "{accepted: true}"
    var student = LessonDialogue(try lesson(step("first", message) + step("second", message)))
    #expect(student.play("\(greeting)\n\(helo)\n\(mail)\n\(rcpt)\n\(letter)").passed == ["first"])
    #expect(student.play("\(mail)\n\(rcpt)\n\(letter)").passed == ["second"])
  }

  @Test func `forgives a QUIT before the look at the mailbox`() throws {
    let steps = step("look", "{console: mailbox}") + step("quit", "{command: QUIT, reply: 221}")
    var student = LessonDialogue(try lesson(steps))
    #expect(student.play("\(greeting)\n\(quit)\nX:").isEmpty)
    #expect(student.play("K: mailbox").passed == ["look", "quit"])
  }

  @Test func `asks for QUIT again on a new connection`() throws {
    let steps = step("look", "{console: mailbox}") + step("quit", "{command: QUIT, reply: 221}")
    var student = LessonDialogue(try lesson(steps))
    student.play("\(greeting)\n\(quit)\nX:\n\(greeting)")
    #expect(student.play("K: mailbox").passed == ["look"])
    #expect(student.play(quit).passed == ["quit"])
  }

  @Test func `takes no closed connection for an open one`() throws {
    let steps = step("helo", "{command: HELO}") + step("web", "{connected: http}")
    var student = LessonDialogue(try lesson(steps))
    #expect(student.play("T: http\nX:\n\(greeting)\n\(helo)").passed == ["helo"])
    #expect(student.play("T: http").passed == ["web"])
  }

  @Test func `gives no points for a skipped step`() throws {
    var student = LessonDialogue(try two())
    student.take(.learner(.skipped(step: "helo")))
    student.take(.learner(.skipped(step: "helo")))
    #expect(student.judge.current?.id == "mail")
    #expect(student.play("\(greeting)\n\(helo)\n\(mail)").passed == ["mail"])
    #expect(student.verdicts.last?.finding == .finished(1, of: 2))
  }

  @Test func `keeps what was earned on the way back and after a restart`() throws {
    var student = LessonDialogue(try two())
    student.play("\(greeting)\n\(helo)")
    #expect(student.judge.previous.id == "helo")
    student.take(.learner(.back(step: "helo")))
    #expect(student.judge.current?.id == "helo")
    #expect(student.judge.points == 1)
    #expect(student.judge.previous.id == "helo")
    student.take(.learner(.back(step: "helo")))
    #expect(student.judge.position == 0)
    student.take(.learner(.restarted))
    #expect(student.judge.position == 0 && student.judge.passed.isEmpty)
    #expect(student.judge.points == 1)
  }

  @Test func `counts hints, gives them in order, then the solution`() throws {
    let more = ", hints: [{en: One, zh: 一}, {en: Two, zh: 二}], solution: [HELO a, \"\"]"
    var student = LessonDialogue(try lesson(step("helo", "{command: HELO}", more)))
    #expect(student.judge.hint == nil)
    let heard = (1...4).map { _ in
      student.take(.learner(.hint(step: "helo")))
      return student.judge.hint
    }
    #expect(
      heard[..<2] == [.words(Phrase(en: "One", zh: "一")), .words(Phrase(en: "Two", zh: "二"))])
    #expect(heard[2...].allSatisfy { $0 == .lines(["HELO a", ""]) })
    #expect(student.judge.hints == ["helo": 4])
  }

  @Test func `says what was answered wrongly`() throws {
    let question = question(answer: 2)
    var student = LessonDialogue(try lesson(question))
    let step = try #require(student.judge.current)
    #expect(
      student.play("A: 1").map(\.finding) == [.answeredWrongly(step, given: .choice(1))])
    #expect(student.play("A: 2").isFinished)
  }

  @Test func `takes no learner's word for a step that passed`() throws {
    var student = LessonDialogue(try two())
    student.take(.unknown(#"{"n":1,"ms":0,"kind":"learner","did":"passed","step":"helo"}"#))
    student.take(.learner(.answered(step: "helo", .choice(1))))
    #expect(student.verdicts.isEmpty)
    #expect(student.judge.position == 0)
  }

  @Test func `judges in a record only what belongs to its lesson`() throws {
    var student = LessonDialogue(try two())
    student.take(.learner(.began(LessonAttempt(lesson: "another", step: "x"))))
    student.play("\(greeting)\n\(helo)\n\(mail)")
    #expect(student.verdicts.isEmpty)
    student.take(.learner(.began(LessonAttempt(lesson: "one", step: "mail"))))
    #expect(student.judge.current?.id == "mail")
    #expect(student.play(mail).passed == ["mail"])
    #expect(student.judge.points == 1)
  }

  @Test func `forgets what lies far back`() throws {
    var student = LessonDialogue(try two())
    student.play(greeting)
    for _ in 0..<500 { student.play(mail) }
    #expect(student.play(helo).passed == ["helo"])
    #expect(student.play(mail).passed == ["mail"])
  }
}

/// `connection: same` and `new`.
struct `A step that asks for the connection of the step before` {
  private static let carol = "C: RCPT TO:<carol@hamburger.edu>\nS: 250 Ok"
  private static let again = "X:\n\(greeting)\n\(helo)\n"

  private func student(_ condition: String) throws -> LessonDialogue {
    var student = LessonDialogue(
      try lesson(
        step("bob", "{accepted: true, recipient: bob@hamburger.edu}")
          + step("look", "{console: mailbox}")
          + step(
            "carol", "{accepted: true, recipient: carol@hamburger.edu, connection: \(condition)}")))
    student.play("\(greeting)\n\(helo)\n\(mail)\n\(rcpt)\n\(letter)\nK: mailbox")
    return student
  }

  @Test func `passes on that one`() throws {
    var student = try student("same")
    #expect(student.play("\(mail)\n\(Self.carol)\n\(letter)").passed == ["carol"])
  }

  @Test func `does not pass on another, until the step before was done there too`() throws {
    var student = try student("same")
    #expect(student.play("\(Self.again)\(mail)\n\(Self.carol)\n\(letter)").passed.isEmpty)
    #expect(student.play("\(mail)\n\(rcpt)\n\(letter)").passed.isEmpty)
    #expect(student.play("\(mail)\n\(Self.carol)\n\(letter)").passed == ["carol"])
  }

  @Test func `passes on a new one where that is asked for`() throws {
    var student = try student("new")
    #expect(student.play("\(mail)\n\(Self.carol)\n\(letter)").passed.isEmpty)
    #expect(
      student.play("\(Self.again)\(mail)\n\(Self.carol)\n\(letter)").passed == ["carol"])
  }

  @Test func `knows what was done again when the lesson was resumed`() throws {
    var student = try student("same")
    student.take(.closed(by: .client, .finished))
    student.take(.learner(.resumed(step: "carol")))
    student.play("\(greeting)\n\(helo)\n\(mail)\n\(rcpt)\n\(letter)")
    student.take(.learner(.ready(step: "carol")))
    #expect(student.play("\(mail)\n\(Self.carol)\n\(letter)").passed == ["carol"])
  }
}
