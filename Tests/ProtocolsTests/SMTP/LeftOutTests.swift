import Protocols
import Testing

/// Logs of other tools leave something out: text that is only counted, or the greeting.
@Suite struct LeftOutTests {
  private func line(_ text: String) -> Piece { .line(Line(text)) }

  private func dialogue(_ lines: [(Side, String)]) -> SMTPDialogue {
    var dialogue = SMTPDialogue()
    for (side, text) in lines { _ = dialogue.hear(line(text), from: side) }
    return dialogue
  }

  @Test func `text that is only counted belongs to the message`() {
    var dialogue = dialogue([
      (.server, "220 a"), (.client, "HELO b"), (.server, "250 a"), (.client, "MAIL FROM:<a@b>"),
      (.server, "250 ok"), (.client, "RCPT TO:<c@d>"), (.server, "250 ok"), (.client, "DATA"),
      (.server, "354 go"),
    ])
    #expect(dialogue.hear(.withheld(kept: [], count: 100), from: .client) == [])
    #expect(dialogue.state == .content)
    _ = dialogue.hear(line("more"), from: .client)
    let dot = dialogue.hear(line("."), from: .client)
    #expect(dot.contains(.smtp(.request(.endOfData(octets: 106), Line("."), in: .content))))
    let accepted = dialogue.hear(line("250 ok"), from: .server).contains {
      if case .smtp(.accepted(_, octets: 106)) = $0 { true } else { false }
    }
    #expect(accepted && dialogue.state == .identified && dialogue.acceptedMessages == 1)
  }

  @Test func `a client that is answered 250 first had been greeted`() {
    let dialogue = dialogue([(.client, "EHLO b"), (.server, "250-a"), (.server, "250 SIZE 9")])
    #expect(dialogue.state == .identified && dialogue.capabilities?.count == 1)
    #expect(dialogue.awaitedReplies == 0 && dialogue.phase == .transfer)
  }

  @Test func `a client that spoke before the greeting still waits for its answer`() {
    let dialogue = dialogue([(.client, "EHLO b"), (.server, "220 a")])
    #expect(dialogue.state == .greeted && dialogue.awaits == .verb(.ehlo))
  }

  @Test(arguments: ["Content-Length: 10", "Transfer-Encoding: chunked", "Connection: close"])
  func `a body that is only counted ends as its header says`(field: String) {
    var dialogue = HTTPDialogue()
    for text in ["GET / HTTP/1.1", "Host: a", ""] { _ = dialogue.hear(line(text), from: .client) }
    for text in ["HTTP/1.1 200 OK", field, ""] { _ = dialogue.hear(line(text), from: .server) }
    let heard = dialogue.hear(.withheld(kept: [], count: 10), from: .server)
    #expect(heard.contains(.http(.body(from: .server, octets: 10, total: 10))))
    _ = dialogue.end()
    #expect(dialogue.exchanges == 1)
  }
}
