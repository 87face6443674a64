import Language
import Protocols

extension ReplyMeaning {
  /// RFC 3207.
  static func toStartTLS(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 220:
      sourced(
        Rule("RFC 3207", "4"),
        en:
          "Go ahead: now comes the TLS handshake, and what follows it is encrypted. Then both sides forget what was said before: send EHLO again.",
        zh: "可以开始：接下来是 TLS 握手，之后的内容都会加密。加密之前交换的信息一律作废：请重新发 EHLO。")
    case 454:
      sourced(
        Rule("RFC 3207", "4"),
        en: "TLS is not available at the moment. Nothing is protected; try again later.",
        zh: "TLS 暂时不可用，通信不受保护。请稍后再试。")
    case 500, 502:
      sourced(
        Rule("RFC 3207", "4"),
        en: "The answer is that there is no STARTTLS here: this connection stays unprotected.",
        zh: "回答是这里没有 STARTTLS：这个连接不会受到保护。")
    case 501:
      sourced(
        Rule("RFC 3207", "4"),
        en: "STARTTLS takes no argument. Send the word alone.",
        zh: "STARTTLS 不带参数。请只发这一个单词。")
    case 503:
      sourced(
        Rule("RFC 3207", "4.2"),
        en: "STARTTLS cannot come now: TLS is already on, or a message is under way.",
        zh: "现在不该用 STARTTLS：TLS 已经启用，或正在传输邮件。")
    default: nil
    }
  }

  /// RFC 4954: the AUTH line itself.
  static func toAuth(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 454:
      sourced(
        Rule("RFC 4954", "6"),
        en: "The server cannot check your password at the moment. Try again later.",
        zh: "服务器暂时无法核对密码。请稍后再试。")
    case 500:
      sourced(
        Rule("RFC 4954", "4"),
        en: "The server does not know AUTH here, or the line was too long. Look for AUTH in "
          + "its reply to EHLO.",
        zh: "服务器此处不认识 AUTH，或该行过长。请看 EHLO 的响应里有没有 AUTH。")
    case 501:
      sourced(
        Rule("RFC 4954", "4"),
        en: "AUTH needs a mechanism, and what follows it must be valid base64.",
        zh: "AUTH 后面要有机制名，再往后必须是合法的 base64。")
    case 502:
      sourced(
        Rule("RFC 4954", "4"),
        en:
          "The server does not offer AUTH here. If it has STARTTLS, it may offer AUTH after that.",
        zh: "服务器此处不提供 AUTH。如果它支持 STARTTLS，启用 TLS 之后也许会提供。")
    case 503:
      sourced(
        Rule("RFC 4954", "4"),
        en:
          "AUTH cannot come now: you are logged in already, a message is under way, or you have not sent EHLO.",
        zh: "现在不该用 AUTH：你已登录、正在传输邮件，或还没有发 EHLO。")
    case 504:
      sourced(
        Rule("RFC 4954", "4"),
        en:
          "The server does not know this mechanism, or allows it over TLS only. Choose one from the AUTH line of its EHLO reply.",
        zh: "服务器不支持这种机制，或只允许在 TLS 上使用。请从 EHLO 响应的 AUTH 行里选一种。")
    case 535:
      sourced(
        Rule("RFC 4954", "6"),
        en:
          "The user name or password is wrong. Many providers (QQ, 163, Gmail) want an app password here, not your own. Begin AUTH again.",
        zh: "用户名或密码错误。QQ、163 等许多邮箱在这里要用授权码，不能用登录密码。请核对后重新用 AUTH 登录。")
    case 550:
      sourced(
        Rule("RFC 4954", "6"),
        en:
          "The server refuses this login by its policy. At 163 and QQ, SMTP must first be switched on in the mailbox's settings.",
        zh: "服务器按其策略拒绝这次登录。163、QQ 等邮箱要先在设置里开启 SMTP 服务。")
    default: nil
    }
  }

  /// RFC 4954: a client line inside AUTH.
  static func toAuthResponse(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 235:
      sourced(
        Rule("RFC 4954", "6"),
        en: "You are logged in. Go on with MAIL.",
        zh: "验证通过：你已登录。接下来可以发 MAIL。")
    case 334:
      sourced(
        Rule("RFC 4954", "4"),
        en: "Not an error: go on. The server asks for one more line of the login, in base64.",
        zh: "不是错误，请继续：服务器还要一行登录信息，用 base64 编码。")
    case 500:
      sourced(
        Rule("RFC 4954", "4"),
        en: "The line is too long for this login. Begin AUTH again.",
        zh: "对这次登录来说，该行过长。请重新用 AUTH 登录。")
    case 501:
      sourced(
        Rule("RFC 4954", "4"),
        en: "The login is over: the line was not valid base64, or you cancelled with *. Begin "
          + "AUTH again.",
        zh: "登录中止：该行不是合法的 base64，或你用 * 取消了。请重新用 AUTH 登录。")
    default: toAuth(code)
    }
  }
}
