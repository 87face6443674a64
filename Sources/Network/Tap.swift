package import Protocols
package import Transcripts

/// Cuts what crosses one connection into pieces, both ways: the same pieces however the octets were split.
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
    return acts { tap in tap.piece(from: side, isEnding: false) }
  }

  /// The connection has ended: what was left unfinished is heard too.
  package mutating func end() -> [Act] {
    Side.allCases.flatMap { side in acts { tap in tap.piece(from: side, isEnding: true) } }
  }

  private mutating func acts(_ next: (inout Tap) -> Act?) -> [Act] {
    var acts: [Act] = []
    while let act = next(&self) { acts.append(act) }
    return acts
  }

  /// How a piece is framed depends on the pieces before it, so each is heard before the next is cut.
  private mutating func piece(from side: Side, isEnding: Bool) -> Act? {
    let framing = dialogue.framing(from: side)
    let piece =
      switch (side, isEnding) {
      case (.client, false): client.next(framing)
      case (.client, true): client.flush(framing)
      case (.server, false): server.next(framing)
      case (.server, true): server.flush(framing)
      }
    guard let piece else { return nil }
    _ = dialogue.hear(piece, from: side)
    return .heard(side, piece)
  }
}
