import Lessons
import Testing

private let start =
  "T: smtp\nS: 220 Hi\nC: HELO a\nS: 250 Ok\nC: MAIL FROM:<alice@crepes.fr>\nS: 250 Ok"
private func message(_ text: String, to recipient: String = "bob@hamburger.edu") -> String {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { "C: \($0)" }
  return start + "\nC: RCPT TO:<\(recipient)>\nS: 250 Ok\nC: DATA\nS: 354 Go\n"
    + lines.joined(separator: "\n") + "\nC: .\nS: 250 Accepted"
}

private func passes(_ expect: String, _ script: String) throws -> Bool {
  var student = LessonDialogue(try lesson(step("one", expect)))
  return student.play(script).isFinished
}

struct `A condition on a message` {
  private static let mime = """
    Subject: =?utf-8?B?5L2g5aW9?=
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: base64

    5L2g5aW9
    """
  private static let picture = """
    Subject: two
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary=x

    --x

    Hi
    --x
    Content-Type: image/gif
    Content-Transfer-Encoding: base64

    R0lGODlhAQABAAAAACw=
    --x--
    """

  @Test(arguments: [
    ("fields: {Subject: \"*pickles*\"}", "Subject: How about Pickles?\n\nHi"),
    ("fields: {Subject: 你好}, encoded-word: true", mime), ("text: \"*你好*\"", mime),
    ("charset: UTF-8, encoding: base64", mime), ("octets: seven-bit", mime),
    ("octets: eight-bit, text: \"*你好*\"", "你好"), ("header: false", "Do you like ketchup?"),
    ("header: true, fields: {Bcc: none, To: any}", "To: bob\n\nHi"),
    ("parts: 2, type: image/*", picture), ("type: multipart/mixed, text: Hi", picture),
  ])
  func `holds of its text`(traits: String, text: String) throws {
    #expect(try passes("{accepted: true, message: {\(traits)}}", message(text)))
  }

  @Test(arguments: [
    ("fields: {Subject: \"*pickles\"}", "Subject: How about pickles?\n\nHi"),
    ("fields: {Subject: any}", "Do you like ketchup?"), ("encoded-word: true", "Subject: x\n\nHi"),
    ("octets: eight-bit", mime), ("header: true", "Do you like ketchup?"),
    ("fields: {Bcc: none}", "Bcc: carol\n\nHi"), ("parts: 2", mime), ("type: image/*", mime),
    ("encoding: quoted-printable", mime), ("text: \"*ketchup*\"", mime),
  ])
  func `does not hold of another`(traits: String, text: String) throws {
    #expect(try !passes("{accepted: true, message: {\(traits)}}", message(text)))
  }

  @Test func `sees a doubled dot on the wire`() throws {
    #expect(try passes("{stuffed: true}", message("..\nHi")))
    #expect(try !passes("{stuffed: true}", message(".hidden")))
    #expect(try passes("{stuffed: false}", message("Hi")))
  }

  @Test func `can ask for the reply to its final dot, whatever it is`() throws {
    let refused = message("Hi").replacing("250 Accepted", with: "554 no")
    #expect(try passes("{command: dot, reply: 554}", refused))
    #expect(try passes("{command: [NOOP, dot], reply: 250}", message("Hi")))
    #expect(try !passes("{command: dot, reply: 250}", refused))
    #expect(try !passes("{command: [RCPT, DATA], reply: 554}", refused))
  }
}

struct `A condition on a parameter` {
  private static let helo = "T: smtp\nS: 220 Hi\nC: EHLO a\nS: 250 Ok\n"
  private static let mail = helo + "C: MAIL FROM:<a@b.c> SIZE=9 body=8bitmime\nS: 250 Ok"

  @Test(arguments: [
    "BODY=8BITMIME", "Body=8bitMIME", "BODY", "BODY=8*", "size=9", "SIZE", "BODY=*",
  ])
  func `holds`(parameter: String) throws {
    #expect(try passes("{command: MAIL, reply: 250, parameter: \"\(parameter)\"}", Self.mail))
    #expect(try passes("{parameter: \"\(parameter)\", sender: a@b.c}", Self.mail))
  }

  @Test(arguments: ["BODY=7BIT", "SIZE=99", "SMTPUTF8", "BOD", "8BITMIME"])
  func `does not hold of another`(parameter: String) throws {
    #expect(try !passes("{command: MAIL, parameter: \(parameter)}", Self.mail))
  }

  @Test func `may be of RCPT, refused or not`() throws {
    let rcpt = Self.mail + "\nC: RCPT TO:<b@c.d> NOTIFY=NEVER\nS: 555 No"
    #expect(try passes("{command: RCPT, parameter: NOTIFY=never, reply: 555}", rcpt))
    #expect(try !passes("{command: RCPT, parameter: BODY}", rcpt))
  }

