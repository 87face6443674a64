/// MAIL and RCPT: their syntax, and the addresses in them.
enum PathRows {
  static let all: [Row] = keywords + senders + recipients + goodPaths + badPaths

  private static func mail(_ requirement: String, _ line: String, _ rule: String) -> Row {
    Row(rule, requirement, .ehlo, .lines([line]), "250 2.1.0", then: .mail)
  }

  private static let keywords: [Row] = [
    mail("mail from in lower case", "mail from:<alice@crepes.fr>", "5321 2.4"),
    mail("MaIl FrOm in mixed case", "MaIl FrOm:<alice@crepes.fr>", "5321 2.4"),
    mail("spaces at the end of MAIL", "MAIL FROM:<alice@crepes.fr>  ", "5321 4.1.1"),
    mail("a space after the colon", "MAIL FROM: <alice@crepes.fr>", "5321 3.3"),
    Row("5321 4.1.1.2", "MAIL alone", .ehlo, "MAIL", "501 5.5"),
    Row("5321 4.1.1.2", "MAIL FROM without colon", .ehlo, "MAIL FROM", "501"),
    Row("5321 4.1.1.2", "MAIL FROM: without a path", .ehlo, "MAIL FROM:", "501"),
    Row("5321 4.1.1.2", "MAIL FROM: and a space", .ehlo, "MAIL FROM: ", "501"),
    Row("5321 4.1.1.2", "MAIL without FROM", .ehlo, "MAIL <alice@crepes.fr>", "501"),
    Row("5321 4.1.1.2", "MAIL TO", .ehlo, "MAIL TO:<alice@crepes.fr>", "501"),
    Row("5321 4.1.1.2", "no colon", .ehlo, "MAIL FROM <alice@crepes.fr>", "501"),
    Row("5321 4.1.1.2", "a space before the colon", .ehlo, "MAIL FROM :<a@crepes.fr>", "501"),
    Row("5321 4.1.1.2", "MAILFROM in one word", .ehlo, "MAILFROM:<a@crepes.fr>", "500|501"),
    Row("5321 4.1.1.2", "no brackets", .ehlo, "MAIL FROM:alice@crepes.fr", "501"),
    Row("5321 4.1.1.2", "no closing bracket", .ehlo, "MAIL FROM:<alice@crepes.fr", "501"),
    Row("5321 4.1.1.2", "no opening bracket", .ehlo, "MAIL FROM:alice@crepes.fr>", "501"),
    Row("5321 4.1.1.2", "two brackets", .ehlo, "MAIL FROM:<<alice@crepes.fr>>", "501"),
    Row("5321 4.1.1.2", "a name before the path", .ehlo, "MAIL FROM:Alice <a@crepes.fr>", "501"),
    Row("5321 4.1.1.2", "something after the path", .ehlo, "MAIL FROM:<a@crepes.fr>x", "501"),
    Row("5321 4.1.1.2", "two paths", .ehlo, "MAIL FROM:<a@crepes.fr><b@crepes.fr>", "501"),
    Row("5321 4.1.1.3", "RCPT alone", .mail, "RCPT", "501 5.5"),
    Row("5321 4.1.1.3", "RCPT TO without colon", .mail, "RCPT TO", "501"),
    Row("5321 4.1.1.3", "RCPT TO: without a path", .mail, "RCPT TO:", "501"),
    Row("5321 4.1.1.3", "RCPT FROM", .mail, "RCPT FROM:<bob@hamburger.edu>", "501"),
    Row("5321 4.1.1.3", "RCPT without TO", .mail, "RCPT <bob@hamburger.edu>", "501"),
    Row("5321 4.1.1.3", "no brackets in RCPT", .mail, "RCPT TO:bob@hamburger.edu", "501"),
    Row("5321 4.1.1.3", "no closing bracket in RCPT", .mail, "RCPT TO:<bob@hamburger.edu", "501"),
    Row("5321 4.1.1.3", "the null path is not a mailbox", .mail, "RCPT TO:<>", "501|550|553|555"),
    Row(
      "5321 4.1.1.3", "several recipients in one RCPT", .mail,
      "RCPT TO:<bob@hamburger.edu>,<carol@hamburger.edu>", "501"),
    Row(
      "5321 4.1.1.3", "several mailboxes in one path", .mail,
      "RCPT TO:<bob@hamburger.edu,carol@hamburger.edu>", "501|553"),
    Row(
      "5321 2.4", "rcpt to in lower case", .mail, "rcpt to:<bob@hamburger.edu>", "250 2.1.5",
      then: .rcpt),
    Row(
      "5321 4.1.1", "spaces at the end of RCPT", .mail, "RCPT TO:<bob@hamburger.edu>  ", "250",
      then: .rcpt),
    Row(
      "5321 3.3", "a space after the colon of RCPT", .mail, "RCPT TO: <bob@hamburger.edu>", "250",
      then: .rcpt),
  ]

