/// AUTH (RFC 4954), PLAIN (RFC 4616) and LOGIN, at a server that allows them in clear.
enum LoginRows {
  static let all: [Row] = plain + login + responses + order

  /// NUL bob NUL ketchup.
  private static let right = "AGJvYgBrZXRjaHVw"

  private static func row(
    _ rule: String, _ requirement: String, _ sent: Sent, _ answers: Answers,
    after: Position = .ehlo
  ) -> Row {
    Row(rule, requirement, after, sent, answers, then: after, at: .login)
  }

  private static let plain: [Row] = [
    row("4616 2", "PLAIN with an initial response", "AUTH PLAIN \(right)", "235 2.7.0"),
    row("4954 4", "the mechanism's case does not count", "auth plain \(right)", "235"),
    row("4954 4", "PLAIN after an empty challenge", ["AUTH PLAIN", right], ["334", "235 2.7.0"]),
    row("4616 2", "the name's case does not count", "AUTH PLAIN AEJPQgBrZXRjaHVw", "235"),
    row("4616 2", "in one's own name", "AUTH PLAIN Ym9iAGJvYgBrZXRjaHVw", "235"),
    row("4616 2", "in another's name", "AUTH PLAIN Y2Fyb2wAYm9iAGtldGNodXA=", "535 5.7.8"),
    row("4616 2", "a wrong password", "AUTH PLAIN AGJvYgBtdXN0YXJk", "535 5.7.8"),
    row("4616 2", "the password's case counts", "AUTH PLAIN AGJvYgBLRVRDSFVQ", "535 5.7.8"),
    row("4616 2", "the password and more", "AUTH PLAIN AGJvYgBrZXRjaHVwcw==", "535 5.7.8"),
    row("4616 2", "a user without a password", "AUTH PLAIN AGNhcm9sAGtldGNodXA=", "535 5.7.8"),
    row("4616 2", "an empty password", "AUTH PLAIN AGJvYgA=", "501|535"),
    row("4616 2", "no NUL", "AUTH PLAIN Ym9i", "501|535"),
    row("4616 2", "one NUL too many", "AUTH PLAIN AGJvYgBrZXRjaHVwAA==", "501|535"),
    row("4616 2", "a name that is not UTF-8", "AUTH PLAIN AP//AGtldGNodXA=", "501|535"),
  ]

  private static let login: [Row] = [
    row("4954 4", "LOGIN", ["AUTH LOGIN", "Ym9i", "a2V0Y2h1cA=="], ["334", "334", "235 2.7.0"]),
    row(
      "4954 4", "LOGIN with the name at once", ["AUTH LOGIN Ym9i", "a2V0Y2h1cA=="], ["334", "235"]),
    row(
      "4954 4", "LOGIN with the whole address",
      ["AUTH LOGIN", "Ym9iQGhhbWJ1cmdlci5lZHU=", "a2V0Y2h1cA=="], ["334", "334", "235"]),
    row(
      "4954 4", "LOGIN with a wrong password", ["AUTH LOGIN", "Ym9i", "bXVzdGFyZA=="],
      ["334", "334", "535 5.7.8"]),
    row(
      "4954 4", "LOGIN with an empty password", ["AUTH LOGIN", "Ym9i", ""],
      ["334", "334", "535 5.7.8"]),
  ]

  private static let responses: [Row] = [
    row("4954 4", "an asterisk cancels", ["AUTH PLAIN", "*"], ["334", "501"]),
    row("4954 4", "an asterisk cancels late", ["AUTH LOGIN", "Ym9i", "*"], ["334", "334", "501"]),
    row("4954 4", "not base64", ["AUTH PLAIN", "?!"], ["334", "501 5.5.2"]),
    row("4954 4", "not base64 at once", "AUTH PLAIN ?!", "501 5.5.2"),
    row("4954 4", "base64 cut short", "AUTH PLAIN AGJvYgBrZXRjaHV", "501 5.5.2"),
    row("4954 4", "an asterisk is no initial response", "AUTH PLAIN *", "501 5.5.2"),
    row("4954 4", "= is the empty initial response", ["AUTH LOGIN =", "*"], ["334", "501"]),
    row("4954 4", "= is no response", ["AUTH PLAIN", "="], ["334", "501 5.5.2"]),
    row(
      "4954 4", "commands inside AUTH are responses", ["AUTH PLAIN", "NOOP"], ["334", "501|535"]),
    row(
      "4954 4", "a line that is too long ends the exchange",
      ["AUTH PLAIN", String(repeating: "A", count: 12_288)], ["334", "500 5.5.6"]),
    row(
      "4954 4", "a command line that is too long",
      "AUTH PLAIN \(String(repeating: "A", count: 12_288))", "500 5.5.6"),
    row(
      "5321 2.3.8", "a bare LF inside AUTH", .raw("AUTH PLAIN\r\n\(right)\nNOOP\r\n"),
      ["334", "500"]),
    row("4954 4", "an unknown mechanism", "AUTH CRAM-MD5", "504 5.5.4"),
    row("4954 4", "no mechanism", "AUTH", "501"),
  ]

  private static let order: [Row] = [
    row(
      "4954 4", "AUTH twice", ["AUTH PLAIN \(right)", "AUTH PLAIN \(right)"], ["235", "503 5.5.1"]),
    row(
      "4954 4", "AUTH again after a refusal", ["AUTH PLAIN AGI=", "AUTH PLAIN \(right)"],
      ["501|535", "235"]),
    row("4954 4", "AUTH in a transaction", "AUTH PLAIN \(right)", "503 5.5.1", after: .rcpt),
    row("4954 3", "AUTH before EHLO", "AUTH PLAIN \(right)", "503", after: .greeted),
    row("4954 3", "AUTH after HELO", "AUTH PLAIN \(right)", "503", after: .helo),
    row(
      "4954 4", "RSET and EHLO keep the login",
      ["AUTH PLAIN \(right)", "RSET", "EHLO crepes.fr", "AUTH PLAIN \(right)"],
      ["235", "250", "ehlo", "503"]),
    Row(
      "4954 5", "MAIL's AUTH parameter", .ehlo, "MAIL FROM:<alice@crepes.fr> AUTH=<>", "250",
      then: .mail, at: .login),
    Row(
      "4954 5", "MAIL's AUTH parameter with a mailbox", .ehlo,
      "MAIL FROM:<alice@crepes.fr> AUTH=e+3Dmc2@example.com", "250", then: .mail, at: .login),
    row("4954 5", "AUTH= that is no xtext", "MAIL FROM:<alice@crepes.fr> AUTH=a+zz@x.fr", "501"),
    row("4954 5", "AUTH= that is no mailbox", "MAIL FROM:<alice@crepes.fr> AUTH=alice", "501"),
    Row("4954 5", "AUTH= where it is not offered", .ehlo, "MAIL FROM:<a@x.fr> AUTH=<>", "555"),
  ]
}
