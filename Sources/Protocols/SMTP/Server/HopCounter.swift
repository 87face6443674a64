/// How many servers a message has passed: each put a `Received:` line above it (RFC 5321 §6.3).
struct HopCounter: Hashable, Sendable {
  /// "Normally at least 100": a message that has passed more is in a loop.
  static let limit = 100

  private var hops = 0
  private var header = HeaderReader()

  var isLoop: Bool { hops > Self.limit }

  /// A line, or the beginning of one.
  mutating func take(_ line: Line) {
    if header.part == .header { take(line.octets[...]) }
  }

  /// Whole lines, each ended with CR LF.
  mutating func take(plain text: [UInt8]) {
    var rest = text[...]
    while header.part == .header, let end = rest.firstIndex(of: .carriageReturn) {
      take(rest[..<end])
      rest = rest[(end + 2)...]
    }
  }

  private mutating func take(_ line: ArraySlice<UInt8>) {
    header.take(line)
    guard line.first?.lowercased == UInt8(ascii: "r") else { return }
    if line.lazy.map(\.lowercased).starts(with: "received:".utf8) { hops += 1 }
  }
}
