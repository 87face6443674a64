import Protocols

/// The smallest shell for a server session: every question gets the same answer.
struct Server {
  private(set) var session: ServerSession
  private var framer = Framer()
  let answer: ServerAnswer
  private(set) var questions: [ServerQuestion] = []
  /// The messages given to the store, and the number of those discarded.
  private(set) var messages: [[UInt8]] = []
  private var underWay: [UInt8] = []
  private(set) var discarded = 0
  private(set) var isClosed = false
  /// The 220 to STARTTLS was said; the handshake is due.
  private(set) var isSecuring = false

  init(
    policy: ServerPolicy = ServerPolicy(domain: "hamburger.edu", mailboxes: ["bob", "carol"]),
    answer: ServerAnswer = .stored
  ) {
    session = ServerSession(policy: policy)
    self.answer = answer
  }

  mutating func greeting() -> [[UInt8]] { obey(session.greet()) }

  /// The lines of the replies, without their line ends.
  mutating func replies(to line: Line) -> [[UInt8]] { hear(line.wire) }

  mutating func replies(to line: String) -> [String] {
    replies(to: Line(line)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The replies to octets, cut as a connection does.
  mutating func replies(toOctets octets: [UInt8]) -> [String] {
    hear(octets).map { String(decoding: $0, as: UTF8.self) }
  }

  private mutating func hear(_ octets: [UInt8]) -> [[UInt8]] {
    framer.append(octets)
    var heard: [[UInt8]] = []
    while !session.isSuspended, let effects = session.receive(from: &framer) {
      heard += obey(effects)
    }
    return heard
  }

  /// TLS's handshake is done. What came in clear before is not heard.
  mutating func secure() {
    framer = Framer()
    isSecuring = false
    session.secured()
  }

  private mutating func obey(_ effects: [ServerEffect]) -> [[UInt8]] {
    effects.flatMap { effect -> [[UInt8]] in
      switch effect {
      case .reply(let reply):
        return lines(of: reply.wire)
      case .content(let block): underWay += block
      case .discardContent:
        underWay = []
        discarded += 1
      case .ask(let question):
        questions.append(question)
        if case .store(_, let last) = question {
          messages.append(underWay + last)
          underWay = []
        }
        return obey(session.answer(answer))
      case .secure: isSecuring = true
      case .close, .leave, .drop: isClosed = true
      }
      return []
    }
  }

  private func lines(of wire: [UInt8]) -> [[UInt8]] {
    var framer = Framer()
    framer.append(wire)
    var lines: [[UInt8]] = []
    while case .line(let line)? = framer.next(.lines) { lines.append(line.octets) }
    return lines
  }
}
