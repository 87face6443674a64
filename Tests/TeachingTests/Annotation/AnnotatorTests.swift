import Language
import Protocols
import Teaching
import TestSupport
import Testing
import Transcripts

struct AnnotatorTests {
  static let conversation = """
    S: 220 hamburger.edu
    C: HELO crepes.fr
    S: 250 Hello crepes.fr, pleased to meet you
    C: MAIL FROM: <alice@crepes.fr>
    S: 250 alice@crepes.fr... Sender ok
    C: RCPT TO:<bob@hamburger.edu>
    S: 250 bob@hamburger.edu ... Recipient ok
    C: DATA
    S: 354 Enter mail, end with "." on a line by itself
    C: Do you like ketchup?
    C: .
    S: 250 Message accepted for delivery
    C: QUIT
    S: 221 hamburger.edu closing connection
    """

  private func form(_ note: Note) -> String {
    [
      note.event.map { "\($0)" }, note.about.rawValue, note.phase?.name,
      note.code.map { "\($0)" }, note.rule?.description, note.column.map { "column \($0)" },
      note.suggestion,
    ].compactMap { $0 }.joined(separator: " ")
  }

  @Test func `the lecture's conversation, note by note`() {
    var lecture = Lecture(Self.conversation)
    lecture.take(.closed(by: .server, .finished))
    #expect(
      lecture.notes.map(form) == [
        "1 phase handshake", "1 transport handshake", "1 transport handshake",
        "2 reply handshake 220 \(rule(220, .connection))",
        "4 reply handshake 250 \(rule(250, .verb(.helo)))", "4 phase transfer",
        "5 mistake transfer RFC 5321 §3.3 column 11 MAIL FROM:<alice@crepes.fr>",
        "6 reply transfer 250 \(rule(250, .verb(.mail)))",
        "8 reply transfer 250 \(rule(250, .verb(.rcpt)))",
        "10 reply transfer 354 \(rule(354, .verb(.data)))",
        "11 mistake transfer RFC 5322 §3.6",
        "13 reply transfer 250 \(rule(250, .endOfData))", "14 phase close",
        "15 reply close 221 \(rule(221, .verb(.quit)))", "16 transport close RFC 5321 §4.1.1.10",
      ])
  }

  private func rule(_ code: Int, _ request: AnsweredRequest) -> String {
    ReplyCode(code).map { ReplyMeaning.text(code: $0, answering: request).rule.description } ?? ""
  }

  @Test func `354 is explained as not an error`() throws {
    let lecture = Lecture(Self.conversation)
    let note = try #require(lecture.notes.first { $0.code == 354 })
    #expect(note.text.english.contains("Not an error"))
    #expect(note.text.chinese.contains("不是错误"))
    #expect(note.gist?.english.hasPrefix("go on") == true)
  }

  @Test func `each of EHLO's extensions has a note, an unknown one too`() {
    var lecture = Lecture(Lecture.greeted + "\nC: EHLO crepes.fr\nS: 250-hamburger.edu")
    #expect(lecture.hear("S: 250-SIZE 1000").map(\.about) == [.capability])
    #expect(lecture.hear("S: 250-XWHATEVER").map(\.about) == [.capability])
    #expect(lecture.hear("S: 250 HELP").map(\.about) == [.capability, .reply, .phase])
  }

  @Test func `OK at the end of EHLO's list is not an extension`() {
    var lecture = Lecture(Lecture.greeted + "\nC: EHLO crepes.fr\nS: 250-hamburger.edu")
    #expect(lecture.hear("S: 250 OK").map(\.about) == [.reply, .phase])
  }

  @Test func `an enhanced code is explained together with the reply code`() {
    var lecture = Lecture(Lecture.sender)
    let notes = lecture.hear("C: RCPT TO:<x@y>\nS: 550 5.1.1 no such user")
    #expect(notes.map(\.code) == [550, 550, 550])
    #expect(notes[1].text.english.hasPrefix("5.1.1: "))
  }

  @Test func `an impossible reply and an unasked one each have a note`() {
    var lecture = Lecture(Lecture.recipients)
    #expect(lecture.hear("C: DATA\nS: 250 ok").map(\.rule).contains(.smtp("4.3.2")))
    #expect(lecture.hear("S: 421 closing").map(\.about) == [.reply, .phase])
    #expect(lecture.hear("S: hello").map(\.about) == [.reply])
  }

  @Test func `a lost connection is not a farewell`() throws {
    for (side, farewell) in [
      (Side.client, Farewell.finished), (.server, .finished), (.server, .lost),
    ] {
      var lecture = Lecture(Lecture.sender)
      let note = try #require(lecture.take(.closed(by: side, farewell)).last)
      #expect(note.about == .transport)
      #expect(note.phase == .close)
      #expect(note.text != Lecture(Self.conversation + "").notes.last?.text)
    }
  }

  @Test func `a secret is not shown, and its note cites its protocol's rule`() {
    var lecture = Lecture(Lecture.identified)
    let notes = lecture.type("AUTH PLAIN c2VjcmV0")
    #expect(notes.last?.rule == Rule("RFC 4954", "4"))
    for note in notes {
      #expect(note.suggestion?.contains("c2VjcmV0") != true)
      #expect(!note.text.english.contains("c2VjcmV0"))
    }
    var web = Lecture("C: GET / HTTP/1.1", dialect: .http)
    #expect(web.type("Authorization: Basic c2VjcmV0").last?.rule == .http("11.6.2"))
  }

  @Test func `every note is in both languages`() {
    var generator = SeededGenerator(seed: 7)
    let lines =
      MistakeTests.golden.map { "C: \($0.line)" }
      + Self.conversation.split(separator: "\n").map(String.init)
      + [
        "S: 250 ok", "S: 354 ok", "S: 550 5.7.1 no", "S: 421 x", "S: junk", "S: 150 x", "S: 250-X",
      ]
    for dialect in Dialect.allCases {
      for _ in 0..<40 {
        var lecture = Lecture(dialect: dialect)
        for _ in 0..<40 { lecture.hear(lines.randomElement(using: &generator) ?? "") }
        lecture.take(.closed(by: .server, .lost))
        for note in lecture.notes {
          #expect(!note.text.english.isEmpty)
          #expect(
            note.text.english.unicodeScalars.allSatisfy { !(0x4E00...0x9FFF).contains($0.value) })
          #expect(
            note.text.chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
          #expect((note.column ?? 1) >= 1)
        }
      }
    }
  }

  @Test(arguments: [
    "550", "354", "5.1.1", "550 5.1.1 <x@y>: user unknown", "RCPT", "404", "PIPELINING", "Host",
  ])
  func `every topic is explained in both languages`(topic: String) {
    #expect(Explanation.isKnown(topic))
    for note in Explanation.notes(on: topic) {
      #expect(!note.text.english.isEmpty)
      #expect(!note.text.chinese.isEmpty)
    }
  }

  @Test(arguments: [(25, true), (587, false), (80, false)])
  func `only for port 25 a note says that networks block it`(port: Int, isSaid: Bool) throws {
    var lecture = Lecture()
    let attempt = Attempt(dialect: .smtp, host: "mx.example", port: port)
    let notes = lecture.take(.failed(attempt, .timeout))
    let text = try #require(notes.first).text
    #expect(text.english.contains("block port 25") == isSaid)
    #expect(text.chinese.contains("封锁 25 端口") == isSaid)
    #expect(text.english.hasSuffix(".") && text.chinese.hasSuffix("。"))
  }

  @Test func `an unknown topic is called unknown`() {
    for topic in ["", "   ", "nonsense", "999", "9.9.9.9"] { #expect(!Explanation.isKnown(topic)) }
  }

  @Test(arguments: ["", Lecture.greeted, Lecture.identified, Lecture.sender, Lecture.recipients])
  func `every next step that is a command parses, and is in order`(before: String) {
    let lecture = Lecture(before)
    let next = NextSteps(in: lecture.session.conversation, naming: .lecture)
    for step in next.all {
      var again = lecture
      #expect(throws: Never.self) { try CommandParser.parse(Array(step.line.utf8)) }
      #expect(again.type(step.line).mistakes == [])
      #expect(!step.text.chinese.isEmpty)
    }
  }
}

