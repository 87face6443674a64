import Protocols

/// Counts what each object of an HTTP conversation cost: its request, and the head of its response.
struct PullCounter: Hashable, Sendable {
  /// The request under way.
  private var request = Traffic()
  /// Whole requests that have no response yet.
  private var asked: [Traffic] = []
  private var response = Traffic()
  private var content = ContentDigest()
  private static let askedLimit = 1_000

  /// `piece`: what was found.
  mutating func take(_ finding: HTTPFinding, in piece: Piece) -> Transfer? {
    switch finding {
    case .request, .malformedRequest: request = Traffic(client: piece.count, lines: 1)
    case .field(_, .client), .foldedField(.client), .malformedField(_, .client):
      request += Traffic(client: piece.count, lines: 1)
    case .headEnded(.client, _, let end):
      request += Traffic(client: piece.count, lines: 1)
      if [.none, .contentLength(0)].contains(end), asked.count < Self.askedLimit {
        asked.append(request)
        request = Traffic()
      }
    case .body(.client, _, _), .chunkMark(_, .client): request.client += piece.count
    case .status, .field(_, .server), .foldedField(.server), .malformedField(_, .server),
      .headEnded(.server, _, _), .chunkMark(_, .server), .malformedChunk(_, .server):
      response.server += piece.count
      // The lines of the coding between the content's octets do not come before it.
      if content.count == 0 { response.lines += 1 }
    case .body(.server, _, _):
      response.server += piece.count
      content.take(piece.wire)
    case .exchange(let exchange): return take(exchange)
    default: break
    }
    return nil
  }

  private mutating func take(_ exchange: HTTPExchange) -> Transfer? {
    let question = asked.isEmpty ? request : asked.removeFirst()
    defer { (response, content) = (Traffic(), ContentDigest()) }
    // RFC 9110 §15.3: the content of any other response explains, and is not the object asked for.
    guard exchange.isAsked, exchange.status / 100 == 2, exchange.contentOctets > 0 else {
      return nil
    }
    var traffic = question + response
    var before = traffic
    (traffic.exchanges, before.exchanges) = (1, 0)
    return Transfer(
      matter: .response(
        target: exchange.target, type: exchange.responseFields["Content-Type"]),
      traffic: traffic, before: before, content: content, end: ObjectEnd(exchange.bodyEnd))
  }
}

extension ObjectEnd {
  fileprivate init(_ end: HTTPBodyEnd) {
    self =
      switch end {
      case .contentLength(let count): .contentLength(count)
      case .chunked: .chunked
      case .close, .none: .close
      }
  }
}

extension Piece {
  fileprivate var wire: [UInt8] {
    switch self {
    case .line(let line): line.wire
    case .octets(let octets): octets
    case .withheld(let kept, _): kept
    }
  }
}
