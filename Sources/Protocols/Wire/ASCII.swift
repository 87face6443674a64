// The octets that the grammars of mail and HTTP name. Text from strangers stays octets until it is
// known to be text.

extension UInt8 {
  package static let tab = UInt8(ascii: "\t")
  package static let lineFeed: UInt8 = 0x0A
  package static let carriageReturn: UInt8 = 0x0D
  package static let space = UInt8(ascii: " ")
  package static let quote = UInt8(ascii: "\"")
  package static let percent = UInt8(ascii: "%")
  package static let plus = UInt8(ascii: "+")
  package static let comma = UInt8(ascii: ",")
  package static let hyphen = UInt8(ascii: "-")
  package static let dot = UInt8(ascii: ".")
  package static let colon = UInt8(ascii: ":")
  package static let semicolon = UInt8(ascii: ";")
  package static let opening = UInt8(ascii: "<")
  package static let equals = UInt8(ascii: "=")
  package static let closing = UInt8(ascii: ">")
  package static let question = UInt8(ascii: "?")
  package static let at = UInt8(ascii: "@")
  package static let backslash = UInt8(ascii: "\\")
  package static let underscore = UInt8(ascii: "_")
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
