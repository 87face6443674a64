import Language
import Protocols

extension ReplyMeaning {
  /// The meaning of a code after any request (RFC 5321 §4.2.3, RFC 4954 §6, RFC 7504, RFC 5248).
  static func general(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 211:
      sourced(
        .smtp("4.2.3"),
        en: "The server reports its status, for people to read.",
        zh: "服务器报告自身状态，供人阅读。")
    case 214:
      sourced(
        .smtp("4.2.3"),
        en: "The server's help text, for people to read.",
        zh: "服务器的帮助信息，供人阅读。")
    case 220:
      sourced(
        .smtp("4.2.3"),
        en: "The server is ready.",
        zh: "服务器已就绪。")
    case 221:
      sourced(
        .smtp("3.8"),
        en: "The server ends the conversation and closes the connection. To send more, connect "
          + "again.",
        zh: "服务器结束对话并关闭连接。若还要发送，请重新连接。")
    case 235:
      sourced(
        Rule("RFC 4954", "6"),
        en: "The server believes you: you are logged in.",
        zh: "身份验证成功：你已登录。")
    case 250:
      sourced(
        .smtp("4.2.3"),
        en: "Done: the command was carried out. Go on with the next one.",
        zh: "完成：命令已执行。可以继续下一个命令。")
    case 251:
      sourced(
        .smtp("3.4"),
        en:
          "The mailbox is not on this server, but the server accepts mail for it and forwards it.",
        zh: "该邮箱不在本服务器上，但服务器会接收并转发。")
    case 252:
      sourced(
        .smtp("3.5.3"),
        en:
          "The server does not say whether the mailbox exists, but it accepts mail for it and tries to deliver it.",
        zh: "服务器不说明该邮箱是否存在，但会接收邮件并尽力投递。")
    case 334:
      sourced(
        Rule("RFC 4954", "4"),
        en: "Not an error: go on. The server waits for the next line of the login, in base64.",
        zh: "不是错误，请继续：服务器在等登录过程的下一行，用 base64 编码。")
    case 354:
      sourced(
        .smtp("4.2.3"),
        en:
          "Not an error: go on. The server waits for the message. A line with a single dot ends it.",
        zh: "不是错误，请继续：服务器在等待邮件内容，以只有一个句点的一行结束。")
    case 421:
      sourced(
        .smtp("3.8"),
        en:
          "The server closes the connection: it is busy or shutting down, or you sent too much or made too many errors. Connect again later.",
        zh: "服务器要关闭连接：也许它太忙或正在停机，也许是你发得太多、出错太多。请稍后重新连接，从头开始。")
    case 432:
      sourced(
        Rule("RFC 4954", "6"),
        en:
          "The server needs your password in another form for this mechanism. Log in once with PLAIN over TLS, and it converts it.",
        zh: "密码需先转换才能用这种方式登录。请先在 TLS 保护下用 PLAIN 登录一次。")
    case 450:
      sourced(
        .smtp("4.2.3"),
        en: "The mailbox is not available at the moment. Nothing was done; try again later.",
        zh: "邮箱暂时不可用，命令未执行。请稍后再试。")
    case 451:
      sourced(
        .smtp("4.2.3"),
        en:
          "The server could not finish: an error of its own, or it is putting you off (greylisting, too much mail at once). Try again later.",
        zh: "服务器没能完成命令：也许是它内部出错，也许是有意推迟（灰名单、发得太快）。请稍后再试。")
    case 452:
      sourced(
        .smtp("4.2.3"),
        en: "The server is short of storage at the moment. Nothing was done; try again later.",
        zh: "服务器存储空间暂时不足，命令未执行。请稍后再试。")
    case 454:
      sourced(
        Rule("RFC 4954", "6"),
        en: "Login or TLS is not available at the moment. Try again later.",
        zh: "登录或 TLS 暂时不可用。请稍后再试。")
    case 455:
      sourced(
        .smtp("4.2.3"),
        en: "The server cannot honour the parameters at the moment. Try later, or without them.",
        zh: "服务器暂时无法满足所带的参数。请稍后再试，或去掉参数。")
    case 500:
      sourced(
        .smtp("4.2.4"),
        en: "The server did not recognise the line as a command, or it was too long. Check the "
          + "first word.",
        zh: "服务器不认识这个命令，或该行过长。请检查第一个单词。")
    case 501:
      sourced(
        .smtp("4.2.3"),
        en:
          "The command is right, but what follows it is not. Check how the argument is written, and send the line again.",
        zh: "命令本身没错，但后面的参数写法不对。请检查后重发这一行。")
    case 502:
      sourced(
        .smtp("4.2.4"),
        en: "The server knows this command but does not offer it. Go on without it.",
        zh: "服务器认识这个命令，但没有实现。请不要用它，继续后面的步骤。")
    case 503:
      sourced(
        .smtp("4.1.4"),
        en:
          "The command came out of order. Nothing has changed; first send the command that is due now.",
        zh: "命令的顺序不对。会话状态没有改变，请先发现在该发的命令。")
    case 504:
      sourced(
        .smtp("4.2.3"),
        en: "The server does not implement this argument or parameter. Send the command "
          + "without it.",
        zh: "服务器没有实现这个参数。请去掉它，重发命令。")
    case 521:
      sourced(
        Rule("RFC 7504", "3"),
        en: "This host never accepts mail; it runs only to say so.",
        zh: "这台主机不接收任何邮件，运行服务只是为了告知这一点。")
    case 523:
      sourced(
        Rule("RFC 5248"),
        en: "This way of logging in needs an encrypted connection. Start TLS first.",
        zh: "这种认证机制需要加密连接。请先启用 TLS。")
    case 525:
      sourced(
        Rule("RFC 5248"),
        en: "The account is disabled. Only the server's administrator can enable it again.",
        zh: "该账户已被停用，只有服务器管理员才能恢复。")
    case 530:
      sourced(
        Rule("RFC 4954", "6"),
        en:
          "The server first wants a protected connection or a login: STARTTLS, AUTH, or both. Its text may say which.",
        zh: "服务器要求先加密连接（STARTTLS）或先登录（AUTH），也可能两者都要，响应文本里可能有说明。")
    case 534:
      sourced(
        Rule("RFC 4954", "6"),
        en: "This way of logging in is too weak for the account. Choose a stronger mechanism.",
        zh: "对该账户来说，这种认证机制太弱。请换一种更强的机制。")
    case 535:
      sourced(
        Rule("RFC 4954", "6"),
        en:
          "The user name or password is wrong. Many providers (QQ, 163, Gmail) want an app password here, not your own. Begin AUTH again.",
        zh: "用户名或密码错误。QQ、163 等许多邮箱在这里要用授权码，不能用登录密码。请核对后重新用 AUTH 登录。")
    case 538:
      sourced(
        Rule("RFC 4954", "6"),
        en: "This way of logging in is allowed over TLS only. Send STARTTLS first.",
        zh: "这种认证机制只允许在 TLS 上使用。请先发 STARTTLS。")
    case 550:
      sourced(
        .smtp("4.2.3"),
        en:
          "The server refuses: there is no such mailbox, or its policy forbids it. Sending the same again will not help.",
        zh: "服务器拒绝：邮箱不存在，或其策略不允许。原样重发还会被拒绝。")
    case 551:
      sourced(
        .smtp("3.4"),
        en:
          "The user is not on this server, and it does not forward. Its text may name the right address.",
        zh: "该用户不在本服务器上，服务器也不转发。响应文本里可能有正确的地址。")
    case 552:
      sourced(
        .smtp("4.2.3"),
        en: "The limit on storage would be exceeded. Send something smaller.",
        zh: "所需存储空间超过了限额。请发小一些的邮件。")
    case 553:
      sourced(
        .smtp("4.2.3"),
        en: "The mailbox name is not allowed: check how the address is written.",
        zh: "邮箱名不被允许。请检查地址的写法。")
    case 554:
      sourced(
        .smtp("4.2.3"),
        en:
          "The transaction failed, for a reason that has no code of its own. The server's text may name it.",
        zh: "事务失败，原因没有专门的状态码，可能写在响应文本里。")
    case 555:
      sourced(
        .smtp("4.1.1.11"),
        en: "The server does not know a parameter of MAIL or RCPT, or cannot do what it asks. Send "
          + "the command without it.",
        zh: "MAIL 或 RCPT 的某个参数，服务器不认识或做不到。请去掉它，重发命令。")
    case 556:
      sourced(
        Rule("RFC 7504", "4"),
        en: "The domain has declared that it accepts no mail at all. Check the address.",
        zh: "该域已声明完全不接收邮件。请检查地址。")
    default: nil
    }
  }
}
