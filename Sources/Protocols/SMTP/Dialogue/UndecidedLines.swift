/// Lines that were sent after a DATA that has no reply yet. What is kept of them is limited. Part
/// of `SMTPDialogue`, which explains how the parts work together.
struct UndecidedLines: Hashable, Sendable {
  private static let lineLimit = 4_096
  private static let octetLimit = 1 << 20

  private var lines: [Line] = []
  private var octets = 0

  /// Past the limits only a line that could end the message is kept.
  mutating func append(_ line: Line) {
    let isFull = lines.count >= Self.lineLimit || octets + line.octets.count > Self.octetLimit
    let isDot = line.octets == [.dot] && lines.count < 2 * Self.lineLimit
    guard !isFull || isDot else { return }
    lines.append(line)
    octets += line.octets.count
  }

  mutating func takeAll() -> [Line] {
    defer { self = UndecidedLines() }
    return lines
  }
}
