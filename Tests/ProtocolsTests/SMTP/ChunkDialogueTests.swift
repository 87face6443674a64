import Protocols
import Testing

/// BDAT (RFC 3030 §2) as an observer hears it.
struct ChunkDialogueTests {
  private static let ready = """
    S: 220 x
    C: EHLO a
    S: 250-x
    S: 250 CHUNKING
    C: MAIL FROM:<a@b>
    S: 250 ok
    C: RCPT TO:<c@d>
    S: 250 ok
    """

  private func hear(_ octets: String, in observer: inout Observer) -> [Finding] {
    observer.dialogue.hear(.octets(Array(octets.utf8)), from: .client)
  }

  @Test func `so many octets are text, and get no reply of their own`() {
    var observer = Observer(Self.ready + "\nC: BDAT 7")
    #expect(Dialogue.smtp(observer.dialogue).framing(from: .client) == .octets(7))
    #expect(Dialogue.smtp(observer.dialogue).framing(from: .server) == .lines)
    #expect(observer.dialogue.guidance.typed == .content)
    #expect(hear("Hell", in: &observer) == [.smtp(.chunk(Array("Hell".utf8)))])
    #expect(observer.dialogue.chunkRest == 3 && observer.dialogue.awaitedReplies == 1)
    _ = hear("o\r\n", in: &observer)
    #expect(observer.dialogue.guidance.typed == .nothing)
    observer.hear("S: 250 2.0.0 7 octets received")
    #expect(observer.dialogue.state == .chunks && observer.dialogue.acceptedMessages == 0)
    observer.hear("C: BDAT 0 LAST")
    let found = observer.hear("S: 250 2.0.0 accepted")
    let accepted = found.compactMap { finding -> Int? in
      if case .smtp(.accepted(_, let octets)) = finding { octets } else { nil }
    }
    #expect(accepted == [7])
    #expect(observer.dialogue.state == .identified && observer.dialogue.envelope == Envelope())
  }

  @Test(arguments: [
    ("552 5.3.4 too big", State.identified), ("503 5.5.1 not now", .recipients),
    ("502 5.5.1 not here", .recipients),
  ])
  func `a refusal of the last chunk ends the message, but for a refusal of the command`(
    reply: String, state: State
  ) {
    var observer = Observer(Self.ready + "\nC: BDAT 2 LAST")
    _ = hear("Hi", in: &observer)
    observer.hear("S: \(reply)")
    #expect(observer.dialogue.state == state && observer.dialogue.acceptedMessages == 0)
  }

  @Test(arguments: ["RSET", "EHLO a"])
  func `what drops the message drops its chunks`(line: String) {
    var observer = Observer(Self.ready + "\nC: BDAT 2")
    _ = hear("Hi", in: &observer)
    observer.hear(
      "S: 250 ok\nC: \(line)\nS: 250 ok\nC: MAIL FROM:<a@b>\nS: 250 ok\nC: RCPT TO:<c@d>\nS: 250 ok"
    )
    observer.hear("C: BDAT 1 LAST")
    _ = hear("x", in: &observer)
    let accepted = observer.hear("S: 250 ok").contains { finding in
      if case .smtp(.accepted(_, octets: 1)) = finding { true } else { false }
    }
    #expect(accepted)
  }

  @Test func `to a server that does not know BDAT the octets are commands`() {
    var observer = Observer(Self.ready + "\nC: BDAT 9 LAST\nS: 500 5.5.2 what")
    #expect(observer.dialogue.chunkRest == 0 && observer.dialogue.guidance.typed == .command)
    observer.hear("C: RSET\nS: 250 ok")
    #expect(observer.dialogue.state == .identified)
  }

  @Test func `a log that has lines in place of octets is read all the same`() {
    let observer = Observer(
      Self.ready + "\nC: BDAT 9 LAST\nC: Hello a\nS: 250 ok\nC: NOOP\nS: 250 ok")
    #expect(observer.exchanges.suffix(2) == ["BDAT 250", "NOOP 250"])
    #expect(observer.dialogue.acceptedMessages == 1)
  }

  @Test func `a forged count overflows nothing`() {
    var observer = Observer(Self.ready)
    for _ in 0..<3 {
      observer.hear("C: BDAT 99999999999999999999")
      _ = hear("x", in: &observer)
      observer.hear("S: 250 ok")
    }
    #expect(observer.dialogue.state == .chunks)
  }

  @Test func `an unsent line behind BDAT is text until the count is reached`() {
    var forecast = LineForecast()
    forecast.take(Line("BDAT 9 LAST"))
    #expect(forecast.isInText)
    forecast.take(Line("Hi"))
    #expect(forecast.isInText)
    forecast.take(Line("you"))
    #expect(!forecast.isInText)
  }
}
