import Language
import Protocols
import Teaching
import Testing
import Transcripts

struct MistakeTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let before: String
    let line: String
    let rule: String
    let column: Int
    let suggestion: String?
    let says: String
    var testDescription: String { line }
  }

  private static func typed(
    _ line: String, after before: String = Lecture.identified, _ rule: String, column: Int,
    _ suggestion: String?, says: String
  ) -> Case {
    Case(
      before: before, line: line, rule: rule, column: column, suggestion: suggestion, says: says)
  }

  static let mail = "MAIL FROM:<alice@crepes.fr>"
  static let rcpt = "RCPT TO:<bob@hamburger.edu>"

  private static let sender = "\nC: MAIL FROM:<a@b>\nS: 250 ok"
  private static let sized =
    Lecture.greeted + "\nC: EHLO crepes.fr\nS: 250-b\nS: 250-8BITMIME\nS: 250 SIZE"
  private static let notifying = Lecture.greeted + "\nC: EHLO crepes.fr\nS: 250-b\nS: 250 DSN"
  static let offering = Lecture.greeted + "\nC: EHLO crepes.fr\nS: 250-b\nS: 250 AUTH PLAIN"

  /// One line, and the first note on it.
  static let golden: [Case] = [
    // An input method was on.
    typed("MAIL FROM：<alice@crepes.fr>", "RFC 5321 §4.1.1.2", column: 10, mail, says: "全角"),
    typed("MAIL FROM:＜alice@crepes.fr＞", "RFC 5321 §4.1.2", column: 11, mail, says: "全角"),
    typed("MAIL FROM:<alice＠crepes.fr>", "RFC 5321 §4.1.2", column: 17, mail, says: "全角"),
    typed("MAIL FROM:<alice@crepes。fr>", "RFC 5321 §4.1.2", column: 24, mail, says: "全角"),
    typed("MAIL　FROM:<alice@crepes.fr>", "RFC 5321 §4.1.1.2", column: 5, mail, says: "全角"),
    typed(
      "ＨＥＬＯ crepes.fr", after: Lecture.greeted, "RFC 5321 §4.1.1", column: 1, "HELO crepes.fr",
      says: "全角"),
    typed("MAIL FROM:《alice@crepes.fr》", "RFC 5321 §4.1.2", column: 11, mail, says: "括号"),
    // No angle brackets.
    typed("MAIL FROM:alice@crepes.fr", "RFC 5321 §4.1.2", column: 11, mail, says: "< 和 >"),
    typed(
      "RCPT TO:bob@hamburger.edu", after: Lecture.sender, "RFC 5321 §4.1.2", column: 9, rcpt,
      says: "< 和 >"),
    // Left over from a book or a terminal.
    typed(
      #"HELO crepes.fr\r\n"#, after: Lecture.greeted, "RFC 5321 §2.3.8", column: 15,
      "HELO crepes.fr", says: "回车"),
    typed(
      "C: HELO crepes.fr", after: Lecture.greeted, "RFC 5321 §4.1.1", column: 1, "HELO crepes.fr",
      says: "C:"),
    typed("MAIL FROM:<alicf\u{8}e@crepes.fr>", "RFC 5321 §4.1.2", column: 17, mail, says: "退格"),
    // Slips.
    typed(
      "HELO", after: Lecture.greeted, "RFC 5321 §4.1.1.1", column: 5, "HELO crepes.fr", says: "主机名"),
    typed("MAIL FROM:", "RFC 5321 §4.1.2", column: 11, mail, says: "< 和 > 之间"),
    typed(
      "RCPT TO:", after: Lecture.sender, "RFC 5321 §4.1.2", column: 9, rcpt, says: "缺少地址"),
    typed(
      "RCPT TO:<>", after: Lecture.sender, "RFC 5321 §4.1.1.3", column: 10, rcpt,
      says: "收件人必须有地址"),
    typed("VRFY", "RFC 5321 §4.1.1.6", column: 5, "VRFY bob", says: "用户名或邮箱"),
    typed("EXPN", "RFC 5321 §4.1.1.7", column: 5, "EXPN bob", says: "邮件列表"),
    typed("AUTH", "RFC 4954 §4", column: 5, nil, says: "认证机制"),
    typed("AUTH", after: offering, "RFC 4954 §4", column: 5, "AUTH PLAIN", says: "认证机制"),
    typed(
      "HELLO crepes.fr", after: Lecture.greeted, "RFC 5321 §4.1.1", column: 1, "HELO crepes.fr",
      says: "没有这个命令"),
    typed("MA", "RFC 5321 §4.1.1", column: 1, mail, says: "没有这个命令"),
    typed("DA", after: Lecture.recipients, "RFC 5321 §4.1.1", column: 1, "DATA", says: "没有这个命令"),
    // The nearest command is out of turn: what is due is suggested instead.
    typed(
      "MA", after: Lecture.greeted, "RFC 5321 §4.1.1", column: 1, "HELO crepes.fr", says: "MAIL"),
    typed("DTA", "RFC 5321 §4.1.1", column: 1, mail, says: "DATA"),
    // The server has no such mailbox, and no such parameter.
    typed(
      "RCPT TO:nobody@hamburger.edu", after: Lecture.sender, "RFC 5321 §4.1.2", column: 9, nil,
      says: "< 和 >"),
    typed("MAIL FROM:alice@crepes.fr SIZE=9", "RFC 5321 §4.1.2", column: 11, nil, says: "< 和 >"),
    typed("QUIT now", "RFC 5321 §4.1.1.10", column: 6, "QUIT", says: "命令到此为止"),
    typed("RCPT TO:<bob>", after: Lecture.sender, "RFC 5321 §4.1.2", column: 13, rcpt, says: "域名"),
    // Out of order.
    typed(mail, after: Lecture.greeted, "RFC 5321 §4.1.4", column: 1, "HELO crepes.fr", says: "握手"),
    typed(
      "AUTH PLAIN", after: Lecture.greeted, "RFC 5321 §4.1.4", column: 1, "EHLO crepes.fr",
      says: "EHLO"),
    typed(
      "STARTTLS", after: Lecture.greeted, "RFC 5321 §4.1.4", column: 1, "EHLO crepes.fr",
      says: "EHLO"),
    typed(rcpt, "RFC 5321 §4.1.4", column: 1, mail, says: "先给出发件人"),
    typed("DATA", "RFC 5321 §4.1.4", column: 1, mail, says: "信封"),
    typed("DATA", after: Lecture.sender, "RFC 5321 §4.1.4", column: 1, rcpt, says: "收件人"),
    typed(mail, after: Lecture.sender, "RFC 5321 §4.1.4", column: 1, nil, says: "RSET"),
    typed("HELO crepes.fr", after: "", "RFC 5321 §4.3.1", column: 1, nil, says: "220"),
    typed("HELO crepes.fr", after: "S: 554 no", "RFC 5321 §3.1", column: 1, "QUIT", says: "220"),
    typed("AUTH PLAIN", after: Lecture.sender, "RFC 4954 §4", column: 1, nil, says: "不允许用 AUTH"),
    typed("STARTTLS", after: Lecture.sender, "RFC 3207 §4.2", column: 1, nil, says: "MAIL 之前"),
    // Obsolete commands, commands of extensions, shell commands.
    typed("TURN", "RFC 5321 §F.1", column: 1, nil, says: "早已废弃"),
    typed("send from:<a@b>", "RFC 5321 §F.6", column: 1, nil, says: "早已废弃"),
    typed("VERB", "IANA Mail Parameters", column: 1, nil, says: "Sendmail"),
    typed(
      "BDAT 5 LAST", after: Lecture.recipients, "RFC 3030 §2", column: 1, nil, says: "EHLO"),
    typed("BDAT 5 LAST", "RFC 5321 §4.1.4", column: 1, mail, says: "BDAT 之前"),
    typed("ETRN crepes.fr", "RFC 1985 §5", column: 1, nil, says: "没有提供"),
    typed("telnet hamburger.edu 25", "RFC 5321 §4.1.1", column: 1, nil, says: ":drop"),
    typed(
      "connect crepes.fr:587 --tls starttls", "RFC 5321 §4.1.1", column: 1, nil, says: ":drop"),
    // Beyond ASCII, without SMTPUTF8.
    typed(
      "EHLO 你", after: Lecture.greeted, "RFC 6531 §3.7.1", column: 6, "EHLO crepes.fr",
      says: "ASCII"),
    typed(
      "HELO 例子.测试", after: Lecture.greeted, "RFC 6531 §3.7.1", column: 6,
      "HELO xn--fsqu00a.xn--0zwm56d", says: "ASCII"),
    // A field of the header, too early.
    typed("SUBJECT: hi", "RFC 5321 §3.3", column: 1, mail, says: "DATA"),
    typed("From: alice@crepes.fr", "RFC 5321 §3.3", column: 1, mail, says: "首部"),
    typed("From: <alice@crepes.fr>", "RFC 5321 §3.3", column: 1, mail, says: "首部"),
    typed("FROM:alice@crepes.fr", "RFC 5321 §3.3", column: 1, mail, says: "MAIL FROM"),
    typed(
      "To: Bob <bob@hamburger.edu>", after: Lecture.sender, "RFC 5321 §3.3", column: 1, rcpt,
      says: "RCPT TO"),
    typed("FROM:<alice@crepes.fr>", "RFC 5321 §4.1.1", column: 1, mail, says: "MAIL"),
    typed("FROM: <alice@crepes.fr>", "RFC 5321 §4.1.1", column: 1, mail, says: "MAIL"),
    typed("Cc: a@b", after: Lecture.recipients, "RFC 5321 §3.3", column: 1, "DATA", says: "首部"),
    typed("MAIL FROM:<王@crepes.fr>", "RFC 6531 §3.4", column: 12, nil, says: "ASCII"),
    typed("MAIL FROM:<ａlice@crepes.fr>", "RFC 6531 §3.4", column: 12, mail, says: "全角"),
    typed(
      "MAIL FROM:<a@bücher.example>", "RFC 6531 §3.4", column: 15,
      "MAIL FROM:<a@xn--bcher-kva.example>", says: "ASCII"),
    typed(
      "RCPT TO:<李明@hamburger.edu>", after: Lecture.sender, "RFC 6531 §3.4", column: 10, nil,
      says: "ASCII"),
    typed("VRFY 鲍勃", "RFC 6531 §3.7.4.2", column: 6, nil, says: "SMTPUTF8"),
    // HTTP at a mail server.
    typed(
      "GET /bob/1 HTTP/1.1", after: Lecture.greeted, "RFC 9110 §9.3.1", column: 1, nil, says: "拉"),
    // Not wrong, but remarked on.
    typed("MAIL FROM: <alice@crepes.fr>", "RFC 5321 §3.3", column: 11, mail, says: "冒号"),
    typed(
      "RCPT TO:  <bob@hamburger.edu>", after: Lecture.sender, "RFC 5321 §3.3", column: 9, rcpt,
      says: "冒号"),
    typed("MAIL FROM:<alice@crepes.fr> SIZE=9", "RFC 5321 §4.1.1.2", column: 29, nil, says: "EHLO"),
    typed(
      "MAIL FROM:<alice@crepes.fr> SIZE=9", after: offering, "RFC 1870 §3", column: 29, nil,
      says: "没有列出 SIZE"),
    typed(
      "RCPT TO:<bob@hamburger.edu> NOTIFY=NEVER", after: offering + sender, "RFC 3461 §4.1",
      column: 29, nil, says: "DSN"),
    typed(
      "RCPT TO:<bob@hamburger.edu> SIZE=9", after: offering + sender, "RFC 1870 §3", column: 29,
      nil, says: "MAIL 的参数"),
    typed(mail + " SIZE=9k", after: sized, "RFC 1870 §3", column: 29, nil, says: "字节数"),
    typed(mail + " RET=ALL", after: notifying, "RFC 3461 §4.3", column: 29, nil, says: "HDRS"),
    typed(mail + " ENVID=a+b", after: notifying, "RFC 3461 §4.4", column: 29, nil, says: "标识"),
    typed(
      rcpt + " NOTIFY=NEVER,DELAY", after: notifying + sender, "RFC 3461 §4.1", column: 29, nil,
      says: "单独写 NEVER"),
    typed(
      rcpt + " ORCPT=bob@hamburger.edu", after: notifying + sender, "RFC 3461 §4.2", column: 29,
      nil, says: "rfc822"),
    typed(mail + " BODY=8BIT", after: sized, "RFC 6152 §2", column: 29, nil, says: "8BITMIME"),
    typed("AUTH PLAIN", "RFC 4954 §3", column: 1, nil, says: "EHLO 代替 HELO"),
    typed("STARTTLS", "RFC 3207 §2", column: 1, nil, says: "EHLO 代替 HELO"),
    typed("STARTTLS", after: offering, "RFC 3207 §2", column: 1, nil, says: "没有列出 STARTTLS"),
    // Inside the message.
    typed("。", after: Lecture.body, "RFC 5321 §4.1.1.4", column: 1, ".", says: "全角句号"),
    typed("．", after: Lecture.body, "RFC 5321 §4.1.1.4", column: 1, ".", says: "全角句号"),
    typed(". ", after: Lecture.body, "RFC 5321 §4.1.1.4", column: 1, ".", says: "空格"),
    typed(" .", after: Lecture.body, "RFC 5321 §4.1.1.4", column: 1, ".", says: "空格"),
    typed(#".\r\n"#, after: Lecture.body, "RFC 5321 §4.1.1.4", column: 1, ".", says: "回车"),
    typed("QUIT", after: Lecture.body, "RFC 5321 §4.1.1.4", column: 1, ".", says: "QUIT 在这里是正文"),
    typed(
      "helo crepes.fr", after: Lecture.body, "RFC 5321 §4.1.1.4", column: 1, ".",
      says: "HELO 在这里是正文"),
    typed(mail, after: Lecture.body, "RFC 5321 §4.1.1.4", column: 1, ".", says: "MAIL 在这里是正文"),
    typed(
      ".profile", after: Lecture.body, "RFC 5321 §4.5.2", column: 1, "..profile", says: "两个句点"),
    typed(#"Hello\r\n"#, after: Lecture.body, "RFC 5321 §2.3.8", column: 6, "Hello", says: "回车"),
    typed(
      "Bonjour, élise", after: Lecture.body, "RFC 5321 §2.4", column: 10, nil,
      says: "第八位"),
    typed(
      "Subject: élise", after: Lecture.content, "RFC 6531 §3.4", column: 10, nil, says: "编码字"),
    typed(
      String(repeating: "a", count: 999), after: Lecture.body, "RFC 5321 §4.5.3.1.6",
      column: 999, nil, says: "998"),
  ]

  @Test(arguments: [
    "CRLF.CRLF", "crlf . crlf", "<CRLF>.<CRLF>", "<CR><LF>.<CR><LF>", "CRLF。CRLF",
    #"\r\n.\r\n"#, #"".""#, "“.”", "'.'", "‘。’",
  ])
  func `the end mark spelt out is text, and the note names the dot`(line: String) {
    var lecture = Lecture(Lecture.content)
    let notes = lecture.type(line).mistakes
    #expect(notes.map(\.suggestion) == ["."])
    #expect(notes.map(\.rule) == [.smtp("4.1.1.4")])
    #expect(notes.first?.text.english.contains("Enter sends CR LF before and after it") == true)
    #expect(lecture.session.conversations[1]?.guidance.typed == .content)
  }

  @Test(arguments: golden)
  func `a mistake gets its column, its rule and the correct line`(
    wanted: Case
  ) throws {
    var lecture = Lecture(wanted.before)
    let notes = lecture.type(wanted.line).mistakes
    let note = try #require(notes.first)
    #expect(note.rule?.description == wanted.rule)
    #expect(note.column == wanted.column)
    #expect(note.suggestion == wanted.suggestion)
    #expect(note.text.chinese.contains(wanted.says), "\(note.text.chinese)")
    #expect(notes.count == 1)
    #expect(note.event != nil)
  }

  @Test(arguments: [
    (Lecture.greeted, "MAIL FROM alice", "HELO", "HELO crepes.fr"),
    (Lecture.identified, "RCPT TO bob", "RCPT", mail),
    (Lecture.identified, "DATA Hello", "DATA", mail), (Lecture.sender, "DATA Hello", "DATA", rcpt),
  ])
  func `a broken line that comes too early has two notes, and the line that is due is suggested`(
    before: String, line: String, words: String, due: String
  ) throws {
    var lecture = Lecture(before)
    let notes = lecture.type(line).mistakes
    #expect(notes.map(\.isRemark) == [false, false])
    // As their carets stand below the line.
    #expect(notes.map(\.suggestion) == [due, nil])
    #expect(notes.compactMap(\.column) == notes.compactMap(\.column).sorted())
    #expect(notes.first?.rule == .smtp("4.1.4"))
    #expect(notes.first?.text.chinese.contains(words) == true)
    #expect(lecture.hear("S: 501 no").first?.text.english.contains("shown above") == true)
  }

  @Test(arguments: ["MAIL FROM:alice@crepes.fr", "MAIL FROM:<alice@>", "MAIL FROM:<a@b>"])
  func `a second MAIL that is refused leaves the sender`(line: String) {
    var lecture = Lecture(Lecture.sender)
    _ = lecture.type(line)
    let note = lecture.hear("S: 501 no").first
    #expect(note?.text.chinese == "这一行没有被接受；之前的发件人仍然有效。")
    #expect(note?.text.english.contains("still stands") == true)
  }

  @Test(arguments: [
    "GET /bob/1 HTTP/1.1", "get / http/1.1", "get /bob", "HEAD /", "POST", "Host: hamburger.edu",
    "User-Agent: x",
  ])
  func `HTTP at a mail server: the note says which port, who speaks first, what to type`(
    line: String
  )
    throws
  {
    var lecture = Lecture(Lecture.greeted)
    let notes = lecture.type(line).mistakes
    #expect(notes.map(\.rule) == [.http(line.lowercased().hasPrefix("get") ? "9.3.1" : "3.3")])
    let text = try #require(notes.first).text
    for (text, words) in [
      (text.english, ["HTTP", "port 80", "telnet hamburger.edu 80", "the client speaks first"]),
      (text.chinese, ["HTTP", "80 端口", "telnet hamburger.edu 80", "由客户端先发言"]),
    ] {
      #expect(words.allSatisfy(text.contains), "\(text)")
    }
  }

  @Test func `a request that waits for a greeting gets a note on the other dialect`() throws {
    let silent = Lecture("")
    let conversation = silent.session.conversations[1]
    let request = Array("GET / HTTP/1.1".utf8)
    let hint = try #require(HTTPMethodAtSMTP.hint(for: request, in: conversation))
    #expect(hint.english.contains("telnet hamburger.edu 25 --dialect http"))
    #expect(hint.chinese.contains("telnet hamburger.edu 25 --dialect http"))
    #expect(HTTPMethodAtSMTP.hint(for: Array("HELO x".utf8), in: conversation) == nil)
    let greeted = Lecture(Lecture.greeted)
    #expect(HTTPMethodAtSMTP.hint(for: request, in: greeted.session.conversations[1]) == nil)
  }

  @Test(arguments: golden)
  func `every suggestion for a command parses, and is not remarked on`(wanted: Case) throws {
    var lecture = Lecture(wanted.before)
    guard let suggestion = lecture.type(wanted.line).mistakes.first?.suggestion,
      !wanted.before.hasPrefix(Lecture.content)
    else { return }
    #expect(throws: Never.self) { try CommandParser.parse(Array(suggestion.utf8)) }
    var again = Lecture(Lecture.content + "\nC: .\nS: 250 ok")
    // There it may be out of turn, or AUTH may not be offered.
    let elsewhere = [Rule.smtp("4.1.4"), Rule("RFC 4954", "3")]
    #expect(again.type(suggestion).mistakes.allSatisfy { $0.rule.map(elsewhere.contains) == true })
  }

  @Test(arguments: [
    (Lecture.greeted, "HELO crepes.fr"), (Lecture.greeted, "NOOP"), (Lecture.greeted, "QUIT"),
    (Lecture.identified, mail), (Lecture.identified, "MAIL FROM:<>"), (Lecture.sender, rcpt),
    (Lecture.recipients, "DATA"), (Lecture.recipients, "rset"), (Lecture.body, "How are you?"),
    (Lecture.body, ""), (Lecture.content, "."), (Lecture.body, "..profile"),
    (Lecture.body, "quit smoking today"), (Lecture.body, "Data was lost"),
    (Lecture.body, "The end is CRLF.CRLF"), (Lecture.body, "\"\""),
    (Lecture.content, "Subject: x"), (Lecture.content, "From: Alice <alice@crepes.fr>"),
  ])
  func `correct lines are not remarked on`(before: String, line: String) {
    var lecture = Lecture(before)
    #expect(lecture.type(line).mistakes == [])
  }

  @Test func `lines that the console sends are not the student's mistakes`() {
    var lecture = Lecture(Lecture.content)
    #expect(lecture.take(.heard(.client, .line(Line("。"))), isByConsole: true) == [])
  }

  @Test func `repetitive advice is given once a message`() {
    var lecture = Lecture(Lecture.body)
    #expect(lecture.type("é").mistakes.count == 1)
    #expect(lecture.type("é").mistakes.count == 0)
    lecture.hear(
      "C: .\nS: 250 ok\nC: MAIL FROM:<>\nS: 250 ok\nC: RCPT TO:<b@c>\nS: 250 ok\nC: DATA\nS: 354 go on"
        + "\nC: Subject: x\nC: ")
    #expect(lecture.type("é").mistakes.count == 1)
  }

  /// MAIL's parameters, and whether a header and a body beyond ASCII are remarked on.
  @Test(arguments: [
    ("", true, true), ("BODY=7BIT", true, true), ("BODY=8BITMIME", true, false),
    ("SMTPUTF8", false, true), ("SMTPUTF8 BODY=8BITMIME", false, false),
  ])
  func `octets above 127 need different parameters in header and body`(
    parameters: String, isHeaderTold: Bool, isBodyTold: Bool
  ) {
    var lecture = Lecture(
      Lecture.greeted
        + "\nC: EHLO a\nS: 250-8BITMIME\nS: 250 SMTPUTF8\nC: MAIL FROM:<> \(parameters)"
        + "\nS: 250 ok\nC: RCPT TO:<b@c>\nS: 250 ok\nC: DATA\nS: 354 go on")
    #expect(lecture.type("Subject: é").mistakes.isEmpty != isHeaderTold)
    #expect(lecture.type(" é").mistakes.isEmpty)
    let latin1 = lecture.type(Line(octets: Array("From: ".utf8) + [0xE9]))
    #expect(latin1.mistakes.isEmpty == isHeaderTold)
    #expect(lecture.type("").mistakes.isEmpty)
    #expect(lecture.type("Ceci: é").mistakes.isEmpty != isBodyTold)
  }

  /// EHLO's reply, and whether the note on a body beyond ASCII names 8BITMIME as possible.
  @Test(arguments: [("250 8BITMIME", true), ("250 SIZE", false)])
  func `a note on the text suggests only what this server offers`(offer: String, isOffered: Bool) {
    var lecture = Lecture(
      Lecture.greeted
        + "\nC: EHLO a\nS: 250-x\nS: \(offer)\nC: MAIL FROM:<>\nS: 250 ok"
        + "\nC: RCPT TO:<b@c>\nS: 250 ok\nC: DATA\nS: 354 go on")
    let header = lecture.type("Subject: é").mistakes.first?.text.english ?? ""
    #expect(header.contains("encoded word") && !header.contains("SMTPUTF8"))
    _ = lecture.type("")
    let body = lecture.type("é").mistakes.first?.text.english ?? ""
    #expect(body.contains("quoted-printable") && body.contains("base64"))
    #expect(body.contains("BODY=8BITMIME") == isOffered)
  }

  @Test func `a name beyond ASCII is correct if the server offers SMTPUTF8 and MAIL uses it`() {
    let offered = Lecture.greeted + "\nC: EHLO a\nS: 250-x\nS: 250 SMTPUTF8"
    var lecture = Lecture(offered)
    let notes = lecture.type("MAIL FROM:<王@crepes.fr>").mistakes
    #expect(notes.map(\.suggestion) == ["MAIL FROM:<王@crepes.fr> SMTPUTF8"])
    lecture.hear("S: 553 5.6.7 no")
    #expect(lecture.type("MAIL FROM:<王@crepes.fr> SMTPUTF8").mistakes == [])
    // Before MAIL's reply, it is not known.
    #expect(lecture.type("RCPT TO:<李明@hamburger.edu>").mistakes == [])
    lecture.hear("S: 250 ok\nS: 250 ok")
    #expect(lecture.type("RCPT TO:<李明@hamburger.edu>").mistakes == [])
    #expect(lecture.type("VRFY 鲍勃 SMTPUTF8").mistakes == [])
  }

  @Test(arguments: [
    (Lecture.identified, "MAIL FROM:<王@crepes.fr>"),
    (Lecture.sender, "RCPT TO:<李明@hamburger.edu>"),
    (Lecture.body, "Bonjour, élise"), (Lecture.content, "Subject: élise"),
    (Lecture.body, "你好"),
  ])
  func `after HELO no note names a parameter`(before: String, line: String) {
    var lecture = Lecture(before)
    let notes = lecture.type(line).mistakes
    #expect(notes.count == 1)
    for parameter in ["BODY=", "8BITMIME", "SMTPUTF8", "SIZE="] {
      for note in notes { #expect(!note.text.english.contains(parameter)) }
      for note in notes { #expect(!note.text.chinese.contains(parameter)) }
    }
  }

  @Test func `an extension's command is only remarked on where the extension is offered`() {
    var lecture = Lecture(Lecture.greeted + "\nC: EHLO a\nS: 250-x\nS: 250 ETRN")
    #expect(lecture.type("ETRN crepes.fr").mistakes.map(\.isRemark) == [true])
  }

  @Test(arguments: [
    ("Subject: x", true), ("hello", true), (".", true), ("Hello Bob,", true), ("From: a@b", true),
    ("User-Agent: x", true), ("Send me the file", true), ("Turn left.", true), ("TURN", false),
    ("BDAT 5 LAST", false), ("telnet hamburger.edu 25", false), ("How are you?", true),
    ("QIUT", false), ("RCTP TO:<bob@x>", false),
    ("RCPT TO:bob@hamburger.edu", false), ("GET / HTTP/1.1", false),
  ])
  func `text after a refused DATA is recognised, a mistyped command is not taken for it`(
    line: String, isText: Bool
  ) {
    var lecture = Lecture(Lecture.sender + "\nC: DATA\nS: 503 5.5.1 no")
    let notes = lecture.type(line).mistakes
    #expect(notes.count == 1)
    #expect(notes.first?.text.english.contains("DATA was not accepted") == isText)
    #expect(notes.first?.text.chinese.contains("DATA 没有被接受") == isText)
    lecture.hear("S: 500 no\nC: RSET\nS: 250 ok")
    let later = lecture.type("Subject: x").mistakes
    #expect(later.first?.text.english.contains("DATA was not accepted") == false)
  }

  @Test(arguments: [(25, "port 25:"), (2525, "port 2525:")])
  func `the note names the port that was called`(port: Int, words: String) throws {
    var lecture = Lecture(Lecture.greeted, port: port)
    let text = try #require(lecture.type("GET / HTTP/1.1").mistakes.first).text
    #expect(text.english.contains("This is SMTP, \(words)"))
    #expect(text.chinese.contains("SMTP，\(port) 端口"))
  }

  @Test func `a bare LF is remarked on, in a command and in a message`() {
    var lecture = Lecture(Lecture.greeted)
    let command = lecture.type(Line("HELO crepes.fr", ending: .lf)).mistakes
    #expect(command.map(\.rule) == [.smtp("2.3.8")])
    #expect(command.map(\.column) == [15])
    var inside = Lecture(Lecture.body)
    #expect(inside.type(Line("text", ending: .lf)).mistakes.map(\.rule) == [.smtp("2.3.8")])
    #expect(inside.type(Line(".", ending: .lf)).mistakes == [])
  }

  @Test func `lines sent ahead of 354 get no mistakes at the server's line`() {
    var lecture = Lecture(Lecture.recipients + "\nC: DATA\nC: QUIT\nC: .profile")
    #expect(lecture.hear("S: 354 go on").mistakes == [])
  }

  @Test func `commands sent ahead are not called out of order`() {
    var lecture = Lecture(Lecture.identified + "\nC: MAIL FROM:<a@b>")
    #expect(lecture.type(Self.rcpt).mistakes == [])
    #expect(lecture.type("DATA").mistakes == [])
  }
}
