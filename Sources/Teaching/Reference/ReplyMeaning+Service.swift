import Language
import Protocols

extension ReplyMeaning {
  static func toRset(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 250:
      sourced(
        .smtp("4.1.1.5"),
        en:
          "The message under way is dropped: sender, recipients and text. The handshake still holds; begin again with MAIL.",
        zh: "正在传输的邮件已作废：发件人、收件人和正文都清空。HELO/EHLO 仍然有效，可以从 MAIL 重新开始。")
    case 500, 502:
      sourced(
        .smtp("4.5.1"),
        en: "Every SMTP server must know RSET: look for stray characters before or inside the "
          + "verb.",
        zh: "每台 SMTP 服务器都必须认识 RSET。请检查命令前后有无多余字符。")
    case 501:
      sourced(
        .smtp("4.1.1"),
        en: "RSET takes no argument. Send the word alone.",
        zh: "RSET 不带参数。请只发这一个单词。")
    default: nil
    }
  }

  static func toNoop(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 250:
      sourced(
        .smtp("4.1.1.9"),
        en: "Nothing was done, as you asked: NOOP only shows that the server is still there.",
        zh: "按你的要求什么也没做：NOOP 只用来确认服务器还在。")
    case 500, 502:
      sourced(
        .smtp("4.5.1"),
        en: "Every SMTP server must know NOOP: look for stray characters before or inside the "
          + "verb.",
        zh: "每台 SMTP 服务器都必须认识 NOOP。请检查命令前后有无多余字符。")
    default: nil
    }
  }

  static func toVrfy(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 250:
      sourced(
        .smtp("3.5.1"),
        en: "The user exists here; the server names the full mailbox.",
        zh: "该用户在这里，服务器给出了完整的邮箱地址。")
    case 251:
      sourced(
        .smtp("3.4"),
        en:
          "The user is not on this server, but it would accept mail for the mailbox and forward it.",
        zh: "该用户不在本服务器上，但服务器会接收发给它的邮件并转发。")
    case 252:
      sourced(
        .smtp("3.5.3"),
        en:
          "Neither yes nor no: many servers hide from spammers who exists. It would accept the mail and try to deliver it.",
        zh: "既不说有，也不说没有：为防垃圾邮件，许多服务器不透露用户。邮件仍会接收并尽力投递。")
    case 500:
      sourced(
        .smtp("4.5.1"),
        en: "Every SMTP server must know VRFY: look for stray characters before or inside the "
          + "verb.",
        zh: "每台 SMTP 服务器都必须认识 VRFY。请检查命令前后有无多余字符。")
    case 501:
      sourced(
        .smtp("4.1.1.6"),
        en: "VRFY needs the name of a user or a mailbox, such as VRFY bob.",
        zh: "VRFY 后面要有用户名或邮箱，例如 VRFY bob。")
    case 502:
      sourced(
        .smtp("3.5.3"),
        en: "The server does not offer VRFY. There is no need to ask: the reply to RCPT tells.",
        zh: "服务器没有开放 VRFY。不必先问：发 RCPT 就知道收不收。")
    case 504:
      sourced(
        .smtp("4.2.3"),
        en: "The server cannot look up a name in this form. Try the bare user name or the full "
          + "mailbox.",
        zh: "服务器不能查询这种形式的名字。请试试单独的用户名或完整的邮箱。")
    case 550:
      sourced(
        .smtp("3.5.1"),
        en: "No such user here, or the server will not say. Check the spelling.",
        zh: "这里没有这个用户，或服务器不肯透露。请检查拼写。")
    case 551:
      sourced(
        .smtp("3.4"),
        en: "The user is not on this server. Its text may name the address to try.",
        zh: "该用户不在本服务器上。响应文本里可能有可用的地址。")
    case 553:
      sourced(
        .smtp("3.5.1"),
        en: "The name fits more than one user, or is not allowed. Give the full mailbox.",
        zh: "这个名字对应不止一个用户，或不被允许。请给出完整的邮箱。")
    default: nil
    }
  }

  static func toExpn(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 250:
      sourced(
        .smtp("3.5.1"),
        en: "The mailing list exists; each line of the reply names one member.",
        zh: "邮件列表存在，响应的每一行是一个成员。")
    case 252:
      sourced(
        .smtp("3.5.3"),
        en:
          "The server does not show the list's members. It would accept mail to the list and try to deliver it.",
        zh: "服务器不公开列表成员。发给该列表的邮件仍会接收并尽力投递。")
    case 500, 502:
      sourced(
        .smtp("3.5.2"),
        en: "The server does not offer EXPN. It is optional, and most servers keep their lists "
          + "private.",
        zh: "服务器没有开放 EXPN。它不是必需的，多数服务器不公开列表。")
    case 501:
      sourced(
        .smtp("4.1.1.7"),
        en: "EXPN needs the name of a mailing list.",
        zh: "EXPN 后面要有邮件列表的名字。")
    case 504:
      sourced(
        .smtp("4.2.3"),
        en: "The server cannot expand a name in this form.",
        zh: "服务器不能展开这种形式的名字。")
    case 550:
      sourced(
        .smtp("3.5.1"),
        en: "There is no such mailing list, or you may not see its members.",
        zh: "没有这个邮件列表，或不允许你查看成员。")
    default: nil
    }
  }

  static func toHelp(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 211, 214:
      sourced(
        .smtp("4.1.1.8"),
        en: "The server's help text: it is written for you.",
        zh: "服务器的帮助信息，供人阅读，也就是供你阅读。")
    case 500, 502:
      sourced(
        .smtp("4.1.1.8"),
        en: "The server offers no HELP; it is optional.",
        zh: "服务器没有开放 HELP，它不是必需的。")
    case 504:
      sourced(
        .smtp("4.1.1.8"),
        en: "The server has no help on this topic. Try HELP alone.",
        zh: "服务器没有关于这个主题的帮助。请单独发 HELP 试试。")
    default: nil
    }
  }

  static func toQuit(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 221:
      sourced(
        .smtp("4.1.1.10"),
        en: "Goodbye: the server agrees and closes the TCP connection. The conversation is "
          + "complete.",
        zh: "再见：服务器同意结束，并关闭 TCP 连接。对话到此完成。")
    case 500, 502:
      sourced(
        .smtp("4.5.1"),
        en: "Every SMTP server must know QUIT: look for stray characters before or inside the "
          + "verb.",
        zh: "每台 SMTP 服务器都必须认识 QUIT。请检查命令前后有无多余字符。")
    case 501:
      sourced(
        .smtp("4.1.1"),
        en: "QUIT takes no argument. Send the word alone.",
        zh: "QUIT 不带参数。请只发这一个单词。")
    default: nil
    }
  }

  /// A line that does not begin with a verb.
  static func toUnknownCommand(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 221:
      sourced(
        .smtp("3.8"),
        en:
          "The server hangs up: no mail client sends such a line. The standard says 500, but some servers hang up on GET and POST.",
        zh: "服务器断开了连接：这一行不像是邮件客户端发来的。按标准应返回 500，但有的服务器这样对待 GET 和 POST。")
    case 500:
      sourced(
        .smtp("4.2.4"),
        en:
          "No such command. A line begins with a command such as HELO, MAIL, RCPT, DATA or QUIT; check the spelling.",
        zh: "没有这个命令。每行应以 HELO、MAIL、RCPT、DATA、QUIT 等命令开头，请检查拼写。")
    case 501:
      sourced(
        .smtp("4.2.4"),
        en:
          "The server cannot make sense of this line. It must begin with a command such as HELO or MAIL.",
        zh: "服务器看不懂这一行。每行应以 HELO、MAIL 等命令开头。")
    case 503:
      sourced(
        .smtp("4.1.4"),
        en:
          "The line came out of order. If it belongs to a message, first send DATA and wait for 354.",
        zh: "这一行来得不是时候。如果它是邮件内容的一部分，要先发 DATA 并收到 354。")
    default: nil
    }
  }
}
