import Protocols
import Testing

struct SecretTests {
  static let toAuth = "S: 220 x\nC: EHLO a\nS: 250-x\nS: 250 AUTH PLAIN LOGIN"

  @Test(arguments: [
    ("AUTH PLAIN c2VjcmV0", "AUTH PLAIN "), ("auth plain c2VjcmV0", "auth plain "),
    ("AUTH  PLAIN  c2VjcmV0", "AUTH  PLAIN  "), ("AUTH\tPLAIN\tc2VjcmV0", "AUTH\tPLAIN\t"),
    (" AUTH PLAIN c2VjcmV0", " AUTH PLAIN "), ("AUTH　PLAIN　c2VjcmV0", "AUTH　PLAIN　"),
    ("C: AUTH PLAIN c2VjcmV0", "C: AUTH PLAIN "), ("AUTHPLAIN c2VjcmV0", "AUTHPLAIN "),
    ("AUTH:PLAIN c2VjcmV0", "AUTH:PLAIN "), ("AUTH PLAIN=c2VjcmV0", "AUTH PLAIN"),
    ("AUTH PLAIN +/c2VjcmV0", "AUTH PLAIN "), ("AUTH PLAIN =", "AUTH PLAIN "),
    ("AUTHENTICATE PLAIN c2VjcmV0", "AUTHENTICATE PLAIN "), ("AUTH PLAIN c2Vj cmV0", "AUTH PLAIN "),
    // The mechanism is missing, or misspelt.
    ("AUTH AGFsaWNlAHBpY2tsZXM=", "AUTH "), ("AUTHAGFsaWNlAHBpY2tsZXM=", "AUTH"),
    ("AUTH PLIAN c2VjcmV0", "AUTH PLIAN "), ("AUTH SECRET", "AUTH "),
    ("AUHT PLAIN c2VjcmV0", "AUHT PLAIN "), ("ATUH PLAIN c2VjcmV0", "ATUH PLAIN "),
    ("AUT PLAIN c2VjcmV0", "AUT PLAIN "), ("XAUTH PLAIN c2VjcmV0", "XAUTH PLAIN "),
    (":AUTH PLAIN c2VjcmV0", ":AUTH PLAIN "), ("LOGIN c2VjcmV0", "LOGIN "),
    ("A U T H PLAIN c2VjcmV0", "A U T H PLAIN "), ("ＡＵＴＨ　ＰＬＡＩＮ c2VjcmV0", "ＡＵＴＨ　ＰＬＡＩＮ "),
    ("AU\u{200B}TH PLAIN c2VjcmV0", "AU\u{200B}TH PLAIN "),
    ("AU\u{AD}TH PLAIN c2VjcmV0", "AU\u{AD}TH PLAIN "),
    // What was erased was sent all the same.
    ("AUTX\u{8}H PLAIN c2VjcmV0", "AUT"), ("AUTH c2\u{8}\u{8}PLAIN c2VjcmV0", "AUTH "),
  ])
  func `an AUTH line's secret is found, however the line is written`(line: String, kept: String) {
    var observer = Observer(Self.toAuth)
    #expect(observer.hear("C: \(line)").secret == kept.utf8.count)
  }

  @Test(arguments: [
    "AUTH", "AUTH LOGIN", "AUTH PLAIN ", "AUTH SCRAM-SHA-256-PLUS", "NOOP", "HELP AUTH",
    "HELP authentication", "NOOP plain words", "MAIL FROM:<a@b>", "",
  ])
  func `a line without a secret has none`(line: String) {
    var observer = Observer(Self.toAuth)
    #expect(observer.hear("C: \(line)").secret == nil)
  }

  @Test func `after 334 every line is a secret, even one that looks like a command`() {
    for line in ["YWxpY2U=", "QUIT", "*", "", "AUTH PLAIN x"] {
      var observer = Observer(Self.toAuth + "\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6")
      #expect(observer.dialogue.guidance.typed == .secret)
      #expect(observer.hear("C: \(line)").secret == 0)
    }
  }

