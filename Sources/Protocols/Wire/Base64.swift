/// RFC 4648 §4, with padding.
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  package static func encoded(_ octets: [UInt8]) -> String {
    var digits: [UInt8] = []
    digits.reserveCapacity((octets.count + 2) / 3 * 4)
    append(octets[...], to: &digits)
    return String(decoding: digits, as: UTF8.self)
  }

  package static func append(_ octets: ArraySlice<UInt8>, to digits: inout [UInt8]) {
    var index = octets.startIndex
    while index < octets.endIndex {
      let left = octets.endIndex - index
      let first = octets[index]
      let second = left > 1 ? octets[index + 1] : 0
      let third = left > 2 ? octets[index + 2] : 0
      digits.append(alphabet[Int(first >> 2)])
      digits.append(alphabet[Int(first << 4 & 0x30 | second >> 4)])
      digits.append(left > 1 ? alphabet[Int(second << 2 & 0x3C | third >> 6)] : .equals)
      digits.append(left > 2 ? alphabet[Int(third & 0x3F)] : .equals)
      index += 3
    }
  }

  /// `nil` where the text is not base64 to the letter.
  package static func decoded(_ text: String) -> [UInt8]? { decoded(Array(text.utf8)) }

  package static func decoded(_ digits: [UInt8]) -> [UInt8]? {
    guard digits.count % 4 == 0 else { return nil }
    let padding = digits.reversed().prefix(while: { $0 == .equals }).count
    guard padding <= 2 else { return nil }
    let digits = digits.dropLast(padding)
    return digits.allSatisfy { value(of: $0) != nil } ? decoded(loosely: digits) : nil
  }

  /// As mail is read (RFC 2045 §6.8): octets outside the alphabet are passed over. Padding ends a
  /// run; some senders begin another after it.
  package static func decoded(loosely digits: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(digits.count / 4 * 3 + 3)
    var bits: UInt32 = 0
    var count: UInt32 = 0
    for digit in digits {
      guard let value = value(of: digit) else {
        if digit == .equals { count = 0 }
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

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): digit - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit + 4
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
