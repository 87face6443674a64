import Language
import Protocols

/// The three parts of email, and their roles.
extension Glossary {
  static let email = Entry(
    Phrase(en: "email", zh: "电子邮件"),
    aliases: ["e-mail", "mail", "邮件"],
    en: "Letters over the network: asynchronous, each reads and writes when it suits. Its "
      + "parts are user agents, mail servers and SMTP.",
    zh: "经由网络的信件：异步通信，各人在方便时收发。由用户代理、邮件服务器和 SMTP 三部分组成。")

  static let userAgent = Entry(
    Phrase(en: "user agent", zh: "用户代理"),
    aliases: ["ua", "mua", "mail reader", "mail client", "邮件阅读器", "邮件客户端"],
    rule: .smtp("2.3.3"),
    en: "The program with which a person reads and writes mail, such as Outlook or "
      + "Thunderbird. It hands outgoing mail to the user's mail server.",
    zh: "人用来读写邮件的程序，例如 Outlook、Thunderbird。它把要发的邮件交给用户的邮件服务器。")

  static let mailServer = Entry(
    Phrase(en: "mail server", zh: "邮件服务器"),
    aliases: ["mta", "mail transfer agent"],
    rule: .smtp("2.3.3"),
    en: "The host that keeps its users' mailboxes and a queue of outgoing messages, and speaks "
      + "SMTP with other mail servers.",
    zh: "为用户保存邮箱、用邮件队列存放待发邮件，并与其他邮件服务器用 SMTP 交谈的主机。")

  static let mailbox = Entry(
    Phrase(en: "mailbox", zh: "邮箱"),
    aliases: ["inbox", "收件箱"],
    rule: .smtp("2.3.11"),
    en: "The place on the mail server where a user's incoming messages lie. Its address is "
      + "user@domain.",
    zh: "邮件服务器上存放某个用户来信的地方。其地址写作“用户名@域名”。")

  static let messageQueue = Entry(
    Phrase(en: "message queue", zh: "邮件队列"),
    aliases: ["queue", "mail queue", "outgoing queue", "队列", "消息队列", "报文队列"],
    rule: .smtp("4.5.4.1"),
    en: "Where a mail server keeps messages that it has not yet been able to pass on. It tries "
      + "again and again, usually for some days.",
    zh: "邮件服务器存放待发报文的地方。暂时发不出去就过一段时间重试，通常持续几天。")

  static let roles = Entry(
    Phrase(en: "client and server", zh: "客户端和服务器"),
    aliases: [
      "client", "server", "server role", "client role", "smtp client", "smtp server", "客户端",
      "服务器", "客户", "客户/服务器", "角色",
    ],
    rule: .smtp("2.3.2"),
    en: "Roles, not machines: the mail server that sends is the client, the one that receives "
      + "is the server. Each plays both, at different times.",
    zh: "指的是角色而不是机器：发送方邮件服务器是客户端，接收方是服务器。每台邮件服务器在不同时"
      + "候两种角色都扮演。")

  static let relay = Entry(
    Phrase(en: "relay", zh: "中继"),
    aliases: ["relaying"],
    rule: .smtp("2.3.10"),
    en: "A server that takes a message which is not for its own users and passes it on towards "
      + "its destination.",
    zh: "接收不属于自己用户的报文，并把它继续送往目的地的服务器。")

  static let openRelay = Entry(
    Phrase(en: "open relay", zh: "开放中继"),
    aliases: ["openrelay", "开放式中继"],
    rule: .smtp("7.9"),
    en: "A mail server that passes on anybody's mail to anybody. Spammers abuse it, so no "
      + "server should be one.",
    zh: "谁的邮件都肯转、往哪里都肯转的邮件服务器。它会被垃圾邮件发送者滥用，所以不应存在。")

  static let dns = Entry(
    Phrase(en: "DNS", zh: "域名系统"),
    aliases: ["domain name system", "dns record", "name server", "域名"],
    rule: .smtp("5.1"),
    en: "The Internet's directory of names. A mail server asks it which hosts take mail for a "
      + "domain (MX), and for their addresses.",
    zh: "互联网的名字目录。邮件服务器向它查询某个域由哪些主机收信（MX），以及这些主机的地址。")

  static let mx = Entry(
    Phrase(en: "MX record", zh: "MX 记录"),
    aliases: ["mx", "mail exchanger", "邮件交换记录"],
    rule: .smtp("5.1"),
    en: "The DNS record that names the mail servers of a domain. So mail for bob@hamburger.edu "
      + "finds its host.",
    zh: "DNS 中指明某个域由哪些邮件服务器收信的记录。发给 bob@hamburger.edu 的邮件靠它找到主"
      + "机。")

  static let bounce = Entry(
    Phrase(en: "bounce", zh: "退信"),
    aliases: [
      "bounce message", "ndr", "dsn", "non-delivery report", "delivery status notification",
      "退信通知", "投递失败通知", "投递状态通知",
    ],
    rule: .smtp("6.1"),
    en: "The message that tells a sender that delivery failed. It travels with MAIL FROM:<>, "
      + "so that it never causes another bounce.",
    zh: "通知发件人投递失败的邮件。它用 MAIL FROM:<> 发送，以免再引起退信。")
}
