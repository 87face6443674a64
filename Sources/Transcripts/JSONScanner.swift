import Protocols

/// A value in a JSON text: its kind, and its place.
struct JSONValue {
  enum Kind { case string, number, object, array, `true`, `false`, null }
  let kind: Kind
  /// Of a string without its quotes.
  let range: Range<Int>
  /// A string with a backslash in it.
  var isEscaped = false
}

/// Goes through the octets of a JSON text (RFC 8259), checks them, and copies nothing. A stranger's
/// text may not nest deeper than `depthLimit`, for each level takes space on the stack.
///
/// It lives no longer than the octets that it is given.
struct JSONScanner {
  struct Malformed: Error {}

  private static let depthLimit = 100

  private let octets: UnsafeBufferPointer<UInt8>
  private var position: Int
  private let end: Int
  private var depth = 0
  /// All octets so far are. Others may only stand in strings.
  private(set) var isASCII = true

  /// - Precondition: `range` lies within `octets`.
  init(_ octets: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    precondition(octets.indices.contains(range))
    self.octets = octets
    position = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { position == end }

  private var next: UInt8? { position < end ? octets[position] : nil }

  mutating func skipSpace() {
    while let next, next == 0x20 || next == 0x09 || next == 0x0D || next == 0x0A {
      position += 1
    }
  }

  // object = "{" [ member *( "," member ) ] "}"; member = string ":" value
  mutating func members(_ found: (JSONValue, JSONValue) -> Void) throws(Malformed) {
    try list(from: "{", to: "}") { scanner throws(Malformed) in
      let key = try scanner.string()
      scanner.skipSpace()
      try scanner.expect(":")
      scanner.skipSpace()
      found(key, try scanner.value())
    }
  }

  // array = "[" [ value *( "," value ) ] "]"
  mutating func elements(_ found: (JSONValue) -> Void) throws(Malformed) {
    try list(from: "[", to: "]") { scanner throws(Malformed) in found(try scanner.value()) }
  }

  @inline(__always)
  private mutating func list(
    from opening: Unicode.Scalar, to closing: Unicode.Scalar,
    _ item: (inout JSONScanner) throws(Malformed) -> Void
  ) throws(Malformed) {
    try expect(opening)
    depth += 1
    guard depth <= Self.depthLimit else { throw Malformed() }
    skipSpace()
    if next != UInt8(ascii: closing) {
      try item(&self)
      skipSpace()
      while skip(",") {
        skipSpace()
        try item(&self)
        skipSpace()
      }
    }
    try expect(closing)
    depth -= 1
  }

  private mutating func value() throws(Malformed) -> JSONValue {
    let start = position
    let kind: JSONValue.Kind
    switch next {
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "{"):
      try members { _, _ in }
      kind = .object
    case UInt8(ascii: "["):
      try elements { _ in }
      kind = .array
    case UInt8(ascii: "t"):
      try expect(word: "true")
      kind = .true
    case UInt8(ascii: "f"):
      try expect(word: "false")
      kind = .false
    case UInt8(ascii: "n"):
      try expect(word: "null")
      kind = .null
    default:
      try number()
      kind = .number
    }
    return JSONValue(kind: kind, range: start..<position)
  }

  // string = quotation-mark *char quotation-mark; char = unescaped / "\" …
  private mutating func string() throws(Malformed) -> JSONValue {
    try expect("\"")
    let start = position
    var isEscaped = false
    var all: UInt8 = 0
    while let next, next != UInt8(ascii: "\"") {
      guard next >= 0x20 else { throw Malformed() }
      all |= next
      position += 1
      if next == UInt8(ascii: "\\") {
        isEscaped = true
        try escape()
      }
    }
    if all >= 0x80 { isASCII = false }
    let value = JSONValue(kind: .string, range: start..<position, isEscaped: isEscaped)
    try expect("\"")
    return value
  }

  private mutating func escape() throws(Malformed) {
    guard let next, "\"\\/bfnrtu".utf8.contains(next) else { throw Malformed() }
    position += 1
    guard next == UInt8(ascii: "u") else { return }
    for _ in 0..<4 {
      guard let digit = self.next, digit.isHexDigit else { throw Malformed() }
      position += 1
    }
  }

  // number = [ "-" ] int [ "." 1*DIGIT ] [ ( "e" / "E" ) [ "-" / "+" ] 1*DIGIT ]
  // int = "0" / ( digit1-9 *DIGIT )
  private mutating func number() throws(Malformed) {
    skip("-")
    if !skip("0") { try digits() }
    if skip(".") { try digits() }
    if skip("e") || skip("E") {
      if !skip("-") { skip("+") }
      try digits()
    }
  }

  private mutating func digits() throws(Malformed) {
    guard next?.isDigit == true else { throw Malformed() }
    while next?.isDigit == true { position += 1 }
  }

  @discardableResult
  @inline(__always)
  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  @inline(__always)
  private mutating func expect(_ character: Unicode.Scalar) throws(Malformed) {
    guard skip(character) else { throw Malformed() }
  }

  private mutating func expect(word: String) throws(Malformed) {
    for character in word.unicodeScalars { try expect(character) }
  }

  // MARK: Escapes

  /// Replaces the escapes in a string's text, which a scanner has checked. `nil` where one is half
  /// of a surrogate pair: no UTF-8 text can hold it.
  static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var rest = text
    while let octet = rest.popFirst() {
      guard octet == UInt8(ascii: "\\") else {
        result.append(octet)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "u"):
        guard let scalar = scalar(&rest) else { return nil }
        result += Array(String(scalar).utf8)
      case let other?: result.append(other)
      case nil: return nil
      }
    }
    return result
  }

  /// Beyond U+FFFF it takes two escapes (RFC 8259 §7).
  private static func scalar(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard let first = unit(&rest) else { return nil }
    guard UTF16.isLeadSurrogate(first) else { return Unicode.Scalar(first) }
    guard rest.starts(with: "\\u".utf8) else { return nil }
    rest.removeFirst(2)
    guard let second = unit(&rest), UTF16.isTrailSurrogate(second) else { return nil }
    return Unicode.Scalar(0x1_0000 + UInt32(first & 0x3FF) << 10 + UInt32(second & 0x3FF))
  }

  private static func unit(_ rest: inout ArraySlice<UInt8>) -> UInt16? {
    let digits = String(decoding: rest.prefix(4), as: UTF8.self)
    rest.removeFirst(min(4, rest.count))
    return UInt16(digits, radix: 16)
  }
}
