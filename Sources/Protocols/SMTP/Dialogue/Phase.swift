/// The lecture's three phases of one SMTP conversation.
package enum Phase: Int, Hashable, Sendable, CaseIterable, Comparable {
  /// From the TCP connection until HELO or EHLO is accepted.
  case handshake = 1
  /// From then on, for all messages.
  case transfer
  /// From the moment QUIT is sent, or 221, 421 or a lost connection arrives.
  case close

  package static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }

  package var name: String {
    switch self {
    case .handshake: "handshake"
    case .transfer: "transfer"
    case .close: "close"
    }
  }
}
