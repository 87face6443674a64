import Language
import Protocols

/// The terms of SMTP's dialogue.
extension Glossary {
  static let smtp = Entry(
    Phrase(en: "SMTP", zh: "简单邮件传输协议"),
    aliases: [
      "simple mail transfer protocol", "rfc 5321", "rfc5321", "rfc 2821", "rfc2821", "rfc 821",
      "简单邮件传送协议",
    ],
    rule: .smtp("2.1"),
    en: "The protocol by which mail travels between mail servers: commands and responses in "
      + "ASCII text over TCP, port 25.",
    zh: "邮件服务器之间传输邮件的协议：在 TCP 25 端口上，以 ASCII 文本交换命令和响应。有的教材译作简单邮件传送协议。")

  static let port = Entry(
    Phrase(en: "port", zh: "端口"),
    aliases: ["ports", "tcp", "tcp port", "端口号"],
    rule: .smtp("4.5.4.2"),
    en:
      "Where a mail server waits for SMTP connections. TCP delivers every octet once and in order, so SMTP need not worry about that.",
    zh: "邮件服务器等待 SMTP 连接的端口。TCP 保证字节不丢失、不重复、不乱序，SMTP 就不必操心。")

  static let phase = Entry(
    Phrase(en: "phase", zh: "阶段"),
    aliases: ["phases", "three phases", "三个阶段"],
    rule: .smtp("3"),
    en: "A part of an SMTP conversation. There are three: handshake, transfer of messages, close.",
    zh: "SMTP 对话的一段。共有三个阶段：握手、传输、关闭；有的教材叫连接建立、邮件传送、连接释放。")

  static let handshake = Entry(
    Phrase(en: "handshake", zh: "握手"),
    aliases: [
      "handshaking", "greeting", "phase 1", "问候", "握手阶段", "smtp handshake", "smtp 握手", "连接建立",
    ],
    rule: .smtp("3.2"),
    en:
      "SMTP's first phase: the server says 220, the client names its host with HELO or EHLO, the server answers 250. TCP's three-way handshake is another one, and comes before it.",
    zh: "SMTP 握手是第一阶段：服务器发 220，客户端用 HELO 或 EHLO 报上主机名，服务器响应 250。它不是 TCP 三次握手，后者在它之前完成。")

  static let tcpHandshake = Entry(
    Phrase(en: "TCP handshake", zh: "TCP 三次握手"),
    aliases: ["three-way handshake", "3-way handshake", "syn", "三次握手", "tcp 握手"],
    rule: Rule("RFC 9293", "3.5"),
    en:
      "SYN, SYN-ACK, ACK: how TCP opens a connection, before either side can send a line. SMTP's handshake (220, HELO, 250) comes after it.",
    zh: "SYN、SYN-ACK、ACK：TCP 这样建立连接，此后双方才能发送数据。SMTP 握手（220、HELO、250）在它之后。")

  static let transfer = Entry(
    Phrase(en: "transfer", zh: "传输"),
    aliases: [
      "transfer of messages", "mail transaction", "transaction", "phase 2", "报文传输",
      "邮件事务", "事务", "传输阶段", "邮件传输", "邮件传送",
    ],
    rule: .smtp("3.3"),
    en:
      "SMTP's second phase: MAIL, RCPT and DATA for each message. Several messages may follow each other.",
    zh: "第二阶段：每封邮件依次用 MAIL、RCPT 和 DATA。可以接连传输多封。")

  static let close = Entry(
    Phrase(en: "close", zh: "关闭"),
    aliases: ["closure", "closing", "phase 3", "关闭连接", "关闭阶段", "连接释放"],
    rule: .smtp("3.8"),
    en:
      "SMTP's third phase: the client sends QUIT, the server answers 221, and the TCP connection is closed.",
    zh: "第三阶段：客户端发 QUIT，服务器响应 221，然后关闭 TCP 连接。")