  @Test func `a secret sent before its 334 is still a secret`() {
    var observer = Observer(Self.toAuth + "\nC: AUTH LOGIN")
    #expect(observer.hear("C: YWxpY2U=").secret == 0)
    #expect(observer.hear("C: cGlja2xlcw==").secret == 0)
    observer.hear("S: 334 VXNlcm5hbWU6\nS: 334 UGFzc3dvcmQ6\nS: 235 welcome")
    #expect(observer.exchanges.suffix(3) == ["AUTH 334", "secret 334", "secret 235"])
    #expect(observer.dialogue.state == .identified)
  }

  @Test(arguments: ["250 ok", "150 wait", "Username:", "3340 VXNlcm5hbWU6", "502 no"])
  func `after AUTH a line that is not a command is a secret, whatever the reply`(reply: String) {
    var observer = Observer(Self.toAuth + "\nC: AUTH LOGIN\nS: \(reply)")
    #expect(observer.hear("C: YWxpY2U=").secret == 0)
    observer.hear("S: 500 what?")
    #expect(observer.hear("C: pickles").secret == 0)
    observer.hear("S: 500 what?")
    #expect(observer.hear("C: third").secret == nil)
  }

  @Test func `after AUTH a command, even misspelt, is not a secret; after it no line is`() {
    for line in ["MAIL FROM:<a@b>", "MIAL FROM:<a@b>", "QIUT", "mail from alice@crepes.fr"] {
      var observer = Observer(Self.toAuth + "\nC: AUTH LOGIN\nS: 502 no")
      #expect(observer.hear("C: \(line)").secret == nil)
    }
    var observer = Observer(Self.toAuth + "\nC: AUTH LOGIN\nS: 502 no\nC: NOOP\nS: 250 ok")
    #expect(observer.hear("C: YWxpY2U=").secret == nil)
  }

  @Test func `a secret sent before DATA's reply is found when it is sent`() {
    var observer = Observer(Self.toAuth + "\nC: DATA")
    #expect(observer.hear("C: AUTH PLAIN c2VjcmV0").secret == 11)
    // The server's line is not a secret: withholding it would change the record.
    #expect(observer.hear("S: 503 no").secret == nil)
  }

  @Test func `the parts of an overlong secret are all secret`() {
    var observer = Observer(Self.toAuth)
    let first = Line("AUTH PLAIN " + String(repeating: "a", count: 100), ending: .none)
    #expect(observer.dialogue.hear(.line(first), from: .client).secret == 11)
    #expect(observer.dialogue.hear(.line(Line("bbb")), from: .client).secret == 0)
    #expect(observer.hear("C: NOOP").secret == nil)
  }

  @Test func `a record with the secrets withheld is heard as the session was`() {
    let lines = [
      "AUTH PLAIN", "c2VjcmV0", "AUTH PLAIN c2VjcmV0", "AUTH LOGIN", "c2VjcmV0", "AUHT PLAIN c2Vj",
      "c2VjcmV0", "DATA", "AUTH PLAIN c2VjcmV0",
    ]
    let replies = [
      "334 ", "535 no", "235 ok", "502 no", "500 no", "500 no", "500 no", "503 no", "503 no",
    ]
    var live = Observer(Self.toAuth)
    var replayed = Observer(Self.toAuth)
    for (line, reply) in zip(lines, replies) {
      let octets = Array(line.utf8)
      let found = live.dialogue.hear(.line(Line(line)), from: .client)
      let piece: Piece =
        found.secret.map {
          .withheld(kept: Array(octets.prefix($0)), count: octets.count + 2 - $0)
        } ?? .line(Line(line))
      _ = replayed.dialogue.hear(piece, from: .client)
      live.hear("S: \(reply)")
      replayed.hear("S: \(reply)")
      #expect(replayed.dialogue == live.dialogue)
      #expect(replayed.exchanges == live.exchanges)
    }
  }
}
