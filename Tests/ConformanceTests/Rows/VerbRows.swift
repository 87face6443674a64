/// The verbs outside a transaction: NOOP, RSET, VRFY, EXPN, HELP, QUIT, and words that are not
/// verbs.
enum VerbRows {
  static let all: [Row] = simple + users + help + unknown + quit

  private static let simple: [Row] = [
    Row("5321 4.1.1.9", "NOOP before EHLO", .greeted, "NOOP", "250", then: .greeted),
    Row("5321 4.1.1.9", "NOOP", .ehlo, "NOOP", "250 2", then: .ehlo),
    Row("5321 4.1.1.9", "NOOP with a string", .ehlo, "NOOP how do you do", "250", then: .ehlo),
    Row("5321 4.1.1.9", "NOOP keeps the sender", .mail, "NOOP", "250", then: .mail),
    Row("5321 4.1.1.9", "NOOP keeps the recipients", .rcpt, "NOOP", "250", then: .rcpt),
    Row("5321 2.4", "noop in lower case", .ehlo, "noop", "250", then: .ehlo),
    Row("5321 4.1.1", "NOOP with trailing spaces", .ehlo, "NOOP   ", "250", then: .ehlo),
    Row("5321 4.1.1.5", "RSET before EHLO", .greeted, "RSET", "250", then: .greeted),
    Row("5321 4.1.1.5", "RSET without a transaction", .ehlo, "RSET", "250 2", then: .ehlo),
    Row("5321 4.1.1.5", "RSET after MAIL", .mail, "RSET", "250", then: .ehlo),
    Row("5321 4.1.1.5", "RSET after RCPT", .rcpt, "RSET", "250", then: .ehlo),
    Row("5321 4.1.1.5", "RSET after HELO keeps HELO", .helo, "RSET", "250", then: .helo),
    Row("5321 4.1.1.5", "RSET with an argument", .rcpt, "RSET now", "501 5.5.4"),
    Row("5321 2.4", "rSeT in mixed case", .mail, "rSeT", "250", then: .ehlo),
    Row("5321 4.1.1", "RSET with a trailing space", .mail, "RSET ", "250", then: .ehlo),
    Row(
      "5321 4.1.1.5", "after RSET the same sender may begin anew", .rcpt,
      ["RSET", "MAIL FROM:<alice@crepes.fr>"], ["250", "250"], then: .mail),
  ]

  private static let users: [Row] = [
    Row("5321 3.5.1", "VRFY of a user", .ehlo, "VRFY bob", "250|252 2", then: .ehlo),
    Row("5321 3.5.1", "VRFY of a mailbox", .ehlo, "VRFY bob@hamburger.edu", "250|252", then: .ehlo),
    Row("5321 3.5.1", "VRFY of a path", .ehlo, "VRFY <bob@hamburger.edu>", "250|252", then: .ehlo),
    Row("5321 3.5.1", "VRFY of an unknown user", .ehlo, "VRFY nobody", "550 5.1.1"),
    Row("5321 3.5.1", "VRFY of another host's user", .ehlo, "VRFY a@crepes.fr", "550|551|252"),
    Row("5321 4.1.1.6", "VRFY without a user", .ehlo, "VRFY", "501"),
    Row("5321 4.1.1.6", "VRFY and spaces only", .ehlo, "VRFY  ", "501"),
    Row("5321 4.1.4", "VRFY before EHLO", .greeted, "VRFY bob", "250|252 2", then: .greeted),
    Row("5321 4.1.1.6", "VRFY keeps the transaction", .rcpt, "VRFY carol", "250|252", then: .rcpt),
    Row("5321 4.1.1.6", "a refused VRFY keeps the transaction", .rcpt, "VRFY x", "550"),
    Row("5321 2.4", "vrfy in lower case", .ehlo, "vrfy BOB", "250|252", then: .ehlo),
    Row("5321 4.5.1", "VRFY of the postmaster", .ehlo, "VRFY Postmaster", "250|252", then: .ehlo),
    Row(
      "5321 3.5.3", "a server that takes any name says 252", .ehlo, "VRFY x", "252", then: .ehlo,
      at: .takesAll),
    Row("5321 3.5.2", "EXPN of a user", .ehlo, "EXPN bob", "250|252", then: .ehlo),
    Row("5321 3.5.2", "EXPN of an unknown list", .ehlo, "EXPN nobody", "550"),
    Row("5321 4.1.1.7", "EXPN without a list", .ehlo, "EXPN", "501"),
    Row("5321 4.1.4", "EXPN before EHLO", .greeted, "EXPN bob", "250|252 2", then: .greeted),
    Row("5321 4.1.1.7", "EXPN keeps the transaction", .mail, "EXPN nobody", "550"),
    Row("6531 3.7.4.2", "VRFY with SMTPUTF8", .ehlo, "VRFY bob SMTPUTF8", "250|252", then: .ehlo),
    Row("6531 3.7.4.2", "EXPN with SMTPUTF8", .ehlo, "EXPN bob SMTPUTF8", "250|252", then: .ehlo),
    Row("6531 3.7.4.2", "VRFY of UTF-8 with SMTPUTF8", .ehlo, "VRFY ünal SMTPUTF8", "550 5.1.1"),
    Row("6531 3.7.4.2", "VRFY of UTF-8 without it", .ehlo, "VRFY ünal", "550|553 5.6.7"),
    Row("6531 3.7.4.2", "EXPN of UTF-8 without it", .ehlo, "EXPN ünal", "550|553 5.6.7"),
    Row("6531 3.3", "VRFY of octets that are not UTF-8", .ehlo, bad("VRFY "), "501 5.5.2"),
  ]

