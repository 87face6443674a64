import Protocols
import Transcripts

/// One connection, as the comparison counts it.
struct MeasuredConversation: Hashable, Sendable {
  let opening: Opening
  private(set) var firstSpeaker: Side?
  /// All octets, both ways.
  private(set) var octets = 0
  /// The latest objects that it carried.
  private(set) var transfers: [Transfer] = []
  /// How many objects it carried.
  private(set) var count = 0
  /// Of SMTP, and of HTTP: one of them has nothing to count.
  private var pushes = PushCounter()
  private var pulls = PullCounter()
  /// What was heard last.
  private var piece = Piece.octets([])
  private static let transferLimit = 200

  init(_ opening: Opening) { self.opening = opening }

  var dialect: Dialect { opening.attempt.dialect }
  /// The greeting and the handshake.
  var beginning: Traffic { pushes.beginning }
  var farewell: Traffic { pushes.farewell }

  mutating func take(_ fact: Fact) {
    switch fact.matter {
    case .heard(let side, let piece):
      if firstSpeaker == nil { firstSpeaker = side }
      octets += piece.count
      self.piece = piece
      if side == .server { pushes.hearReply(piece) }
    case .found(.smtp(let finding)): keep(pushes.take(finding, in: piece), fact.event)
    case .found(.http(let finding)): keep(pulls.take(finding, in: piece), fact.event)
    default: break
    }
  }

  private mutating func keep(_ transfer: Transfer?, _ event: Int) {
    guard var transfer else { return }
    transfer.event = event
    count += 1
    transfers.append(transfer)
    if transfers.count > Self.transferLimit { transfers.removeFirst() }
  }
}

/// What crossed for one purpose.
struct Traffic: Hashable, Sendable {
  /// Octets from each side.
  var client = 0
  var server = 0
  /// Both ways.
  var lines = 0
  /// Requests and replies, the greeting not counted.
  var exchanges = 0
  /// Those of them that only made sense after earlier ones on this connection.
  var dependentExchanges = 0

  static func + (left: Traffic, right: Traffic) -> Traffic {
    Traffic(
      client: left.client + right.client, server: left.server + right.server,
      lines: left.lines + right.lines, exchanges: left.exchanges + right.exchanges,
      dependentExchanges: left.dependentExchanges + right.dependentExchanges)
  }

  static func += (left: inout Traffic, right: Traffic) { left = left + right }
}

/// One object that crossed a connection, and what was said for it alone.
struct Transfer: Hashable, Sendable {
  enum Matter: Hashable, Sendable {
    case message(to: [Mailbox], MessageAlphabet)
    /// `type`: the value of Content-Type.
    case response(target: String, type: String?)
  }

  let matter: Matter
  let traffic: Traffic
  /// The part of it that came before the object's first octet.
  let before: Traffic
  let content: ContentDigest
  let end: ObjectEnd
  /// The event that completed it.
  var event = 0
}

/// How the object's end was marked on the wire.
package enum ObjectEnd: Hashable, Sendable {
  /// CR LF . CR LF (RFC 5321 §4.1.1.4).
  case dot
  /// `BDAT n LAST` (RFC 3030 §2).
  case lastChunk
  case contentLength(Int)
  case chunked
  case close
}
