import Language
import Teaching
import Testing

struct GlossaryTests {
  @Test(arguments: Glossary.all)
  func `every term is explained in both languages`(entry: Glossary.Entry) {
    #expect(Wording.breaches(of: entry.phrase) == [])
    #expect(Wording.isSentence(entry.phrase))
    #expect(Wording.breaches(of: entry.name) == [])
  }

  @Test(arguments: Glossary.all)
  func `every term is found by each of its names and aliases`(entry: Glossary.Entry) {
    for word in [entry.name.english, entry.name.chinese] + entry.aliases {
      #expect(Glossary.look(up: word) == entry, "\(word)")
      #expect(Glossary.look(up: word.uppercased()) == entry, "\(word)")
    }
  }

  @Test(arguments: [
    "user agent", "用户代理", "mail server", "邮件服务器", "mailbox", "邮箱", "message queue",
    "邮件队列", "SMTP", "TCP port 25", "handshake", "握手", "transfer", "传输", "close", "关闭",
    "command", "命令", "response", "响应", "status code", "状态码", "7-bit ASCII", "CRLF",
    "CRLF.CRLF", "dot stuffing", "点填充", "persistent connection", "持久性连接", "push", "推",
    "pull", "拉", "envelope", "信封", "header", "首部", "multipart message", "多部分报文",
    "base64", "MIME", "Maildir", "HTTP", "URL", "client", "server", "客户端", "服务器",
    "open relay", "开放中继", "ESMTP", "pipelining", "bounce", "退信", "User-Agent",
    "dot-stuffing", " Envelope ", "e-mail", "octet", "字节", "greylisting", "灰名单", "正文", "主体",
  ])
  func `the lecture's terms are found`(word: String) {
    #expect(Glossary.look(up: word) != nil)
  }

  @Test(arguments: [
    ("server", "服务器"), ("client", "客户端"), ("byte", "字节"), ("body", "正文"),
    ("greylisting", "灰名单"),
  ])
  func `a word means the same in either language`(english: String, chinese: String) {
    #expect(Glossary.look(up: english) == Glossary.look(up: chinese))
  }

  @Test(arguments: ["", " ", "-", "xyzzy"])
  func `an empty word finds nothing`(word: String) {
    #expect(Glossary.look(up: word) == nil)
  }
}
