package import Protocols

/// Cuts what crosses one connection into pieces, both ways. The pieces are the same however the
/// octets were split.
package struct Tap: Sendable {
  private var dialogue: Dialogue
  /// Behind STARTTLS's 220 nothing is cut until TLS is there: what came in clear behind it does not
  /// count. Logs of other tools go on there, and so does who cannot do TLS.
  package var stopsForTLS = false
  private var client = Framer()
  private var server = Framer()

  package init(dialect: Dialect) {
    dialogue =
      switch dialect {
      case .smtp: .smtp(SMTPDialogue())
      case .http: .http(HTTPDialogue())
      }
  }

  package mutating func take(_ octets: [UInt8], from side: Side) -> [Act] {
    switch side {
    case .client: client.append(octets)
    case .server: server.append(octets)
    }
    return acts { tap in tap.piece(from: side, .whole) }
  }

  /// Nothing more has come for a while: what there is of a body is heard, though no block is full.
  package mutating func pause(from side: Side) -> [Act] {
    acts { tap in tap.piece(from: side, .partial) }
  }

  /// So many octets of a body, or of a message's text, crossed here. What they were is not known: a
  /// log may leave them out. `kept` stood before them on the same line.
  package mutating func passOver(
    _ count: Int, behind kept: [UInt8] = [], from side: Side
  ) -> [Act] {
    let before = acts { tap in tap.piece(from: side, .last) }
    let piece = Piece.withheld(kept: kept, count: count)
    _ = dialogue.hear(piece, from: side)
    return before + [.heard(side, piece)]
  }

  /// STARTTLS was answered 220, and TLS is not there yet.
  package var awaitsTLS: Bool { dialogue.awaitsTLS }

  /// TLS is there. What came in clear and makes no whole line is thrown away on both sides, or else
  /// it would become the beginning of a line that was said under TLS (RFC 3207 §4.2).
  package mutating func secured() {
    client = Framer()
    server = Framer()
    dialogue.secured()
  }

  /// The connection has ended: what is left is heard, finished or not.
  package mutating func end() -> [Act] {
    Side.allCases.flatMap { side in acts { tap in tap.piece(from: side, .last) } }
  }

  /// Octets that have come and have not been heard yet.
  package func unheard(from side: Side) -> Int {
    side == .client ? client.pendingCount : server.pendingCount
  }

  private mutating func acts(_ next: (inout Tap) -> Act?) -> [Act] {
    var acts: [Act] = []
    while !(stopsForTLS && awaitsTLS), let act = next(&self) { acts.append(act) }
    return acts
  }

  /// Which pieces are cut: only whole ones, or also those under way.
  private enum Cut { case whole, partial, last }

  /// How a piece is framed depends on those before it, so each is heard before the next is cut.
  private mutating func piece(from side: Side, _ cut: Cut) -> Act? {
    let framing = dialogue.framing(from: side)
    let piece =
      switch (side, cut) {
      case (.client, .whole): client.next(framing)
      case (.client, .partial): client.part(framing)
      case (.client, .last): client.flush(framing)
      case (.server, .whole): server.next(framing)
      case (.server, .partial): server.part(framing)
      case (.server, .last): server.flush(framing)
      }
    guard let piece else { return nil }
    _ = dialogue.hear(piece, from: side)
    return .heard(side, piece)
  }
}
