package import Protocols

/// What one side has sent.
package struct Tally: Hashable, Sendable {
  package var octets = 0
  package var lines = 0
  /// Runs of pieces without one of the other side between them.
  package var turns = 0

  package init() {}

  package mutating func add(_ piece: Piece) {
    octets += piece.count
    if case .octets = piece {} else { lines += 1 }
  }
}

/// One connection of a session: its two ends, what was said, and what was counted.
package struct Conversation: Hashable, Sendable {
  package let number: Int
  package let opening: Opening
  package internal(set) var dialogue: Dialogue
  package private(set) var client = Tally()
  package private(set) var server = Tally()
  package private(set) var firstSpeaker: Side?
  package private(set) var lastSpeaker: Side?
  package internal(set) var closedBy: Side?

  package init(number: Int, opening: Opening) {
    self.number = number
    self.opening = opening
    dialogue =
      switch opening.attempt.dialect {
      case .smtp: .smtp(SMTPDialogue())
      case .http: .http(HTTPDialogue())
      }
  }

  package var isOpen: Bool { closedBy == nil }
  package var guidance: Guidance { dialogue.guidance }
  package var phase: Phase? { dialogue.guidance.phase }

  package subscript(side: Side) -> Tally {
    side == .client ? client : server
  }

  mutating func count(_ piece: Piece, from side: Side) {
    if firstSpeaker == nil { firstSpeaker = side }
    var tally = self[side]
    tally.add(piece)
    if lastSpeaker != side { tally.turns += 1 }
    lastSpeaker = side
    switch side {
    case .client: client = tally
    case .server: server = tally
    }
  }
}