  static let command = Entry(
    Phrase(en: "command", zh: "命令"),
    aliases: ["commands", "verb", "request", "动词", "请求"],
    rule: .smtp("2.3.7"),
    en: "A line of ASCII text from the client: a verb such as MAIL, then its argument. The "
      + "verb may be in upper or lower case.",
    zh: "客户端发出的一行 ASCII 文本：先是 MAIL 等命令字，后面是参数。命令字不分大小写。")

  static let response = Entry(
    Phrase(en: "response", zh: "响应"),
    aliases: ["reply", "replies", "responses", "应答", "回复"],
    rule: .smtp("4.2"),
    en:
      "What the server says to each command: a status code of three digits, and a text for people. The RFC calls it a reply.",
    zh: "服务器对每个命令的答复：三位数字的状态码，加上给人看的短语。")

  static let statusCode = Entry(
    Phrase(en: "status code", zh: "状态码"),
    aliases: ["reply code", "code", "codes", "响应码", "应答码", "状态代码", "返回码", "返回代码"],
    rule: .smtp("4.2.1"),
    en:
      "The three digits at the start of a reply. The first matters most: 2 success, 3 go on, 4 try later, 5 failed.",
    zh: "响应开头的三位数字。首位最重要：2 成功，3 继续，4 稍后再试，5 失败。")

  static let enhancedCode = Entry(
    Phrase(en: "enhanced status code", zh: "增强状态码"),
    aliases: ["enhanced", "enhanced code", "扩展状态码"],
    rule: Rule("RFC 3463", "2"),
    en:
      "A more precise code after the three digits, such as 5.1.1: class, subject, detail. Every reply has one except 220, 3yz and the replies to HELO and EHLO (RFC 2034). On the practice servers the lecture's own replies have none after HELO.",
    zh:
      "三位状态码之后更精确的代码，例如 5.1.1：类别、主题、细节。除了 220、3yz 以及对 HELO 和 EHLO 的响应，每个响应都带（RFC 2034）。练习服务器上，课上那几个响应在 HELO 之后也不带。"
  )

  static let esmtp = Entry(
    Phrase(en: "ESMTP", zh: "扩展 SMTP"),
    aliases: [
      "ehlo", "extended smtp", "extension", "extensions", "service extension", "capability",
      "扩展", "服务扩展",
    ],
    rule: .smtp("2.2.1"),
    en:
      "SMTP with extensions. The client says EHLO instead of HELO, and the server lists the extensions it offers.",
    zh: "带扩展的 SMTP。客户端用 EHLO 代替 HELO，服务器列出自己支持的扩展。")

  static let pipelining = Entry(
    Phrase(en: "pipelining", zh: "流水线"),
    aliases: ["pipeline", "命令流水线", "流水线方式"],
    rule: Rule("RFC 2920", "3"),
    en: "Sending several commands without waiting for each reply, where the server offers it. "
      + "It saves round trips.",
    zh: "在服务器支持时，连发几个命令而不逐个等待响应。可以减少往返次数。")

  static let persistent = Entry(
    Phrase(en: "persistent connection", zh: "持久性连接"),
    aliases: ["persistent", "persistence", "持续连接", "持久连接", "长连接"],
    en:
      "One TCP connection carries several objects, one after another. SMTP does this, and so does HTTP/1.1.",
    zh: "一个 TCP 连接先后传输多个对象，也叫持续连接、持久连接。SMTP 如此，HTTP/1.1 也如此。")

  static let tls = Entry(
    Phrase(en: "TLS", zh: "传输层安全"),
    aliases: ["ssl", "encryption", "加密"],
    rule: Rule("RFC 3207"),
    en:
      "The layer that encrypts a connection and, with a valid certificate, proves who the server is. In SMTP it starts with STARTTLS, or at once on port 465 (RFC 8314).",
    zh: "给连接加密、并凭有效证书证明服务器身份的一层。SMTP 用 STARTTLS 启用它，465 端口则一开始就用"
      + "（RFC 8314）。")
}
