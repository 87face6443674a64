/// Lines (RFC 5321 §2.3.8): only CR LF ends one. Smuggling relies on other ends.
enum LineRows {
  static let all: [Row] = commands + smuggling

  private static let commands: [Row] = [
    Row("5321 2.3.8", "a bare LF after a command", .ehlo, .raw("NOOP\nNOOP\r\n"), "500 5.5.2"),
    Row(
      "5321 2.3.8", "what follows a bare LF is thrown away", .rcpt, .raw("NOOP\nRSET\r\n"), "500"),
    Row(
      "5321 2.3.8", "many bare LF are one error", .rcpt, .raw("NOOP\nRSET\nRSET\n\nQUIT\r\n"), "500"
    ),
    Row("5321 2.3.8", "a bare LF before EHLO", .greeted, .raw("EHLO x.fr\n\r\n"), "500"),
    Row(
      "5321 2.3.8", "a bare LF in RCPT", .mail, .raw("RCPT TO:<bob@hamburger.edu>\nDATA\r\n"), "500"
    ),
    Row("5321 2.3.8", "a bare LF in an argument", .ehlo, .raw("NOOP a\nb\r\n"), "500"),
    Row("5321 2.3.8", "LF CR ends nothing", .rcpt, .raw("NOOP\n\rRSET\r\n"), "500"),
    Row("5321 2.3.8", "a bare CR after a command", .rcpt, .raw("NOOP\rRSET\r\n"), "500|501"),
    Row("5321 2.3.8", "a bare CR in RSET", .rcpt, .raw("RSET\rNOOP\r\n"), "500|501"),
    Row("5321 2.3.8", "CR CR LF", .rcpt, .raw("RSET\r\r\n"), "500|501"),
    Row("5321 2.3.8", "a bare CR in a path", .ehlo, .raw("MAIL FROM:<a@x.fr>\rX\r\n"), "500|501"),
    Row("5321 2.3.8", "a NUL ends no line", .rcpt, .raw("NOOP\0RSET\r\n"), "500|501"),
    Row("5321 2.3.8", "a NUL after a verb", .rcpt, .raw("RSET\0\r\n"), "500|501"),
    Row("5321 2.3.8", "a vertical tab ends no line", .rcpt, .raw("RSET\u{B}\r\n"), "500|501"),
    Row("5321 2.3.8", "NEL ends no line", .rcpt, .raw("RSET\u{85}NOOP\r\n"), "500|501"),
    Row(
      "5321 2.3.8", "U+2028 ends no line", .rcpt, .raw("NOOP \u{2028}RSET\r\n"), "250", then: .rcpt),
    Row(
      "5321 2.3.8", "a line in two segments is one line", .ehlo, .raw("NO") + .raw("OP\r\n"), "250",
      then: .ehlo),
  ]

  /// What scanners try (CVE-2023-51764, 51765, 51766).
  static let sequences = [
    "\n.\n", "\n.\r", "\r.\n", "\r.\r", "\n.\r\n", "\r.\r\n", "\r\n.\n", "\r\n.\r", "\r\n\0.\r\n",
    "\r\n.\0\r\n", "\r\n.\r\r\n", "\r\r\n.\r\r\n",
  ]

  static func attack(_ sequence: String) -> String {
    "A: b\r\n\r\nx\(sequence)MAIL FROM:<evil@x.fr>\r\nRCPT TO:<carol@hamburger.edu>\r\nDATA\r\n"
      + "B: smuggled\r\n.\r\n"
  }

  private static let smuggling: [Row] = sequences.map { sequence in
    let name = sequence.utf8.map { octet in
      switch octet {
      case 13: "CR"
      case 10: "LF"
      case 0: "NUL"
      default: "dot"
      }
    }.joined(separator: " ")
    // The dot before a NUL is removed: it begins a line.
    let isWhole = sequence.contains("\0")
    let kept = attack(sequence).replacing("\r\n.\0", with: "\r\n\0").dropLast(2)
    return Row(
      "5321 4.1.1.4", "\(name) ends no message", .data, .raw(attack(sequence)),
      isWhole ? "250" : "550|554 5", then: .ehlo, stores: isWhole ? [.bob(String(kept))] : [])
  }
}
