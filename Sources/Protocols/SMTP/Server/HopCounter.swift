/// How many servers a message has passed: each put a `Received:` line above it (RFC 5321 §6.3).
struct HopCounter: Hashable, Sendable {
  /// "Normally at least 100": who has seen more goes round in circles.
  static let limit = 100

  private var hops = 0
  private var isInHeader = true

  var isLoop: Bool { hops > Self.limit }

  /// A line, or the beginning of one.
  mutating func take(_ line: Line) {
    guard isInHeader else { return }
    if line.octets.isEmpty {
      isInHeader = false
      return
    }
    let name = "received:".utf8
    if line.octets.lazy.map(\.lowercased).starts(with: name) { hops += 1 }
  }
}
