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
///
/// A value. Copies share what they hold until one of them changes: readers take a copy with every
/// event, and a dialogue keeps much.
package struct Conversation: Hashable, Sendable {
  private struct Content: Hashable, Sendable {
    let number: Int
    let opening: Opening
    var dialogue: Dialogue
    var client = Tally()
    var server = Tally()
    var firstSpeaker: Side?
    var lastSpeaker: Side?
    var security: TLSOutcome?
    var closedBy: Side?

    mutating func count(_ piece: Piece, from side: Side) {
      if firstSpeaker == nil { firstSpeaker = side }
      let isTurn = lastSpeaker != side
      lastSpeaker = side
      switch side {
      case .client: client.add(piece, isTurn: isTurn)
      case .server: server.add(piece, isTurn: isTurn)
      }
    }
  }

  /// Changed by its only owner, so that any thread may read it.
  private final class Box: @unchecked Sendable {
    var content: Content
    init(_ content: Content) { self.content = content }
  }

  private var box: Box

  package init(number: Int, opening: Opening) {
    let dialogue: Dialogue =
      switch opening.attempt.dialect {
      case .smtp: .smtp(SMTPDialogue())
      case .http: .http(HTTPDialogue())
      }
    box = Box(Content(number: number, opening: opening, dialogue: dialogue))
  }

  package static func == (left: Conversation, right: Conversation) -> Bool {
    left.box === right.box || left.box.content == right.box.content
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(box.content) }

  package var number: Int { box.content.number }
  package var opening: Opening { box.content.opening }
  package var dialogue: Dialogue { box.content.dialogue }
  package var client: Tally { box.content.client }
  package var server: Tally { box.content.server }
  package var firstSpeaker: Side? { box.content.firstSpeaker }
  package var lastSpeaker: Side? { box.content.lastSpeaker }
  /// What the last TLS handshake came to; `nil` where there has been none.
  package var security: TLSOutcome? { box.content.security }
  package var closedBy: Side? { box.content.closedBy }

  package var isOpen: Bool { closedBy == nil }
  /// What is said now crosses the wire encrypted. Whether the other side is the one it says it is,
  /// `security` tells.
  package var isSecured: Bool { security?.isSecured == true }
  package var isWatched: Bool { box.content.opening.isWatched }
  package var guidance: Guidance { box.content.dialogue.guidance }
  package var phase: Phase? { guidance.phase }

  /// The server has said goodbye, or that its response was the last, but nobody has closed the
  /// connection yet.
  package var isEndAnnounced: Bool {
    guard isOpen else { return false }
    return switch box.content.dialogue {
    case .smtp(let dialogue): dialogue.state == .closed
    case .http(let dialogue): dialogue.isOver
    }
  }

  package subscript(side: Side) -> Tally {
    side == .client ? client : server
  }

  // MARK: Changes

  private mutating func ownBox() -> Box {
    if !isKnownUniquelyReferenced(&box) { box = Box(box.content) }
    return box
  }

  /// Reports what the dialogue finds in the piece.
  mutating func hear(_ piece: Piece, from side: Side, _ report: (Finding) -> Void) {
    let box = ownBox()
    box.content.count(piece, from: side)
    box.content.dialogue.hear(piece, from: side, report)
  }

  /// `false` where the conversation is over.
  mutating func secure(_ outcome: TLSOutcome) -> Bool {
    guard isOpen else { return false }
    let box = ownBox()
    box.content.security = outcome
    if isSecured { box.content.dialogue.secured() }
    return true
  }

  /// Reports what the dialogue finds in its end.
  mutating func close(by side: Side, _ report: (Finding) -> Void) {
    let box = ownBox()
    box.content.closedBy = side
    box.content.dialogue.end(report)
  }
}

extension Tally {
  fileprivate mutating func add(_ piece: Piece, isTurn: Bool) {
    add(piece)
    if isTurn { turns += 1 }
  }
}
