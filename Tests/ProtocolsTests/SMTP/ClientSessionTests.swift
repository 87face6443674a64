import Protocols
import Testing

/// A mail server as a client: what it says to the replies that it hears.
@Suite struct ClientSessionTests {
  private static let bob = Mailbox(localPart: "bob", domain: .name("hamburger.edu"))
  private static let carol = Mailbox(localPart: "carol", domain: .name("hamburger.edu"))
  private static let alice = Mailbox(localPart: "alice", domain: .name("crepes.fr"))

  /// What the client says to these replies, a line each; `*` stands for the message, `!` for the
  /// end of the connection.
  private func said(
    to replies: [String], recipients: [Mailbox] = [bob], sender: Mailbox? = alice,
    is8Bit: Bool = false
  ) -> (lines: [String], outcomes: [DeliveryOutcome]?) {
    var session = ClientSession(
      name: .name("crepes.fr"),
      message: OutgoingMessage(
        envelope: Envelope(sender: sender, recipients: recipients), size: 100, is8Bit: is8Bit))
    var lines: [String] = []
    var outcomes: [DeliveryOutcome]?
    for reply in replies {
      let effects = reply == "LOST" ? session.lose() : session.receive(Line(reply))
      for effect in effects {
        switch effect {
        case .send(let octets):
          lines += String(decoding: octets, as: UTF8.self).split(separator: "\r\n").map(String.init)
        case .sendContent: lines.append("*")
        case .settled(let settled):
          #expect(outcomes == nil, "settled twice")
          outcomes = settled
        case .close: lines.append("!")
        }
      }
    }
    return (lines, outcomes)
  }

  private func kinds(_ outcomes: [DeliveryOutcome]?) -> [String] {
    (outcomes ?? []).map { outcome in
      switch outcome {
      case .delivered: "delivered"
      case .kept: "kept"
      case .refused: "refused"
      case .deferred(let reply): "deferred \(reply?.code.value ?? 0)"
      case .failed(let reply): "failed \(reply.code)"
      case .unsendable(let status): "unsendable \(status)"
      }
    }
  }

  @Test func `without PIPELINING each command waits for its reply`() {
    let heard = said(
      to: [
        "220 hamburger.edu", "250-hamburger.edu", "250 SIZE 1000", "250 ok", "250 ok", "354 go",
        "250 accepted", "221 bye",
      ])
    #expect(
      heard.lines == [
        "EHLO crepes.fr", "MAIL FROM:<alice@crepes.fr> SIZE=100", "RCPT TO:<bob@hamburger.edu>",
        "DATA", "*", "QUIT", "!",
      ])
    #expect(kinds(heard.outcomes) == ["delivered"])
  }

  @Test
  func `with PIPELINING the envelope goes at once, and each recipient has an outcome of its own`() {
    let heard = said(
      to: [
        "220 hamburger.edu", "250-hamburger.edu", "250-8BITMIME", "250 PIPELINING", "250 ok",
        "550 5.1.1 no bob", "250 ok", "354 go", "250 accepted",
      ], recipients: [Self.bob, Self.carol], is8Bit: true)
    #expect(
      heard.lines == [
        "EHLO crepes.fr", "MAIL FROM:<alice@crepes.fr> BODY=8BITMIME",
        "RCPT TO:<bob@hamburger.edu>", "RCPT TO:<carol@hamburger.edu>", "DATA", "*", "QUIT",
      ])
    #expect(kinds(heard.outcomes) == ["failed 550", "delivered"])
  }

  @Test func `a pipelined DATA without a recipient left gets an empty message`() {
    let heard = said(
      to: [
        "220 h", "250-h", "250 PIPELINING", "250 ok", "450 later", "354 go", "554 no recipients",
      ])
    #expect(heard.lines.suffix(2) == [".", "QUIT"])
    #expect(kinds(heard.outcomes) == ["deferred 450"])
  }

  @Test func `a server that refuses EHLO gets HELO`() {
    let heard = said(to: ["220 h", "502 what?", "250 h", "250 ok", "250 ok", "354 go", "250 ok"])
    #expect(
      heard.lines == [
        "EHLO crepes.fr", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>",
        "RCPT TO:<bob@hamburger.edu>", "DATA", "*", "QUIT",
      ])
  }

  @Test(arguments: [
    (["554 no service"], "failed 554"), (["421 busy"], "deferred 421"), (["LOST"], "deferred 0"),
    (["HTTP/1.1 400 Bad Request"], "deferred 0"),
    (["220 h", "451 not now"], "deferred 451"), (["220 h", "500 ?", "550 no"], "failed 550"),
    (["220 h", "250 h", "452 full"], "deferred 452"), (["220 h", "250 h", "553 no"], "failed 553"),
    (["220 h", "250 h", "250 ok", "550 no"], "failed 550"),
    // RFC 5321 §4.5.3.1.10: too many recipients, as older servers say it.
    (["220 h", "250 h", "250 ok", "552 too many"], "deferred 552"),
    (["220 h", "250 h", "250 ok", "552 5.5.3 too many"], "deferred 552"),
    (["220 h", "250 h", "250 ok", "552 5.2.2 mailbox full"], "failed 552"),
    (["220 h", "250 h", "250 ok", "250 ok", "451 no"], "deferred 451"),
    (["220 h", "250 h", "250 ok", "250 ok", "250 what"], "deferred 250"),
    (["220 h", "250 h", "250 ok", "250 ok", "354 go", "552 big"], "failed 552"),
    (["220 h", "250 h", "250 ok", "250 ok", "354 go", "LOST"], "deferred 0"),
    (["220 h", "250 h", "250 ok", "250 ok", "354 go", "250 ok", "LOST"], "delivered"),
    (["220 h", "250 h", "250 ok", "250 ok", "421 going"], "deferred 421"),
  ])
  func `the first digit decides`(replies: [String], outcome: String) {
    #expect(kinds(said(to: replies + ["LOST"]).outcomes) == [outcome])
  }

  @Test func `what the server cannot handle is not sent`() {
    let plain = ["220 h", "250 h", "221 bye"]
    #expect(kinds(said(to: plain, is8Bit: true).outcomes) == ["unsendable 5.6.3"])
    let chinese = Mailbox(localPart: "鲍勃", domain: .name("hamburger.edu"))
    #expect(kinds(said(to: plain, recipients: [chinese]).outcomes) == ["unsendable 5.6.7"])
    let small = said(to: ["220 h", "250-h", "250 SIZE 99", "221 bye"])
    #expect(kinds(small.outcomes) == ["unsendable 5.3.4"])
    #expect(small.lines == ["EHLO crepes.fr", "QUIT", "!"])
  }

  @Test func `a report goes out with the null reverse-path`() {
    #expect(said(to: ["220 h", "250 h"], sender: nil).lines.last == "MAIL FROM:<>")
  }

  @Test(arguments: [
    ["", ".", "..", "a\r\n.b\r\n", "a\r", "\n.\r\n"], ["a\n.b\r\n"], ["\r\n", ".\r\n"],
  ])
  func `stuffing blocks is stuffing the whole`(blocks: [String]) {
    let whole = Array(blocks.joined().utf8)
    var once = DotStuffer()
    let expected = once.stuffed(whole) + once.end()
    var pieces = DotStuffer()
    let actual = blocks.flatMap { pieces.stuffed(Array($0.utf8)) } + pieces.end()
    #expect(actual == expected)
    #expect(expected.suffix(5) == Array("\r\n.\r\n".utf8)[...] || whole.isEmpty)
  }
}
