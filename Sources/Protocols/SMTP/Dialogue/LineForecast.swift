/// What the client's next line would be if all its lines before were sent and accepted: a command,
/// or text of a message.
///
/// A dialogue keeps one, up to the last line that it heard. Copy it, and let it take lines that
/// have not been sent: typed ahead, or left over when the connection ended.
package struct LineForecast: Hashable, Sendable {
  /// The next line is text: DATA came before it, and the lone dot has not.
  package private(set) var isInText = false
  /// The line before was cut off; what comes next is the rest of it.
  private var isMidLine = false

  package init() {}

  init(isInText: Bool) { self.isInText = isInText }

  package mutating func take(_ line: Line) {
    let isWhole = !isMidLine && line.ending == .crlf
    isMidLine = line.ending != .crlf
    guard isWhole else { return }
    if isInText {
      isInText = line.octets != [.dot]
    } else {
      isInText = Self.isData(line.octets)
    }
  }

  /// Most lines begin with another letter, and need no parser.
  private static func isData(_ line: [UInt8]) -> Bool {
    line.first?.lowercased == UInt8(ascii: "d") && (try? CommandParser.parse(line)) == .data
  }
}
