import Protocols
import Testing

/// A line, what it means, and how it is printed.
struct GoodLine: Sendable, CustomTestStringConvertible {
  let line: String
  let command: Command
  let canonical: String

  init(_ line: String, _ command: Command, printed canonical: String? = nil) {
    self.line = line
    self.command = command
    self.canonical = canonical ?? line
  }

  var octets: [UInt8] { Array(line.utf8) }
  var testDescription: String { line }

  static let alice = Mailbox(localPart: "alice", domain: .name("crepes.fr"))
  static let bob = Mailbox(localPart: "bob", domain: .name("hamburger.edu"))

  static let all: [GoodLine] = simple + paths + hosts

  static let simple: [GoodLine] = [
    GoodLine("DATA", .data), GoodLine("data", .data, printed: "DATA"),
    GoodLine("RSET  ", .rset, printed: "RSET"), GoodLine("QUIT", .quit),
    GoodLine("StartTLS", .startTLS, printed: "STARTTLS"),
    GoodLine("NOOP", .noop(nil)),
    GoodLine("NOOP still  here ", .noop("still  here"), printed: "NOOP still  here"),
    GoodLine("HELP", .help(nil)), GoodLine("HELP MAIL", .help("MAIL")),
    GoodLine("VRFY bob", .vrfy("bob")),
    GoodLine(
      "VRFY  <bob@hamburger.edu> ", .vrfy("<bob@hamburger.edu>"),
      printed: "VRFY <bob@hamburger.edu>"),
    GoodLine("VRFY 鲍勃", .vrfy("鲍勃")), GoodLine("EXPN \"a list\"", .expn("\"a list\"")),
    GoodLine(
      "AUTH login", .auth(mechanism: "LOGIN", hasInitialResponse: false), printed: "AUTH LOGIN"),
    GoodLine("AUTH SCRAM-SHA-256", .auth(mechanism: "SCRAM-SHA-256", hasInitialResponse: false)),
    GoodLine(
      "AUTH PLAIN AGFsaWNlAHBpY2tsZXM=", .auth(mechanism: "PLAIN", hasInitialResponse: true),
      printed: "AUTH PLAIN ="),
    GoodLine("AUTH PLAIN =", .auth(mechanism: "PLAIN", hasInitialResponse: true)),
    GoodLine("BDAT 86", .bdat(size: 86, isLast: false)),
    GoodLine("bdat 007 last ", .bdat(size: 7, isLast: true), printed: "BDAT 7 LAST"),
    GoodLine(
      "BDAT 99999999999999999999", .bdat(size: .max, isLast: false), printed: "BDAT \(Int.max)"),
  ]

