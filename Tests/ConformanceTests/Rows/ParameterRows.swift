/// What follows a path: SIZE (RFC 1870), BODY (RFC 6152), SMTPUTF8 (RFC 6531), and unknown words.
enum ParameterRows {
  static let all: [Row] = good + bad + utf8

  private static let good: [Row] = [
    ("1870 3", "SIZE", "SIZE=1000"), ("1870 3", "size in lower case", "size=1000"),
    ("1870 3", "SIZE=0", "SIZE=0"), ("1870 6.1", "SIZE at the limit", "SIZE=\(Host.maxSize)"),
    ("1870 3", "SIZE with leading zeros", "SIZE=00000000000000000001"),
    ("6152 2", "BODY=7BIT", "BODY=7BIT"), ("6152 2", "BODY=8BITMIME", "BODY=8BITMIME"),
    ("6152 2", "body=8bitmime in lower case", "body=8bitmime"),
    ("6531 3.4", "SMTPUTF8", "SMTPUTF8"), ("6531 3.4", "smtputf8 in lower case", "smtputf8"),
    ("5321 4.1.2", "three parameters", "SIZE=10 BODY=8BITMIME SMTPUTF8"),
    ("5321 4.1.2", "three parameters in another order", "SMTPUTF8 SIZE=10 BODY=7BIT"),
    ("5321 4.1.1", "spaces after a parameter", "SIZE=10  "),
  ].map { rule, name, tail in
    Row(rule, name, .ehlo, "MAIL FROM:<alice@crepes.fr> \(tail)", "250 2.1.0", then: .mail)
  }

