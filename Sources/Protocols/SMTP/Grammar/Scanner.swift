/// A position in a command line, and the few operations that every rule of the grammar is made of.
///
/// The rules are extensions, each with its ABNF above the function that reads it.
struct Scanner {
  let octets: [UInt8]
  /// Trailing white space is tolerated (RFC 5321 §4.1.1): the line ends before it.
  let end: Int
  private(set) var position = 0

  init(_ line: [UInt8]) {
    octets = line
    end = (line.lastIndex { $0 != .space && $0 != .tab } ?? -1) + 1
  }

  var isAtEnd: Bool { position == end }
  var next: UInt8? { position < end ? octets[position] : nil }
  var rest: ArraySlice<UInt8> { octets[position..<end] }

  func text(from start: Int) -> String { String(decoding: octets[start..<position], as: UTF8.self) }

  func fault(_ expected: SyntaxError.Expected, _ rule: Rule, at offset: Int? = nil) -> SyntaxError {
    SyntaxError(offset: offset ?? position, expected: expected, rule: rule)
  }

  /// The first character past a limit that is counted in octets; it was read as UTF-8 before.
  func excess(_ expected: SyntaxError.Expected, _ rule: Rule, at offset: Int) -> SyntaxError {
    var offset = offset
    while octets[offset] & 0xC0 == 0x80 { offset -= 1 }
    return fault(expected, rule, at: offset)
  }

  mutating func skip(_ octet: UInt8) -> Bool {
    guard next == octet else { return false }
    position += 1
    return true
  }

  /// Keywords are case-insensitive (RFC 5321 §2.4); `word` is in lower case.
  mutating func skip(word: StaticString) -> Bool {
    let isNext = word.withUTF8Buffer { word in
      rest.count >= word.count
        && word.indices.allSatisfy { rest[rest.startIndex + $0].lowercased == word[$0] }
    }
    if isNext { position += word.utf8CodeUnitCount }
    return isNext
  }

  mutating func expect(
    _ octet: UInt8, _ expected: SyntaxError.Expected, _ rule: Rule
  ) throws(SyntaxError) {
    guard skip(octet) else { throw fault(expected, rule) }
  }

  @inline(__always)
  mutating func skip(where fits: (UInt8) -> Bool) -> Bool {
    guard let next, fits(next) else { return false }
    position += 1
    return true
  }

  /// Skips all octets that fit, and returns how many.
  @inline(__always)
  @discardableResult
  mutating func skip(while fits: (UInt8) -> Bool) -> Int {
    let start = position
    while skip(where: fits) {}
    return position - start
  }

  // UTF8-non-ascii = UTF8-2 / UTF8-3 / UTF8-4
  /// Only well-formed UTF-8 is skipped (RFC 6531 §3.3).
  mutating func skipNonASCII(where fits: (Unicode.Scalar) -> Bool = { _ in true }) -> Bool {
    guard let next, next >= 0x80 else { return false }
    let width =
      switch next {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard width > 0, position + width <= end,
      let scalar = String(validating: octets[position..<position + width], as: UTF8.self)?
        .unicodeScalars.first, fits(scalar)
    else { return false }
    position += width
    return true
  }

  mutating func step() { position = min(position + 1, end) }
  mutating func back(to earlier: Int) { position = min(position, earlier) }
}
