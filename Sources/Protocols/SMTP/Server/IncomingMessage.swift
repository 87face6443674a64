/// The message that a client is sending: what is kept of it until it makes a block, and why it may
/// have to be refused.
struct IncomingMessage: Hashable, Sendable {
  private var reader = ContentReader()
  private var hops = HopCounter()
  /// Text that makes no block yet.
  private var gathered: [UInt8] = []
  /// It will be refused at its end, so nothing more of it is kept.
  private var isDeclined = false

  /// Octets of a message that are handed on together.
  private static let blockSize = 1 << 15

  var framing: Framing { reader.isAtLineStart ? .text : .lines }

  /// - Returns: `nil` where the line ends the message.
  mutating func take(_ line: Line, for policy: ServerPolicy) -> [ServerEffect]? {
    var line = line
    if policy.endsAtBareLF, line.ending == .lf { line.ending = .crlf }
    let isLineStart = reader.isAtLineStart
    guard reader.take(line) == .text else { return nil }
    if isLineStart { hops.take(line) }
    let isStuffed = isLineStart && line.octets.first == .dot
    return keep(line.octets[(isStuffed ? 1 : 0)...], line.ending, for: policy)
  }

  /// Takes plain lines (`Framing.text`).
  mutating func take(plain text: [UInt8], for policy: ServerPolicy) -> [ServerEffect] {
    reader.take(plain: text)
    hops.take(plain: text)
    return keep(text[...], for: policy)
  }

  /// Takes octets of a chunk, as they came (RFC 3030 §2).
  mutating func take(chunk: [UInt8], for policy: ServerPolicy) -> [ServerEffect] {
    reader.take(chunk: chunk)
    hops.take(chunk: chunk)
    return keep(chunk[...], for: policy)
  }

  /// The last chunk has come.
  mutating func endChunks(for policy: ServerPolicy) -> [ServerEffect] {
    reader.endChunks()
    return keep([], for: policy)
  }

  func refusal(by policy: ServerPolicy) -> Reply? {
    if reader.octets > policy.maxSize { return ServerReply.tooBig }
    if reader.hasBareEnding { return ServerReply.bareEnding }
    return hops.isLoop ? ServerReply.loop : nil
  }

  private mutating func keep(
    _ text: ArraySlice<UInt8>, _ ending: Ending = .none, for policy: ServerPolicy
  ) -> [ServerEffect] {
    guard !isDeclined else { return [] }
    if refusal(by: policy) != nil {
      isDeclined = true
      gathered = []
      return [.discardContent]
    }
    if policy.strips8Bit {
      // What would become a control stays visible: it must not make a new line.
      gathered += text.lazy.map { $0 < 0x80 ? $0 : max($0 & 0x7F, .space) }
    } else if gathered.isEmpty, ending == .none {
      gathered = Array(text)
    } else {
      gathered += text
    }
    if ending == .crlf || ending == .cr { gathered.append(.carriageReturn) }
    if ending == .crlf || ending == .lf { gathered.append(.lineFeed) }
    return gathered.count < Self.blockSize ? [] : [.content(takeRest())]
  }

  /// What makes no block, when the message has ended.
  mutating func takeRest() -> [UInt8] {
    defer { gathered = [] }
    return gathered
  }
}
