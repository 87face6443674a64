/// BDAT (RFC 3030): octets are counted, no dot means anything, and a chunk is read to its end even
/// where it is refused.
enum ChunkRows {
  static let all: [Row] = accepted + refused + order + syntax

  private static func chunk(_ text: String, isLast: Bool = false) -> Sent {
    .raw("BDAT \(text.utf8.count)\(isLast ? " LAST" : "")\r\n\(text)")
  }

  private static let accepted: [Row] = [
    Row(
      "3030 2", "a message in one chunk", .rcpt, chunk("A: b\r\n\r\nHi\r\n", isLast: true),
      "250 2.0.0", then: .ehlo, stores: [.bob("A: b\r\n\r\nHi\r\n")]),
    Row(
      "3030 2", "250 to each chunk", .rcpt,
      chunk("A: b\r\n") + chunk("\r\n") + chunk("Hi\r\n", isLast: true),
      ["250 2", "250 2", "250 2"],
      then: .ehlo, stores: [.bob("A: b\r\n\r\nHi\r\n")]),
    Row(
      "3030 2", "the last chunk may be empty", .rcpt, chunk("A: b\r\n") + "BDAT 0 LAST",
      ["250", "250"], then: .ehlo, stores: [.bob("A: b\r\n")]),
    Row(
      "3030 2", "an empty chunk among others", .rcpt,
      "BDAT 0" + chunk("A: b\r\n", isLast: true), ["250", "250"], then: .ehlo,
      stores: [.bob("A: b\r\n")]),
    Row("3030 2", "an empty message", .rcpt, "BDAT 0 LAST", "250", then: .ehlo, stores: [.bob("")]),
    Row(
      "3030 2", "a chunk may end within a line, and within CR LF", .rcpt,
      chunk("A: ") + chunk("b\r") + chunk("\n.\r") + chunk("\nc\r\n", isLast: true),
      ["250", "250", "250", "250"], then: .ehlo, stores: [.bob("A: b\r\n.\r\nc\r\n")]),
    Row(
      "3030 2", "a lone dot is text, and no dot is taken off", .rcpt,
      chunk("A: b\r\n\r\n.\r\n..\r\n.x\r\n", isLast: true), "250", then: .ehlo,
      stores: [.bob("A: b\r\n\r\n.\r\n..\r\n.x\r\n")]),
    Row(
      "3030 2", "commands are text", .rcpt, chunk("QUIT\r\nRSET\r\nBDAT 9\r\n", isLast: true),
      "250", then: .ehlo, stores: [.bob("QUIT\r\nRSET\r\nBDAT 9\r\n")]),
    Row(
      "3030 2", "the text need not end with CR LF", .rcpt, chunk("A: b\r\n\r\nHi", isLast: true),
      "250", then: .ehlo, stores: [.bob("A: b\r\n\r\nHi")]),
    Row(
      "5321 2.4", "bdat in lower case", .rcpt, .raw("bdat 6 last\r\nA: b\r\n"), "250", then: .ehlo,
      stores: [.bob("A: b\r\n")]),
    Row(
      "3030 2", "NOOP, VRFY and HELP between chunks", .rcpt,
      chunk("A: b\r\n") + ["NOOP", "VRFY bob", "HELP"] + chunk("c: d\r\n", isLast: true),
      ["250", "250", "250", "214", "250"], then: .ehlo, stores: [.bob("A: b\r\nc: d\r\n")]),
    Row(
      "2920 3.1", "envelope and chunks in one group", .ehlo,
      ["MAIL FROM:<alice@crepes.fr>", "RCPT TO:<bob@hamburger.edu>"]
        + chunk("A: b\r\n") + chunk("c: d\r\n", isLast: true) + "NOOP",
      ["250", "250", "250", "250", "250"], then: .ehlo, stores: [.bob("A: b\r\nc: d\r\n")]),
    Row(
      "3030 2", "BDAT for one message, DATA for the next", .rcpt,
      chunk("A: b\r\n", isLast: true) + [
        "MAIL FROM:<>", "RCPT TO:<bob@hamburger.edu>", "DATA", "C: d", ".",
      ], ["250", "250", "250", "354", "250"], then: .ehlo,
      stores: [.bob("A: b\r\n"), .bob("C: d\r\n")]),
  ]

