/// RFC 5321 §4.1.4: the order of commands; one out of order gets 503 and changes nothing.
enum OrderRows {
  static let all: [Row] = [
    Row("5321 4.1.4", "MAIL before EHLO", .greeted, "MAIL FROM:<a@x.fr>", "503 5.5.1"),
    Row("5321 4.1.4", "RCPT before EHLO", .greeted, "RCPT TO:<bob@hamburger.edu>", "503 5.5.1"),
    Row("5321 4.1.4", "DATA before EHLO", .greeted, "DATA", "503 5.5.1"),
    Row("5321 4.1.4", "RCPT before MAIL", .ehlo, "RCPT TO:<bob@hamburger.edu>", "503 5.5.1"),
    Row("5321 4.1.4", "RCPT of an unknown user before MAIL", .ehlo, "RCPT TO:<x@y.fr>", "503"),
    Row("5321 4.1.4", "DATA before MAIL", .ehlo, "DATA", "503 5.5.1"),
    Row("5321 4.1.4", "DATA before RCPT", .mail, "DATA", "503|554 5"),
    Row(
      "5321 4.1.4", "DATA where all recipients were refused", .mail, ["RCPT TO:<x@y.fr>", "DATA"],
      ["550", "503|554"], then: .mail),
    Row("5321 4.1.4", "MAIL after MAIL", .mail, "MAIL FROM:<b@x.fr>", "503 5.5.1"),
    Row("5321 4.1.4", "MAIL after RCPT", .rcpt, "MAIL FROM:<b@x.fr>", "503"),
    Row(
      "5321 4.1.4", "a second MAIL changes no sender", .rcpt,
      ["MAIL FROM:<b@x.fr>", "DATA", "A: b", "."], ["503", "354", "250"], then: .ehlo,
      stores: [.bob("A: b\r\n", from: "<alice@crepes.fr>")]),
    Row(
      "5321 4.1.4", "MAIL before EHLO after a refused EHLO", .greeted,
      ["EHLO", "MAIL FROM:<a@x.fr>"], ["501", "503"], then: .greeted),
    Row(
      "5321 4.1.4", "after HELO, RCPT before MAIL", .helo, "RCPT TO:<bob@hamburger.edu>",
      "503 5.5.1"),
    Row("5321 4.1.4", "after HELO, DATA before MAIL", .helo, "DATA", "503 5.5.1"),
    Row("5321 4.1.1.4", "DATA with an argument", .rcpt, "DATA now", "501 5.5.4"),
    Row("5321 4.1.1.4", "DATA with an argument before RCPT", .mail, "DATA now", "501|503"),
    Row("5321 4.1.1", "a syntax error keeps the recipients", .rcpt, "RCPT TO:<", "501"),
    Row("5321 4.1.1", "an unknown verb keeps the recipients", .rcpt, "FOO", "500"),
    Row("5321 4.1.1", "an unknown verb keeps the sender", .mail, "FOO", "500"),
    Row(
      "5321 4.1.1", "a refused sender does not count", .ehlo,
      ["MAIL FROM:<a@x.fr> SIZE=99999999", "RCPT TO:<bob@hamburger.edu>"], ["552", "503"],
      then: .ehlo),
    Row(
      "5321 4.1.1", "after a refused sender another may come", .ehlo,
      ["MAIL FROM:<a", "MAIL FROM:<alice@crepes.fr>"], ["501", "250"], then: .mail),
    Row(
      "5321 4.1.1.4", "after the message a new one begins", .data,
      ["A: b", ".", "RCPT TO:<bob@hamburger.edu>"], ["250", "503"], then: .ehlo,
      stores: [.bob("A: b\r\n")]),
    Row(
      "5321 3.3", "a message by HELO", .helo,
      ["MAIL FROM:<alice@crepes.fr>", "RCPT TO:<bob@hamburger.edu>", "DATA", "A: b", "."],
      ["250 -", "250 -", "354", "250 -"], then: .helo, stores: [.bob("A: b\r\n")]),
    Row(
      "5321 3.3", "two messages in one session", .data,
      [
        "one: 1", ".", "MAIL FROM:<b@x.fr>", "RCPT TO:<carol@hamburger.edu>", "DATA", "two: 2", ".",
      ], ["250", "250", "250", "354", "250"], then: .ehlo,
      stores: [
        .bob("one: 1\r\n", from: "<alice@crepes.fr>"),
        Letter(["carol"], "two: 2\r\n", from: "<b@x.fr>"),
      ]),
    Row(
      "5321 3.3", "three messages to the same user", .data,
      [
        "A: 1", ".", "MAIL FROM:<>", "RCPT TO:<bob@hamburger.edu>", "DATA", "A: 2", ".",
        "MAIL FROM:<>", "RCPT TO:<bob@hamburger.edu>", "DATA", "A: 3", ".",
      ], ["250", "250", "250", "354", "250", "250", "250", "354", "250"], then: .ehlo,
      stores: [.bob("A: 1\r\n"), .bob("A: 2\r\n"), .bob("A: 3\r\n")]),
    Row(
      "5321 3.3", "one message to two users", .rcpt,
      ["RCPT TO:<carol@hamburger.edu>", "DATA", "A: b", "."], ["250", "354", "250"], then: .ehlo,
      stores: [Letter(["bob", "carol"], "A: b\r\n")]),
    Row(
      "5321 3.3", "one twice named gets one copy", .rcpt,
      ["RCPT TO:<Bob@hamburger.edu>", "DATA", "A: b", "."], ["250", "354", "250"], then: .ehlo,
      stores: [.bob("A: b\r\n")]),
    Row(
      "5321 4.5.1", "the postmaster gets mail", .mail,
      ["RCPT TO:<Postmaster>", "DATA", "A: b", "."], ["250", "354", "250"], then: .ehlo,
      stores: [Letter(["postmaster"], "A: b\r\n")]),
    Row(
      "5321 4.1.4", "EHLO between messages", .data, ["A: b", ".", "EHLO crepes.fr"],
      ["250", "ehlo"], then: .ehlo, stores: [.bob("A: b\r\n")]),
    Row(
      "5321 4.1.4", "NOOP, VRFY and HELP amid a transaction", .rcpt,
      ["NOOP", "VRFY bob", "HELP", "DATA", "A: b", "."],
      ["250", "250|252", "211|214", "354", "250"], then: .ehlo, stores: [.bob("A: b\r\n")]),
  ]
}