  private static func bounce(_ requirement: String, _ path: String, kept: String, _ rule: String)
    -> Row
  {
    Row(
      rule, requirement, .ehlo,
      ["MAIL FROM:\(path)", "RCPT TO:<bob@hamburger.edu>", "DATA", "A: b", "."],
      ["250", "250", "354", "250"], then: .ehlo, stores: [.bob("A: b\r\n", from: kept)])
  }

  /// What is accepted is kept in its canonical form.
  private static let senders: [Row] = [
    bounce("the null reverse-path", "<>", kept: "<>", "5321 3.6.3"),
    bounce("a reverse-path", "<alice@crepes.fr>", kept: "<alice@crepes.fr>", "5321 4.4"),
    bounce("the case of a local part is kept", "<Alice@x.fr>", kept: "<Alice@x.fr>", "5321 2.4"),
    bounce("a source route is dropped", "<@a.fr,@b.fr:c@d.fr>", kept: "<c@d.fr>", "5321 C"),
    bounce("needless quotes are taken off", #"<"alice"@x.fr>"#, kept: "<alice@x.fr>", "5321 4.1.2"),
    bounce("needed quotes stay", #"<"a b"@x.fr>"#, kept: #"<"a b"@x.fr>"#, "5321 4.1.2"),
    bounce("a quoted pair", #"<"a\"b"@x.fr>"#, kept: #"<"a\"b"@x.fr>"#, "5321 4.1.2"),
    bounce("a quoted backslash", #"<"a\\b"@x.fr>"#, kept: #"<"a\\b"@x.fr>"#, "5321 4.1.2"),
    bounce("a bracket in quotes", #"<"a>b"@x.fr>"#, kept: #"<"a>b"@x.fr>"#, "5321 4.1.2"),
    bounce("an at sign in quotes", #"<"a@b"@x.fr>"#, kept: #"<"a@b"@x.fr>"#, "5321 4.1.2"),
    bounce("an empty quoted local part", #"<""@x.fr>"#, kept: #"<""@x.fr>"#, "5321 4.1.2"),
  ]

  private static let bob = Position.recipients(["bob"])
  private static let postmaster = Position.recipients(["postmaster"])

  private static func rcpt(
    _ requirement: String, _ path: String, _ rule: String, to users: [String] = ["bob"],
    at host: Host = .usual
  ) -> Row {
    Row(
      rule, requirement, .mail, "RCPT TO:\(path)", "250 2.1.5", then: .recipients(users), at: host)
  }

  private static let recipients: [Row] = [
    rcpt("a user of this host", "<bob@hamburger.edu>", "5321 4.1.1.3"),
    rcpt("the domain in any case", "<bob@HamBurger.EDU>", "5321 2.4"),
    rcpt("the local part in any case", "<BOB@hamburger.edu>", "5321 2.4"),
    rcpt("a quoted user", #"<"bob"@hamburger.edu>"#, "5321 4.1.2"),
    rcpt("a user with quoted pairs", #"<"\b\o\b"@hamburger.edu>"#, "5321 4.1.2"),
    rcpt("a source route to a user", "<@crepes.fr:bob@hamburger.edu>", "5321 C"),
    rcpt("a source route of several hosts", "<@a.fr,@b.fr:bob@hamburger.edu>", "5321 C"),
    rcpt("Postmaster without a domain", "<Postmaster>", "5321 4.1.1.3", to: ["postmaster"]),
    rcpt("postmaster in lower case", "<postmaster>", "5321 4.1.1.3", to: ["postmaster"]),
    rcpt("POSTMASTER in upper case", "<POSTMASTER>", "5321 4.1.1.3", to: ["postmaster"]),
    rcpt(
      "Postmaster with the domain", "<PostMaster@Hamburger.edu>", "5321 4.5.1", to: ["postmaster"]),
    rcpt(
      "any name where all are taken", "<dave@hamburger.edu>", "5321 3.3", to: ["dave"],
      at: .takesAll),
    Row("5321 3.3", "an unknown user", .mail, "RCPT TO:<dave@hamburger.edu>", "550 5.1.1"),
    Row(
      "5321 3.6.2", "a user of another host", .mail, "RCPT TO:<x@crepes.fr>", "550|551|554 5.7.1"),
    Row("5321 3.6.2", "a subdomain is another host", .mail, "RCPT TO:<bob@x.hamburger.edu>", "550"),
    Row(
      "5321 3.6.2", "a longer name is another host", .mail, "RCPT TO:<bob@xhamburger.edu>", "550"),
    Row("5321 3.6.2", "no relay by a percent sign", .mail, "RCPT TO:<a%b.fr@hamburger.edu>", "550"),
    Row("5321 3.6.2", "no relay by a bang", .mail, "RCPT TO:<b.fr!a@hamburger.edu>", "550"),
    Row("5321 3.6.2", "no relay by quotes", .mail, #"RCPT TO:<"a@b.fr"@hamburger.edu>"#, "550"),
    Row(
      "5321 3.6.2", "no relay by a source route", .mail, "RCPT TO:<@hamburger.edu:a@b.fr>", "550"),
    Row(
      "5321 3.6.2", "no relay where all is taken", .mail, "RCPT TO:<a@b.fr>", "550", at: .takesAll),
    Row("5321 3.6.2", "no relay to a literal", .mail, "RCPT TO:<bob@[192.0.2.1]>", "550|553"),
    Row("5321 4.1.1.3", "a user without a domain", .mail, "RCPT TO:<bob>", "501|550|553"),
    Row("5321 3.3", "a refused user keeps those before", .rcpt, "RCPT TO:<x@hamburger.edu>", "550"),
    Row(
      "5321 3.3", "a second recipient", .rcpt, "RCPT TO:<carol@hamburger.edu>", "250",
      then: .recipients(["bob", "carol"])),
    Row(
      "5321 3.3", "the same recipient again", .rcpt, "RCPT TO:<bob@hamburger.edu>", "250",
      then: .rcpt),
  ]

  private static let goodPaths: [Row] = [
    mail("every character of an atom", "MAIL FROM:<!#$%&'*+-/=?^_`{|}~@x.fr>", "5321 4.1.2"),
    mail("dots in a local part", "MAIL FROM:<a.b.c@x.fr>", "5321 4.1.2"),
    mail("digits only", "MAIL FROM:<123@456.fr>", "5321 4.1.2"),
    mail("one label", "MAIL FROM:<a@localhost>", "5321 4.1.2"),
    mail("two hyphens in a label", "MAIL FROM:<a@xn--crpes-bsa.fr>", "5321 4.1.2"),
    mail("a colon in quotes", #"MAIL FROM:<"a:b"@x.fr>"#, "5321 4.1.2"),
    mail("spaces in quotes", #"MAIL FROM:<" a  b "@x.fr>"#, "5321 4.1.2"),
    mail("dots at will in quotes", #"MAIL FROM:<".a..b."@x.fr>"#, "5321 4.1.2"),
    mail("a quoted pair of a space", #"MAIL FROM:<"a\ b"@x.fr>"#, "5321 4.1.2"),
    mail("an IPv4 literal", "MAIL FROM:<a@[192.0.2.1]>", "5321 4.1.3"),
    mail("IPv4's ends", "MAIL FROM:<a@[0.0.255.255]>", "5321 4.1.3"),
    mail("a full IPv6 literal", "MAIL FROM:<a@[IPv6:1:2:3:4:5:6:7:8]>", "5321 4.1.3"),
    mail("a compressed IPv6 literal", "MAIL FROM:<a@[IPv6:2001:db8::1]>", "5321 4.1.3"),
    mail("the unspecified IPv6 address", "MAIL FROM:<a@[IPv6:::]>", "5321 4.1.3"),
    mail("the IPv6 loopback", "MAIL FROM:<a@[IPv6:::1]>", "5321 4.1.3"),
    mail("IPv6 compressed at its end", "MAIL FROM:<a@[IPv6:fe80::]>", "5321 4.1.3"),
    mail("IPv6 with IPv4", "MAIL FROM:<a@[IPv6:::ffff:192.0.2.1]>", "5321 4.1.3"),
    mail("IPv6 in full with IPv4", "MAIL FROM:<a@[IPv6:1:2:3:4:5:6:192.0.2.1]>", "5321 4.1.3"),
    mail("IPv6's tag in lower case", "MAIL FROM:<a@[ipv6:::1]>", "5321 4.1.3"),
    mail("IPv6's digits in upper case", "MAIL FROM:<a@[IPv6:FE80::ABCD]>", "5321 4.1.3"),
    mail("a general literal", "MAIL FROM:<a@[x25:31161234567]>", "5321 4.1.3"),
    mail("a route over a literal", "MAIL FROM:<@[192.0.2.1]:a@x.fr>", "5321 C"),
  ]

  /// Each is refused as a reverse-path and as a forward-path.
  private static let badPaths: [Row] = [
    ("no at sign", "<alice>"), ("no local part", "<@crepes.fr>"), ("no domain", "<alice@>"),
    ("two at signs", "<a@b@c.fr>"), ("a leading dot", "<.a@x.fr>"), ("a trailing dot", "<a.@x.fr>"),
    ("two dots", "<a..b@x.fr>"), ("a space", "<a b@x.fr>"), ("a space before", "< a@x.fr>"),
    ("a space after", "<a@x.fr >"), ("a colon", "<a:b@x.fr>"), ("a comma", "<a,b@x.fr>"),
    ("a semicolon", "<a;b@x.fr>"), ("a parenthesis", "<a(b)@x.fr>"),
    ("a backslash", #"<a\b@x.fr>"#),
    ("a quotation mark inside", #"<a"b@x.fr>"#), ("quotes that do not close", #"<"a@x.fr>"#),
    ("a word after quotes", #"<"a"b@x.fr>"#), ("a tab in quotes", "<\"a\tb\"@x.fr>"),
    ("a NUL", "<a\0b@x.fr>"), ("an escape", "<a\u{1B}b@x.fr>"), ("DEL", "<a\u{7F}b@x.fr>"),
    ("a DEL in quotes", "<\"a\u{7F}\"@x.fr>"), ("a pair of a control", "<\"a\\\u{1}\"@x.fr>"),
    ("a domain's leading dot", "<a@.x.fr>"), ("a domain's trailing dot", "<a@x.fr.>"),
    ("two dots in a domain", "<a@x..fr>"), ("a leading hyphen", "<a@-x.fr>"),
    ("a trailing hyphen", "<a@x-.fr>"), ("an underscore", "<a@x_y.fr>"),
    ("an IPv4 address bare of brackets and more", "<a@192.0.2.1]>"),
    ("an unclosed literal", "<a@[192.0.2.1>"), ("an empty literal", "<a@[]>"),
    ("IPv4 of three numbers", "<a@[192.0.2]>"), ("IPv4 of five numbers", "<a@[1.2.3.4.5]>"),
    ("IPv4 above 255", "<a@[192.0.2.256]>"), ("IPv4 with a sign", "<a@[192.0.2.-1]>"),
    ("IPv4 of four digits", "<a@[192.0.2.0001]>"), ("IPv6 without its tag", "<a@[2001:db8::1]>"),
    ("IPv6 of seven groups", "<a@[IPv6:1:2:3:4:5:6:7]>"),
    ("IPv6 of nine groups", "<a@[IPv6:1:2:3:4:5:6:7:8:9]>"),
    ("IPv6 compressed twice", "<a@[IPv6:1::2::3]>"), ("IPv6 of five digits", "<a@[IPv6:12345::]>"),
    ("IPv6 of no hex digits", "<a@[IPv6:g::1]>"), ("IPv6 of nothing", "<a@[IPv6:]>"),
    ("IPv6 with a zone", "<a@[IPv6:fe80::1%eth0]>"), ("a literal and more", "<a@[192.0.2.1]x>"),
    ("a general literal of nothing", "<a@[tag:]>"),
    ("a route without a mailbox", "<@a.fr:>"), ("a route without its at sign", "<a.fr:b@c.fr>"),
    ("a route with a hole", "<@a.fr,,@b.fr:c@d.fr>"),
  ].flatMap { name, path in
    [
      Row("5321 4.1.2", "\(name), in MAIL", .ehlo, "MAIL FROM:\(path)", "501|553"),
      Row(
        "5321 4.1.2", "\(name), in RCPT", .rcpt, "RCPT TO:\(path)", "501|553"),
    ]
  }
}