  private static let bad: [Row] =
    [
      ("1870 6.1", "SIZE above the limit", "SIZE=\(Host.maxSize + 1)", "552 5.3.4"),
      ("1870 6.1", "SIZE of twenty digits", "SIZE=99999999999999999999", "552 5.3.4"),
      ("1870 3", "SIZE of 21 digits", "SIZE=999999999999999999999", "501|552"),
      ("1870 3", "SIZE without a value", "SIZE", "501"), ("1870 3", "SIZE=", "SIZE=", "501"),
      ("1870 3", "SIZE of letters", "SIZE=big", "501 5.5"),
      ("1870 3", "SIZE with a sign", "SIZE=-1", "501"), ("1870 3", "SIZE=+1", "SIZE=+1", "501"),
      ("1870 3", "SIZE with a fraction", "SIZE=1.5", "501"),
      ("1870 3", "SIZE in hex", "SIZE=0x10", "501"),
      ("6152 2", "BODY without a value", "BODY", "501"), ("6152 2", "BODY=", "BODY=", "501"),
      ("6152 2", "an unknown BODY", "BODY=9BIT", "501 5.5"),
      ("3030 3", "BODY=BINARYMIME, not offered", "BODY=BINARYMIME", "501|555"),
      ("6531 3.4", "SMTPUTF8 with a value", "SMTPUTF8=1", "501"),
      ("5321 4.1.1.11", "an unknown parameter", "FOO=bar", "555 5.5.4"),
      ("5321 4.1.1.11", "an unknown keyword", "FOO", "555"),
      ("3461 4.3", "RET where DSN is not offered", "RET=HDRS", "555"),
      ("4954 5", "AUTH where AUTH is not offered", "AUTH=<>", "555"),
      ("5321 4.1.1.11", "an unknown one after a known one", "SIZE=10 FOO=bar", "555"),
      ("5321 4.1.2", "SIZE twice", "SIZE=10 SIZE=10", "501"),
      ("5321 4.1.2", "BODY twice", "BODY=7BIT BODY=8BITMIME", "501"),
      ("5321 4.1.2", "SMTPUTF8 twice", "SMTPUTF8 SMTPUTF8", "501"),
      ("5321 4.1.2", "a keyword that begins with a hyphen", "-FOO=1", "501|555"),
      ("5321 4.1.2", "a value without a keyword", "=1", "501"),
      ("5321 4.1.2", "two equals signs", "SIZE=1=1", "501"),
      ("5321 4.1.2", "a space round the equals sign", "SIZE = 1", "501|555"),
      ("5321 4.1.2", "a control in a value", "SIZE=1\u{1}", "501"),
      ("5321 4.1.2", "a tab before a parameter", "\tSIZE=1", "501"),
    ].map { rule, name, tail, answer in
      Row(
        rule, name, .ehlo, "MAIL FROM:<alice@crepes.fr> \(tail)",
        Answers([Answer(stringLiteral: answer)]))
    } + [
      Row("5321 4.1.2", "no space before a parameter", .ehlo, "MAIL FROM:<a@x.fr>SIZE=1", "501"),
      Row(
        "1870 6.1", "a null path has parameters, too", .ehlo, "MAIL FROM:<> SIZE=1", "250",
        then: .mail),
      Row("5321 4.1.1.2", "SIZE after HELO", .helo, "MAIL FROM:<a@x.fr> SIZE=1", "501|503|555 5.5"),
      Row(
        "5321 4.1.1.2", "BODY after HELO", .helo, "MAIL FROM:<a@x.fr> BODY=7BIT", "501|503|555 5.5"),
      Row(
        "6531 3.4", "SMTPUTF8 after HELO", .helo, "MAIL FROM:<a@x.fr> SMTPUTF8", "501|503|555 5.5"),
      Row(
        "5321 4.1.1.3", "RCPT with an unknown parameter", .mail,
        "RCPT TO:<bob@hamburger.edu> FOO=1", "555 5.5.4"),
      Row(
        "3461 4.1", "RCPT with NOTIFY, not offered", .mail,
        "RCPT TO:<bob@hamburger.edu> NOTIFY=NEVER", "555"),
      Row("1870 3", "RCPT knows no SIZE", .rcpt, "RCPT TO:<carol@hamburger.edu> SIZE=1", "555|501"),
      Row(
        "6531 3.4", "RCPT knows no SMTPUTF8", .rcpt, "RCPT TO:<carol@hamburger.edu> SMTPUTF8",
        "555|501"),
      Row(
        "5321 4.1.1.3", "RCPT with a broken parameter", .mail, "RCPT TO:<bob@hamburger.edu> =",
        "501"),
      Row(
        "5321 4.1.1.3", "RCPT's parameter after HELO", .helo,
        ["MAIL FROM:<>", "RCPT TO:<bob@hamburger.edu> A=1"], ["250", "501|503|555 5.5"]),
    ]

  private static let international = Sent("MAIL FROM:<ålice@crêpes.fr> SMTPUTF8")
  private static func raw(_ before: String, _ octets: [UInt8], _ after: String) -> Sent {
    .raw(Array(before.utf8) + octets + Array((after + "\r\n").utf8))
  }

