/// How a part's octets were made fit for 7-bit lines (RFC 2045 §6).
package enum TransferEncoding: Hashable, Sendable {
  /// 7bit, 8bit and binary: the octets stand as they are.
  case identity
  case base64, quotedPrintable

  /// The value of Content-Transfer-Encoding; `nil` where it is none of RFC 2045's.
  package init?(_ value: some StringProtocol) {
    switch value.lowercasedASCII {
    case "7bit", "8bit", "binary", "": self = .identity
    case "base64": self = .base64
    case "quoted-printable": self = .quotedPrintable
    default: return nil
    }
  }

  /// Never fails: what is malformed is passed over (base64) or kept (quoted-printable).
  package func decoded(_ octets: ArraySlice<UInt8>) -> [UInt8] {
    switch self {
    case .identity: Array(octets)
    case .base64: Self.base64Decoded(octets)
    case .quotedPrintable: Self.quotedPrintableDecoded(octets)
    }
  }

  /// RFC 2045 §6.8: octets outside the alphabet are ignored. Padding ends a run; some senders begin
  /// another after it.
  private static func base64Decoded(_ octets: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(octets.count / 4 * 3 + 3)
    var bits: UInt32 = 0
    var count: UInt32 = 0
    for octet in octets {
      guard let value = base64Value(of: octet) else {
        if octet == ASCII.equals { count = 0 }
        continue
      }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> count))
      }
    }
    return result
  }

  private static func base64Value(of octet: UInt8) -> UInt8? {
    switch octet {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): octet - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): octet - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): octet + 4
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  /// RFC 2045 §6.7: `=` at a line's end joins it to the next (rule 5); blanks at a line's end were put
  /// there on the way and are removed (rule 3).
  private static func quotedPrintableDecoded(_ octets: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(octets.count)
    var reader = LineReader(octets)
    while let line = reader.next() {
      let end = line.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? line.startIndex
      let text = line[..<end]
      let isSoft = text.last == ASCII.equals
      HexEscape.append(isSoft ? text.dropLast() : text, mark: ASCII.equals, to: &result)
      if !isSoft { result += octets[line.endIndex..<reader.position] }
    }
    return result
  }
}
