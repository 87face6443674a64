import Protocols
import Transcripts

/// The fold of one conversation's facts into its figures.
extension Leg {
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
      // The line itself has been counted already.
      markFirstOctet(linesAlready: 1)
      read(line)
    case .exchange(let exchange):
      if exchange.request == .connection { return }
      exchanges += 1
      if exchange.before != .greeted, exchange.before != exchange.after { dependentExchanges += 1 }
    case .accepted(_, let octets):
      objects += 1
      objectOctets += octets
      end = .dot
      isInsideBase64 = false
    default: break
    }
  }

  private mutating func take(_ finding: HTTPFinding) {
    switch finding {
    case .body(from: .server, _, _): markFirstOctet(linesAlready: 0)
    case .exchange(let exchange):
      exchanges += 1
      guard exchange.contentOctets > 0 else { return }
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

  /// What base64 costs: four characters for three octets, and the line ends.
  private mutating func read(_ line: Line) {
    if line.octets.contains(where: { $0 >= 0x80 }) { hasEightBit = true }
    let text = line.lossyText.lowercased()
    if text.hasPrefix("content-transfer-encoding:") {
      isInsideBase64 = text.hasSuffix("base64")
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

extension Tally {
  fileprivate mutating func add(_ piece: Piece) {
    octets += piece.count
    if case .octets = piece {} else { lines += 1 }
  }
}
