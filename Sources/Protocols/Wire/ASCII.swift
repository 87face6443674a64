// The octets that the grammars of mail and HTTP name. Text from strangers stays octets until it is
// known to be text.

// Computed, so that other rooms see a number, not a variable that has to be set up first.
extension UInt8 {
  @inlinable package static var tab: UInt8 { UInt8(ascii: "\t") }
  @inlinable package static var lineFeed: UInt8 { 0x0A }
  @inlinable package static var carriageReturn: UInt8 { 0x0D }
  @inlinable package static var space: UInt8 { UInt8(ascii: " ") }
  @inlinable package static var quote: UInt8 { UInt8(ascii: "\"") }
  @inlinable package static var percent: UInt8 { UInt8(ascii: "%") }
  @inlinable package static var plus: UInt8 { UInt8(ascii: "+") }
  @inlinable package static var comma: UInt8 { UInt8(ascii: ",") }
  @inlinable package static var hyphen: UInt8 { UInt8(ascii: "-") }
  @inlinable package static var dot: UInt8 { UInt8(ascii: ".") }
  @inlinable package static var colon: UInt8 { UInt8(ascii: ":") }
  @inlinable package static var semicolon: UInt8 { UInt8(ascii: ";") }
  @inlinable package static var opening: UInt8 { UInt8(ascii: "<") }
  @inlinable package static var equals: UInt8 { UInt8(ascii: "=") }
  @inlinable package static var closing: UInt8 { UInt8(ascii: ">") }
  @inlinable package static var question: UInt8 { UInt8(ascii: "?") }
  @inlinable package static var at: UInt8 { UInt8(ascii: "@") }
  @inlinable package static var backslash: UInt8 { UInt8(ascii: "\\") }
  @inlinable package static var underscore: UInt8 { UInt8(ascii: "_") }
}

extension UInt8 {
  @inlinable package var isDigit: Bool { (0x30...0x39).contains(self) }
  @inlinable package var isLetter: Bool { (0x41...0x5A).contains(self & 0xDF) }
  @inlinable package var isLetterOrDigit: Bool { isLetter || isDigit }
  @inlinable package var isHexDigit: Bool { isDigit || (0x61...0x66).contains(self | 0x20) }
  /// C0 controls and DEL. Tab counts as one.
  @inlinable package var isControl: Bool { self < 0x20 || self == 0x7F }
  /// WSP = SP / HTAB (RFC 5234 appendix B.1).
  @inlinable package var isBlank: Bool { self == 0x20 || self == 0x09 }
  /// VCHAR = %x21-7E (RFC 5234 appendix B.1).
  @inlinable package var isVisible: Bool { (0x21...0x7E).contains(self) }
  /// %d32-126
  @inlinable package var isPrintable: Bool { (0x20...0x7E).contains(self) }

  @inlinable package var lowercased: UInt8 {
    (0x41...0x5A).contains(self) ? self | 0x20 : self
  }

  /// HEXDIG, in either case of its letters.
  @inlinable package var hexValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x37
    case 0x61...0x66: self - 0x57
    default: nil
    }
  }
}

extension StringProtocol {
  /// Folds the case of ASCII letters only (RFC 5321 §2.4): the Kelvin sign is not a `k`, and no
  /// name grows.
  package var lowercasedASCII: String {
    guard utf8.contains(where: { (0x41...0x5A).contains($0) }) else { return String(self) }
    return String(decoding: utf8.map { $0.lowercased }, as: UTF8.self)
  }
}
