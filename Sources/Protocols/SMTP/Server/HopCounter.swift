/// How many servers a message has passed: each put a `Received:` line above it (RFC 5321 §6.3).
struct HopCounter: Hashable, Sendable {
  /// "Normally at least 100": who has seen more goes round in circles.
  static let limit = 100

  private var hops = 0
  private var isInHeader = true

  var isLoop: Bool { hops > Self.limit }

  /// A line, or the beginning of one.
  mutating func take(_ line: Line) {
    if isInHeader { take(line.octets[...]) }
  }

  /// Whole lines, each ended with CR LF.
  mutating func take(plain text: [UInt8]) {
    var rest = text[...]
    while isInHeader, let end = rest.firstIndex(of: .carriageReturn) {
      take(rest[..<end])
      rest = rest[(end + 2)...]
    }
  }

  private mutating func take(_ line: ArraySlice<UInt8>) {
    isInHeader = !line.isEmpty
    guard line.first?.lowercased == UInt8(ascii: "r") else { return }
    if line.lazy.map(\.lowercased).starts(with: "received:".utf8) { hops += 1 }
  }
}
