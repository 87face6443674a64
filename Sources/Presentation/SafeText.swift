/// Octets of a stranger, made fit for a terminal: what could move a cursor, hide or reorder text is shown as a sign.
package struct SafeText: Hashable, Sendable {
  package let text: String
  /// Nothing had to be replaced: the text is the octets.
  package let isExact: Bool

  package init(_ octets: some Collection<UInt8>) {
    let octets = Array(octets)
    var text = ""
    var isExact = true
    var index = 0
    while index < octets.count {
      let length = Self.scalarLength(octets[index...])
      let scalar = String(decoding: octets[index..<index + max(length, 1)], as: UTF8.self)
        .unicodeScalars.first
      let sign = length == 0 ? Self.escape(octets[index]) : scalar.flatMap(Self.sign)
      if let sign {
        text += sign
        isExact = false
      } else if let scalar {
        text.unicodeScalars.append(scalar)
      }
      index += max(length, 1)
    }
    self.text = text
    self.isExact = isExact
  }

  /// Text of byhand's own that may quote a stranger.
  package static func of(_ text: String) -> String { SafeText(text.utf8).text }

  // Well-Formed UTF-8 Byte Sequences, The Unicode Standard, table 3-7. 0: there is none here.
  private static func scalarLength(_ octets: ArraySlice<UInt8>) -> Int {
    guard let first = octets.first else { return 0 }
    let length =
      switch first {
      case 0x00...0x7F: 1
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard length > 0, octets.count >= length,
      String(validating: octets.prefix(length), as: UTF8.self) != nil
    else { return 0 }
    return length
  }

  private static func sign(for scalar: Unicode.Scalar) -> String? {
    let value = scalar.value
    switch value {
    // The pictures of the C0 controls, a tab's included: a terminal would make columns of it.
    case 0x00...0x1F: return String(Unicode.Scalar(0x2400 + value).map(Character.init) ?? "?")
    case 0x7F: return "␡"
    case 0x80...0x9F: return escape(UInt8(value))
    // Marks that reorder or hide text: ALM, zero width, LRM, RLM, separators, embeddings, isolates, BOM, tags.
    case 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      return "\\u{\(String(value, radix: 16, uppercase: true))}"
    default: return nil
    }
  }

  private static func escape(_ octet: UInt8) -> String {
    let digits = String(octet, radix: 16, uppercase: true)
    return "\\x" + (digits.count == 1 ? "0" : "") + digits
  }
}