  static let paths: [GoodLine] = [
    GoodLine("MAIL FROM:<alice@crepes.fr>", .mail(from: alice, parameters: [])),
    GoodLine(
      "MAIL FROM: <alice@crepes.fr>", .mail(from: alice, parameters: []),
      printed: "MAIL FROM:<alice@crepes.fr>"),
    GoodLine(
      "mail from:   <alice@crepes.fr>  ", .mail(from: alice, parameters: []),
      printed: "MAIL FROM:<alice@crepes.fr>"),
    GoodLine("MAIL FROM:<>", .mail(from: nil, parameters: [])),
    GoodLine(
      "MAIL FROM:<> BODY=8BITMIME",
      .mail(from: nil, parameters: [Parameter(keyword: "BODY", value: "8BITMIME")])),
    GoodLine(
      "MAIL FROM:<alice@crepes.fr> size=10 SMTPUTF8 AUTH=<> X-Y=é",
      .mail(
        from: alice,
        parameters: [
          Parameter(keyword: "SIZE", value: "10"), Parameter(keyword: "SMTPUTF8", value: nil),
          Parameter(keyword: "AUTH", value: "<>"), Parameter(keyword: "X-Y", value: "é"),
        ]),
      printed: "MAIL FROM:<alice@crepes.fr> SIZE=10 SMTPUTF8 AUTH=<> X-Y=é"),
    GoodLine("RCPT TO:<bob@hamburger.edu>", .rcpt(to: bob, parameters: [])),
    GoodLine(
      "RCPT TO:<Postmaster>",
      .rcpt(to: Mailbox(localPart: "Postmaster", domain: nil), parameters: [])),
    GoodLine(
      "RCPT TO:<postMASTER> NOTIFY=NEVER",
      .rcpt(
        to: Mailbox(localPart: "postMASTER", domain: nil),
        parameters: [Parameter(keyword: "NOTIFY", value: "NEVER")])),
    GoodLine(
      "RCPT TO:<postmaster@hamburger.edu>",
      .rcpt(to: Mailbox(localPart: "postmaster", domain: .name("hamburger.edu")), parameters: [])),
    GoodLine(
      "RCPT TO:<@a.example,@[127.0.0.1]:bob@hamburger.edu>", .rcpt(to: bob, parameters: []),
      printed: "RCPT TO:<bob@hamburger.edu>"),
    GoodLine(
      "RCPT TO:<o'hara+x.y_z!#$%&*-/=?^`{|}~@x>",
      .rcpt(
        to: Mailbox(localPart: "o'hara+x.y_z!#$%&*-/=?^`{|}~", domain: .name("x")), parameters: [])),
    GoodLine(
      "RCPT TO:<\"bob\"@hamburger.edu>", .rcpt(to: bob, parameters: []),
      printed: "RCPT TO:<bob@hamburger.edu>"),
    GoodLine(
      #"RCPT TO:<"b\o\b"@hamburger.edu>"#, .rcpt(to: bob, parameters: []),
      printed: "RCPT TO:<bob@hamburger.edu>"),
    GoodLine(
      #"RCPT TO:<"a \"b\\ >@, c"@x.edu>"#,
      .rcpt(to: Mailbox(localPart: #"a "b\ >@, c"#, domain: .name("x.edu")), parameters: [])),
    GoodLine(
      #"MAIL FROM:<""@x.edu>"#,
      .mail(from: Mailbox(localPart: "", domain: .name("x.edu")), parameters: [])),
    GoodLine(
      "MAIL FROM:<\"\u{301}é \"@x.edu>",
      .mail(from: Mailbox(localPart: "\u{301}é ", domain: .name("x.edu")), parameters: [])),
    GoodLine(
      "RCPT TO:<李明@例子.中国>",
      .rcpt(to: Mailbox(localPart: "李明", domain: .name("例子.中国")), parameters: [])),
    GoodLine(
      "RCPT TO:<bob@[IPv6:2001:db8::1]>",
      .rcpt(to: Mailbox(localPart: "bob", domain: .literal("IPv6:2001:db8::1")), parameters: [])),
  ]

  static let hosts: [GoodLine] =
    ["crepes.fr", "x", "a-b.c--d.e9", "3com.com", "127.0.0.1", "xn--fiqs8s", "bücher.example"]
    .flatMap {
      [GoodLine("HELO \($0)", .helo(.name($0))), GoodLine("EHLO \($0)", .ehlo(.name($0)))]
    }
    + [
      "127.0.0.1", "255.255.255.255", "1.02.003.0", "IPv6:::", "IPv6:::1", "ipv6:1::",
      "IPv6:1:2:3:4:5:6:7:8", "IPv6:1:2:3:4:5:6::", "IPv6:::1:2:3:4:5:6", "IPv6:1:2:3::4:5:6",
      "IPv6:1:2:3:4:5:6:127.0.0.1", "IPv6:::ffff:192.0.2.1", "IPv6:::127.0.0.1",
      "IPv6:1:2:3:4::127.0.0.1", "IPv6:FE80::abCD", "x-tag:anything!@<>", "x400:a:b",
    ].map { GoodLine("EHLO [\($0)]", .ehlo(.literal($0))) }
}

/// A line with `|` before its fault, and what belongs there.
struct BadLine: Sendable, CustomTestStringConvertible {
  let marked: String
  let expected: SyntaxError.Expected
  let section: String?

  init(_ marked: String, _ expected: SyntaxError.Expected, _ section: String? = nil) {
    self.marked = marked
    self.expected = expected
    self.section = section
  }

  var octets: [UInt8] { marked.utf8.filter { $0 != UInt8(ascii: "|") } }
  var offset: Int {
    marked.utf8.firstIndex(of: UInt8(ascii: "|")).map {
      marked.utf8.distance(from: marked.utf8.startIndex, to: $0)
    } ?? 0
  }
  var testDescription: String { marked }

  static let all: [BadLine] = verbs + mail + rcpt + hosts

  static let verbs: [BadLine] = [
    BadLine("|", .verb, "4.1.1"), BadLine("|   ", .verb), BadLine("| HELO x", .verb),
    BadLine("|HELLO x", .verb, "4.1.1"), BadLine("|HELOx", .verb),
    BadLine("|MAILFROM:<a@b>", .verb),
    BadLine("|DATA1", .verb), BadLine("|EHL0 x", .verb), BadLine("|.", .verb),
    BadLine("|GET / HTTP/1.1", .verb), BadLine("|\u{0}DATA", .verb), BadLine("DA|\u{8}TA", .verb),
    BadLine("DATA |hello", .endOfLine, "4.1.1.4"), BadLine("DATA|\tx", .endOfLine),
    BadLine("DATA  |x", .endOfLine), BadLine("RSET |x", .endOfLine, "4.1.1.5"),
    BadLine("QUIT |now", .endOfLine, "4.1.1.10"), BadLine("QUIT|;", .endOfLine),
    BadLine("QUIT|\r", .endOfLine), BadLine("STARTTLS |x", .endOfLine),
    BadLine("VRFY|", .userName, "4.1.1.6"), BadLine("VRFY|  ", .userName),
    BadLine("EXPN|", .userName, "4.1.1.7"), BadLine("VRFY|\tbob", .space),
    BadLine("VRFY b|\u{1B}[A", .userName), BadLine("NOOP a|\tx", .endOfLine, "4.1.1.9"),
    BadLine("HELP|.", .space, "4.1.1.8"), BadLine("AUTH|", .mechanism),
    BadLine("AUTH |=", .mechanism), BadLine("AUTH PL|.AIN", .mechanism),
    BadLine("AUTH PLAINPLAINPLAINPLAIN|P", .mechanism),
    BadLine("AUTH PLAIN abc |def", .endOfLine), BadLine("AUTH PLAIN  |def", .endOfLine),
    BadLine("BDAT|", .chunkSize), BadLine("BDAT |five", .chunkSize),
    BadLine("BDAT |-1", .chunkSize), BadLine("BDAT|  ", .chunkSize),
    BadLine("BDAT 1|x", .chunkSize), BadLine("BDAT 1 |FIRST", .endOfLine),
    BadLine("BDAT 1 LAST |x", .endOfLine), BadLine("BDAT 1  |LAST", .endOfLine),
  ]

  static let mail: [BadLine] = [
    BadLine("MAIL|", .fromKeyword, "4.1.1.2"), BadLine("MAIL|:<a@b>", .space),
    BadLine("MAIL |alice@x", .fromKeyword), BadLine("MAIL |<alice@x>", .fromKeyword),
    BadLine("MAIL FROM| alice", .fromKeyword), BadLine("MAIL FROM|", .fromKeyword),
    BadLine("MAIL FROM| :<a@b>", .fromKeyword), BadLine("MAIL | FROM:<a@b>", .fromKeyword),
    BadLine("MAIL |FORM:<a@b>", .fromKeyword), BadLine("MAIL |TO:<a@b>", .fromKeyword),
    BadLine("MAIL FROM|：<a@b>", .fromKeyword), BadLine("MAIL FROM:|", .openingBracket, "4.1.2"),
    BadLine("MAIL FROM:|  ", .openingBracket),
    BadLine("MAIL FROM:|alice@crepes.fr", .openingBracket),
    BadLine("MAIL FROM:|\t<a@b>", .openingBracket), BadLine("MAIL FROM:|＜a@b＞", .openingBracket),
    BadLine("MAIL FROM:<alice@crepes.fr|", .closingBracket),
    BadLine("MAIL FROM:<alice@crepes.fr| SIZE=1", .closingBracket),
    BadLine("MAIL FROM:<alice@crepes.fr|＞", .closingBracket),
    BadLine("MAIL FROM:<a@[127.0.0.1]|x>", .closingBracket),
    BadLine("MAIL FROM:<alice@crepes|。fr>", .domain),
    BadLine("MAIL FROM:<alice@cre|_pes.fr>", .domain),
    BadLine("MAIL FROM:<alice@cre|_pes.fr", .domain),
    BadLine("MAIL FROM:<alice@crepes.fr.|>", .domain),
    BadLine("MAIL FROM:<alice@|>", .domain), BadLine("MAIL FROM:<alice@|@x>", .domain),
    BadLine("MAIL FROM:<alice@cre|\tpes>", .domain),
    BadLine("MAIL FROM:<alice@crepes-|.fr>", .domain),
    BadLine("MAIL FROM:<alice@|-crepes.fr>", .domain), BadLine("MAIL FROM:<alice@a.|.b>", .domain),
    BadLine("MAIL FROM:<alice|>", .atSign), BadLine("MAIL FROM:<alice|", .atSign),
    BadLine("MAIL FROM:<Postmaster|>", .atSign), BadLine("MAIL FROM:<alice＠crepes.fr|>", .atSign),
    BadLine("MAIL FROM:<alice| crepes.fr>", .atSign),
    BadLine("MAIL FROM:<|@crepes.fr>", .localPart),
    BadLine("MAIL FROM:<|.a@b>", .localPart), BadLine("MAIL FROM:<a.|@b>", .localPart),
    BadLine("MAIL FROM:<a.|.b@c>", .localPart), BadLine("MAIL FROM:<a|(b@c>", .localPart),
    BadLine("MAIL FROM:<a|\u{0}b@c>", .localPart), BadLine("MAIL FROM:<| a@c>", .localPart),
    BadLine("MAIL FROM:<|", .localPart), BadLine("MAIL FROM:<|<a@b>>", .localPart),
    BadLine("MAIL FROM:<\"a@b>|", .closingQuote), BadLine("MAIL FROM:<\"a\\|", .closingQuote),
    BadLine("MAIL FROM:<\"a|\t\"@b>", .localPart), BadLine("MAIL FROM:<\"a\\|é\"@b>", .localPart),
    BadLine("MAIL FROM:<\"a\"|b@c>", .localPart), BadLine("MAIL FROM:<>|x", .space),
    BadLine("MAIL FROM:<@a,|b:c@d>", .atSign), BadLine("MAIL FROM:<@a:|>", .localPart),
    BadLine("MAIL FROM:<a@b> |=1", .parameter), BadLine("MAIL FROM:<a@b> SIZE=|", .parameter),
    BadLine("MAIL FROM:<a@b> SIZE=1|=2", .parameter), BadLine("MAIL FROM:<a@b> SI|_ZE", .parameter),
    BadLine("MAIL FROM:<a@b> | SIZE=1", .parameter),
    BadLine("MAIL FROM:<a@b> SIZE=1|\tx", .parameter),
    BadLine("MAIL FROM:<a@b>|\r", .space),
  ]

  static let rcpt: [BadLine] = [
    BadLine("RCPT|", .toKeyword, "4.1.1.3"), BadLine("RCPT |FROM:<a@b>", .toKeyword),
    BadLine("RCPT |bob@x", .toKeyword), BadLine("RCPT TO| bob", .toKeyword),
    BadLine("RCPT TO:|bob@hamburger.edu", .openingBracket), BadLine("RCPT TO:<bob|>", .atSign),
    BadLine("RCPT TO:<|>", .recipient, "4.1.1.3"), BadLine("RCPT TO:<postmaster|", .closingBracket),
    BadLine("RCPT TO:<\"postmaster\"|>", .atSign), BadLine("RCPT TO:<bob@hamburger.edu>|x", .space),
    BadLine("RCPT TO:<bob@hamburger.edu>|,<carol@hamburger.edu>", .space),
    BadLine("RCPT TO:<bob@hamburger.edu|,carol@hamburger.edu>", .domain),
    BadLine("RCPT TO:<bob@hamburger.edu> |<carol@x>", .parameter),
  ]

  static let hosts: [BadLine] = [
    BadLine("HELO|", .domain, "4.1.1.1"), BadLine("EHLO|  ", .domain, "4.1.1.1"),
    BadLine("HELO|\tcrepes.fr", .space), BadLine("HELO|　crepes.fr", .space),
    BadLine("HELO | crepes.fr", .domain), BadLine("HELO |<crepes.fr>", .domain),
    BadLine("HELO alice|@crepes.fr", .domain), BadLine("HELO cre|_pes.fr", .domain, "4.1.2"),
    BadLine("HELO crepes.|", .domain), BadLine("HELO crepes.fr |extra", .endOfLine, "4.1.1.1"),
    BadLine("HELO crepes.fr   |x", .endOfLine), BadLine("HELO crepes.fr|\u{7F}", .domain),
    BadLine("HELO crepes.fr|\\r\\n", .domain), BadLine("HELO [127.0.0.1]|x", .endOfLine),
    BadLine("HELO [|]", .addressLiteral, "4.1.3"), BadLine("HELO [127.0.0.1|", .addressLiteral),
    BadLine("HELO [127.0.0|]", .addressLiteral), BadLine("HELO [127.0.0.25|6]", .addressLiteral),
    BadLine("HELO [1.2.3.001|1]", .addressLiteral), BadLine("HELO [1.2.3.4|.5]", .addressLiteral),
    BadLine("HELO [|crepes.fr]", .addressLiteral), BadLine("HELO [|::1]", .addressLiteral),
    BadLine("HELO [|2001:db8::1]", .addressLiteral), BadLine("HELO [|fe80::1]", .addressLiteral),
    BadLine("EHLO [IPv6:|]", .addressLiteral),
    BadLine("EHLO [IPv6:1:2:3:4:5:6:7|]", .addressLiteral),
    BadLine("EHLO [IPv6:1:2:3:4:5:6:7:8:|9]", .addressLiteral),
    BadLine("EHLO [IPv6:1:2:3:4:5:6:7|::]", .addressLiteral),
    BadLine("EHLO [IPv6:1::2|::3]", .addressLiteral),
    BadLine("EHLO [IPv6:1::2:3:4:5:6:|7]", .addressLiteral),
    BadLine("EHLO [IPv6:1234|5::]", .addressLiteral), BadLine("EHLO [IPv6:::|g]", .addressLiteral),
    BadLine("EHLO [IPv6:::1.2.3|]", .addressLiteral), BadLine("EHLO [IPv6:|:1]", .addressLiteral),
    BadLine("EHLO [IPv6:1:2:3:4:5::|127.0.0.1]", .addressLiteral),
    BadLine("EHLO [IPv6:127.0.0.1|]", .addressLiteral), BadLine("EHLO [x:|]", .addressLiteral),
    BadLine("EHLO [x:a|[b]", .addressLiteral),
  ]
}
