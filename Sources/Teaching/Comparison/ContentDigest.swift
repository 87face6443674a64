import Protocols

/// Recognises a text at the end of another in constant memory, however long they are.
///
/// A polynomial over the octets, so that the digest of a whole follows from those of its two parts:
/// `digest(a + b) = digest(a) · base^(length of b) + digest(b)`. It guards against chance, not
/// against an attacker.
package struct ContentDigest: Hashable, Sendable {
  /// Octets so far.
  package private(set) var count = 0
  private var value: UInt64 = 0
  /// The beginnings of the first lines: there the text may begin that is looked for.
  private var lineStarts: [LineStart] = []
  private static let lineLimit = 200
  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

  private struct LineStart: Hashable, Sendable {
    let count: Int
    let value: UInt64
  }

  package init() {}

  package mutating func take(_ octets: [UInt8]) {
    for octet in octets {
      value = value &* Self.base &+ UInt64(octet)
      count += 1
      if octet == .lineFeed, lineStarts.count < Self.lineLimit {
        lineStarts.append(LineStart(count: count, value: value))
      }
    }
  }

  package func equals(_ other: ContentDigest) -> Bool {
    count == other.count && value == other.value
  }

  /// How many octets stand before `text` where it is the end of this one, from a line's beginning
  /// on; `nil` where it is not.
  package func octets(before text: ContentDigest) -> Int? {
    if equals(text) { return 0 }
    guard text.count > 0, let start = lineStarts.first(where: { $0.count + text.count == count }),
      value == start.value &* Self.power(text.count) &+ text.value
    else { return nil }
    return start.count
  }

  private static func power(_ exponent: Int) -> UInt64 {
    var (result, square, rest) = (UInt64(1), base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = result &* square }
      square = square &* square
      rest >>= 1
    }
    return result
  }
}
