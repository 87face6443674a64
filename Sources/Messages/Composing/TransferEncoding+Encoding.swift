import Protocols

extension TransferEncoding {
  /// RFC 2045 §6.8: a line of base64 has at most 76 characters, which are 57 octets.
  package static let base64LineOctets = 57

  /// Base64 in lines of 76 characters, CR LF between them and none after the last.
  package static func base64Encoded(_ octets: some RandomAccessCollection<UInt8>) -> [UInt8] {
    let octets = Array(octets)
    var result: [UInt8] = []
    result.reserveCapacity((octets.count + 2) / 3 * 4 + octets.count / base64LineOctets * 2)
    for start in stride(from: 0, to: octets.count, by: base64LineOctets) {
      if start > 0 { result += Ending.crlf.octets }
      Base64.append(octets[start..<min(start + base64LineOctets, octets.count)], to: &result)
    }
    return result
  }

  /// Quoted-printable (RFC 2045 §6.7) of a text whose lines end with CR LF; other CR and LF are
  /// encoded.
  package static func quotedPrintableEncoded(_ octets: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(octets.count + octets.count / 8)
    var column = 0
    var index = 0
    while index < octets.count {
      let octet = octets[index]
      let next = index + 1 < octets.count ? octets[index + 1] : nil
      if octet == .carriageReturn, next == .lineFeed {
        result += Ending.crlf.octets
        column = 0
        index += 2
        continue
      }
      // A blank at a line's end would count as added in transport (rule 3).
      let isLastOfLine = next == nil || next == .carriageReturn
      let isLiteral =
        (octet.isVisible && octet != .equals) || (octet.isBlank && !isLastOfLine)
      let piece = isLiteral ? [octet] : HexEscape.escaped(octet, mark: .equals)
      // Rule 5: 76 characters at most, with the `=` that joins two lines.
      if column + piece.count > 75 {
        result += [UInt8.equals, UInt8.carriageReturn, UInt8.lineFeed]
        column = 0
      }
      result += piece
      column += piece.count
      index += 1
    }
    return result
  }
}
