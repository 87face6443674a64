import Language
import Protocols
import Teaching
import Testing

/// Words that students meet, in books and at their own provider.
struct TermTests {
  private func explained(_ word: String) -> Note? {
    Explanation.isKnown(word) ? Explanation.notes(on: word).first : nil
  }

  @Test(arguments: [
    "授权码", "app password", "blocklist", "blacklist", "黑名单", "587", "465", "SPF", "DKIM", "DMARC",
    "submission", "encoded word", "encoded-word", "编码字", "bcc", "密送", "greylisting", "灰名单",
    "334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "VXNlcm5hbWU6", "552", "quoted-printable",
    "简单邮件传送协议", "邮件读取协议", "连接建立", "邮件传送", "连接释放", "持久性连接", "持续连接",
    "持久连接", "邮件队列", "消息队列", "报文队列", "邮件循环", "状态代码", "消息", "报文", "Foxmail",
    "Web 邮件", "用户代理", "SMTP 客户端", "SMTP 握手", "TCP 三次握手", "三次握手", "推式", "拉式",
    "telnet", "4yz", "5yz", "首部字段", "发件人", "收件人", "登录", "认证", "密码", "端口号", "返回码",
    "服务器端", "非持续连接", "MAIL FROM", "RCPT TO", "mail from:", "rcpt to:",
  ])
  func `a word that students meet is explained in both languages`(word: String) throws {
    let note = try #require(explained(word))
    #expect(Wording.breaches(of: note.text) == [])
  }

  @Test(arguments: [
    ("持续连接", "持久性连接"), ("持久连接", "持久性连接"), ("消息队列", "邮件队列"),
    ("报文队列", "邮件队列"), ("简单邮件传送协议", "SMTP"), ("邮件读取协议", "POP3"),
    ("连接建立", "握手"), ("邮件传送", "传输"), ("连接释放", "关闭"), ("状态代码", "状态码"),
    ("返回码", "状态码"), ("服务器端", "服务器"), ("首部字段", "首部"), ("端口号", "端口"),
    ("登录", "认证"), ("非持续连接", "非持久性连接"),
    ("消息", "报文"), ("Web 邮件", "用户代理"), ("Foxmail", "用户代理"),
  ])
  func `another book's word is explained as the same`(word: String, same: String) {
    #expect(Glossary.look(up: word) == Glossary.look(up: same))
  }

  @Test(arguments: [25, 80, 110, 143, 443, 465, 587, 993, 995])
  func `a port is not taken for a code`(port: Int) throws {
    let note = try #require(explained("\(port)"))
    #expect(note.text.english.hasPrefix("port \(port): "))
    #expect(note.text.chinese.hasPrefix("\(port) 端口"))
    #expect(note.code == nil)
  }

  @Test(arguments: [
    "265", "270", "288", "299", "360", "468", "572", "599", "150", "199", "600", "999", "000",
  ])
  func `a code that cannot exist is called so, and gets no meaning`(code: String) {
    let notes = Explanation.notes(on: code)
    #expect(notes.map(\.text.english.firstSentence) == ["There is no code \(code)."])
    #expect(!Explanation.isKnown(code))
  }

  @Test(arguments: [("334 VXNlcm5hbWU6", "\"Username:\""), ("334 UGFzc3dvcmQ6", "\"Password:\"")])
  func `a server's base64 is read aloud`(line: String, text: String) {
    var lecture = Lecture(Lecture.greeted + "\nC: EHLO a\nS: 250-a\nS: 250 AUTH LOGIN")
    let live = lecture.hear("C: AUTH LOGIN\nS: \(line)")
    for notes in [live, Explanation.notes(on: line)] {
      #expect(notes.contains { $0.text.english.contains(text) && $0.isRemark })
    }
  }

  @Test(arguments: ["334 AAECAwQ=", "334 ", "334 not base64", "334 5L2g5aW9"])
  func `a challenge that is not plain text is not shown`(line: String) {
    #expect(!Explanation.notes(on: line).contains { $0.text.english.contains("Decoded") })
  }

  @Test func `an English explanation has no Chinese in it`() {
    for entry in Glossary.all {
      for note in Explanation.notes(on: entry.name.english) {
        #expect(!Wording.breaches(of: note.text).contains("Chinese in English"), "\(entry.name)")
      }
    }
  }
}

extension String {
  fileprivate var firstSentence: String {
    firstIndex(of: ".").map { String(self[...$0]) } ?? self
  }
}
