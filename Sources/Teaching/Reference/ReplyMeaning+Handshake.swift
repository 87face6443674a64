import Language
import Protocols

extension ReplyMeaning {
  /// The greeting.
  static func toConnection(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 220:
      sourced(
        .smtp("3.1"),
        en: "The server is ready. In SMTP the server speaks first.",
        zh: "服务器已就绪。SMTP 由服务器先发言。")
    case 421:
      sourced(
        .smtp("3.8"),
        en:
          "The server cannot serve you now and closes the connection: it is busy, or you connect too often. Try again later.",
        zh: "服务器现在无法提供服务，即将关闭连接：也许它太忙，也许你连接得太频繁。请稍后再试。")
    case 521:
      sourced(
        Rule("RFC 7504", "3"),
        en: "This host never accepts mail; it runs only to say so. Send QUIT, and look for "
          + "another host.",
        zh: "这台主机不接收任何邮件，运行服务只是为了告知这一点。请发 QUIT，另找主机。")
    case 550:
      sourced(
        .smtp("4.2.3"),
        en:
          "The server refuses your host by its policy, often because its IP address is on a blocklist.",
        zh: "服务器按其策略拒绝你的主机，常见原因是 IP 地址在黑名单上。")
    case 554:
      sourced(
        .smtp("3.1"),
        en:
          "The server offers you no mail service, often because your IP address is on a blocklist. Send QUIT; anything else gets 503.",
        zh: "服务器不向你提供邮件服务，常见原因是 IP 地址在黑名单上。现在只能发 QUIT，其他命令都会得到 503。")
    case 400...499:
      sourced(
        .smtp("4.2.1"),
        en: "The server will not serve you now; its text may say why. Try again later.",
        zh: "服务器现在不为你服务，原因可能在响应文本里。请稍后再试。")
    case 500...599:
      sourced(
        .smtp("4.2.1"),
        en: "The server refuses to serve you; its text may say why. All you can send is QUIT.",
        zh: "服务器拒绝为你服务，原因可能在响应文本里。现在只能发 QUIT。")
    default: nil
    }
  }

  static func toHelo(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 250:
      sourced(
        .smtp("3.2"),
        en: "Done. Each side has named itself; the handshake is complete.",
        zh: "完成。双方已互报主机名，握手结束。")
    case 500:
      sourced(
        .smtp("4.5.1"),
        en: "Every SMTP server must know HELO: look for stray characters in the line, or try "
          + "EHLO.",
        zh: "每台 SMTP 服务器都必须认识 HELO。请检查该行有无多余字符，或试试 EHLO。")
    case 502:
      sourced(
        .smtp("4.5.1"),
        en: "The server does not offer HELO, although the standard requires it. Try EHLO.",
        zh: "服务器没有实现 HELO，而标准要求必须实现。请试试 EHLO。")
    default: toGreeting(code)
    }
  }

  static func toEhlo(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 250:
      sourced(
        .smtp("4.1.1.1"),
        en:
          "Done. Each side has named itself; the handshake is complete. Lines after the first, if "
          + "any, list the server's extensions.",
        zh: "完成。双方已互报主机名，握手结束。第一行之后如果还有行，列的是服务器支持的扩展。")
    case 500, 502:
      sourced(
        .smtp("3.2"),
        en:
          "The server does not know EHLO, so it has no extensions. Send HELO and your host's name instead.",
        zh: "服务器不认识 EHLO，也就没有扩展可用。请改用 HELO 加你的主机名。")
    default: toGreeting(code)
    }
  }

  /// Common to HELO and EHLO.
  static func toGreeting(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 501:
      sourced(
        .smtp("4.1.1.1"),
        en: "After the command comes one host name, without spaces. Greet again.",
        zh: "命令后面应是一个主机名，中间没有空格。请重发这条命令。")
    case 503:
      sourced(
        .smtp("3.1"),
        en:
          "The server does not accept a greeting now. If its first line was 554, you can only send QUIT; otherwise send RSET and greet again.",
        zh: "服务器此刻不接受 HELO 或 EHLO。如果它的第一行是 554，就只能发 QUIT；否则先发 RSET，再重发。")
    case 504:
      sourced(
        .smtp("4.1.1.1"),
        en: "The server cannot use the name in this form. Greet with your host's full domain name.",
        zh: "服务器不能接受这种形式的名字。请用完整的域名。")
    case 550:
      sourced(
        .smtp("7.9"),
        en:
          "The server refuses the host you named, by its policy. Greet with your host's real, full name.",
        zh: "服务器按其策略拒绝你报的主机名。请用本机真实而完整的名字。")
    case 554:
      sourced(
        .smtp("4.2.3"),
        en: "The server refuses to talk to your host. Its text may say why; end with QUIT.",
        zh: "服务器拒绝与你的主机对话，原因可能在响应文本里。请用 QUIT 结束。")
    default: nil
    }
  }
}
