/// RFC 2920: groups of commands in one write, answered in order.
enum PipeliningRows {
  private static let envelope = ["MAIL FROM:<alice@crepes.fr>", "RCPT TO:<bob@hamburger.edu>"]

  static let all: [Row] = [
    Row(
      "2920 3.1", "a group that ends with DATA", .ehlo, .lines(envelope + ["DATA", "A: b", "."]),
      ["250", "250", "354", "250"], then: .ehlo, stores: [.bob("A: b\r\n")]),
    Row(
      "2920 3.1", "the next group behind the dot", .data,
      .lines(["A: 1", "."] + envelope + ["DATA", "A: 2", ".", "NOOP"]),
      ["250", "250", "250", "354", "250", "250"], then: .ehlo,
      stores: [.bob("A: 1\r\n"), .bob("A: 2\r\n")]),
    Row(
      "2920 3.1", "replies in the order of commands", .ehlo,
      ["NOOP", "FOO", "VRFY nobody", "HELP cooking", "RSET", "DATA", "MAIL FROM"],
      ["250", "500", "550", "504", "250", "503", "501"], then: .ehlo),
    Row(
      "2920 3.1", "one refused recipient among others", .ehlo,
      .lines(
        envelope + [
          "RCPT TO:<x@hamburger.edu>", "RCPT TO:<carol@hamburger.edu>", "DATA", "A: b", ".",
        ]), ["250", "250", "550", "250", "354", "250"], then: .ehlo,
      stores: [Letter(["bob", "carol"], "A: b\r\n")]),
    Row(
      "2920 3.1", "a group whose sender is refused", .ehlo,
      ["MAIL FROM:<a", "RCPT TO:<bob@hamburger.edu>", "DATA"], ["501", "503", "503|554"],
      then: .ehlo),
    Row(
      "2920 3.1", "a group whose recipients are all refused", .ehlo,
      ["MAIL FROM:<a@x.fr>", "RCPT TO:<x@y.fr>", "RCPT TO:<z@y.fr>", "DATA"],
      ["250", "550", "550", "503|554"]),
    Row(
      "2920 3.1", "RSET and a new transaction in one group", .rcpt, .lines(["RSET"] + envelope),
      ["250", "250", "250"], then: .rcpt),
    Row(
      "2920 3.1", "a hundred NOOPs", .ehlo, .lines(Array(repeating: "NOOP", count: 100)),
      .each("250", 100), then: .ehlo),
    Row(
      "2920 3.1", "ten transactions in one write", .ehlo,
      .lines((0..<10).flatMap { envelope + ["DATA", "A: \($0)", "."] }),
      Answers((0..<10).flatMap { _ in ["250", "250", "354", "250"] as [Answer] }), then: .ehlo,
      stores: (0..<10).map { .bob("A: \($0)\r\n") }),
    Row(
      "2920 3.1", "commands behind QUIT are not executed", .rcpt, ["QUIT", "DATA", "A: b", "."],
      "221", then: .closed),
    Row(
      "2920 3.1", "a client need not wait for the greeting's end", .greeted,
      .lines(["EHLO crepes.fr"] + envelope), ["ehlo", "250", "250"], then: .rcpt),
    Row(
      "2920 3.2", "HELO clients may pipeline, too", .helo,
      .lines(envelope + ["DATA", "A: b", "."]), ["250 -", "250 -", "354", "250 -"], then: .helo,
      stores: [.bob("A: b\r\n")]),
    Row(
      "2920 3.1", "a group after a message refused for its size", .data,
      .raw(String(repeating: "x", count: 80_000) + "\r\n.\r\nNOOP\r\nFOO\r\n"),
      ["552", "250", "500"], then: .ehlo),
  ]
}
