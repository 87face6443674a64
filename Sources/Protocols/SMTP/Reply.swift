/// One line of a reply: `250-SIZE 1000` (RFC 5321 §4.2).
package struct ReplyLine: Hashable, Sendable {
  package let code: ReplyCode
  /// A hyphen after the code: more lines of this reply follow.
  package let isLast: Bool
  /// Read wherever it stands, advertised or not (RFC 2034 §4).
  package let enhanced: EnhancedStatus?
  /// What follows the code and its separator, the enhanced code included. Untrusted.
  package let text: [UInt8]

  // Reply-line = *( Reply-code "-" [ textstring ] CRLF ) Reply-code [ SP textstring ] CRLF
  package init?(_ line: Line) {
    let octets = line.octets
    guard octets.count >= 3, octets.prefix(3).allSatisfy(\.isDigit),
      octets.count == 3 || octets[3] == .space || octets[3] == UInt8(ascii: "-"),
      let code = ReplyCode(octets.prefix(3).reduce(0) { $0 * 10 + Int($1 - 0x30) })
    else { return nil }
    self.code = code
    isLast = octets.count == 3 || octets[3] == .space
    text = Array(octets.dropFirst(4))
    let status = EnhancedStatus(octets: text.prefix { $0 != .space })
    // The class must be the code's own first digit (RFC 2034 §4), else it is only text.
    enhanced = status?.category == code.value / 100 ? status : nil
  }
}

/// A whole reply, as a server says it or as a client has heard it.
package struct Reply: Hashable, Sendable {
  package let code: ReplyCode
  package let enhanced: EnhancedStatus?
  /// The texts of its lines, without codes. At least one.
  package let lines: [[UInt8]]

  package init(code: ReplyCode, enhanced: EnhancedStatus?, lines: [[UInt8]]) {
    self.code = code
    self.enhanced = enhanced
    self.lines = lines
  }

  package var severity: ReplyCode.Severity { code.severity }
}