@Suite struct FarewellTests {
  private func end(_ script: String, _ farewell: Farewell = .lost) -> String {
    var lecture = Lecture(script)
    return lecture.take(.closed(by: .server, farewell)).last?.text.english ?? ""
  }

  @Test func `a connection lost after 221 had its farewell`() {
    let text = end(Lecture.identified + "\nC: QUIT\nS: 221 bye")
    #expect(!text.contains("was lost") && text.contains("was over"))
  }

  @Test(arguments: [Farewell.lost, .finished])
  func `a message without its reply does not count as sent, but may have arrived`(
    farewell: Farewell
  ) {
    #expect(end(Lecture.content + "\nC: Hi", farewell).contains("not sent"))
    #expect(end(Lecture.content + "\nC: Hi\nC: .", farewell).contains("RFC 1047"))
    let answered = end(Lecture.content + "\nC: Hi\nC: .\nS: 250 ok", farewell)
    #expect(!answered.contains("begin again") && !answered.contains("1047"))
  }

  @Test func `an unfinished reply has a note`() {
    let cut = Lecture.greeted + "\nC: EHLO a\nS: 250-a"
    #expect(end(cut).contains("unfinished"))
    #expect(!end(cut + "\nS: 250 b").contains("unfinished"))
  }
}

@Suite struct OddityTests {
  @Test(arguments: [
    ("❤\u{FE0F}", false), ("a\u{FE0F}", true), ("a\u{2028}b", true), ("\u{FFF9}", true),
  ])
  func `characters shown by number are remarked on, and no others`(text: String, told: Bool) {
    var lecture = Lecture()
    let notes = lecture.hear("S: 220 \(text)")
    #expect(notes.contains { $0.text.english.contains("by its number") } == told)
  }

