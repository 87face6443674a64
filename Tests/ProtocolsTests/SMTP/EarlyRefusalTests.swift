import Protocols
import Testing

/// A server that answers a message with an error before the final dot.
struct EarlyRefusalTests {
  private static let refused = SMTPDialogueTests.toContent + "\nC: one\nS: 552 too big"

  @Test(arguments: ["552 too big", "451 no"])
  func `an error while the message is under way is its answer`(reply: String) {
    var observer = Observer(SMTPDialogueTests.toContent + "\nC: one\nS: \(reply)")
    #expect(observer.exchanges.last == "dot \(reply.prefix(3))")
    #expect(observer.dialogue.guidance.typed == .content)
    observer.hear("C: two\nC: .")
    #expect(observer.contents == ["one", "two"])
    #expect(observer.dialogue.state == .identified)
    #expect(observer.dialogue.awaitedReplies == 0)
    #expect(observer.dialogue.guidance.typed == .command)
    #expect(observer.dialogue.envelope == Envelope())
  }

  @Test func `the next message is paired right, whether the dot is answered or not`() {
    let next = "C: MAIL FROM:<a@b>\nS: 250 ok\nC: RCPT TO:<c@d>\nS: 550 no"
    for answer in ["", "S: 552 too big\n"] {
      var observer = Observer(Self.refused + "\nC: .")
      #expect(observer.dialogue.mayAnswerDot)
      observer.hear(answer + next)
      #expect(!observer.dialogue.mayAnswerDot)
      #expect(observer.exchanges.suffix(2) == ["MAIL 250", "RCPT 550"])
      #expect(observer.exchanges.count { $0 == "dot 552" } == (answer.isEmpty ? 1 : 2))
      #expect(observer.dialogue.acceptedMessages == 0)
    }
  }

  @Test func `a server that takes the message after all has accepted it`() {
    var observer = Observer(Self.refused)
    let found = observer.hear("C: .\nS: 250 ok")
    #expect(observer.dialogue.acceptedMessages == 1)
    let accepted = found.compactMap { finding -> Envelope? in
      guard case .smtp(.accepted(let envelope, _)) = finding else { return nil }
      return envelope
    }
    #expect(accepted.first?.recipients.map(\.description) == ["bob@hamburger.edu"])
  }

  @Test func `further errors and other replies inside a message are unasked`() {
    var observer = Observer(Self.refused)
    #expect(observer.hear("S: 500 what?").contains { $0.isStray })
    var other = Observer(SMTPDialogueTests.toContent)
    for reply in ["250 ok", "354 go on", "421 bye"] {
      #expect(other.hear("S: \(reply)").contains { $0.isStray })
    }
    #expect(other.dialogue.state == .closed)
  }
}

extension Finding {
  fileprivate var isStray: Bool { if case .smtp(.stray) = self { true } else { false } }
}
