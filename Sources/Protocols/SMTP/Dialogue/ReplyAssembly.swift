/// Collects the lines of one reply. A client's session uses it too.
struct ReplyAssembly: Hashable, Sendable {
  private var lines: [ReplyLine] = []
  private var octets = 0
  /// A reply without end costs no memory: lines past these limits are counted, not kept.
  private static let lineLimit = 1_000
  private static let octetLimit = 65_536
  private(set) var count = 0

  /// All lines of a reply carry the same code (RFC 5321 §4.2.1).
  func accepts(_ line: ReplyLine) -> Bool {
    lines.first.map { $0.code == line.code } ?? true
  }

  mutating func add(_ line: ReplyLine) {
    count += 1
    octets += line.text.count
    let isKept = lines.count < Self.lineLimit && octets <= Self.octetLimit
    if isKept || lines.isEmpty || line.isLast { lines.append(line) }
  }

  /// The whole reply, where this line is all of it: nearly all replies have one line.
  func whole(_ line: ReplyLine) -> Reply? {
    guard count == 0, line.isLast else { return nil }
    return Reply(code: line.code, enhanced: line.enhanced, lines: [line.text])
  }

  /// The reply, once its last line has come.
  mutating func finish() -> Reply? {
    guard let last = lines.last, last.isLast else { return nil }
    defer { self = ReplyAssembly() }
    return Reply(
      code: last.code, enhanced: lines.first?.enhanced ?? last.enhanced, lines: lines.map(\.text))
  }
}

/// A server line that comes in parts: what its beginning says, and how long it is so far.
struct OverlongLine: Hashable, Sendable {
  let reply: ReplyLine?
  var octets: Int

  init(_ part: Line) {
    reply = ReplyLine(part)
    octets = part.octets.count
  }
}
