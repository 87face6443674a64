import Protocols
import Transcripts

/// The fold of one conversation's facts into its figures.
extension MeasuredConversation {
  mutating func take(_ matter: Fact.Matter) {
    switch matter {
    case .heard(let side, let piece): count(piece, from: side)
    case .found(.smtp(let finding)): take(finding)
    case .found(.http(let finding)): take(finding)
    default: break
    }
  }

  private mutating func count(_ piece: Piece, from side: Side) {
    if firstSpeaker == nil { firstSpeaker = side }
    switch side {
    case .client: client.add(piece)
    case .server: server.add(piece)
    }
  }

  private mutating func take(_ finding: SMTPFinding) {
    switch finding {
    case .content(let line, _):
      // The line itself is already counted.
      markFirstOctet(linesAlready: 1)
      read(line)
    case .exchange(let exchange):
      if exchange.request == .connection { return }
      exchanges += 1
      if exchange.request.kind.needsHistory { dependentExchanges += 1 }
      if exchange.request.kind == .endOfData { isInsideBase64 = false }
    case .accepted(let envelope, let octets):
      recipient = envelope.recipients.first
      objects += 1
      objectOctets += octets
      end = .dot
    default: break
    }
  }

  private mutating func take(_ finding: HTTPFinding) {
    switch finding {
    // RFC 9110 §15.3: the content of any other response explains, and is not the object asked for.
    case .status(let line, _): isFetching = line.status / 100 == 2
    case .body(from: .server, _, _) where isFetching: markFirstOctet(linesAlready: 0)
    case .exchange(let exchange):
      exchanges += 1
      guard exchange.contentOctets > 0, exchange.status / 100 == 2 else { return }
      objects += 1
      objectOctets += exchange.contentOctets
      end =
        switch exchange.bodyEnd {
        case .contentLength(let count): .contentLength(count)
        case .chunked: .chunked
        case .close, .none: .close
        }
    default: break
    }
  }

  private mutating func markFirstOctet(linesAlready: Int) {
    guard linesBefore == nil else { return }
    linesBefore = client.lines + server.lines - linesAlready
    roundTripsBefore = exchanges
  }

  /// What base64 costs: four characters for every three octets, and the line ends.
  private mutating func read(_ line: Line) {
    if line.octets.contains(where: { $0 >= 0x80 }) { hasEightBit = true }
    let text = line.lossyText.lowercased()
    if text.hasPrefix("content-transfer-encoding:") {
      isInsideBase64 = text.hasSuffix("base64")
      if isInsideBase64 { base64Parts += 1 }
    } else if text.hasPrefix("--") {
      isInsideBase64 = false
    } else if isInsideBase64, line.octets.count >= 4, !text.contains(":"),
      let decoded = Base64.decoded(line.lossyText)
    {
      base64Octets += line.wire.count
      decodedOctets += decoded.count
    }
  }
}

extension AnsweredRequest {
  /// Only makes sense after earlier commands: it is not allowed first in a conversation (RFC 5321
  /// §4.1.4).
  fileprivate var needsHistory: Bool {
    switch self {
    case .endOfData, .authResponse: true
    case .verb(let verb): !State.greeted.legalVerbs.contains(verb)
    case .connection, .unknownCommand: false
    }
  }
}
