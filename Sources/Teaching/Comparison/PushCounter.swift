import Protocols

/// Counts what each message of an SMTP conversation cost. Refused lines, abandoned transactions and
/// lines that no message needs, such as NOOP, count for nothing.
struct PushCounter: Hashable, Sendable {
  private(set) var beginning = Traffic()
  private(set) var farewell = Traffic()

  private struct Asked: Hashable, Sendable {
    let request: SMTPRequest
    let octets: Int
  }

  /// Requests that have no reply yet.
  private var requests: [Asked] = []
  private var reply = Traffic()
  private var isIdentified = false
  private var login = Traffic()
  private var message: MessageCounter?

  mutating func hearReply(_ piece: Piece) { reply += Traffic(server: piece.count, lines: 1) }

  /// `piece`: what was heard last. Lines that were sent before 354 are found after it.
  mutating func take(_ finding: SMTPFinding, in piece: Piece) -> Transfer? {
    switch finding {
    case .request(let request, let line, _):
      guard requests.count < SMTPDialogue.requestLimit else { return nil }
      requests.append(Asked(request: request, octets: piece.octets(of: line)))
    case .content(let line, _): message?.take(line)
    case .chunk(let octets): message?.take(chunk: octets)
    case .exchange(let exchange): take(exchange)
    case .accepted(let envelope, _):
      defer { message = nil }
      return message?.transfer(to: envelope.recipients)
    case .stray, .mangled: reply = Traffic()
    default: break
    }
    return nil
  }

  private mutating func take(_ exchange: SMTPExchange) {
    let cost = cost(of: exchange)
    let isAccepted = [.completion, .intermediate].contains(exchange.reply.severity)
    guard isAccepted else {
      // The transaction goes on after a refused command, but not after a refused message.
      if exchange.request.kind == .endOfData { message = nil }
      login = Traffic()
      return
    }
    switch exchange.request.kind {
    case .connection: beginning += cost
    case .verb(.helo), .verb(.ehlo):
      if !isIdentified { beginning += cost }
      isIdentified = true
      message = nil
    case .verb(.startTLS):
      beginning += cost
      isIdentified = false
    case .verb(.auth), .authResponse:
      login += cost
      guard exchange.reply.severity == .completion else { return }
      beginning += login
      login = Traffic()
    case .verb(.mail): message = MessageCounter(cost)
    case .verb(.rcpt), .verb(.data), .verb(.bdat), .endOfData: message?.traffic += cost
    case .verb(.rset): message = nil
    case .verb(.quit): farewell += cost
    default: break
    }
  }

  private mutating func cost(of exchange: SMTPExchange) -> Traffic {
    defer { reply = Traffic() }
    if exchange.request == .connection { return reply }
    var cost = reply
    cost.exchanges = 1
    cost.dependentExchanges = exchange.request.kind.needsHistory ? 1 : 0
    // After a line that was no reply, older requests get none.
    if let place = requests.firstIndex(where: { $0.request == exchange.request }) {
      cost += Traffic(client: requests[place].octets, lines: 1)
      requests.removeSubrange(...place)
    }
    return cost
  }
}

extension Piece {
  /// The line itself may have been withheld.
  fileprivate func octets(of line: Line) -> Int {
    if case .withheld = self { count } else { line.wire.count }
  }
}

/// One message under way.
private struct MessageCounter: Hashable, Sendable {
  var traffic: Traffic
  private var before: Traffic?
  private var content = ContentDigest()
  private var alphabet = MessageAlphabet()
  private var isAtLineStart = true
  private var isChunked = false

  init(_ mail: Traffic) { traffic = mail }

  mutating func take(_ line: Line) {
    if before == nil { before = traffic }
    traffic.client += line.wire.count
    traffic.lines += 1
    let isStuffed = isAtLineStart && line.octets.first == .dot
    content.take(isStuffed ? Array(line.wire.dropFirst()) : line.wire)
    isAtLineStart = line.ending == .crlf
    alphabet.take(line)
  }

  mutating func take(chunk: [UInt8]) {
    if before == nil { before = traffic }
    traffic.client += chunk.count
    traffic.lines += chunk.count { $0 == .lineFeed }
    content.take(chunk)
    isChunked = true
  }

  func transfer(to recipients: [Mailbox]) -> Transfer {
    Transfer(
      matter: .message(to: recipients, alphabet), traffic: traffic, before: before ?? traffic,
      content: content, end: isChunked ? .lastChunk : .dot)
  }
}

/// What a message is written in, and what base64 costs it.
struct MessageAlphabet: Hashable, Sendable {
  /// It held an octet above 127.
  private(set) var hasEightBit = false
  /// Octets of base64, line ends counted, and of the data that they encode.
  private(set) var base64Octets = 0
  private(set) var decodedOctets = 0
  /// Parts that are base64: pictures, say.
  private(set) var files: [ContentDigest] = []
  private var isInsideBase64 = false

  /// Four characters for every three octets, and the line ends.
  mutating func take(_ line: Line) {
    if line.octets.contains(where: { $0 >= 0x80 }) { hasEightBit = true }
    let text = line.lossyText.lowercased()
    if text.hasPrefix("content-transfer-encoding:") {
      isInsideBase64 = text.hasSuffix("base64")
      if isInsideBase64, files.count < 1_000 { files.append(ContentDigest()) }
    } else if text.hasPrefix("--") {
      isInsideBase64 = false
    } else if isInsideBase64, line.octets.count >= 4, !text.contains(":"),
      let decoded = Base64.decoded(line.lossyText)
    {
      base64Octets += line.wire.count
      decodedOctets += decoded.count
      files[files.count - 1].take(decoded)
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
