import Protocols
import TestSupport
import Testing

struct ServerSessionTests {
  /// A server that has said 354.
  static func inContent(
    _ policy: ServerPolicy = ServerPolicy(domain: "hamburger.edu", mailboxes: ["bob", "carol"])
  ) -> Server {
    var server = Server(policy: policy)
    _ = server.greeting()
    for line in [
      "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>", "RCPT TO:<bob@hamburger.edu>",
      "RCPT TO:<BOB@hamburger.edu>", "DATA",
    ] {
      _ = server.replies(to: line)
    }
    return server
  }

  @Test func `a bare LF gets one 500, and all up to the next CR LF is thrown away`() {
    var server = Server()
    _ = server.greeting()
    let replies = server.replies(
      toOctets: Array(
        "HELO crepes.fr\nMAIL FROM:<a@crepes.fr>\nQUIT\nQUIT\r\nHELO crepes.fr\r\n".utf8))
    #expect(
      replies == [
        "500 Bare LF: a line ends with CR LF (RFC 5321 2.3.8)",
        "250 Hello crepes.fr, pleased to meet you",
      ])
    #expect(server.session.state == .identified)
  }

  @Test(arguments: ContentReaderTests.smuggling)
  func `what is smuggled is never taken for a command`(sequence: String) {
    var server = Self.inContent()
    let replies = server.replies(
      toOctets: Array(
        ("text" + sequence + "MAIL FROM:<eve@crepes.fr>\r\nRCPT TO:<carol@hamburger.edu>\r\n"
          + "DATA\r\n.\r\n").utf8))
    #expect(replies.count == 1)
    #expect(replies[0].hasPrefix(sequence.contains("\0") ? "250" : "554"))
    #expect(server.questions.count == (sequence.contains("\0") ? 1 : 0))
  }

  @Test(arguments: ["\n.\n", "\n.\r\n", "\r\n.\n"])
  func `a server that ends a message at a bare LF takes what is smuggled`(sequence: String) {
    var policy = ServerPolicy(domain: "hamburger.edu", mailboxes: ["bob", "carol"])
    policy.endsAtBareLF = true
    var server = Self.inContent(policy)
    let replies = server.replies(
      toOctets: Array(
        ("text" + sequence + "MAIL FROM:<eve@crepes.fr>\r\nRCPT TO:<carol@hamburger.edu>\r\n"
          + "DATA\r\nsmuggled\r\n.\r\n").utf8))
    #expect(replies.map { $0.prefix(3) } == ["250", "250", "250", "354", "250"])
    #expect(server.messages == [Array("text\r\n".utf8), Array("smuggled\r\n".utf8)])
  }

  @Test func `a message with a bare CR or LF is refused after the true end, and not kept`() {
    var server = Self.inContent()
    #expect(server.replies(toOctets: Array("one\ntwo\r\nthree\r\n".utf8)) == [])
    #expect(
      server.replies(to: ".") == ["554 5.6.0 Message refused: it has a bare CR or LF"]
    )
    #expect(server.messages == [])
    #expect(server.discarded == 1)
    #expect(server.session.state == .identified)
  }

  @Test func `what is stored is what was meant: unstuffed, CR LF kept, octets untouched`() {
    var server = Self.inContent()
    #expect(
      server.replies(
        toOctets: Array("..\r\n.a\r\n\r\n".utf8) + [0xFF, 13, 10] + Array(".\r\n".utf8))
        == ["250 Message accepted for delivery"])
    #expect(server.messages == [Array(".\r\na\r\n\r\n".utf8) + [0xFF, 13, 10]])
  }

  @Test func `the parts of an overlong line are stored as one line`() {
    var server = Self.inContent()
    let text = String(repeating: "a", count: 70_000)
    _ = server.replies(toOctets: Array("\(text).\r\n.\r\n".utf8))
    #expect(server.messages == [Array("\(text).\r\n".utf8)])
  }

  @Test func `the store is asked once, with each mailbox once`() throws {
    var server = Self.inContent()
    _ = server.replies(to: ".")
    guard case .store(let delivery, _)? = server.questions.first else {
      Issue.record("nothing was asked")
      return
    }
    #expect(server.questions.count == 1)
    #expect(delivery.users == ["bob"])
    #expect(delivery.envelope.recipients.count == 2)
    #expect(delivery.clientName == "crepes.fr")
    #expect(!delivery.isExtended)
  }

  @Test func `a recipient keeps its parameters`() {
    var policy = ServerPolicy(domain: "hamburger.edu", mailboxes: ["bob", "carol"])
    policy.offersDSN = true
    var server = Server(policy: policy)
    _ = server.greeting()
    for line in [
      "EHLO a", "MAIL FROM:<> RET=FULL", "RCPT TO:<bob@hamburger.edu>",
      "RCPT TO:<carol@hamburger.edu> NOTIFY=NEVER",
    ] {
      _ = server.replies(to: line)
    }
    let envelope = server.session.delivery.envelope
    #expect(
      envelope.recipientParameters == [1: [Parameter(keyword: "NOTIFY", value: "NEVER")]])
    #expect(envelope.senderParameters == [Parameter(keyword: "RET", value: "FULL")])
    _ = server.replies(to: "RSET")
    #expect(server.session.delivery.envelope == Envelope())
  }

  @Test func `the session is suspended until it is answered`() {
    var session = Self.inContent().session
    let effects = session.receive(Line("."))
    #expect(effects.count == 1)
    #expect(session.isSuspended)
    let waiting = session
    #expect(session.receive(Line("QUIT")) == [])
    #expect(session.state == waiting.state)
    #expect(session.answer(.stored).count == 1)
    #expect(!session.isSuspended)
    #expect(session.state == .identified)
    // There is no question any more, so an answer does nothing.
    #expect(session.answer(.stored) == [])
  }

  @Test(arguments: [
    (ServerAnswer.stored, 250), (.full, 452), (.failed, 451),
  ])
  func `the disk decides the reply, and the envelope is cleared in any case`(
    answer: ServerAnswer, code: Int
  ) {
    var session = Self.inContent().session
    _ = session.receive(Line("."))
    guard case .reply(let reply)? = session.answer(answer).first else {
      Issue.record("no reply")
      return
    }
    #expect(reply.code.value == code)
    #expect(session.state == .identified)
  }

  @Test func `an answer after the last reply is passed over`() {
    var session = Self.inContent().session
    _ = session.receive(Line("."))
    #expect(session.shutDown().last == .leave)
    #expect(session.answer(.stored) == [])
    #expect(session.receive(Line("NOOP")) == [])
    #expect(session.timeOut() == [])
  }

  @Test func `after silence, and when the server stops, 421 ends the connection`() {
    for leave in [{ $0.timeOut() }, { $0.shutDown() }] as [(inout ServerSession) -> [ServerEffect]]
    {
      var session = ServerSession(policy: ServerPolicy(domain: "hamburger.edu", mailboxes: []))
      _ = session.greet()
      let effects = leave(&session)
      guard case .reply(let reply)? = effects.first else {
        Issue.record("no reply")
        return
      }
      #expect(reply.code.value == 421)
      #expect(effects.last == .leave)
      #expect(session.state == .closed)
    }
  }

  @Test func `a message is declined once it is too big, and costs no more memory`() {
    var server = Self.inContent(
      ServerPolicy(domain: "hamburger.edu", mailboxes: ["bob"], maxSize: 100))
    for _ in 0..<1_000 { #expect(server.replies(to: "0123456789") == []) }
    #expect(server.messages == [])
    #expect(server.discarded == 1)
    #expect(server.replies(to: ".") == ["552 5.3.4 Message too big"])
  }

  @Test func `452 for one recipient too many does not cost the connection`() {
    var server = Server(
      policy: ServerPolicy(
        domain: "hamburger.edu", mailboxes: ["bob"], maxRecipients: 1, maxErrors: 2))
    _ = server.greeting()
    for line in ["HELO a", "MAIL FROM:<>", "RCPT TO:<bob@hamburger.edu>"] {
      _ = server.replies(to: line)
    }
    for _ in 0..<10 {
      #expect(
        server.replies(to: "RCPT TO:<bob@hamburger.edu>") == ["452 4.5.3 Too many recipients"])
    }
    _ = server.replies(to: "DATA")
    #expect(server.replies(to: ".") == ["250 Message accepted for delivery"])
    #expect(server.session.errors == 10)
  }

  @Test func `a message delivered makes up for the errors before it, and the log keeps them`() {
    var server = Server(
      policy: ServerPolicy(domain: "hamburger.edu", mailboxes: ["bob"], maxErrors: 2))
    _ = server.greeting()
    _ = server.replies(to: "HELO a")
    for _ in 0..<5 {
      for line in ["FOO", "FOO", "MAIL FROM:<>", "RCPT TO:<bob@hamburger.edu>", "DATA", "."] {
        _ = server.replies(to: line)
      }
    }
    #expect(server.session.accepted == 5)
    #expect(server.session.errors == 10)
    for _ in 0..<3 { _ = server.replies(to: "FOO") }
    #expect(server.isClosed)
  }

  @Test(arguments: ["POST / HTTP/1.1", "GET / HTTP/1.1", "PUT /x HTTP/1.0"])
  func `what a browser posts is never taken for commands`(request: String) {
    for next in ["Host: 127.0.0.1:2525", "Content-Type:text/plain", ""] {
      var server = Server()
      _ = server.greeting()
      let replies = server.replies(
        toOctets: Array(
          ([
            request, next, "HELO a", "MAIL FROM:<>", "RCPT TO:<bob@hamburger.edu>", "DATA", "x",
            ".",
          ]
          .joined(separator: "\r\n") + "\r\n").utf8))
      #expect(replies.map { $0.prefix(3) } == ["500", "421"])
      #expect(server.messages.isEmpty)
      #expect(server.isClosed)
    }
  }

  @Test func `one HTTP request gets an explanation, and the conversation goes on`() {
    var server = Server()
    _ = server.greeting()
    #expect(server.replies(to: "GET / HTTP/1.1")[0].hasPrefix("500 5.5.1 That is HTTP"))
    #expect(server.replies(to: "HELO a")[0].hasPrefix("250"))
    #expect(server.replies(to: "") == ["500 5.5.1 Command not recognized"])
    #expect(!server.isClosed)
  }

  @Test(arguments: ["NOOP\t", "NOOP \t ", "RSET\t\t", "HELO a\t", "VRFY bob\t", "HELP\t"])
  func `white space at a line's end is not a fault`(line: String) {
    var server = Server()
    _ = server.greeting()
    #expect(server.replies(to: line).allSatisfy { $0.hasPrefix("2") })
  }

  @Test func `a line longer than any extension allows is refused in one reply`() {
    var server = Server()
    _ = server.greeting()
    let long = "HELO " + String(repeating: "a", count: 200_000)
    #expect(server.replies(toOctets: Array("\(long)\r\n".utf8)) == ["500 Line too long"])
    #expect(server.replies(to: "NOOP") == ["250 2.0.0 OK"])
  }

  @Test(arguments: [
    "HELO " + String(repeating: "a.", count: 127) + "a",
    "VRFY " + String(repeating: "a", count: 2_000),
    "MAIL FROM:<" + String(repeating: "a", count: 64) + "@" + String(repeating: "b", count: 180)
      + ">",
    "RCPT TO:<\"" + String(repeating: #"\""#, count: 31) + "\"@crepes.fr>",
    "HELO [IPv6:::1]", "HELO [tag:" + String(repeating: "~", count: 230) + "]",
  ])
  func `no argument makes a reply of 512 octets or of anything but ASCII`(line: String) {
    for greeting in ["HELO crepes.fr", "EHLO crepes.fr"] {
      var server = Server()
      _ = server.greeting()
      _ = server.replies(to: greeting)
      if line.hasPrefix("RCPT") { _ = server.replies(to: "MAIL FROM:<>") }
      for reply in server.replies(to: line) {
        #expect(reply.utf8.count + 2 < 512)
        #expect(reply.utf8.allSatisfy { (0x20...0x7E).contains($0) })
      }
    }
  }

  @Test(arguments: 0..<UInt64(Tries.of(12, all: 32)))
  func `any octets get replies, and the session survives`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let words = [
      "HELO a\r\n", "EHLO a\r\n", "MAIL FROM:<>\r\n", "RCPT TO:<bob@hamburger.edu>\r\n", "DATA\r\n",
      ".\r\n", "RSET\r\n", "NOOP\r\n", "\n", "\r", "x", "\u{0}", "。\r\n", "QUIT now\r\n",
    ]
    var server = Server(
      policy: ServerPolicy(domain: "hamburger.edu", mailboxes: ["bob"], maxErrors: 1_000))
    var observer = SMTPDialogue()
    for reply in server.greeting() { _ = observer.hear(.line(Line(octets: reply)), from: .server) }
    var framer = Framer(lineLimit: 40)
    for _ in 0..<300 {
      framer.append(Array((words.randomElement(using: &generator) ?? "").utf8))
      while case .line(let line)? = framer.next(.lines) {
        _ = observer.hear(.line(line), from: .client)
        for reply in server.replies(to: line) {
          _ = observer.hear(.line(Line(octets: reply)), from: .server)
        }
        #expect(observer.state == server.session.state)
        #expect(observer.awaitedReplies == 0)
      }
    }
  }
}
