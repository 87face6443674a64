/// What the client's next line would be if all its lines before were sent and accepted: a command,
/// or text of a message.
///
/// A dialogue keeps one, up to the last line that it heard. Copy it, and let it take lines that
/// have not been sent: typed ahead, or left over when the connection ended.
package struct LineForecast: Hashable, Sendable {
  /// The next line is text: DATA came before it, and the lone dot has not.
  package private(set) var isInText = false
  /// Octets that BDAT announced.
  private var chunkRest = 0
  /// The line before was cut off; what comes next is the rest of it.
  private var isMidLine = false

  package init() {}

  init(isInText: Bool) { self.isInText = isInText }

  /// So many octets of a chunk were sent.
  mutating func pass(_ octets: Int) {
    guard chunkRest > 0 else { return }
    chunkRest = max(0, chunkRest - octets)
    isInText = chunkRest > 0
  }

  package mutating func take(_ line: Line) {
    if chunkRest > 0 { return pass(line.octets.count + line.ending.count) }
    let isWhole = !isMidLine && line.ending == .crlf
    isMidLine = line.ending != .crlf
    guard isWhole else { return }
    if isInText {
      isInText = line.octets != [.dot]
    } else {
      begin(line.octets)
    }
  }

  /// Most lines begin with another letter, and need no parser.
  private mutating func begin(_ line: [UInt8]) {
    guard let first = line.first?.lowercased,
      first == UInt8(ascii: "d") || first == UInt8(ascii: "b")
    else { return }
    switch try? CommandParser.parse(line) {
    case .data: isInText = true
    case .bdat(let size, _): (chunkRest, isInText) = (size, size > 0)
    default: break
    }
  }
}
