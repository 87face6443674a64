/// The unit in which a conversation is heard: what one event carries.
package enum Piece: Hashable, Sendable {
  case line(Line)
  /// Part of a body (HTTP), or whole lines of a message's text (`Framing.text`).
  case octets([UInt8])
  /// A line with a secret in it. `kept` is what stood before the secret; `count` is how many octets
  /// were withheld, the line end included.
  case withheld(kept: [UInt8], count: Int)

  /// How many octets crossed the wire.
  package var count: Int {
    switch self {
    case .line(let line): line.octets.count + line.ending.count
    case .octets(let octets): octets.count
    case .withheld(let kept, let count): kept.count + count
    }
  }
}

/// How the next octets of one side are to be cut into pieces. It depends on what went before.
package enum Framing: Hashable, Sendable {
  case lines
  /// This many octets are still to come, then lines again.
  case octets(Int)
  /// Everything up to the end of the connection (RFC 9112 §6.3).
  case untilClose
  /// Lines of a message's text. Plain ones come together, as octets; one that begins with a dot, or
  /// does not end with CR LF, comes as a line.
  case text
}
