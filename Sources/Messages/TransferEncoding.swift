import Protocols

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
    case .base64: Base64.decoded(loosely: octets)
    case .quotedPrintable: Self.quotedPrintableDecoded(octets)
    }
  }

  /// RFC 2045 §6.7: `=` at a line's end joins it to the next (rule 5); blanks at a line's end were
  /// put there on the way and are removed (rule 3).
  private static func quotedPrintableDecoded(_ octets: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(octets.count)
    var reader = LineReader(octets)
    while let line = reader.next() {
      let end = line.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? line.startIndex
      let text = line[..<end]
      let isSoft = text.last == .equals
      HexEscape.append(isSoft ? text.dropLast() : text, mark: .equals, to: &result)
      if !isSoft { result += octets[line.endIndex..<reader.position] }
    }
    return result
  }
}
