/// The beginning of a session: greeting, HELO, EHLO.
enum HelloRows {
  static let all: [Row] = [
    Row("5321 3.1", "the server greets first, with 220", .greeted, [], [], then: .greeted),
    Row("5321 4.1.1.1", "HELO is answered 250", .greeted, "HELO crepes.fr", "hello", then: .helo),
    Row("5321 4.1.1.1", "EHLO lists extensions", .greeted, "EHLO crepes.fr", "ehlo", then: .ehlo),
    Row("5321 2.4", "helo in lower case", .greeted, "helo crepes.fr", "hello", then: .helo),
    Row("5321 2.4", "eHlO in mixed case", .greeted, "eHlO crepes.fr", "ehlo", then: .ehlo),
    Row(
      "5321 4.1.1", "trailing spaces on EHLO", .greeted, "EHLO crepes.fr   ", "ehlo", then: .ehlo),
    Row("5321 4.1.1", "trailing spaces on HELO", .greeted, "HELO crepes.fr ", "hello", then: .helo),
    Row("5321 4.1.1.1", "HELO without a name", .greeted, "HELO", "501"),
    Row("5321 4.1.1.1", "EHLO without a name", .greeted, "EHLO", "501"),
    Row("5321 4.1.1.1", "HELO and a space only", .greeted, "HELO ", "501"),
    Row("5321 4.1.1.1", "EHLO and spaces only", .greeted, "EHLO   ", "501"),
    Row("5321 4.1.1.1", "HELO with two names", .greeted, "HELO crepes.fr hamburger.edu", "501"),
    Row("5321 4.1.1.1", "EHLO with two names", .greeted, "EHLO crepes.fr SIZE=1", "501"),
    Row(
      "5321 4.1.3", "EHLO with an IPv4 literal", .greeted, "EHLO [192.0.2.1]", "ehlo", then: .ehlo),
    Row(
      "5321 4.1.3", "EHLO with an IPv6 literal", .greeted, "EHLO [IPv6:2001:db8::1]", "ehlo",
      then: .ehlo),
    Row("5321 4.1.1.1", "EHLO with one label", .greeted, "EHLO localhost", "ehlo", then: .ehlo),
    Row(
      "5321 2.3.5", "EHLO with digits and hyphens", .greeted, "EHLO 3-m.a-1.fr", "ehlo", then: .ehlo
    ),
    Row("5321 4.1.2", "a label that begins with a hyphen", .greeted, "EHLO -crepes.fr", "501"),
    Row("5321 4.1.2", "a label that ends with a hyphen", .greeted, "EHLO crepes-.fr", "501"),
    Row("5321 4.1.2", "an empty label", .greeted, "EHLO crepes..fr", "501"),
    Row("5321 4.1.2", "a leading dot", .greeted, "EHLO .crepes.fr", "501"),
    Row("5321 4.1.2", "an underscore", .greeted, "EHLO crepes_1.fr", "501"),
    Row("5321 4.1.2", "an address for a host", .greeted, "EHLO alice@crepes.fr", "501"),
    Row("5321 4.1.3", "a literal that does not close", .greeted, "EHLO [192.0.2.1", "501"),
    Row("5321 4.1.3", "an IPv4 number of 256", .greeted, "EHLO [192.0.2.256]", "501"),
    Row("5321 4.1.3", "an empty literal", .greeted, "EHLO []", "501"),
    Row("6531 3.7.1", "a host name in UTF-8", .greeted, "EHLO crêpes.fr", "501|504|550"),
    Row("5321 4.1.4", "EHLO a second time", .ehlo, "EHLO crepes.fr", "ehlo", then: .ehlo),
    Row("5321 4.1.4", "HELO after EHLO", .ehlo, "HELO crepes.fr", "hello", then: .helo),
    Row("5321 4.1.4", "EHLO after HELO", .helo, "EHLO crepes.fr", "ehlo", then: .ehlo),
    Row("5321 4.1.4", "HELO a second time", .helo, "HELO crepes.fr", "hello", then: .helo),
    Row("5321 4.1.4", "EHLO clears the transaction", .rcpt, "EHLO crepes.fr", "ehlo", then: .ehlo),
    Row("5321 4.1.4", "EHLO clears the sender", .mail, "EHLO crepes.fr", "ehlo", then: .ehlo),
    Row("5321 4.1.4", "HELO clears the transaction", .rcpt, "HELO crepes.fr", "hello", then: .helo),
    Row("5321 4.1.4", "a refused EHLO keeps the transaction", .rcpt, "EHLO", "501 -", then: .rcpt),
    Row("5321 4.1.4", "a refused HELO keeps the sender", .mail, "HELO -", "501 -", then: .mail),
    Row("2034 4", "no enhanced code on a refused EHLO", .ehlo, "EHLO", "501 -", then: .ehlo),
    Row("2034 4", "no enhanced code on a refused HELO", .greeted, "HELO", "501 -"),
    Row("2034 4", "an enhanced code after HELO", .helo, "NOOP", "250 2.0.0", then: .helo),
    Row(
      "2034 4", "an enhanced code before EHLO", .greeted, "NOOP", "250 2.0.0", then: .greeted),
    Row(
      "2034 4", "an enhanced code after EHLO and HELO", .ehlo, ["HELO crepes.fr", "NOOP"],
      ["hello", "250 2.0.0"], then: .helo),
    Row(
      "2034 4", "the lecture's own replies have none after HELO", .helo,
      ["MAIL FROM:<alice@crepes.fr>", "RCPT TO:<bob@hamburger.edu>", "RCPT TO:<x@hamburger.edu>"],
      ["250 -", "250 -", "550 5.1.1"], then: .rcpt),
    Row("5321 4.1.1", "a tab in place of the space", .greeted, "EHLO\tcrepes.fr", "500|501"),
    Row("5321 4.1.1", "no space before the name", .greeted, "EHLOcrepes.fr", "500"),
    Row("5321 4.1.1", "a space before the verb", .greeted, " EHLO crepes.fr", "500"),
    Row("5321 4.1.2", "a NUL in the name", .greeted, "EHLO crepes\0.fr", "500|501"),
    Row("5321 4.1.2", "an escape in the name", .greeted, "EHLO \u{1B}[31mcrepes.fr", "500|501"),
  ]
}