  /// After the verb comes `FF`, which is not UTF-8.
  private static func bad(_ verb: String) -> Sent {
    .raw(Array(verb.utf8) + [0xFF] + Array("\r\n".utf8))
  }

  private static let help: [Row] = [
    Row("5321 4.1.1.8", "HELP", .ehlo, "HELP", "211|214 2", then: .ehlo),
    Row("5321 4.1.1.8", "HELP before EHLO", .greeted, "HELP", "211|214 2", then: .greeted),
    Row("5321 4.1.1.8", "HELP on a verb", .ehlo, "HELP MAIL", "211|214", then: .ehlo),
    Row("5321 2.4", "help on a verb in lower case", .ehlo, "help rcpt", "211|214", then: .ehlo),
    Row("5321 4.1.1.8", "HELP on something unknown", .ehlo, "HELP cooking", "504"),
    Row("5321 4.1.1.8", "HELP keeps the transaction", .rcpt, "HELP", "211|214", then: .rcpt),
    Row("5321 4.1.1.8", "a refused HELP keeps the transaction", .rcpt, "HELP cooking", "504"),
  ]

  private static let unknown: [Row] = [
    Row("5321 4.2.4", "an unknown verb", .ehlo, "FOO", "500 5.5.1"),
    Row("5321 4.2.4", "an unknown verb with an argument", .mail, "FOO FROM:<a@b.fr>", "500 5.5.1"),
    Row("5321 4.2.4", "an unknown verb before EHLO", .greeted, "FOO", "500 5.5.1"),
    Row("5321 4.2.4", "an empty line", .ehlo, "", "500"),
    Row("5321 4.2.4", "spaces only", .ehlo, "   ", "500"),
    Row("5321 4.2.4", "a verb's first letters", .ehlo, "MAI FROM:<a@b.fr>", "500"),
    Row("5321 4.2.4", "a verb and more letters", .ehlo, "MAILS FROM:<a@b.fr>", "500"),
    Row("5321 4.2.4", "octets above 127", .ehlo, "ÉHLO crepes.fr", "500"),
    Row("5321 4.2.4", "control octets", .ehlo, "\u{7}\u{8}\u{1B}[2J", "500"),
    Row("5321 4.2.4", "SEND is known, and not had", .ehlo, "SEND FROM:<a@b.fr>", "502 5.5.1"),
    Row("5321 4.2.4", "SOML is known, and not had", .ehlo, "SOML FROM:<a@b.fr>", "502"),
    Row("5321 4.2.4", "SAML is known, and not had", .ehlo, "SAML FROM:<a@b.fr>", "502"),
    Row("5321 F.1", "TURN is known, and not had", .ehlo, "TURN", "502"),
    Row("1985 5", "ETRN is known, and not had", .ehlo, "ETRN crepes.fr", "502"),
    Row("4954 4", "AUTH where it is not offered", .ehlo, "AUTH PLAIN AGEAYg==", "502|503"),
    Row("3207 4", "STARTTLS where it is not offered", .ehlo, "STARTTLS", "502|454"),
    Row("3207 4", "STARTTLS with an argument", .ehlo, "STARTTLS now", "501|502"),
    Row("4954 4", "AUTH before EHLO", .greeted, "AUTH PLAIN", "502|503 5.5.1"),
    Row(
      "5321 4.5.3.1.5", "a long unknown word comes not back", .ehlo,
      "\(LimitRows.repeated("Z", 500))", "500"),
    Row("5321 4.2.4", "a request of HTTP", .greeted, "GET / HTTP/1.1", "500"),
    Row(
      "5321 4.3.2", "too many errors", .ehlo, ["FOO", "FOO", "FOO"], ["500", "500", "421 4"],
      then: .closed, at: .strict),
  ]

  private static let quit: [Row] = [
    Row("5321 4.1.1.10", "QUIT before EHLO", .greeted, "QUIT", "221 -", then: .closed),
    Row("5321 4.1.1.10", "QUIT after HELO", .helo, "QUIT", "221 -", then: .closed),
    Row("5321 4.1.1.10", "QUIT after EHLO", .ehlo, "QUIT", "221 2.0.0", then: .closed),
    Row("5321 4.1.1.10", "QUIT after MAIL sends nothing", .mail, "QUIT", "221", then: .closed),
    Row("5321 4.1.1.10", "QUIT after RCPT sends nothing", .rcpt, "QUIT", "221", then: .closed),
    Row("5321 4.1.1.10", "quit in lower case", .ehlo, "quit", "221", then: .closed),
    Row("5321 4.1.1", "QUIT with trailing spaces", .ehlo, "QUIT  ", "221", then: .closed),
    Row("5321 4.1.1.10", "QUIT with an argument", .rcpt, "QUIT now", "501 5.5.4"),
    Row(
      "5321 4.1.1.10", "QUIT in the text is text", .data, ["QUIT", "."], "250", then: .ehlo,
      stores: [.bob("QUIT\r\n")]),
    Row(
      "5321 4.1.1.10", "after QUIT nothing is answered", .ehlo, ["QUIT", "NOOP", "NOOP"], "221",
      then: .closed),
  ]
}
