extension TransferEncoding {
  /// RFC 2045 §6.8: a line of base64 has at most 76 characters, which are 57 octets.
  package static let base64LineOctets = 57

  /// Base64 in lines of 76 characters, CR LF between them and none after the last.
  package static func base64Encoded(_ octets: some RandomAccessCollection<UInt8>) -> [UInt8] {
    let octets = Array(octets)
    var result: [UInt8] = []
    result.reserveCapacity((octets.count + 2) / 3 * 4 + octets.count / base64LineOctets * 2)
    var index = 0
    while index < octets.count {
      if index > 0, index % base64LineOctets == 0 {
        result.append(ASCII.carriageReturn)
        result.append(ASCII.lineFeed)
      }
      let left = octets.count - index
      let first = octets[index]
      let second = left > 1 ? octets[index + 1] : 0
      let third = left > 2 ? octets[index + 2] : 0
      result.append(alphabet[Int(first >> 2)])
      result.append(alphabet[Int(first << 4 & 0x30 | second >> 4)])
      result.append(left > 1 ? alphabet[Int(second << 2 & 0x3C | third >> 6)] : ASCII.equals)
      result.append(left > 2 ? alphabet[Int(third & 0x3F)] : ASCII.equals)
      index += 3
    }
    return result
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Quoted-printable (RFC 2045 §6.7) of a text whose lines end with CR LF; a CR or LF that ends no line is encoded.
  package static func quotedPrintableEncoded(_ octets: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(octets.count + octets.count / 8)
    var column = 0
    var index = 0
    while index < octets.count {
      let octet = octets[index]
      let next = index + 1 < octets.count ? octets[index + 1] : nil
      if octet == ASCII.carriageReturn, next == ASCII.lineFeed {
        result += [ASCII.carriageReturn, ASCII.lineFeed]
        column = 0
        index += 2
        continue
      }
      // A blank at a line's end would be taken for one that was added on the way (rule 3).
      let isLastOfLine = next == nil || next == ASCII.carriageReturn
      let isLiteral =
        (octet.isPrintable && octet != ASCII.equals) || (octet.isBlank && !isLastOfLine)
      let piece = isLiteral ? [octet] : HexEscape.escaped(octet, mark: ASCII.equals)
      // Rule 5: 76 characters at most, the `=` that joins two lines among them.
      if column + piece.count > 75 {
        result += [ASCII.equals, ASCII.carriageReturn, ASCII.lineFeed]
        column = 0
      }
      result += piece
      column += piece.count
      index += 1
    }
    return result
  }
}
