/// RFC 5321 §4.5.3: what must at least be accepted; more is refused, never truncated.
enum LimitRows {
  static let all: [Row] = parts + lines + counts

  static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  private static let local64 = repeated("a", 64)
  private static let quoted64 = "\"" + repeated("a", 62) + "\""
  /// 255 octets: labels of 63.
  static let domain255 = [String](repeating: repeated("d", 63), count: 4).joined(separator: ".")
  /// With `<a@` and `>`: a path of 256 octets.
  private static let domain252 = String(domain255.prefix(252))

  private static let parts: [Row] = [
    Row(
      "5321 4.5.3.1.1", "a local part of 64", .ehlo, "MAIL FROM:<\(local64)@x.fr>", "250",
      then: .mail),
    Row("5321 4.5.3.1.1", "a local part of 65", .ehlo, "MAIL FROM:<\(local64)a@x.fr>", "501|553"),
    Row(
      "5321 4.5.3.1.1", "a local part of 200", .mail, "RCPT TO:<\(repeated("b", 200))@x.fr>",
      "501|553|550"),
    Row(
      "5321 4.5.3.1.1", "a local part of 65 that begins as a user", .mail,
      "RCPT TO:<bob\(repeated("b", 62))@hamburger.edu>", "501|553|550"),
    Row(
      "5321 4.5.3.1.1", "a local part of 64 where any is taken", .mail,
      "RCPT TO:<\(local64)@hamburger.edu>", "250", at: .takesAll),
    Row(
      "5321 4.5.3.1.1", "a local part of 65 where any is taken", .mail,
      "RCPT TO:<\(local64)a@hamburger.edu>", "501|553", at: .takesAll),
    Row(
      "5321 4.5.3.1.1", "a quoted local part of 64", .ehlo, "MAIL FROM:<\(quoted64)@x.fr>", "250",
      then: .mail),
    Row(
      "5321 4.5.3.1.1", "a quoted local part of 67", .ehlo, "MAIL FROM:<\"a\(local64)\"@x.fr>",
      "501|553"),
    Row("5321 4.5.3.1.2", "a name of 255", .greeted, "EHLO \(domain255)", "ehlo", then: .ehlo),
    Row(
      "5321 4.5.3.1.2", "HELO's name of 255", .greeted, "HELO \(domain255)", "hello", then: .helo),
    Row("5321 4.5.3.1.2", "a name of 256", .greeted, "EHLO \(domain255)d", "501"),
    Row("5321 4.5.3.1.2", "a name of 400", .greeted, "EHLO \(repeated("ab.", 133))a", "501"),
    Row(
      "5321 4.5.3.1.2", "a domain of 252", .ehlo, "MAIL FROM:<a@\(domain252)>", "250", then: .mail),
    Row("5321 4.5.3.1.2", "a domain of 256", .ehlo, "MAIL FROM:<a@\(domain255)d>", "501|553"),
    Row(
      "5321 4.5.3.1.3", "a path of 256", .ehlo,
      "MAIL FROM:<\(local64)@\(domain255.suffix(189))>", "250", then: .mail),
    Row(
      "5321 4.5.3.1.3", "a path of 257", .ehlo,
      "MAIL FROM:<\(local64)@\(domain255.suffix(190).dropFirst())dd>", "501|553"),
    Row(
      "5321 4.5.3.1.3", "a route that makes the path too long", .ehlo,
      "MAIL FROM:<@\(domain252):a@x.fr>", "501|553"),
  ]

  /// A line of `length` octets with its CR LF.
  private static func noop(_ length: Int) -> String { "NOOP " + repeated("x", length - 7) }

  private static let lines: [Row] = [
    Row("5321 4.5.3.1.4", "a command line of 512", .ehlo, .lines([noop(512)]), "250", then: .ehlo),
    Row("5321 4.5.3.1.4", "a command line of 513", .ehlo, .lines([noop(513)]), "500|501"),
    Row("5321 4.5.3.1.4", "a command line of 2,000", .rcpt, .lines([noop(2_000)]), "500|501"),
    Row("5321 4.5.3.1.4", "a command line of 20,000", .rcpt, .lines([noop(20_000)]), "500|501"),
    Row("5321 4.5.3.1.4", "a command line of 200,000", .mail, .lines([noop(200_000)]), "500|501"),
    Row(
      "5321 4.5.3.1.4", "an unknown word of 1,000", .ehlo, .lines([repeated("X", 1_000)]), "500"),
    Row(
      "5321 4.5.3.1.4", "an overlong line's tail is not a command", .rcpt,
      .lines([repeated("X", 65_536) + "RSET"]), "500"),
    Row(
      "5321 4.5.3.1.4", "an overlong line's tail is not a command, cut at 12,288", .rcpt,
      .lines([repeated("X", 12_288) + "RSET"]), "500"),
    Row(
      "1870 3", "MAIL's line grows by SIZE's 26", .ehlo,
      "MAIL FROM:<a@\(domain252)> \(repeated(" ", 240))SIZE=1", "250|501|555"),
    Row(
      "5321 4.5.3.1.4", "a MAIL line of 3,000", .ehlo,
      "MAIL FROM:<a@x.fr> X=\(repeated("y", 3_000))", "500|501|555"),
    Row("5321 4.5.3.1.4", "an EHLO of 600", .greeted, "EHLO \(repeated("a", 600))", "500|501"),
  ]

  private static func recipients(_ count: Int, of user: String = "bob") -> Sent {
    .lines((0..<count).map { _ in "RCPT TO:<\(user)@hamburger.edu>" })
  }

  private static let counts: [Row] = [
    Row(
      "5321 4.5.3.1.8", "100 recipients", .mail, recipients(100), .each("250", 100), then: .rcpt),
    Row(
      "5321 4.5.3.1.10", "one recipient too many", .mail, recipients(101),
      .each("250", 100) + "452 4.5.3", then: .rcpt),
    Row(
      "5321 4.5.3.1.10", "those accepted get their mail", .mail,
      recipients(100) + recipients(3, of: "carol") + ["DATA", "A: b", "."],
      .each("250", 100) + .each("452 4.5.3", 3) + ["354", "250"], then: .ehlo,
      stores: [.bob("A: b\r\n")]),
    Row(
      "5321 4.5.3.1.10", "after RSET the count begins anew", .mail,
      recipients(101) + ["RSET", "MAIL FROM:<alice@crepes.fr>"] + recipients(1),
      .each("250", 100) + ["452", "250", "250", "250"], then: .rcpt),
    Row(
      "5321 4.5.3.1.8", "an unknown user is unknown, however many", .mail,
      recipients(100) + ["RCPT TO:<x@hamburger.edu>"], .each("250", 100) + "550|452", then: .rcpt),
  ]
}