  private static let utf8: [Row] = [
    Row("6531 3.3", "UTF-8 addresses with SMTPUTF8", .ehlo, international, "250", then: .mail),
    Row(
      "6531 3.3", "Chinese addresses", .ehlo, "MAIL FROM:<爱丽丝@可丽饼.中国> SMTPUTF8", "250", then: .mail),
    Row(
      "6531 3.3", "UTF-8 in quotes", .ehlo, #"MAIL FROM:<"å b"@x.fr> SMTPUTF8"#, "250", then: .mail),
    Row(
      "6531 3.5", "a UTF-8 local part without SMTPUTF8", .ehlo, "MAIL FROM:<ålice@x.fr>",
      "550|553 5.6.7"),
    Row(
      "6531 3.5", "a UTF-8 domain without SMTPUTF8", .ehlo, "MAIL FROM:<a@crêpes.fr>",
      "550|553 5.6.7"),
    Row(
      "6531 3.5", "a UTF-8 recipient without SMTPUTF8", .mail, "RCPT TO:<böb@hamburger.edu>",
      "550|553 5.6.7"),
    Row(
      "6531 3.4", "an unknown UTF-8 recipient", .ehlo,
      ["MAIL FROM:<> SMTPUTF8", "RCPT TO:<böb@hamburger.edu>"], ["250", "550 5.1.1"], then: .mail),
    Row(
      "6531 3.4", "no relay to UTF-8 either", .ehlo,
      ["MAIL FROM:<> SMTPUTF8", "RCPT TO:<a@crêpes.fr>"], ["250", "550 5.7.1"], then: .mail),
    Row(
      "6531 3.4", "a UTF-8 recipient where all is taken", .ehlo,
      ["MAIL FROM:<> SMTPUTF8", "RCPT TO:<dåve@hamburger.edu>", "RSET"],
      ["250", "250 2.1.5", "250"],
      then: .ehlo, at: .takesAll),
    Row(
      "6531 3.4", "SMTPUTF8 ends with its transaction", .ehlo,
      ["MAIL FROM:<> SMTPUTF8", "RSET", "MAIL FROM:<å@x.fr>"], ["250", "250", "550|553 5.6.7"],
      then: .ehlo),
    Row(
      "6531 3.3", "octets that are not UTF-8", .ehlo,
      raw("MAIL FROM:<a", [0xFF], "@x.fr> SMTPUTF8"),
      "501|553"),
    Row(
      "6531 3.3", "a sequence cut short", .ehlo, raw("MAIL FROM:<a", [0xC3], "@x.fr> SMTPUTF8"),
      "501|553"),
    Row(
      "6531 3.3", "an overlong sequence", .ehlo,
      raw("MAIL FROM:<a", [0xC0, 0xAF], "@x.fr> SMTPUTF8"), "501|553"),
    Row(
      "6531 3.3", "a surrogate", .ehlo, raw("MAIL FROM:<a", [0xED, 0xA0, 0x80], "@x.fr> SMTPUTF8"),
      "501|553"),
    Row(
      "6531 3.3", "beyond Unicode", .ehlo,
      raw("MAIL FROM:<a", [0xF4, 0x90, 0x80, 0x80], "@x.fr> SMTPUTF8"), "501|553"),
    Row(
      "6531 3.3", "no UTF-8 in a recipient", .mail, raw("RCPT TO:<b", [0x80], "b@hamburger.edu>"),
      "501|553"),
    Row(
      "6531 3.3", "no UTF-8 without SMTPUTF8", .ehlo, raw("MAIL FROM:<a", [0xE9], "@x.fr>"),
      "501|553"),
    Row(
      "6531 3.5", "after HELO an address is not UTF-8", .helo, "MAIL FROM:<å@x.fr>", "501|550|553 5"
    ),
    Row(
      "6531 3.5", "UTF-8 in a dropped route", .ehlo, "MAIL FROM:<@crêpes.fr:a@x.fr>",
      "550|553 5.6.7"),
    Row(
      "6531 3.5", "UTF-8 in a recipient's dropped route", .mail,
      "RCPT TO:<@crêpes.fr:bob@hamburger.edu>", "550|553 5.6.7"),
    Row(
      "6531 3.3", "UTF-8 in a route with SMTPUTF8", .ehlo, "MAIL FROM:<@crêpes.fr:a@x.fr> SMTPUTF8",
      "250", then: .mail),
    Row(
      "5321 4.1.1.2", "two spaces before a parameter", .ehlo, "MAIL FROM:<a@x.fr>  SIZE=1", "501"),
    Row(
      "5321 4.1.1.2", "a reverse-path Postmaster needs a domain", .ehlo, "MAIL FROM:<Postmaster>",
      "501|553"),
    Row("5321 4.1.2", "full-width brackets", .ehlo, "MAIL FROM:＜a@x.fr＞", "501|553"),
  ]
}
