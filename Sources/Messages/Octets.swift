/// The octets that mail's grammar names. Text from strangers stays octets until it is known to be text.
enum ASCII {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed: UInt8 = 10
  static let carriageReturn: UInt8 = 13
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let colon = UInt8(ascii: ":")
  static let semicolon = UInt8(ascii: ";")
  static let equals = UInt8(ascii: "=")
  static let question = UInt8(ascii: "?")
  static let hyphen = UInt8(ascii: "-")
  static let percent = UInt8(ascii: "%")
}

extension UInt8 {
  /// WSP = SP / HTAB (RFC 5234 appendix B.1).
  var isBlank: Bool { self == ASCII.space || self == ASCII.tab }

  /// What unfolding leaves in a value that is not well formed counts as white space, too.
  var isSpacing: Bool {
    isBlank || self == ASCII.carriageReturn || self == ASCII.lineFeed
  }

  /// VCHAR (RFC 5234 appendix B.1).
  var isPrintable: Bool { (33...126).contains(self) }

  var lowercased: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self + 32 : self
  }

  /// RFC 2045 §6.7 wants capitals; mailers that write small letters are understood.
  var hexValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - 48
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - 55
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - 87
    default: nil
    }
  }
}

extension StringProtocol {
  /// Capitals of ASCII only: names in mail are ASCII, and Unicode's folding would equate strangers.
  var lowercasedASCII: String {
    String(decoding: utf8.map(\.lowercased), as: UTF8.self)
  }
}

extension ArraySlice<UInt8> {
  var trimmed: ArraySlice<UInt8> {
    let head = drop(while: \.isSpacing)
    guard let last = head.lastIndex(where: { !$0.isSpacing }) else { return head.prefix(0) }
    return head[...last]
  }
}

/// The lines of a text, one after the other: LF ends a line, with a CR before it or without.
///
/// What byhand stored has CR LF throughout; files that other programs wrote often have LF alone.
package struct LineReader {
  let octets: ArraySlice<UInt8>
  package private(set) var position: Int

  package init(_ octets: ArraySlice<UInt8>) {
    self.octets = octets
    self.position = octets.startIndex
  }

  /// A line without its ending, and where the next one begins; `nil` at the end of the text.
  package mutating func next() -> ArraySlice<UInt8>? {
    guard position < octets.endIndex else { return nil }
    let start = position
    guard let end = octets[start...].firstIndex(of: ASCII.lineFeed) else {
      position = octets.endIndex
      return octets[start...]
    }
    position = end + 1
    let hasReturn = end > start && octets[end - 1] == ASCII.carriageReturn
    return octets[start..<(hasReturn ? end - 1 : end)]
  }
}
