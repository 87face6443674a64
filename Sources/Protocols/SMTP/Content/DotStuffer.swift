/// Stuffs the dots of a message that comes in blocks (RFC 5321 §4.5.2).
package struct DotStuffer: Sendable {
  private var isAtLineStart = true
  private var last: UInt8 = 0

  package init() {}

  package mutating func stuffed(_ block: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(block.count + 16)
    for octet in block {
      if isAtLineStart, octet == .dot { result.append(.dot) }
      result.append(octet)
      isAtLineStart = octet == .lineFeed && last == .carriageReturn
      last = octet
    }
    return result
  }

  /// What ends the message: CR LF where its last line has none, and the line with the single dot.
  package func end() -> [UInt8] {
    (isAtLineStart ? [] : Ending.crlf.octets) + [.dot] + Ending.crlf.octets
  }
}
