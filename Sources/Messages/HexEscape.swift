import Protocols

/// An octet written as a mark and two hexadecimal digits: `%E4` in addresses (RFC 3986 §2.1) and
/// parameters (RFC 2231 §4), `=E4` in quoted-printable (RFC 2045 §6.7).
package enum HexEscape {
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// In capitals, as RFC 2045 §6.7 wants them and RFC 3986 §2.1 prefers them.
  package static func escaped(_ octet: UInt8, mark: UInt8) -> [UInt8] {
    [mark, digits[Int(octet >> 4)], digits[Int(octet & 15)]]
  }

  /// Every octet that is not plain is escaped. The mark must not be plain, or it could not be read
  /// back.
  package static func percentEncoded(
    _ octets: some Sequence<UInt8>, sparing isPlain: (UInt8) -> Bool
  ) -> String {
    let encoded = octets.flatMap { isPlain($0) ? [$0] : escaped($0, mark: .percent) }
    return String(decoding: encoded, as: UTF8.self)
  }

  /// A mark that does not begin an escape stays as it is.
  package static func decoded(_ text: ArraySlice<UInt8>, mark: UInt8) -> [UInt8] {
    var result: [UInt8] = []
    append(text, mark: mark, to: &result)
    return result
  }

  /// - Returns: whether every mark began an escape.
  @discardableResult
  static func append(_ text: ArraySlice<UInt8>, mark: UInt8, to result: inout [UInt8]) -> Bool {
    result.reserveCapacity(result.count + text.count)
    var isWhole = true
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == mark, index + 2 < text.endIndex,
        let high = text[index + 1].hexValue, let low = text[index + 2].hexValue
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        isWhole = isWhole && text[index] != mark
        result.append(text[index])
        index += 1
      }
    }
    return isWhole
  }

  /// `nil` where a `%` does not begin an escape.
  package static func percentDecoded(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    return append(Array(text)[...], mark: .percent, to: &result) ? result : nil
  }
}