  @Test func `is named where it is missing, beside those that were given`() throws {
    var student = LessonDialogue(
      try lesson(step("one", "{command: MAIL, reply: 250, parameter: BODY=8BITMIME}")))
    let verdicts = student.play(Self.helo + "C: MAIL FROM:<a@b.c> SIZE=9\nS: 250 Ok")
    #expect(verdicts.nearMisses == ["MAIL a@b.c SIZE=9 → 250 | the parameter BODY=8BITMIME"])
  }
}

struct `A condition on servers` {
  @Test(arguments: [
    ("{queue: deferred, recipient: bob@hamburger.edu}", "Q: deferred bob@hamburger.edu a@b.c"),
    ("{queue: delivered, host: crepes.fr}", "Q: delivered bob@hamburger.edu a@b.c"),
    ("{mailbox: bob@hamburger.edu}", "Q: delivered bob@hamburger.edu a@b.c"),
    ("{mailbox: bob@hamburger.edu}", message("Hi")),
    ("{report: alice@crepes.fr}", "Q: delivered alice@crepes.fr"),
    ("{server: down, host: hamburger.edu}", "B: down"), ("{server: up}", "B: "),
    ("{server: reject}", "B: reject RCPT 550"), ("{console: wire on}", "K: wire on"),
    ("{console: watch}", "K: watch crepes.fr"), ("{console: wire on}", "K: wire ON"),
    ("{console: watch crepes.fr}", "K: watch CREPES.FR"),
    ("{console: explain EHLO}", "K: explain ehlo"),
    ("{console: mailbox bob *}", "K: mailbox BOB 1"),
    ("{watched: true, command: RCPT, reply: 250}", "W: hamburger.edu\nS: 220 Hi\n" + relay),
    ("{connected: smtp, port: 25}", start), ("{closed: server}", start + "\nX:"),
    ("{closed: inside-data}", start + "\nC: RCPT TO:<b@c.d>\nS: 250 Ok\nC: DATA\nS: 354 Go\nX:"),
  ])
  func `holds`(expect: String, script: String) throws {
    #expect(try passes(expect, script))
  }

  private static let relay =
    "C: HELO a\nS: 250 Ok\nC: MAIL FROM:<a@b.c>\nS: 250 Ok\nC: RCPT TO:<b@c.d>\nS: 250 Ok"

  @Test(arguments: [
    ("{queue: bounced}", "Q: delivered bob@hamburger.edu a@b.c"),
    ("{mailbox: bob@hamburger.edu}", "Q: queued bob@hamburger.edu a@b.c"),
    // Another server only carries it on.
    ("{mailbox: carol@crepes.fr}", message("Hi", to: "carol@crepes.fr")),
    ("{report: alice@crepes.fr}", "Q: delivered alice@crepes.fr bob@hamburger.edu"),
    ("{server: up}", "B: down"), ("{console: wire on}", "K: wire off"),
    // What the student only watches, the student has not done.
    ("{command: RCPT, reply: 250}", "W: hamburger.edu\nS: 220 Hi\n" + relay),
    ("{watched: true, command: HELO}", "T: smtp\nS: 220 Hi\nC: HELO a\nS: 250 Ok"),
    ("{connected: smtp, port: 587}", start), ("{closed: client}", start + "\nX:"),
    ("{closed: inside-data}", message("Hi") + "\nX:"),
  ])
  func `does not hold of something else`(expect: String, script: String) throws {
    #expect(try !passes(expect, script))
  }
}

struct `A condition on TLS` {
  private static let start = "T: smtp\nS: 220 Hi\nC: EHLO a\nS: 250 STARTTLS\n"
  private static let upgrade = start + "C: STARTTLS\nS: 220 Go\n"

  @Test(arguments: [
    ("{tls: verified}", "L: verified"), ("{tls: unverified}", "L: unverified"),
    ("{tls: failed}", "L: failed"), ("{tls: any, protected: yes}", "L: verified"),
    ("{tls: any}", "L: unverified"), ("{tls: failed, protected: no}", "L: failed"),
    ("{command: EHLO, protected: no}", ""), ("{command: STARTTLS, reply: 220, protected: no}", ""),
    ("{command: NOOP, protected: yes}", "L: unverified\nC: NOOP\nS: 250 Ok"),
    ("{closed: server, protected: yes}", "L: verified\nX:"),
  ])
  func `holds`(expect: String, script: String) throws {
    #expect(try passes(expect, Self.upgrade + script))
  }

  @Test(arguments: [
    ("{tls: verified}", "L: unverified"), ("{tls: verified}", "L: failed"),
    ("{tls: any}", "L: failed"), ("{tls: unverified}", "L: verified"), ("{tls: failed}", ""),
    ("{command: EHLO, protected: yes}", "L: verified"),
    ("{command: NOOP, protected: yes}", "L: failed\nC: NOOP\nS: 250 Ok"),
    ("{command: NOOP, protected: no}", "L: verified\nC: NOOP\nS: 250 Ok"),
  ])
  func `does not hold of something else`(expect: String, script: String) throws {
    #expect(try !passes(expect, Self.upgrade + script))
  }
}

