import Language
import Protocols

extension EnhancedMeaning {
  /// X.7.
  static func security(_ detail: Int) -> SourcedPhrase? {
    switch detail {
    case 0:
      sourced(
        Rule("RFC 3463", "3.8"),
        en: "It is about security or the server's policy; nothing more precise is said.",
        zh: "与安全或服务器策略有关，没有更具体的说明。")
    case 1:
      sourced(
        Rule("RFC 3463", "3.8"),
        en:
          "The server's policy does not allow this: because of the sender, the client (perhaps on a blocklist), the recipient's domain or the content.",
        zh: "服务器策略不允许：原因可能在发件人、客户端（例如在黑名单上）、收件人的域或邮件内容。")
    case 2:
      sourced(
        Rule("RFC 3463", "3.8"),
        en: "The sender may not write to this mailing list.",
        zh: "发件人无权向该邮件列表发信。")
    case 3:
      sourced(
        Rule("RFC 3463", "3.8"),
        en:
          "The message would have to be converted from one kind of protection to another, and that is impossible.",
        zh: "邮件须在两种安全机制之间转换，而这做不到。")
    case 4:
      sourced(
        Rule("RFC 3463", "3.8"),
        en: "The message asks for a kind of protection that the server does not support.",
        zh: "邮件要求的安全功能，服务器不支持。")
    case 5:
      sourced(
        Rule("RFC 3463", "3.8"),
        en: "The message could not be decrypted or its signature checked.",
        zh: "邮件无法解密，或签名无法验证。")
    case 6:
      sourced(
        Rule("RFC 3463", "3.8"),
        en: "The message is encrypted or signed in a way the server does not know.",
        zh: "邮件所用的加密或签名算法，服务器不支持。")
    case 7:
      sourced(
        Rule("RFC 3463", "3.8"),
        en: "The message was changed on the way: its checksum or signature does not match.",
        zh: "邮件在途中被改动：校验和或签名不符。")
    case 8:
      sourced(
        Rule("RFC 4954", "6"),
        en:
          "The user name or password is wrong. Many providers (QQ, 163, Gmail) want an app password here.",
        zh: "用户名或密码错误。QQ、163 等许多邮箱在这里要用授权码。")
    case 9:
      sourced(
        Rule("RFC 4954", "6"),
        en: "The way of logging in is too weak; choose a stronger one.",
        zh: "认证机制太弱，请换一种更强的。")
    case 10:
      sourced(
        Rule("RFC 5248"),
        en: "This way of logging in needs an encrypted connection, such as TLS.",
        zh: "这种认证机制需要加密连接，例如 TLS。")
    case 11:
      sourced(
        Rule("RFC 4954", "6"),
        en: "This way of logging in is allowed over TLS only.",
        zh: "这种认证机制只允许在 TLS 上使用。")
    case 12:
      sourced(
        Rule("RFC 4954", "6"),
        en:
          "The server needs the password in another form; log in once with PLAIN over TLS, and it converts it.",
        zh: "密码需先转换：请在 TLS 保护下用 PLAIN 登录一次。")
    case 13:
      sourced(
        Rule("RFC 5248"),
        en: "The login is right, but the account has been disabled.",
        zh: "登录信息正确，但该账户已被停用。")
    case 14:
      sourced(
        Rule("RFC 5248"),
        en: "The server would have to trust another server, and has not been set up to.",
        zh: "服务器需要信任另一台服务器，而尚未建立这种信任关系。")
    case 15:
      sourced(
        Rule("RFC 6710"),
        en: "The message's priority is lower than the server accepts, for now or at all.",
        zh: "邮件的优先级太低，服务器暂时或一直不接收。")
    case 16:
      sourced(
        Rule("RFC 6710"),
        en: "The message is too large for the priority it asks for.",
        zh: "对所请求的优先级来说，邮件太大。")
    case 17:
      sourced(
        Rule("RFC 7293"),
        en: "The mailbox now belongs to somebody else.",
        zh: "该邮箱已经换了主人。")
    case 18:
      sourced(
        Rule("RFC 7293"),
        en: "The domain now belongs to somebody else.",
        zh: "该域已经换了主人。")
    case 19:
      sourced(
        Rule("RFC 7293"),
        en: "The server cannot tell whether the mailbox still has the same owner.",
        zh: "无法确认该邮箱是否仍属于原来的主人。")
    case 20:
      sourced(
        Rule("RFC 7372", "3.1"),
        en: "None of the message's DKIM signatures is valid.",
        zh: "邮件的 DKIM 签名无一通过验证。")
    case 21:
      sourced(
        Rule("RFC 7372", "3.1"),
        en: "There are valid DKIM signatures, but none that the server accepts.",
        zh: "有通过验证的 DKIM 签名，但服务器都不认可。")
    case 22:
      sourced(
        Rule("RFC 7372", "3.1"),
        en: "No valid DKIM signature belongs to the domain of the author in From.",
        zh: "通过验证的 DKIM 签名中，没有一个属于 From 中作者的域。")
    case 23:
      sourced(
        Rule("RFC 7372", "3.2"),
        en: "SPF: the sender's domain does not allow this host to send its mail.",
        zh: "SPF：发件人的域不允许这台主机代发邮件。")
    case 24:
      sourced(
        Rule("RFC 7372", "3.2"),
        en: "SPF could not be checked: the domain's record was faulty or could not be fetched.",
        zh: "SPF 无法检查：该域的记录有误，或没有取到。")
    case 25:
      sourced(
        Rule("RFC 7372", "3.3"),
        en: "The client's IP address and its name in DNS do not match.",
        zh: "客户端的 IP 地址与它在 DNS 中的名字对不上。")
    case 26:
      sourced(
        Rule("RFC 7372", "3.4"),
        en: "More than one check of the sender failed (SPF, DKIM or DMARC).",
        zh: "对发件人的多项验证都没有通过（SPF、DKIM 或 DMARC）。")
    case 27:
      sourced(
        Rule("RFC 7505"),
        en: "The sender's domain declares in DNS that it accepts no mail, so nobody could be "
          + "told of a failure.",
        zh: "发件人的域在 DNS 中声明不收邮件（空 MX），退信将无处可投。")
    case 28:
      sourced(
        Rule("IANA SMTP Enhanced Status Codes"),
        en: "The message seems to belong to a flood of similar, abusive messages.",
        zh: "该邮件看来属于一批内容相似的滥发邮件（邮件洪泛）。")
    case 29:
      sourced(
        Rule("RFC 8617", "5.2.2"),
        en: "The chain of ARC seals, by which forwarders vouch for a message, is broken.",
        zh: "ARC 链验证失败：各转发者依次留下的签名链已断裂。")
    case 30:
      sourced(
        Rule("RFC 8689"),
        en: "The message must travel over TLS only (REQUIRETLS), and the next server cannot do "
          + "that.",
        zh: "该邮件只能经 TLS 传输（REQUIRETLS），而下一台服务器做不到。")
    default: nil
    }
  }
}
