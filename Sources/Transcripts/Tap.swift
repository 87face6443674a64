package import Protocols

/// Cuts what crosses one connection into pieces, both ways. The pieces are the same however the
/// octets were split.
package struct Tap: Sendable {
  private var dialogue: Dialogue
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
    while let act = next(&self) { acts.append(act) }
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
