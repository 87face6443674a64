/// How many servers a message has passed: each put a `Received:` line above it (RFC 5321 §6.3).
struct HopCounter: Hashable, Sendable {
  /// "Normally at least 100": a message that has passed more is in a loop.
  static let limit = 100

  private var hops = 0
  private var header = HeaderReader()
  /// The beginning of the header's line whose end is in the next chunk.
  private var begun: [UInt8] = []

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

  /// Octets of a chunk, which may begin and end within a line.
  mutating func take(chunk: [UInt8]) {
    var rest = chunk[...]
    while header.part == .header, let end = rest.firstIndex(of: .lineFeed) {
      keep(rest[..<end])
      if begun.last == .carriageReturn { begun.removeLast() }
      take(begun[...])
      begun = []
      rest = rest[(end + 1)...]
    }
    if header.part == .header { keep(rest) }
  }

  /// A field is known by its name: no more is kept of an endless line.
  private mutating func keep(_ part: ArraySlice<UInt8>) {
    begun += part.prefix(max(0, Framer.longestLine - begun.count))
  }

  private mutating func take(_ line: ArraySlice<UInt8>) {
    header.take(line)
    guard line.first?.lowercased == UInt8(ascii: "r") else { return }
    if line.lazy.map(\.lowercased).starts(with: "received:".utf8) { hops += 1 }
  }
}