  private static let refused: [Row] = [
    Row(
      "3030 2", "chunks without a recipient are thrown away", .ehlo,
      ["MAIL FROM:<alice@crepes.fr>", "RCPT TO:<x@hamburger.edu>"]
        + chunk("QUIT\r\n") + chunk("RSET\r\n", isLast: true),
      ["250", "550", "503|554 5.5.1", "503|554"], then: .mail),
    Row("3030 2", "a chunk before EHLO", .greeted, chunk("QUIT\r\n"), "503 5.5.1"),
    Row("3030 2", "a chunk before MAIL", .ehlo, chunk("QUIT\r\n", isLast: true), "503 5.5.1"),
    Row("5321 2.2.1", "after HELO there are no extensions", .helo, chunk("QUIT\r\n"), "503 5.5.1"),
    Row(
      "5321 2.3.8", "a bare LF is refused", .rcpt, chunk("A: b\n", isLast: true), "550|554 5.6.0",
      then: .ehlo),
    Row(
      "5321 2.3.8", "a bare CR is refused", .rcpt, chunk("A: b\rc\r\n", isLast: true),
      "550|554 5.6.0", then: .ehlo),
    Row(
      "5321 2.3.8", "a bare CR at the end is refused", .rcpt, chunk("A: b\r", isLast: true),
      "550|554 5.6.0", then: .ehlo),
    Row(
      "5321 2.3.8", "a CR that the next chunk leaves bare", .rcpt,
      chunk("A: b\r") + chunk("c\r\n", isLast: true), ["250", "550|554 5.6.0"], then: .ehlo),
    Row(
      "3030 2", "behind a chunk that failed, all are thrown away", .rcpt,
      chunk("A: b\n") + chunk("QUIT\r\n") + chunk("RSET\r\n", isLast: true),
      ["550|554", "503", "503"], then: .ehlo),
    Row(
      "1870 6.3", "too big in all", .rcpt,
      chunk(String(repeating: "A: b567\r\n", count: 7_000))
        + chunk(String(repeating: "A: b567\r\n", count: 7_000)) + "BDAT 0 LAST",
      ["250", "552 5.3.4", "503"], then: .ehlo),
    Row(
      "5321 6.3", "a message that has passed too many servers", .rcpt,
      chunk(String(repeating: "Received: x\r\n", count: 101) + "\r\n", isLast: true),
      "550|554 5.4.6", then: .ehlo),
    Row(
      "5321 6.3", "100 servers are not too many", .rcpt,
      chunk("A: b\r\n" + String(repeating: "Received: x\r\n", count: 100))
        + chunk("\r\nReceived: no\r\n")
        + "BDAT 0 LAST",
      ["250", "250", "250"], then: .ehlo,
      stores: [
        .bob(
          "A: b\r\n" + String(repeating: "Received: x\r\n", count: 100) + "\r\nReceived: no\r\n")
      ]),
  ]

  private static let order: [Row] = [
    Row(
      "3030 2", "DATA among chunks", .rcpt, chunk("A: b\r\n") + "DATA" + "BDAT 0 LAST",
      ["250", "503 5.5.1", "250"], then: .ehlo, stores: [.bob("A: b\r\n")]),
    Row(
      "3030 2", "a chunk after the last", .rcpt,
      chunk("A: b\r\n", isLast: true) + chunk("QUIT\r\n", isLast: true), ["250", "503 5.5.1"],
      then: .ehlo, stores: [.bob("A: b\r\n")]),
    Row(
      "5321 4.1.4", "MAIL and RCPT among chunks", .rcpt,
      chunk("A: b\r\n") + ["MAIL FROM:<>", "RCPT TO:<carol@hamburger.edu>", "BDAT 0 LAST"],
      ["250", "503", "503", "250"], then: .ehlo, stores: [.bob("A: b\r\n")]),
    Row(
      "3030 2", "RSET clears the chunks", .rcpt, chunk("A: b\r\n") + ["RSET", "BDAT 0 LAST"],
      ["250", "250", "503"], then: .ehlo),
    Row(
      "3030 2", "after RSET another message", .rcpt,
      chunk("A: b\r\n") + ["RSET", "MAIL FROM:<>", "RCPT TO:<bob@hamburger.edu>"]
        + chunk("C: d\r\n", isLast: true),
      ["250", "250", "250", "250", "250"], then: .ehlo, stores: [.bob("C: d\r\n")]),
    Row(
      "5321 4.1.4", "EHLO clears the chunks", .rcpt,
      chunk("A: b\r\n") + ["EHLO crepes.fr", "BDAT 0 LAST"], ["250", "ehlo", "503"], then: .ehlo),
    Row(
      "5321 4.1.1.10", "QUIT among chunks sends nothing", .rcpt, chunk("A: b\r\n") + "QUIT",
      ["250", "221"], then: .closed),
  ]

  private static let syntax: [Row] = [
    Row("3030 2", "BDAT without a size", .rcpt, "BDAT", "501 5.5.4"),
    Row("3030 2", "a size that is no number", .rcpt, "BDAT five", "501 5.5.4"),
    Row("3030 2", "a negative size", .rcpt, "BDAT -5", "501"),
    Row("3030 2", "a size in hexadecimal", .rcpt, "BDAT 0x10", "501"),
    Row("3030 2", "a word that is not LAST", .rcpt, "BDAT 0 FIRST", "501"),
    Row("3030 2", "a word after LAST", .rcpt, "BDAT 0 LAST now", "501"),
    Row("3030 2", "two spaces", .rcpt, "BDAT  0", "501"),
    Row("5321 2.3.8", "a bare LF after BDAT", .rcpt, .raw("BDAT 0 LAST\n\r\n"), "500 5.5.2"),
  ]
}
