import Protocols
import Testing

struct SecretTests {
  static let toAuth = "S: 220 x\nC: EHLO a\nS: 250-x\nS: 250 AUTH PLAIN LOGIN"

  @Test(arguments: [
    ("AUTH PLAIN c2VjcmV0", "AUTH PLAIN "), ("auth plain c2VjcmV0", "auth plain "),
    ("AUTH  PLAIN  c2VjcmV0", "AUTH  PLAIN  "), ("AUTH\tPLAIN\tc2VjcmV0", "AUTH\tPLAIN\t"),
    (" AUTH PLAIN c2VjcmV0", " AUTH PLAIN "), ("AUTH　PLAIN　c2VjcmV0", "AUTH　PLAIN　"),
    ("C: AUTH PLAIN c2VjcmV0", "C: AUTH PLAIN "), ("AUTHPLAIN c2VjcmV0", "AUTHPLAIN "),
    ("AUTH:PLAIN c2VjcmV0", "AUTH"), ("AUTH PLAIN=c2VjcmV0", "AUTH PLAIN"),
    ("AUTH PLAIN +/c2VjcmV0", "AUTH PLAIN "), ("AUTH PLAIN =", "AUTH PLAIN "),
    ("AUTHENTICATE PLAIN c2VjcmV0", "AUTHENTICATE "), ("AUTH PLAIN c2Vj cmV0", "AUTH PLAIN "),
  ])
  func `an AUTH line's secret is found, however the line is written`(line: String, kept: String) {
    var observer = Observer(Self.toAuth)
    #expect(observer.hear("C: \(line)").secret == kept.utf8.count)
  }

  @Test(arguments: [
    "AUTH", "AUTH LOGIN", "AUTH PLAIN ", "NOOP", "HELP AUTH", "MAIL FROM:<a@b>", "",
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

  @Test func `a secret sent ahead of its 334 is one all the same`() {
    var observer = Observer(Self.toAuth + "\nC: AUTH LOGIN")
    #expect(observer.hear("C: YWxpY2U=").secret == 0)
    #expect(observer.hear("C: cGlja2xlcw==").secret == 0)
    observer.hear("S: 334 VXNlcm5hbWU6\nS: 334 UGFzc3dvcmQ6\nS: 235 welcome")
    #expect(observer.exchanges.suffix(3) == ["AUTH 334", "secret 334", "secret 235"])
    #expect(observer.dialogue.state == .identified)
  }

  @Test func `a secret sent ahead of DATA's reply is found when it is sent`() {
    var observer = Observer(Self.toAuth + "\nC: DATA")
    #expect(observer.hear("C: AUTH PLAIN c2VjcmV0").secret == 11)
    // The server's line is none: to withhold it would change the record.
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
    let lines = ["AUTH PLAIN", "c2VjcmV0", "AUTH PLAIN c2VjcmV0", "DATA", "AUTH PLAIN c2VjcmV0"]
    let replies = ["334 ", "535 no", "235 ok", "503 no", "503 no"]
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