struct `A condition on a login` {
  private static let start = "T: smtp\nS: 220 Hi\nC: EHLO a\nS: 250 AUTH PLAIN LOGIN\n"
  private static let atOnce = "C: AUTH PLAIN AGEAYg==\n"
  private static let inSteps = "C: auth login\nS: 334 VXNlcm5hbWU6\nC: YQ==\nS: 334 x\nC: Yg==\n"

  @Test(arguments: [
    ("{login: accepted}", atOnce + "S: 235 ok"), ("{login: accepted}", inSteps + "S: 235 ok"),
    ("{login: refused, reply: 535}", inSteps + "S: 535 no"),
    ("{login: refused}", atOnce + "S: 538 no"),
    ("{login: accepted, mechanism: login}", inSteps + "S: 235 ok"),
    ("{login: accepted, mechanism: PLAIN, protected: no}", atOnce + "S: 235 ok"),
    ("{mechanism: PLAIN, command: AUTH, reply: 334}", "C: AUTH PLAIN\nS: 334 "),
  ])
  func `holds`(expect: String, script: String) throws {
    #expect(try passes(expect, Self.start + script))
  }

  @Test(arguments: [
    ("{login: accepted}", atOnce + "S: 535 no"), ("{login: accepted}", "C: AUTH LOGIN\nS: 334 x"),
    ("{login: refused}", "C: MAIL FROM:<a@b.c>\nS: 530 no"),
    ("{login: accepted, mechanism: PLAIN}", inSteps + "S: 235 ok"),
    ("{login: accepted, protected: yes}", atOnce + "S: 235 ok"),
  ])
  func `does not hold of something else`(expect: String, script: String) throws {
    #expect(try !passes(expect, Self.start + script))
  }

  @Test func `names no secret in what was seen`() throws {
    var student = LessonDialogue(try lesson(step("one", "{login: accepted, protected: yes}")))
    let verdicts = student.play(Self.start + Self.inSteps + "S: 235 ok")
    #expect(verdicts.nearMisses == ["AUTH LOGIN → 235 | under TLS"])
  }
}

struct `A condition on pipelining` {
  private static let helo = "T: smtp\nS: 220 Hi\nC: EHLO a\nS: 250 Ok\n"
  private static let group =
    "C: MAIL FROM:<a@b.c>\nC: RCPT TO:<b@c.d>\nC: RCPT TO:<e@c.d>\n"
    + "S: 250 Ok\nS: 250 Ok\nS: 250 Ok\nC: NOOP\nS: 250 Ok"

  @Test(arguments: [
    ("{command: MAIL, pipelined: no}", true), ("{command: MAIL, pipelined: yes}", false),
    ("{command: RCPT, recipient: e@c.d, pipelined: yes}", true),
    ("{command: NOOP, pipelined: yes}", false),
  ])
  func `tells what was sent ahead`(expect: String, holds: Bool) throws {
    #expect(try passes(expect, Self.helo + Self.group) == holds)
  }

  @Test func `what was sent in clear behind STARTTLS is not waited for`() throws {
    let script = "C: STARTTLS\nC: RSET\nS: 220 Go\nL: verified\nC: NOOP\nS: 250 Ok"
    #expect(try passes("{command: NOOP, pipelined: no}", Self.helo + script))
  }

  @Test func `a dot that gets no reply is not waited for`() throws {
    let refused = message("Hi").replacing(
      "C: Hi\nC: .\nS: 250 Accepted", with: "C: Hi\nS: 552 no\nC: .")
    #expect(try passes("{command: NOOP, pipelined: no}", refused + "\nC: NOOP\nS: 250 Ok"))
  }
}

struct `A condition on chunks` {
  private static let start =
    "T: smtp\nS: 220 Hi\nC: EHLO a\nS: 250 CHUNKING\nC: MAIL FROM:<alice@crepes.fr>\nS: 250 Ok\n"
    + "C: RCPT TO:<bob@hamburger.edu>\nS: 250 Ok\n"
  private static let chunks =
    start + "C: BDAT 2\nC# .D\nS: 250 Ok\nC: BDAT 1 LAST\nC# o\nS: 250 Ok"

  @Test(arguments: [
    ("{accepted: true, chunked: yes}", true), ("{chunked: no}", false),
    // No dot is taken away.
    ("{accepted: true, message: {text: .Do}, mailbox: bob@hamburger.edu}", true),
    ("{command: BDAT, reply: 250}", true), ("{stuffed: no, chunked: yes}", true),
  ])
  func `knows BDAT from DATA`(expect: String, holds: Bool) throws {
    #expect(try passes(expect, Self.chunks) == holds)
  }

  @Test func `does not hold of DATA, nor of what was dropped`() throws {
    #expect(try passes("{accepted: true, chunked: no}", message("Hi")))
    #expect(try !passes("{chunked: yes}", message("Hi")))
    let dropped = Self.start + "C: BDAT 2\nC# Hi\nS: 250 Ok\nC: RSET\nS: 250 Ok\n"
    let next = message("Ho").split(separator: "\n").drop { !$0.hasPrefix("C: MAIL") }
    #expect(
      try passes("{chunked: no, message: {text: \"Ho*\"}}", dropped + next.joined(separator: "\n")))
  }
}
