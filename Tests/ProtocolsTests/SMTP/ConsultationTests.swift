import Protocols
import Testing

/// A session whose policy has it ask before a request proceeds.
struct ConsultationTests {
  private static let policy = {
    var policy = ServerPolicy(domain: "hamburger.edu", mailboxes: ["bob"])
    policy.consults = true
    return policy
  }()

  /// Everything up to the end of a message proceeds.
  private static func atEndOfData() -> ServerSession {
    var session = ServerSession(policy: policy)
    _ = session.greet()
    _ = session.answer(.advice(.proceed))
    for line in ["HELO a", "MAIL FROM:<a@b.fr>", "RCPT TO:<bob@hamburger.edu>", "DATA"] {
      _ = session.receive(Line(line))
      _ = session.answer(.advice(.proceed))
    }
    _ = session.receive(Line("text"))
    _ = session.receive(Line("."))
    return session
  }

  private func codes(_ effects: [ServerEffect]) -> [Int] {
    effects.compactMap { effect in
      guard case .reply(let reply) = effect else { return nil }
      return reply.code.value
    }
  }

  @Test(arguments: [ServerAnswer.stored, .full, .failed])
  func `an answer to another question is passed over`(answer: ServerAnswer) {
    var session = ServerSession(policy: Self.policy)
    _ = session.greet()
    #expect(session.answer(answer) == [])
    #expect(session.isSuspended && !session.isStoring)
    #expect(codes(session.answer(.advice(.proceed))) == [220])

    session = Self.atEndOfData()
    _ = session.answer(.advice(.proceed))
    #expect(session.isStoring)
    #expect(session.answer(.advice(.drop)) == [])
    #expect(session.isStoring)
    #expect(session.answer(answer).count == 1)
  }

  @Test func `only what nothing refuses is asked about`() {
    var session = ServerSession(policy: Self.policy)
    _ = session.greet()
    _ = session.answer(.advice(.proceed))
    #expect(codes(session.receive(Line("DATA"))) == [503])
    #expect(!session.isSuspended)
  }

  @Test func `a message that advice refuses is discarded, and the session goes on`() {
    var session = Self.atEndOfData()
    let effects = session.answer(.advice(.refuse(.greylisted)))
    #expect(effects.first == .discardContent)
    #expect(codes(effects) == [450])
    #expect(session.state == .identified)
  }

  @Test func `a drop after the reply waits until the message is stored`() {
    var session = Self.atEndOfData()
    guard case .ask(.store(_, let last))? = session.answer(.advice(.dropAfterReply)).first else {
      Issue.record("the store was not asked")
      return
    }
    #expect(last == Array("text\r\n".utf8))
    let effects = session.answer(.stored)
    #expect(codes(effects) == [250])
    #expect(effects.last == .drop)
    #expect(session.state == .closed)
  }

  @Test func `where the connection is refused, nothing is heard`() {
    var session = ServerSession(policy: Self.policy)
    _ = session.greet()
    #expect(session.answer(.advice(.refuse(.serviceClosing))).last == .leave)
    #expect(session.receive(Line("HELO a")) == [])
  }
}
