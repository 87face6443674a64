import Protocols
import Transcripts

/// Any values of the protocols that the standards allow.
extension Generator {
  private static let atoms = "abzAZ019!#$%&'*+-/=?^_`{|}~"
  private static let printable = " abcXYZ012\"\\<>@,:;()[].~!"

  mutating func mailbox() -> Mailbox {
    let local =
      chance(70)
      ? (0..<number(1...3)).map { _ in text(Self.atoms, 1...8) }.joined(separator: ".")
      : text(Self.printable + (chance(30) ? "é你" : ""), 0...15)
    return Mailbox(localPart: local, domain: domain())
  }

  mutating func domain() -> Domain {
    if chance(20) {
      return .literal(
        pick([
          "192.0.2.\(number(0...255))", "IPv6:2001:db8::\(String(number(0...0xFFFF), radix: 16))",
          "IPv6:::ffff:192.0.2.1", "x25:\(text("0123456789", 1...8))",
        ]))
    }
    return .name((0..<number(1...4)).map { _ in label() }.joined(separator: "."))
  }

  private mutating func label() -> String {
    let edges = "abcXYZ0129" + (chance(10) ? "é你" : "")
    return text(edges, 1...3) + (chance(30) ? text("a-b", 1...5) + text(edges, 1...1) : "")
  }

  mutating func parameters() -> [Parameter] {
    (0..<number(0...3)).map { _ in
      Parameter(
        keyword: text("ABZ019", 1...1) + text("ABZ019-", 0...8),
        value: chance(60) ? text("abc019<>@:.+!\"\\", 1...10) : nil)
    }
  }

  /// Without a space at its ends, which would not be part of it (§4.1.1).
  private mutating func word() -> String { text("abc019<>", 1...4) + text(" abc\"\\", 0...6) + "z" }

  mutating func command() -> Command {
    switch number(0...12) {
    case 0: .helo(domain())
    case 1: .ehlo(domain())
    case 2: .mail(from: chance(20) ? nil : mailbox(), parameters: parameters())
    case 3: .mail(from: mailbox(), parameters: parameters())
    case 4, 5:
      .rcpt(
        to: chance(10)
          ? Mailbox(localPart: pick(["Postmaster", "postmaster"]), domain: nil) : mailbox(),
        parameters: parameters())
    case 6: pick([.data, .rset, .quit, .startTLS])
    case 7: .noop(chance(50) ? nil : word())
    case 8: .help(chance(50) ? nil : word())
    case 9: .vrfy(word())
    case 10: .expn(word())
    case 11: .bdat(size: number(0...9_999_999), isLast: chance(50))
    default: .auth(mechanism: text("ABZ019-_", 1...20), hasInitialResponse: chance(50))
    }
  }

  // MARK: Replies

  mutating func reply() -> Reply? {
    let severity = number(2...5)
    let enhanced =
      chance(50) && severity != 3
      ? EnhancedStatus(severity, number(0...7), number(0...999)) : nil
    let prefix = enhanced.map { Array("\($0) ".utf8) } ?? []
    guard let code = ReplyCode(severity * 100 + number(0...59)) else { return nil }
    return Reply(
      code: code, enhanced: enhanced,
      lines: (0..<number(1...5)).map { _ in prefix + Array(text("abc <>é你\t-", 0...60).utf8) })
  }

  // MARK: Events

  /// Any text: controls, quotes, what looks like JSON.
  mutating func anyText() -> String {
    text("ab\"\\{}[]:,\u{0}\u{8}\n\r\u{7F}\u{9F}\u{202E}é你😀/", 0...20)
  }

  private mutating func side() -> Side { pick([.client, .server]) }
  private mutating func attempt() -> Attempt {
    Attempt(dialect: pick([.smtp, .http]), host: anyText(), port: number(0...65_535))
  }

  private mutating func piece() -> Piece {
    switch number(0...3) {
    case 0: .octets(octets(0...40))
    case 1: .withheld(kept: Array(anyText().utf8), count: number(0...9_999))
    case 2: .line(Line(anyText(), ending: pick(Ending.allCases)))
    default: .line(Line(octets: octets(0...40), ending: pick(Ending.allCases)))
    }
  }

  private mutating func learnerAct() -> LearnerAct {
    switch number(0...10) {
    case 0:
      .began(
        LessonAttempt(
          lesson: anyText(), version: chance(50) ? number(0...9) : nil, digest: perhaps(),
          id: perhaps(), step: anyText()))
    case 1: .answered(step: anyText(), .choice(number(0...9)))
    case 2: .answered(step: anyText(), .text(anyText()))
    case 3: .predicted(step: anyText(), reply: anyText())
    case 4: .hint(step: anyText())
    case 5: .skipped(step: anyText())
    case 6: .resumed(step: anyText())
    case 7: .ready(step: anyText())
    case 8: .back(step: anyText())
    case 9: .restarted
    default: .asked(console: anyText())
    }
  }

  private mutating func perhaps() -> String? { chance(50) ? anyText() : nil }

  private mutating func scenario() -> [Behaviour] {
    (0..<number(0...3)).map { _ in pick(Behaviour.examples) }
  }

  private mutating func worldAct() -> WorldAct {
    switch number(0...3) {
    case 0:
      .opened(
        (0..<number(0...3)).map { _ in
          var host = HostDescription(
            name: anyText(), domain: perhaps(),
            mailboxes: (0..<number(0...3)).map { _ in anyText() }, relays: chance(50),
            scenario: scenario())
          host.login = pick(Login.allCases)
          host.certificate = pick(HostCertificate.allCases)
          host.rejectsForgeries = chance(50)
          host.blocked = (0..<number(0...2)).map { _ in number(1...65_535) }
          return host
        })
    case 1: .changed(host: anyText(), scenario: scenario())
    default:
      .queue(
        QueueAct(
          pick(QueueAct.Deed.allCases), host: anyText(), message: anyText(), recipient: anyText(),
          reply: perhaps(), retry: chance(50) ? nil : number(0...9_999)))
    }
  }

  private mutating func act() -> Act {
    switch number(0...7) {
    case 0:
      .opened(
        Opening(
          attempt: attempt(), address: anyText(), local: chance(50) ? nil : anyText(),
          isPractice: chance(50), client: chance(70) ? nil : anyText()))
    case 1: .failed(attempt(), pick(ConnectionFailure.allCases))
    case 2: .closed(by: side(), pick(Farewell.allCases))
    case 3: .learner(learnerAct())
    case 4: .world(worldAct())
    default: .heard(side(), piece())
    }
  }

  mutating func event(_ number: Int) -> Event {
    let act = act()
    var isHeard = false
    if case .heard = act { isHeard = true }
    return Event(
      number: number, milliseconds: self.number(0...1_000_000), conversation: self.number(0...9),
      act: act, by: isHeard && chance(20) ? pick(Author.allCases) : nil)
  }
}
