import Transcripts

/// Octets from a stranger, made safe for a terminal: whatever could move the cursor, or hide or
/// reorder text, is shown as a sign.
package struct SafeText: Hashable, Sendable {
  package let text: String
  /// Nothing had to be replaced: the text is the octets.
  package let isExact: Bool

  package init(_ octets: some Collection<UInt8>) { self.init(octets: Array(octets)) }

  /// An array, not any collection: each view makes each text safe, and generic code is slow here.
  private init(octets: [UInt8]) {
    if Self.isPlain(octets) {
      text = String(decoding: octets, as: UTF8.self)
      isExact = true
    } else {
      text = Self.signs(of: octets).joined()
      // A sign is never the same octets as what it replaces, so equal octets mean that nothing was
      // replaced.
      isExact = text.utf8.elementsEqual(octets)
    }
  }

  private static func isPlain(_ octets: [UInt8]) -> Bool {
    for octet in octets where octet < 0x20 || octet > 0x7E { return false }
    return true
  }

  /// The text of each column: one sign for a scalar, and one for octets that would become one
  /// U+FFFD.
  package static func signs(_ octets: some Collection<UInt8>) -> [String] {
    signs(of: Array(octets))
  }

  private static func signs(of octets: [UInt8]) -> [String] {
    var parser = Unicode.UTF8.ForwardParser()
    var input = octets.makeIterator()
    var place = 0
    var signs: [String] = []
    var previous: Unicode.Scalar?
    // In text of another encoding, octets that are valid UTF-8 by chance would show wrong
    // characters.
    let isForeign = Self.isForeign(octets)
    while true {
      switch parser.parseScalar(from: &input) {
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        signs.append(
          isForeign && scalar.value >= 0x80
            ? encoded.map(escape).joined() : sign(for: scalar, after: previous) ?? String(scalar))
        previous = scalar
        place += encoded.count
      case .error(let length):
        let next = place + length
        signs.append(octets[place..<next].map(escape).joined())
        place = next
        previous = nil
      case .emptyInput: return signs
      }
    }
  }

  /// Not UTF-8, even if a block of a body may begin and end inside a character.
  private static func isForeign(_ octets: [UInt8]) -> Bool {
    if octets.allSatisfy({ $0 < 0x80 }) { return false }
    var text = octets[...]
    let start = text.prefix(3).prefix { (0x80...0xBF).contains($0) }
    text = text[start.endIndex...]
    if let lead = text.suffix(3).lastIndex(where: { $0 >= 0xC0 }) {
      let length = text[lead] >= 0xF0 ? 4 : text[lead] >= 0xE0 ? 3 : 2
      if lead + length > text.endIndex { text = text[..<lead] }
    }
    return String(validating: text, as: UTF8.self) == nil
  }

  /// Text of byhand that may quote a stranger.
  package static func of(_ text: String) -> String { SafeText(text.utf8).text }

  private static func sign(
    for scalar: Unicode.Scalar, after previous: Unicode.Scalar?
  ) -> String? {
    let value = scalar.value
    switch value {
    // The symbols for C0 controls, for a tab too: a terminal would make columns of it.
    case 0x00...0x1F: return String(Unicode.Scalar(0x2400 + value).map(Character.init) ?? "?")
    case 0x7F: return "␡"
    case 0x80...0x9F: return escape(UInt8(value))
    default: return scalar.hides(after: previous) ? named(value) : nil
    }
  }

  private static func named(_ value: UInt32) -> String {
    "\\u{\(String(value, radix: 16, uppercase: true))}"
  }

  private static func escape(_ octet: UInt8) -> String {
    let digits = String(octet, radix: 16, uppercase: true)
    return "\\x" + (digits.count == 1 ? "0" : "") + digits
  }
}
