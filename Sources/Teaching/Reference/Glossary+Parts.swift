import Language
import Protocols

/// The three parts of email, and their roles.
extension Glossary {
  static let email = Entry(
    Phrase(en: "email", zh: "电子邮件"),
    aliases: ["e-mail", "mail", "邮件"],
    en:
      "Letters over the network. It is asynchronous: people write and read when it suits them. Its parts are user agents, mail servers and SMTP.",
    zh: "经由网络的信件：异步通信，各人在方便时收发。由用户代理、邮件服务器和 SMTP 三部分组成。")

  static let userAgent = Entry(
    Phrase(en: "user agent", zh: "用户代理"),
    aliases: [
      "ua", "mua", "mail reader", "mail client", "webmail", "foxmail", "邮件阅读器", "邮件客户端", "邮件程序",
      "web 邮件", "网页邮箱",
    ],
    rule: .smtp("2.3.3"),
    en:
      "The program with which a person reads and writes mail: Outlook, Thunderbird, Foxmail, or webmail in a browser. It is not the same as an SMTP client, which is a role: a mail server that sends has it too.",
    zh:
      "人用来读写邮件的程序，例如 Outlook、Thunderbird、Foxmail，或浏览器里的 Web 邮件。它不等于 SMTP 客户端：客户端是一种角色，发信的邮件服务器也是客户端。"
  )

  static let mailServer = Entry(
    Phrase(en: "mail server", zh: "邮件服务器"),
    aliases: ["mta", "mail transfer agent"],
    rule: .smtp("2.3.3"),
    en:
      "The host that keeps its users' mailboxes and a queue of outgoing messages, and talks to other mail servers by SMTP.",
    zh: "为用户保存邮箱、用邮件队列存放待发邮件，并用 SMTP 与其他邮件服务器交谈的主机。")

  static let mailbox = Entry(
    Phrase(en: "mailbox", zh: "邮箱"),
    aliases: ["inbox", "收件箱"],
    rule: .smtp("2.3.11"),
    en:
      "The place on the mail server where a user's incoming messages are kept. Its address is user@domain.",
    zh: "邮件服务器上存放某个用户来信的地方。其地址写作“用户名@域名”。")

  static let messageQueue = Entry(
    Phrase(en: "message queue", zh: "邮件队列"),
    aliases: ["queue", "mail queue", "outgoing queue", "队列", "消息队列", "报文队列"],
    rule: .smtp("4.5.4.1"),
    en:
      "Where a mail server keeps messages that it has not been able to pass on yet. It waits before each new try, and gives up after some days.",
    zh: "邮件服务器存放待发邮件的地方，也叫消息队列、报文队列。发不出去就过一段时间重试，几天后放弃。")

  static let roles = Entry(
    Phrase(en: "client and server", zh: "客户端和服务器"),
    aliases: [
      "client", "server", "server role", "client role", "smtp client", "smtp server", "smtp 客户端",
      "smtp 服务器", "客户端",
      "服务器", "服务器端", "服务端", "客户", "客户机", "客户/服务器", "角色",
    ],
    rule: .smtp("2.3.2"),
    en:
      "Roles, not machines: the mail server that sends is the client, the one that receives is the server. Every mail server plays both, at different times.",
    zh: "指的是角色而不是机器：发送方邮件服务器是客户端，接收方是服务器。每台邮件服务器在不同时"
      + "候两种角色都扮演。")

  static let relay = Entry(
    Phrase(en: "relay", zh: "中继"),
    aliases: ["relaying", "转发"],
    rule: .smtp("2.3.10"),
    en:
      "A server that accepts a message for somebody else's users and passes it on towards its destination.",
    zh: "接收不属于自己用户的邮件，并把它继续送往目的地的服务器。")

  static let openRelay = Entry(
    Phrase(en: "open relay", zh: "开放中继"),
    aliases: ["openrelay", "开放式中继"],
    rule: .smtp("7.9"),
    en:
      "A mail server that passes on anybody's mail to anybody. Spammers abuse it, so there should be none.",
    zh: "谁的邮件都肯转、往哪里都肯转的邮件服务器。它会被垃圾邮件发送者滥用，所以不应存在。")

  static let mailLoop = Entry(
    Phrase(en: "mail loop", zh: "邮件循环"),
    aliases: ["loop", "routing loop", "循环", "邮件环路"],
    rule: .smtp("6.3"),
    en:
      "A message that goes round between servers and never arrives. A server that counts too many Received lines refuses it.",
    zh: "邮件在几台服务器之间兜圈子，永远送不到。服务器数出的 Received 行太多，就会拒收。")

  static let submission = Entry(
    Phrase(en: "submission", zh: "邮件提交"),
    aliases: ["message submission", "mail submission", "submit", "msa", "提交", "发信"],
    rule: Rule("RFC 6409", "3"),
    en:
      "Handing a new message to one's own mail server: with a login, on port 465 (TLS from the start) or 587 (STARTTLS). Port 25 is for mail between servers.",
    zh: "用户代理把新邮件交给自己的邮件服务器：要登录，用 465 端口（一开始就用 TLS）或 587 端口（STARTTLS）。25 端口用于服务器之间。")

  static let dns = Entry(
    Phrase(en: "DNS", zh: "域名系统"),
    aliases: ["domain name system", "dns record", "name server", "域名"],
    rule: .smtp("5.1"),
    en:
      "The Internet's directory of names. A mail server asks it which hosts accept mail for a domain (MX), and for their addresses.",
    zh: "互联网的名字目录。邮件服务器向它查询某个域由哪些主机收信（MX），以及这些主机的地址。")

  static let mx = Entry(
    Phrase(en: "MX record", zh: "MX 记录"),
    aliases: ["mx", "mail exchanger", "邮件交换记录"],
    rule: .smtp("5.1"),
    en:
      "The DNS record that names a domain's mail servers. This is how mail for bob@hamburger.edu finds its host.",
    zh: "DNS 中指明某个域由哪些邮件服务器收信的记录。发给 bob@hamburger.edu 的邮件靠它找到主"
      + "机。")

  static let bounce = Entry(
    Phrase(en: "bounce", zh: "退信"),
    aliases: [
      "bounce message", "ndr", "dsn", "non-delivery report", "delivery status notification",
      "退信通知", "投递失败通知", "投递状态通知",
    ],
    rule: .smtp("6.1"),
    en:
      "The message that tells a sender that delivery failed. It is sent with MAIL FROM:<>, so that it never causes another bounce.",
    zh: "通知发件人投递失败的邮件。它用 MAIL FROM:<> 发送，以免再引起退信。")
}
