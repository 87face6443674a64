import Protocols
import Testing

struct SMTPDialogueTests {
  static let toContent = """
    S: 220 hamburger.edu
    C: HELO crepes.fr
    S: 250 Hello crepes.fr, pleased to meet you
    C: MAIL FROM:<alice@crepes.fr>
    S: 250 ok
    C: RCPT TO:<bob@hamburger.edu>
    S: 250 ok
    C: DATA
    S: 354 go on
    """

  @Test func `a whole message: requests, replies, envelope, phases`() throws {
    var observer = Observer(Self.toContent)
    observer.hear(
      "C: Do you like ketchup?\nC: ..\nC: .\nS: 250 Message accepted\nC: QUIT\nS: 221 bye")
    #expect(
      observer.exchanges == [
        "connection 220", "HELO 250", "MAIL 250", "RCPT 250", "DATA 354", "dot 250", "QUIT 221",
      ])
    #expect(observer.phases == [.transfer, .close])
    #expect(observer.contents == ["Do you like ketchup?", ".."])
    #expect(observer.dialogue.state == .closed)
    #expect(observer.dialogue.acceptedMessages == 1)
    let accepted = observer.findings.compactMap { finding -> (Envelope, Int)? in
      guard case .smtp(.accepted(let envelope, let octets)) = finding else { return nil }
      return (envelope, octets)
    }
    let (envelope, octets) = try #require(accepted.first)
    #expect(envelope.sender?.description == "alice@crepes.fr")
    #expect(envelope.recipients.map(\.description) == ["bob@hamburger.edu"])
    #expect(octets == "Do you like ketchup?\r\n.\r\n".utf8.count)
  }

  @Test func `replies answer the oldest request, however many were sent ahead`() {
    var observer = Observer("S: 220 x\nC: EHLO a\nC: MAIL FROM:<a@b>\nC: RCPT TO:<c@d>\nC: NOOP")
    #expect(observer.dialogue.awaitedReplies == 4)
    observer.hear("S: 250-x\nS: 250 PIPELINING\nS: 250 ok\nS: 550 no\nS: 250 ok")
    #expect(
      observer.exchanges == ["connection 220", "EHLO 250", "MAIL 250", "RCPT 550", "NOOP 250"])
    #expect(observer.dialogue.state == .sender)
    #expect(observer.dialogue.awaitedReplies == 0)
  }

  @Test func `handshake lasts until HELO or EHLO is accepted`() {
    var observer = Observer("S: 220 x\nC: EHLO a\nS: 502 no\nC: NOOP\nS: 250 ok")
    #expect(observer.dialogue.phase == .handshake)
    observer.hear("C: HELO a\nS: 250 ok")
    #expect(observer.dialogue.phase == .transfer)
  }

  @Test(arguments: ["HELO", "HELO my_host", "EHLO my_host", "HELO  a"])
  func `a greeting that the server accepts completes the handshake, right or not`(line: String) {
    let observer = Observer("S: 220 x\nC: \(line)\nS: 250 ok")
    #expect(observer.dialogue.phase == .transfer)
    #expect(observer.dialogue.state == .identified)
  }

  @Test func `the server's word counts for MAIL and RCPT too`() {
    let observer = Observer(
      "S: 220 x\nC: HELO a\nS: 250 ok\nC: MAIL FROM: alice\nS: 250 ok\nC: RCPT TO: bob\nS: 250 ok")
    #expect(observer.dialogue.state == .recipients)
    #expect(observer.dialogue.transactions == 1)
  }

  @Test(arguments: ["C: QUIT", "S: 421 closing", "C: NOOP\nS: 421 closing", "C: NOOP\nS: 221 bye"])
  func `close begins with QUIT sent, with 221 and with 421`(script: String) {
    var observer = Observer("S: 220 x\nC: HELO a\nS: 250 ok")
    observer.hear(script)
    #expect(observer.phases == [.transfer, .close])
  }

  @Test func `a lost connection is the close phase, once`() {
    var observer = Observer("S: 220 x")
    #expect(observer.dialogue.end() == [.phase(.close)])
    #expect(observer.dialogue.end() == [])
    #expect(observer.dialogue.state == .closed)
    #expect(observer.dialogue.guidance.typed == .nothing)
  }

  @Test func `a reply to nothing is stray, and 421 ends the conversation`() {
    var observer = Observer("S: 220 x")
    let found = observer.hear("S: 421 closing")
    #expect(
      found.contains { finding in
        guard case .smtp(.stray(let reply)) = finding else { return false }
        return reply.code.value == 421
      })
    #expect(observer.dialogue.state == .closed)
    var other = Observer("S: 220 x\nC: QUIT\nS: 221 bye")
    other.hear("S: 250 what")
    #expect(other.dialogue.state == .closed)
  }

  @Test func `a stray reply does not close a conversation that QUIT has not ended yet`() {
    var observer = Observer("S: 220 x\nC: QUIT\nS: 500 no\nS: 250 stray")
    #expect(observer.dialogue.state == .greeted)
    observer.hear("C: QUIT\nS: 221 bye")
    #expect(observer.dialogue.state == .closed)
  }

  @Test func `a reply of many lines is one reply, and gives the extensions`() {
    let observer = Observer("S: 220-x\nS: 220 y\nC: EHLO a\nS: 250-x\nS: 250-SIZE 10\nS: 250 help")
    #expect(observer.exchanges == ["connection 220", "EHLO 250"])
    #expect(observer.dialogue.capabilities?.map(\.keyword) == ["SIZE", "HELP"])
    #expect(observer.dialogue.isExtended)
  }

  @Test func `a line that is not a reply is mangled, and the pairing goes on`() {
    var observer = Observer("S: 220 x\nC: HELO a")
    #expect(
      observer.hear("S: HTTP/1.1 400 Bad Request") == [
        .smtp(.mangled(Line("HTTP/1.1 400 Bad Request")))
      ])
    observer.hear("S: 250 ok")
    #expect(observer.exchanges == ["connection 220", "HELO 250"])
  }

  @Test func `a reply whose lines disagree ends with its last line all the same`() {
    let observer = Observer("S: 220 x\nC: EHLO a\nS: 250-x\nS: 251 y\nC: NOOP\nS: 250 ok")
    #expect(observer.exchanges == ["connection 220", "EHLO 251", "NOOP 250"])
  }

  @Test func `a reply cut off in its line accepts nothing`() {
    var observer = Observer(Self.toContent + "\nC: .")
    let line = Line("250 Mess", ending: .none)
    #expect(
      observer.dialogue.hear(.line(line), from: .server) == [.smtp(.overlong(line, octets: 8))])
    _ = observer.dialogue.end()
    #expect(observer.dialogue.acceptedMessages == 0)
  }

  @Test func `a reply's line in parts is one line, and counts when it has ended`() {
    var observer = Observer("S: 220 x\nC: HELO a")
    let part = Line("250 " + String(repeating: "x", count: 1_000), ending: .none)
    _ = observer.dialogue.hear(.line(part), from: .server)
    // What looks like a reply of its own is the middle of the line.
    _ = observer.dialogue.hear(.line(Line("550 no", ending: .none)), from: .server)
    #expect(observer.dialogue.awaitedReplies == 1)
    let found = observer.dialogue.hear(.line(Line("end")), from: .server)
    #expect(found.first == .smtp(.overlong(Line("end"), octets: 1_013)))
    #expect(observer.dialogue.awaitedReplies == 0)
    #expect(observer.dialogue.state == .identified)
  }

  @Test func `a request made after garble takes the place of the one that was garbled`() {
    let observer = Observer("S: hello\nC: HELO a\nS: 250 ok\nC: MAIL FROM:<a@b>\nS: 250 ok")
    #expect(observer.exchanges == ["HELO 250", "MAIL 250"])
    // A true reply that follows the garble is the answer.
    let late = Observer("S: hello\nS: 220 x\nC: HELO a\nS: 250 ok")
    #expect(late.exchanges == ["connection 220", "HELO 250"])
    // With several under way it is unknown which was meant.
    let group = Observer("S: 220 x\nC: HELO a\nC: NOOP\nS: hello\nC: NOOP\nS: 250 a\nS: 250 b")
    #expect(group.exchanges == ["connection 220", "HELO 250", "NOOP 250"])
  }

  @Test func `what is sent before 354 costs bounded memory, and its end is known`() {
    var observer = Observer(
      "S: 220 x\nC: HELO a\nS: 250 ok\nC: MAIL FROM:<a@b>\nS: 250 ok\nC: RCPT TO:<c@d>\nS: 250 ok\nC: DATA"
    )
    let line = Line(octets: Array(repeating: 0x78, count: 65_000))
    for _ in 0..<20 { _ = observer.dialogue.hear(.line(line), from: .client) }
    observer.hear("C: .\nS: 354 go")
    #expect(observer.contents.reduce(0) { $0 + $1.utf8.count } <= 1 << 20)
    observer.hear("S: 250 taken")
    #expect(observer.exchanges.last == "dot 250")
  }

  @Test func `a reply of ten thousand lines costs bounded memory`() throws {
    var observer = Observer("S: 220 x\nC: EHLO a")
    let line = Line("250-" + String(repeating: "X", count: 500))
    for _ in 0..<10_000 { _ = observer.dialogue.hear(.line(line), from: .server) }
    let found = observer.hear("S: 250 end")
    let exchange = try #require(
      found.lazy.compactMap { finding -> SMTPExchange? in
        guard case .smtp(.exchange(let exchange)) = finding else { return nil }
        return exchange
      }.first)
    #expect(exchange.reply.lines.reduce(0) { $0 + $1.count } <= 66_000)
    #expect(exchange.reply.lines.last == Array("end".utf8))
    #expect(observer.dialogue.phase == .transfer)
  }

  @Test func `a flood of unanswered requests costs bounded memory and time`() {
    var observer = Observer("S: 220 x\nC: DATA")
    for _ in 0..<15_000 { _ = observer.dialogue.hear(.line(Line("NOOP")), from: .client) }
    observer.hear("S: 503 no")
    #expect(observer.dialogue.awaitedReplies <= 10_000)
    for _ in 0..<15_000 { _ = observer.dialogue.hear(.line(Line("NOOP")), from: .client) }
    #expect(observer.dialogue.awaitedReplies <= 10_000)
  }

  @Test func `the reply decides whether lines sent before 354 are text or commands`() {
    let ahead = "C: QUIT\nC: HELO a\nC: .\nC: NOOP"
    let before = "S: 220 x\nC: HELO a\nS: 250 ok\nC: MAIL FROM:<a@b>\nS: 250 ok\nC: RCPT TO:<c@d>\n"
    var accepted = Observer(before + "S: 250 ok\nC: DATA\n" + ahead)
    #expect(accepted.contents == [])
    accepted.hear("S: 354 go on\nS: 250 accepted\nS: 250 ok")
    #expect(accepted.contents == ["QUIT", "HELO a"])
    #expect(accepted.exchanges.suffix(3) == ["DATA 354", "dot 250", "NOOP 250"])
    #expect(accepted.dialogue.phase == .transfer)

    var refused = Observer(before + "S: 550 no\nC: DATA\n" + ahead)
    refused.hear("S: 503 no\nS: 221 bye")
    #expect(refused.contents == [])
    #expect(refused.exchanges.suffix(2) == ["DATA 503", "QUIT 221"])
    #expect(refused.dialogue.phase == .close)
  }

  @Test func `a second DATA among lines sent ahead waits for its own reply`() {
    var observer = Observer(
      "S: 220 x\nC: DATA\nC: DATA\nC: RSET\nS: 503 no\nS: 503 no\nS: 250 ok")
    #expect(observer.exchanges == ["connection 220", "DATA 503", "DATA 503", "RSET 250"])
    #expect(observer.dialogue.awaitedReplies == 0)
    observer.hear("C: NOOP")
    #expect(observer.dialogue.awaitedReplies == 1)
  }

  @Test func `a refused message leaves no envelope behind`() {
    let observer = Observer(Self.toContent + "\nC: .\nS: 554 no")
    #expect(observer.dialogue.envelope == Envelope())
    #expect(observer.dialogue.acceptedMessages == 0)
    #expect(observer.dialogue.state == .identified)
  }

  @Test func `STARTTLS goes back to the handshake, and all is forgotten`() {
    var observer = Observer(
      "S: 220 x\nC: EHLO a\nS: 250-x\nS: 250 STARTTLS\nC: STARTTLS\nC: NOOP\nS: 220 go ahead")
    #expect(observer.dialogue.phase == .handshake)
    #expect(observer.dialogue.capabilities == nil)
    #expect(observer.dialogue.state == .greeted)
    // What was sent in clear after it was thrown away (CVE-2011-0411).
    #expect(observer.dialogue.awaitedReplies == 0)
    observer.hear("C: EHLO a\nS: 250 x")
    #expect(observer.phases == [.transfer, .handshake, .transfer])
  }

  @Test func `from the 220 until TLS is set up nothing can be typed`() {
    var observer = Observer("S: 220 x\nC: EHLO a\nS: 250 STARTTLS\nC: STARTTLS\nS: 454 no")
    #expect(!observer.dialogue.awaitsTLS)
    observer.hear("C: STARTTLS\nS: 220 go ahead")
    #expect(observer.dialogue.awaitsTLS && observer.dialogue.guidance.typed == .nothing)
    var other = observer
    observer.dialogue.secured()
    #expect(!observer.dialogue.awaitsTLS && observer.dialogue.guidance.typed == .command)
    // Another tool's log does not tell of the handshake.
    other.hear("C: EHLO a")
    #expect(!other.dialogue.awaitsTLS)
  }

  @Test func `a login lasts until STARTTLS`() {
    var observer = Observer("S: 220 x\nC: EHLO a\nS: 250 AUTH PLAIN\nC: AUTH PLAIN AGEAYg==")
    observer.hear("S: 535 no")
    #expect(!observer.dialogue.isLoggedIn)
    observer.hear("C: AUTH PLAIN\nS: 334 \nC: AGEAYg==\nS: 235 ok")
    #expect(observer.dialogue.isLoggedIn)
    observer.hear("C: EHLO a\nS: 250 x\nC: RSET\nS: 250 ok")
    #expect(observer.dialogue.isLoggedIn)
    observer.hear("C: STARTTLS\nS: 220 go ahead")
    #expect(!observer.dialogue.isLoggedIn)
  }

  @Test func `what is awaited is the oldest request, and decides how long a client waits`() {
    var observer = Observer()
    #expect(observer.dialogue.awaits == .connection)
    observer.hear("S: 220 x")
    #expect(observer.dialogue.awaits == nil)
    observer.hear("C: MAIL FROM:<a@b>\nC: RCPT TO:<b@c>")
    #expect(observer.dialogue.awaits == .verb(.mail))
    observer = Observer(Self.toContent)
    observer.hear("C: .")
    #expect(observer.dialogue.awaits == .endOfData)
    // RFC 5321 §4.5.3.2.2 to §4.5.3.2.6.
    let seconds = [.connection, .verb(.mail), .verb(.data), .endOfData].map {
      ClientSession.patience(for: $0)
    }
    #expect(seconds == [300, 300, 120, 600])
  }

  @Test func `what a typed line would be follows the state`() {
    var observer = Observer()
    #expect(observer.dialogue.guidance.typed == .nothing)
    observer.hear("S: 220 x")
    #expect(observer.dialogue.guidance.typed == .command)
    observer = Observer(Self.toContent)
    #expect(observer.dialogue.guidance.typed == .content)
    observer.hear("C: .")
    #expect(observer.dialogue.guidance.typed == .nothing)
  }
}
