import Protocols

/// A string or bytes literal as Python's `repr` writes it: `'…'`, `b"…"`, with its escapes.
struct PythonLiteral {
  let octets: [UInt8]
  /// What stands behind the closing quote.
  let rest: ArraySlice<UInt8>

  /// `nil` where the text does not begin with a whole literal.
  init?(_ text: ArraySlice<UInt8>) {
    var rest = text
    let isBytes = rest.first == UInt8(ascii: "b")
    if isBytes { rest = rest.dropFirst() }
    guard let quote = rest.popFirst(), quote == .quote || quote == UInt8(ascii: "'") else {
      return nil
    }
    var octets: [UInt8] = []
    while let octet = rest.popFirst() {
      if octet == quote {
        self.octets = octets
        self.rest = rest
        return
      }
      guard octet == .backslash else {
        octets.append(octet)
        continue
      }
      guard let escaped = Self.escape(&rest, isBytes: isBytes) else { return nil }
      octets += escaped
    }
    return nil
  }

  private static func escape(_ rest: inout ArraySlice<UInt8>, isBytes: Bool) -> [UInt8]? {
    guard let letter = rest.popFirst() else { return nil }
    switch letter {
    case UInt8(ascii: "r"): return [.carriageReturn]
    case UInt8(ascii: "n"): return [.lineFeed]
    case UInt8(ascii: "t"): return [.tab]
    case UInt8(ascii: "x"): return value(&rest, digits: 2).flatMap { encoded($0, isBytes) }
    case UInt8(ascii: "u"): return value(&rest, digits: 4).flatMap { encoded($0, isBytes) }
    case UInt8(ascii: "U"): return value(&rest, digits: 8).flatMap { encoded($0, isBytes) }
    case .backslash, .quote, UInt8(ascii: "'"): return [letter]
    default: return [.backslash, letter]
    }
  }

  private static func value(_ rest: inout ArraySlice<UInt8>, digits: Int) -> UInt32? {
    guard rest.count >= digits, rest.prefix(digits).allSatisfy(\.isHexDigit) else { return nil }
    defer { rest = rest.dropFirst(digits) }
    return UInt32(rest.prefix(digits).string, radix: 16)
  }

  /// In `bytes` an octet, in `str` a character, which smtplib sends as UTF-8.
  private static func encoded(_ value: UInt32, _ isBytes: Bool) -> [UInt8]? {
    if isBytes { return UInt8(exactly: value).map { [$0] } }
    return Unicode.Scalar(value).map { Array(String(Character($0)).utf8) }
  }
}
