import Language
import Protocols
import Teaching
import TestSupport
import Testing
import Transcripts

/// The notes on a reply agree with the notes on the line that it answers.
struct ReplyNotesTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let before: String
    let line: String
    let reply: String
    /// In the reply's own note.
    let english: String
    let chinese: String
    /// In none of the reply's notes.
    var never = ""
    var testDescription: String { "\(line) → \(reply)" }
  }

  private static let mail = "MAIL FROM:<alice@crepes.fr>"
  private static let rcpt = "RCPT TO:<bob@hamburger.edu>"
  private static let login = Lecture.greeted + "\nC: EHLO a\nS: 250 b\nC: AUTH LOGIN\nS: 502 no"

  private static func answered(
    _ line: String, _ reply: String, after before: String = Lecture.identified, _ english: String,
    _ chinese: String, never: String = ""
  ) -> Case {
    Case(
      before: before, line: line, reply: reply, english: english, chinese: chinese, never: never)
  }

  static let faults: [Case] = [
    answered("MAIL FROM:<alice>", "501 no", "shown above", "上面给出", never: "brackets"),
    answered("DATA.", "501 no", after: Lecture.recipients, "shown above", "上面给出", never: "begin"),
    answered("QUIT.", "500 no", "shown above", "上面给出", never: "No such"),
    answered("HELO: x", "501 no", after: Lecture.greeted, "shown above", "上面给出", never: "begin"),
    answered("TURN", "502 no", "does not offer it", "没有实现"),
    answered("GET / HTTP/1.1", "500 no", "given above", "上面"),
    answered("MAIL FROM:alice@crepes.fr", "502 no", "shown above", "上面给出", never: "stray"),
    answered("DATA", "502 no", "shown above", "上面给出", never: "stray"),
    answered("AUTH PLAIN", "502 no", after: Lecture.sender, "does not offer AUTH", "不提供 AUTH"),
    answered("AUTH PLAIN", "502 no", "does not offer AUTH", "不提供 AUTH"),
    answered(mail, "552 no", "space you have left", "存储限额"),
    answered("VRFY 鲍勃", "502 no", "does not offer VRFY", "没有开放 VRFY"),
    answered("MAIL FROM: <a@b.fr>", "553 no", "not allowed", "不被允许"),
    answered("EHLO 你", "504 no", after: Lecture.greeted, "shown above", "上面给出"),
    answered("MAIL FROM: <a@b.fr>", "501 no", "remark above", "上面提醒", never: "brackets"),
    answered("MAIL FROM:<a@b.fr> SIZE=9", "555 no", "remark above", "上面提醒"),
    answered(mail, "501 no", "finds nothing wrong", "没看出", never: "brackets"),
    answered("HELO x", "501 no", after: Lecture.greeted, "finds nothing wrong", "没看出"),
  ]

  static let orders: [Case] = [
    answered("DATA", "503 no", after: Lecture.greeted, "Greet first", "报上主机名", never: "RCPT"),
    answered(mail, "503 no", after: Lecture.greeted, "Greet first", "报上主机名", never: "RSET"),
    answered(mail, "503 no", after: Lecture.sender, "already under way", "已经开始", never: "Greet"),
    answered(mail, "503 5.5.1 no", after: Lecture.recipients, "already under way", "RSET"),
    answered(mail, "503 no", "allows MAIL now", "现在可以发", never: "Greet"),
    answered(rcpt, "503 no", "MAIL FROM:<…> first", "先发 MAIL"),
    answered("DATA", "503 no", "MAIL, then RCPT", "先发 MAIL，再发 RCPT"),
    answered("DATA", "503 no", after: Lecture.sender, "RCPT first", "先发 RCPT", never: "MAIL"),
    answered("AUTH PLAIN", "503 no", after: Lecture.sender, "not allowed", "不允许"),
    answered("STARTTLS", "503 no", after: Lecture.greeted, "EHLO", "EHLO"),
  ]

  static let states: [Case] = [
    answered("RSET", "250 ok", "no message was under way", "没有正在传输", never: "is dropped"),
    answered("RSET", "250 ok", after: Lecture.greeted, "no message", "没有正在传输", never: "MAIL"),
    answered("RSET", "250 ok", after: Lecture.sender, "is dropped", "已作废"),
    answered("HELO x", "250 ok", after: Lecture.greeted, "handshake is complete", "握手结束"),
    answered("HELO x", "250 ok", after: Lecture.sender, "as RSET does", "相当于 RSET"),
    answered("EHLO x", "250 ok", after: Lecture.recipients, "as RSET does", "相当于 RSET"),
  ]

  static let enhanced: [Case] = [
    answered(
      rcpt, "452 4.2.2 full", after: Lecture.sender, "4.2.2 says why. Try", "4.2.2",
      never: "too many"),
    answered(
      rcpt, "452 4.5.3 many", after: Lecture.recipients, "4.5.3 says why. The ones", "另发一次",
      never: "room"),
    answered(rcpt, "451 4.7.1 wait", after: Lecture.sender, "greylisting", "灰名单", never: "error"),
    answered(rcpt, "553 5.7.1 no", after: Lecture.sender, "relay", "中继", never: "in full"),
    answered(mail, "553 5.6.7 no", "5.6.7 says why", "5.6.7", never: "incomplete"),
    answered(mail, "552 5.3.4 big", "5.3.4 says why", "5.3.4", never: "announced"),
    answered(".", "552 5.7.0 no", after: Lecture.content, "policy", "策略", never: "large"),
    answered(".", "554 5.6.0 no", after: Lecture.content, "text may say", "响应文本"),
    answered("DATA", "554 5.5.1 no", after: Lecture.sender, "no valid recipient", "没有有效的收件人"),
    answered(mail, "530 5.7.0 first", "STARTTLS", "STARTTLS"),
    answered(rcpt, "452 wait", after: Lecture.sender, "no room", "没有空间", never: "too many"),
    answered(rcpt, "452 wait", after: Lecture.recipients, "too many", "收件人太多"),
  ]

  static let withheld: [Case] = ["foo", ".", "BDAT 5 LAST"].flatMap { line in
    [
      answered(line, "500 no", after: login, "No such command", "没有这个命令", never: "login"),
      answered(line, "502 no", after: login, "does not offer it", "没有实现", never: "AUTH"),
    ]
  }

  @Test(arguments: faults + orders + states + enhanced + withheld)
  func `a reply is explained by the fault that was found in its line`(wanted: Case) throws {
    var lecture = Lecture(wanted.before)
    _ = lecture.type(wanted.line)
    let notes = lecture.hear("S: \(wanted.reply)").filter { $0.about == .reply }
    let text = try #require(notes.first).text
    #expect(text.english.contains(wanted.english), "\(text.english)")
    #expect(text.chinese.contains(wanted.chinese), "\(text.chinese)")
    for note in notes {
      #expect(Wording.isSentence(note.text), "\(note.text)")
      #expect(Wording.breaches(of: note.text) == [])
      #expect(wanted.never.isEmpty || !note.text.english.contains(wanted.never), "\(note.text)")
    }
  }

  @Test func `a line that the student did not type has no note before its reply`() {
    var lecture = Lecture(Lecture.identified)
    lecture.take(.heard(.client, .line(Line("MAIL FROM:<alice>"))), isByConsole: true)
    let text = lecture.hear("S: 501 no").first?.text.english ?? ""
    #expect(!text.contains("above") && !text.contains("brackets"))
  }

  @Test func `advice on one line does not carry over to the next`() {
    var lecture = Lecture(Lecture.identified)
    _ = lecture.type("MAIL FROM:<alice>")
    lecture.hear("S: 501 no")
    _ = lecture.type("NOOP")
    #expect(lecture.hear("S: 500 no").first?.text.english.contains("above") == false)
  }

  @Test func `with pipelining each reply agrees with the advice on its own line`() throws {
    var lecture = Lecture(Lecture.identified)
    for line in ["MAIL FROM:<alice>", "NOOP", "RCPT TO:<bob>", "GREET crepes.fr"] {
      _ = lecture.type(line)
    }
    let isAbove = ["501 no", "501 no", "501 no", "500 no"].map { reply in
      lecture.hear("S: \(reply)").first?.text.english.contains("above")
    }
    #expect(isAbove == [true, false, true, true])
  }

  @Test func `a line that might be a password is not called one; an answer to 334 is`() throws {
    var lecture = Lecture(Self.login)
    let guess = try #require(lecture.type("foo").first { $0.about == .transport }).text
    #expect(guess.english.contains("might be a password") && guess.chinese.contains("可能是密码"))
    var asked = Lecture(Lecture.greeted + "\nC: EHLO a\nS: 250 b\nC: AUTH LOGIN\nS: 334 x")
    let secret = try #require(asked.type("Zm9v").first { $0.about == .transport }).text
    #expect(secret.english.contains("has a secret") && secret.chinese.contains("含有机密"))
  }

  @Test(arguments: ["265 odd", "530 log in first"])
  func `a code that cannot exist, or that extensions list, is not called unlisted`(reply: String) {
    var lecture = Lecture(Lecture.identified)
    let notes = lecture.hear("C: MAIL FROM:<alice@crepes.fr>\nS: \(reply)")
    #expect(!notes.contains { $0.text.english.contains("does not list") })
  }

  @Test(arguments: [500, 502, 421])
  func `a code that any command may get is not called unlisted`(code: Int) {
    for line in [Self.mail, "NOOP", "QUIT", "foo"] {
      var lecture = Lecture(Lecture.identified)
      _ = lecture.type(line)
      #expect(!lecture.hear("S: \(code) x").contains { $0.text.english.contains("not list") })
    }
  }
}
