import Language
import Protocols

/// Who sends, who receives, and how a user proves who she is; and the program of the lecture's try.
extension Glossary {
  static let sender = Entry(
    Phrase(en: "sender", zh: "发件人"),
    aliases: ["originator", "发信人", "寄件人", "发送者"],
    rule: .smtp("3.3"),
    en:
      "Who sends the letter. The envelope names the sender in MAIL FROM, where a bounce goes; the header names one in From:, for the reader. SMTP does not check that either is true.",
    zh: "发信的人。信封上由 MAIL FROM 给出，退信发往那里；首部里写在 From 一行，给读信的人看。SMTP 不核实它们是真是假。")

  static let recipient = Entry(
    Phrase(en: "recipient", zh: "收件人"),
    aliases: ["recipients", "receiver", "addressee", "收信人", "接收者"],
    rule: .smtp("3.3"),
    en:
      "Who gets the letter. The envelope names each recipient in a RCPT TO of its own, and servers deliver by it; To: and Cc: in the header are only for the reader.",
    zh: "收信的人。信封上每个收件人各用一条 RCPT TO 给出，服务器照此投递；首部里的 To 和 Cc 只给读信的人看。")

  static let authentication = Entry(
    Phrase(en: "authentication", zh: "认证"),
    aliases: [
      "login", "log in", "smtp auth", "password", "credentials", "登录", "登陆", "身份认证", "身份验证",
      "鉴权", "密码", "口令", "用户名",
    ],
    rule: Rule("RFC 4954", "4"),
    en:
      "A user agent proves whose mail it brings: AUTH with a user name and a password, answered by 235. A server asks its own users for it, not other mail servers. Base64 hides nothing, so the password belongs inside TLS.",
    zh:
      "用户代理证明自己替谁发信：用 AUTH 给出用户名和密码，成功时响应 235。服务器要求自己的用户登录，不要求别的邮件服务器登录。base64 不能保密，所以密码要在 TLS 里发送。"
  )

  static let telnet = Entry(
    Phrase(en: "telnet", zh: "telnet 程序"),
    aliases: ["telnet command", "telnet client", "nc", "netcat", "远程登录", "telnet 命令"],
    rule: Rule("RFC 854"),
    en:
      "A program that opens a TCP connection, sends what is typed line by line, and shows what comes back. Its own protocol is for remote login on port 23; with another port, as in telnet servername 25, a person can speak SMTP by hand.",
    zh:
      "建立 TCP 连接、把输入的文字逐行发出、再显示对方响应的程序。它自己的协议用于远程登录（23 端口）；换一个端口，例如“telnet 服务器名 25”，就能亲手用 SMTP 对话。")

  static let deferral = Entry(
    Phrase(en: "4yz", zh: "4yz 状态码"),
    aliases: ["4xx", "4xx code", "temporary failure", "transient failure", "临时失败", "暂时失败"],
    rule: .smtp("4.2.1"),
    en:
      "Any code that begins with 4: the command failed this time, and the same command may succeed later. A mail server keeps the message in its queue and tries again.",
    zh: "以 4 开头的状态码：这一次没有成功，同样的命令过一会儿再发可能成功。邮件服务器把邮件留在邮件队列里，以后重试。")

  static let refusal = Entry(
    Phrase(en: "5yz", zh: "5yz 状态码"),
    aliases: ["5xx", "5xx code", "permanent failure", "永久失败"],
    rule: .smtp("4.2.1"),
    en:
      "Any code that begins with 5: the command failed, and the same command would fail again. A mail server gives up and sends a report to the sender.",
    zh: "以 5 开头的状态码：命令失败，原样重发还会失败。邮件服务器放弃投递，并用退信通知发件人。")

  static let nonPersistent = Entry(
    Phrase(en: "non-persistent connection", zh: "非持久性连接"),
    aliases: ["non-persistent", "nonpersistent", "非持续连接", "非持久连接", "短连接"],
    rule: .http1("9.3"),
    en:
      "A TCP connection that carries one object and is closed. HTTP/1.0 works like this by default; HTTP/1.1 keeps the connection unless a side says Connection: close.",
    zh: "一个 TCP 连接只传一个对象就关闭，也叫非持续连接、非持久连接。HTTP/1.0 默认如此；HTTP/1.1 会保持连接，除非有一方写 Connection: close。")
}
