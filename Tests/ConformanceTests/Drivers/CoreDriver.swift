import Protocols

/// Speaks to a server session without a socket: octets in, replies out, every message stored at
/// once.
struct CoreDriver {
  private var session: ServerSession
  private var framer = Framer()
  private(set) var heard = Heard()
  private var content: [UInt8] = []

  /// Octets that wait for a line end.
  var waiting: Int { framer.pendingCount }

  init(_ host: Host) {
    session = ServerSession(policy: host.policy)
    obey(session.greet())
  }

  static func heard(_ octets: [UInt8], at host: Host) -> Heard { heard([octets[...]], at: host) }

  /// `pieces`: one stream, as the network may split it.
  static func heard(_ pieces: [ArraySlice<UInt8>], at host: Host) -> Heard {
    var driver = CoreDriver(host)
    for piece in pieces { driver.send(piece) }
    return driver.heard
  }

  mutating func send(_ octets: some Sequence<UInt8>) {
    framer.append(Array(octets))
    while !heard.isClosed, let effects = session.receive(from: &framer) { obey(effects) }
  }

  private mutating func obey(_ effects: [ServerEffect]) {
    for effect in effects {
      switch effect {
      case .reply(let reply): heard.octets += reply.wire
      case .discardContent: content = []
      case .content(let octets): content += octets
      case .ask(.store(let delivery, let last)):
        let sender = delivery.envelope.sender?.description ?? ""
        heard.letters.append(Letter(delivery.users.sorted(), content + last, from: "<\(sender)>"))
        content = []
        obey(session.answer(.stored))
      case .ask(.consult): obey(session.answer(.advice(.proceed)))
      case .close, .leave, .drop, .secure: heard.isClosed = true
      }
    }
  }
}
