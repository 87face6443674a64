/// The message: transparency, its lines, its size (RFC 5321 §4.1.1.4, §4.5.2, §4.5.3.1; RFC 1870).
enum ContentRows {
  static let all: [Row] = dots + lines + sizes + bare

  /// `text` is sent as it stands, and then the dot. `kept` is what the store gets; without it,
  /// `text`.
  private static func text(
    _ rule: String, _ requirement: String, _ text: String, kept: String? = nil
  )
    -> Row
  {
    Row(
      rule, requirement, .data, .raw(text + ".\r\n"), "250 2", then: .ehlo,
      stores: [.bob(kept ?? text)])
  }

  private static let dots: [Row] = [
    text("5321 4.1.1.4", "a line of text", "Subject: x\r\n\r\nHi.\r\n"),
    text("5321 4.1.1.4", "an empty message", ""),
    text("5321 4.1.1.4", "one empty line", "\r\n"),
    text("5321 4.1.1.4", "empty lines stay", "A: b\r\n\r\n\r\n\r\n"),
    text("5321 4.5.2", "a stuffed dot", "A: b\r\n..\r\n", kept: "A: b\r\n.\r\n"),
    text("5321 4.5.2", "a stuffed dot in the first line", "..\r\n", kept: ".\r\n"),
    text("5321 4.5.2", "a stuffed line", "A: b\r\n..hidden\r\n", kept: "A: b\r\n.hidden\r\n"),
    text(
      "5321 4.5.2", "one dot is taken off an unstuffed line", "A: b\r\n.x\r\n",
      kept: "A: b\r\nx\r\n"),
    text("5321 4.5.2", "three dots", "A: b\r\n...\r\n", kept: "A: b\r\n..\r\n"),
    text(
      "5321 4.5.2", "a dot inside a line stays", "A: b\r\nx.\r\n.. y.\r\n",
      kept: "A: b\r\nx.\r\n. y.\r\n"),
    text("5321 4.1.1.4", "a dot and a space end nothing", "A: b\r\n. \r\n", kept: "A: b\r\n \r\n"),
    text("5321 4.1.1.4", "a space and a dot end nothing", "A: b\r\n .\r\n"),
    text("5321 4.1.1.4", "commands are text", "MAIL FROM:<a@x.fr>\r\nRSET\r\nDATA\r\n"),
    text("5321 4.1.1.4", "what looks like a reply is text", "A: b\r\n250 OK\r\n"),
    Row(
      "5321 4.1.1.4", "the text may wait in the same segment as DATA", .rcpt,
      ["DATA", "A: b", "."], ["354", "250"], then: .ehlo, stores: [.bob("A: b\r\n")]),
  ]

  private static func long(_ count: Int) -> String {
    "A: b\r\n\r\n" + LimitRows.repeated("x", count - 2) + "\r\n"
  }

  private static let lines: [Row] = [
    text("5321 4.5.3.1.6", "a text line of 998", long(998)),
    text("5321 4.5.3.1.6", "a text line of 1,000", long(1_000)),
    text(
      "5321 4.5.3.1.6", "a text line of 1,000 and its stuffed dot",
      "A: b\r\n\r\n..\(LimitRows.repeated("x", 997))\r\n",
      kept: "A: b\r\n\r\n.\(LimitRows.repeated("x", 997))\r\n"),
    text("5321 4.5.3.1", "a text line of 1,001 is not cut", long(1_001)),
    text("5321 4.5.3.1", "a text line of 5,000 is not cut", long(5_000)),
    text("5321 4.5.3.1", "a text line of 69,000 is not cut", long(69_000)),
    text(
      "5321 4.1.1.4", "a dot behind a very long line",
      LimitRows.repeated("x", 65_536) + ".\r\nMAIL FROM:<a@x.fr>\r\n"),
    text("6152 3", "8-bit octets are kept", "A: b\r\n\r\ncafé 你好\r\n"),
    Row(
      "6152 3", "octets that are not UTF-8 are kept", .data,
      .raw(Array("A: b\r\n\r\n".utf8) + Array(128...255) + Array("\r\n.\r\n".utf8)), "250",
      then: .ehlo,
      stores: [Letter(["bob"], Array("A: b\r\n\r\n".utf8) + Array(128...255) + [13, 10])]),
    Row(
      "6152 2", "a message declared 8BITMIME", .ehlo,
      ["MAIL FROM:<> BODY=8BITMIME", "RCPT TO:<bob@hamburger.edu>", "DATA", "A: b", "", "é", "."],
      ["250", "250", "354", "250"], then: .ehlo, stores: [.bob("A: b\r\n\r\né\r\n")]),
    Row(
      "6531 3.6", "a header in UTF-8", .ehlo,
      ["MAIL FROM:<> SMTPUTF8", "RCPT TO:<bob@hamburger.edu>", "DATA", "Subject: crêpes", "."],
      ["250", "250", "354", "250"], then: .ehlo, stores: [.bob("Subject: crêpes\r\n")]),
    text("5321 2.3.8", "tabs and other controls are kept", "A: b\r\n\r\n\t\u{1}\u{1B}[m\u{7F}\r\n"),
    text("5321 4.5.1", "a NUL ends nothing", "A: b\r\n\r\nx\0y\r\n"),
  ]

  /// `A: b` and lines of 100 octets: `count` octets.
  private static func sized(_ count: Int) -> String {
    let line = LimitRows.repeated("x", 98) + "\r\n"
    let rest = count - 8
    return "A: b\r\n\r\n" + LimitRows.repeated(line, rest / 100 - 1)
      + LimitRows.repeated("y", rest % 100 + 98) + "\r\n"
  }

  private static let sizes: [Row] = [
    text("5321 4.5.3.1.7", "64K octets", sized(65_536)),
    text("1870 6.3", "a message of just the size declared", sized(Host.maxSize)),
    Row(
      "1870 6.3", "a message one octet too large", .data, .raw(sized(Host.maxSize + 1) + ".\r\n"),
      "552 5.3.4", then: .ehlo),
    Row(
      "1870 6.3", "a message much too large", .data, .raw(sized(300_000) + ".\r\n"), "552 5.3.4",
      then: .ehlo),
    Row(
      "1870 6.3", "one line much too large", .data, .raw(long(300_000) + ".\r\n"), "552 5.3.4",
      then: .ehlo),
    Row(
      "1870 6.3", "after one too large the next is taken", .data,
      .raw(
        sized(80_000) + ".\r\nMAIL FROM:<>\r\nRCPT TO:<bob@hamburger.edu>\r\nDATA\r\nA: b\r\n.\r\n"),
      ["552", "250", "250", "354", "250"], then: .ehlo, stores: [.bob("A: b\r\n")]),
    Row(
      "1870 6.1", "a wrong SIZE does not bind", .ehlo,
      ["MAIL FROM:<> SIZE=1", "RCPT TO:<bob@hamburger.edu>", "DATA", "A: longer than one", "."],
      ["250", "250", "354", "250"], then: .ehlo, stores: [.bob("A: longer than one\r\n")]),

  ]

  private static let bare: [Row] = [
    ("a bare LF", "A: b\r\n\r\nx\ny\r\n"), ("a bare CR", "A: b\r\n\r\nx\ry\r\n"),
    ("LF for every line", "A: b\n\nx\n\r\n"), ("CR before CR LF", "A: b\r\n\r\nx\r\r\n"),
    ("CR at the very end", "A: b\r\n\r\r\n"),
  ].map { name, text in
    Row(
      "5321 2.3.8", "\(name) is refused after the text", .data, .raw(text + ".\r\n"), "550|554 5",
      then: .ehlo)
  }
}