  @Test func `a faulty line is explained next to it, each fault once a conversation`() {
    var lecture = Lecture(Lecture.greeted)
    let notes = lecture.hear("S: 421 \u{1B}[2J \u{202E}gone")
    #expect(notes.map(\.about) == [.reply, .reply, .reply, .phase])
    #expect(notes[1].text.english.contains("control") && notes[1].text.chinese.contains("控制"))
    #expect(notes[2].text.english.contains("invisible") && notes[2].text.chinese.contains("不可见"))
    #expect(lecture.hear("S: 421 \u{1B}[2J \u{202E}gone").count == 1)
  }

  @Test func `what a resumed lesson does again is not explained, and does not count as explained`()
  {
    let script = "C: NOOP\nS: 250 Ok"
    var fresh = Lecture(Lecture.identified)
    let explanation = fresh.hear(script).map(\.text)
    #expect(!explanation.isEmpty)
    var resumed = Lecture()
    resumed.take(.learner(.resumed(step: "a")))
    #expect(resumed.hear(Lecture.identified).isEmpty)
    for _ in 0..<3 { #expect(resumed.hear(script).isEmpty) }
    resumed.take(.learner(.ready(step: "a")))
    #expect(resumed.hear(script).map(\.text) == explanation)
  }

  @Test func `a TLS alert is recognised without a line end`() {
    var lecture = Lecture()
    let alert = Line(octets: [0x15, 3, 1, 0, 2, 2, 0x46], ending: .none)
    let notes = lecture.take(.heard(.server, .line(alert)))
    #expect(
      notes.first?.text.english.hasPrefix("This is not an SMTP reply. It looks like TLS") == true)
    #expect(notes.first?.text.english.contains("after 7 octets") == true)
  }

  @Test func `a sender that was refused does not count`() {
    var lecture = Lecture(Lecture.identified)
    lecture.hear("C: MAIL FROM:<alice@crepes.fr>\nS: 550 no")
    let mistake = lecture.type("RCPT TO:<bob@hamburger.edu>").mistakes.first
    #expect(mistake?.text.english.contains("before any MAIL was accepted") == true)
  }

  @Test(arguments: [
    ("HTTP/1.1 400 Bad", "HTTP"), ("+OK ready", "POP3"), ("* OK ready", "IMAP"),
    ("SSH-2.0-x", "SSH"), ("\u{15}\u{3}\u{1}", "TLS"), ("999 x", "first digit"),
    ("25", "three digits"),
  ])
  func `a line that is not a reply is named after the protocol it looks like`(
    line: String, word: String
  ) {
    var lecture = Lecture()
    #expect(lecture.hear("S: \(line)").contains { $0.text.english.contains(word) })
  }

  @Test(arguments: [
    ("hamburger.edu", true), ("CREPES.FR", true), ("mail.example.net", false),
  ])
  func `a practice host's name that is unknown outside is called so`(host: String, isOwn: Bool) {
    var lecture = Lecture()
    let attempt = Attempt(dialect: .smtp, host: host, port: 25)
    let text = lecture.take(.failed(attempt, .unknownHost)).first?.text.english ?? ""
    #expect(text.contains("practice world") == isOwn)
    #expect(text.contains("telnet \(host) 25") == isOwn)
  }

  @Test func `a domain of the world that no host is named after leads to its MX record`() {
    var lecture = Lecture()
    var host = HostDescription(name: "mail.hamburger.edu", mailboxes: ["bob"])
    host.domain = "hamburger.edu"
    _ = lecture.take(.world(.opened([host])))
    let attempt = Attempt(dialect: .smtp, host: "hamburger.edu", port: 25)
    let note = lecture.take(.failed(attempt, .unknownHost)).first
    #expect(note?.suggestion == ":mx hamburger.edu")
    #expect(note?.text.english.contains("practice world") == false)
  }
}
