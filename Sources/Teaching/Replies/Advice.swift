package import Language

/// What a server's reply means, and what to do about it.
///
/// Nothing here depends on the reply's first digit: `keptAndTriedAgain` is added to a 4yz reply.
package struct Advice: Hashable, Sendable {
  /// What the server says, in one short sentence.
  package let meaning: Phrase
  package let actor: WhoCanAct
  /// What to do, addressed to `actor`; it stands behind `actor.label`.
  package let text: Phrase
}

extension Phrase {
  /// To be added to a 4yz reply, unless its advice is to wait anyway (RFC 5321 §4.5.4.1).
  package static let keptAndTriedAgain = Phrase(
    en: "This is for now only: a mail server keeps the message and tries again by itself.",
    zh: "这只是暂时的：邮件服务器会保留邮件，并自动重试。")
}

extension Diagnosis {
  /// A provider's own advice where there is one, else the advice that holds anywhere.
  ///
  /// `provider`: one word, as in the table of wordings.
  package func advice(from provider: String?) -> Advice {
    provider.flatMap { advice(ofProvider: $0) } ?? generalAdvice
  }

  var meaning: Phrase {
    switch self {
    case .userUnknown:
      Phrase(
        en: "The recipient's mailbox does not exist on this server.",
        zh: "这台服务器上没有收件人的邮箱。")
    case .mailboxFull:
      Phrase(en: "The recipient's mailbox is full.", zh: "收件人的邮箱已满。")
    case .mailboxDisabled:
      Phrase(
        en: "The recipient's mailbox is disabled, locked or no longer in use.",
        zh: "收件人的邮箱已停用、被冻结或不再使用。")
    case .mailboxMoved:
      Phrase(en: "The recipient now has another address.", zh: "收件人已换用别的地址。")
    case .relayDenied:
      Phrase(
        en: "The server does not relay mail to other domains for you.",
        zh: "服务器不替你向其他域中继邮件。")
    case .authRequired:
      Phrase(en: "The server wants you to log in before you send.", zh: "服务器要求先登录再发信。")
    case .authFailed:
      Phrase(en: "The server did not accept the login.", zh: "服务器没有接受这次登录。")
    case .senderAuthentication:
      Phrase(
        en: "The message failed a check of its sender: SPF, DKIM or DMARC.",
        zh: "邮件没有通过发件人验证（SPF、DKIM 或 DMARC）。")
    case .reputation:
      Phrase(
        en: "The sending IP or domain has a poor reputation or is on a blocklist.",
        zh: "发信 IP 或发件人的域信誉不佳，或在黑名单上。")
    case .reverseDNS:
      Phrase(
        en: "The sending IP address has no proper name in DNS (reverse DNS).",
        zh: "发信 IP 没有正确的反向解析。")
    case .rateLimited:
      Phrase(
        en: "Too many messages, recipients, connections or attempts.",
        zh: "邮件、收件人、连接或尝试次数太多。")
    case .greylisted:
      Phrase(
        en: "The server puts off a new sender's first try (greylisting).",
        zh: "服务器对首次来信的发件方先推迟接收（灰名单）。")
    case .spamContent:
      Phrase(en: "The server takes the message for spam.", zh: "服务器把这封邮件判为垃圾邮件。")
    case .virus:
      Phrase(
        en: "The server found a virus, or an attachment of a forbidden type.",
        zh: "服务器发现病毒，或附件类型不被允许。")
    case .messageTooLarge:
      Phrase(en: "The message is larger than the server accepts.", zh: "邮件超过服务器允许的大小。")
    case .messageMalformed:
      Phrase(
        en: "The message itself is not written as the standards ask.",
        zh: "邮件本身的格式不合标准。")
    case .syntax:
      Phrase(
        en: "The server does not understand the command or its argument.",
        zh: "服务器看不懂这条命令或它的参数。")
    case .badSequence:
      Phrase(en: "The command came at the wrong moment.", zh: "这条命令来得不是时候，顺序不对。")
    case .domainUnknown:
      Phrase(
        en: "The recipient's domain was not found, or cannot be reached.",
        zh: "收件人的域不存在，或无法到达。")
    case .policy:
      Phrase(
        en: "A rule of the receiving side forbids this.", zh: "收件方的策略不允许这样做。")
    case .senderRejected:
      Phrase(
        en: "The server does not accept the sender's address or domain.",
        zh: "服务器不接受发件人的地址或域。")
    case .security:
      Phrase(
        en: "The server wants more protection: mostly encryption (TLS), or only certain senders.",
        zh: "没有满足服务器的安全要求：多为须用 TLS 加密，有时是限定了谁能来信。")
    case .serverTrouble:
      Phrase(
        en: "The server has a problem of its own: load, storage, network or settings.",
        zh: "服务器自身有问题：负载、存储、网络或配置。")
    case .doesNotAcceptMail:
      Phrase(
        en: "This host or domain accepts no mail at all.", zh: "这台主机或这个域不接收任何邮件。")
    case .ok:
      Phrase(en: "The server accepted it.", zh: "服务器已接受。")
    case .unknown:
      Phrase(en: "byhand does not know this wording.", zh: "byhand 没有收录这种措辞。")
    }
  }
}

extension Diagnosis {
  private var generalAdvice: Advice {
    switch self {
    case .userUnknown:
      advice(
        .you,
        en: "Check the address for typing mistakes. If it is right, ask the recipient for the "
          + "current one by other means.",
        zh: "检查收件人地址有没有写错；没写错的话，另行向对方询问现在的地址。")
    case .mailboxFull:
      advice(
        .recipientSide,
        en: "Make room in the mailbox. The sender can tell the recipient by other means, and send "
          + "again later.",
        zh: "请清理邮箱或扩容。发件人可以另行通知对方，之后再发。")
    case .mailboxDisabled:
      advice(
        .recipientSide,
        en: "Reactivate the mailbox. The sender can ask the recipient by other means for another "
          + "address.",
        zh: "请恢复该邮箱。发件人可以另行向对方要别的地址。")
    case .mailboxMoved:
      advice(
        .you,
        en: "Use the new address if the reply names one. If not, ask the recipient for it by other "
          + "means.",
        zh: "响应里写了新地址就用新地址；没写的话，另行向对方询问。")
    case .relayDenied:
      advice(
        .you,
        en: "To deliver directly, connect to the MX of the recipient's domain. To send through "
          + "your provider, log in first (port 587 or 465).",
        zh: "直接投递要连接收件人所在域的 MX；经自己的邮箱服务商发信要先登录（端口 587 或 465）。")
    case .authRequired:
      advice(
        .you,
        en: "Log in first, with STARTTLS if offered, EHLO again and AUTH. To deliver without a "
          + "login, connect to the MX of the recipient's domain.",
        zh: "先登录再发信，有 STARTTLS 就先加密，然后 EHLO、AUTH。若不登录而直接投递，要连接收件人所在域的 MX。")
    case .authFailed:
      advice(
        .you,
        en: "Check the user name (often the whole address) and the password. If the mailbox uses "
          + "app passwords (at QQ and 163: 授权码), log in with one.",
        zh: "核对用户名（常为完整的邮箱地址）和密码。若是 QQ、163 等使用授权码的邮箱，用授权码登录，不用密码。")
    case .senderAuthentication:
      advice(
        .administrator,
        en: "Name the sending host in the sender domain's SPF record, or sign with DKIM. Send mail "
          + "typed by hand through that domain's own server.",
        zh: "把发信主机写进发件人所在域的 SPF 记录，或用 DKIM 签名。手工发信要经该域自己的服务器。")
    case .reputation:
      advice(
        .administrator,
        en: "Find and stop the cause, then ask the list that the reply names for removal. "
          + "From home, use a mail provider's server.",
        zh: "先查明并消除原因，再向响应里写明的一方申请移出名单。家庭宽带应经邮箱服务商发信。")
    case .reverseDNS:
      advice(
        .administrator,
        en: "Have the IP's owner set a PTR record whose name leads back to that IP. From home, "
          + "use a mail provider's server.",
        zh: "请 IP 的提供方设置 PTR 记录，其中的名字要能解析回该 IP。家庭宽带应经邮箱服务商发信。")
    case .rateLimited:
      advice(
        .you,
        en: "Wait, then go more slowly: fewer messages, recipients and connections at a time.",
        zh: "先等一等，再放慢速度：减少每次的邮件、收件人和连接数。")
    case .greylisted:
      advice(
        .nobody,
        en: "A mail server tries again by itself. By hand, send the same again some minutes later, "
          + "from the same host.",
        zh: "邮件服务器会自动重试。手工发信的话，过几分钟从同一台主机原样再发一次。")
    case .spamContent:
      advice(
        .you,
        en: "Do not just send it again. Check its links and attachments; if the recipient wants "
          + "it, the administrator there can let it through.",
        zh: "不要原样反复发送。检查其中的链接和附件；若对方确实需要，可请收件方的管理员放行。")
    case .virus:
      advice(
        .you,
        en: "Do not send it again. Scan the file and the computer it came from; share a clean file "
          + "some other way.",
        zh: "不要再发。对附件和来源电脑查毒；确认安全的文件，换个方式分享。")
    case .messageTooLarge:
      advice(
        .you,
        en: "Make it smaller or share a link to the file. SIZE after EHLO may name the limit; "
          + "Base64 makes an attachment a third larger.",
        zh: "缩小附件，或改发下载链接。EHLO 响应中的 SIZE 常写明上限；附件经 Base64 编码会大三分之一。")
    case .messageMalformed:
      advice(
        .you,
        en: "Correct it: one From, one Date, at most one Subject; a blank line before the body; "
          + "CRLF at the end of every line.",
        zh: "改正格式，From、Date 各一个，Subject 至多一个，正文之前空一行，每行以 CRLF 结尾。")
    case .syntax:
      advice(
        .you,
        en: "Check spelling, spaces and angle brackets: RCPT TO:<user@example.com>. Give EHLO a "
          + "full host name; use only extensions that it lists.",
        zh: "检查拼写、空格、尖括号，如 RCPT TO:<user@example.com>；EHLO 写完整主机名，只用它列出的扩展。")
    case .badSequence:
      advice(
        .you,
        en: "Keep the order EHLO, MAIL, RCPT, DATA, and wait for each reply; EHLO again after "
          + "STARTTLS. RSET lets you start the message over.",
        zh: "按 EHLO、MAIL、RCPT、DATA 的顺序，等到响应再发下一条；STARTTLS 后重发 EHLO。用 RSET 可重新开始一封邮件。")
    case .domainUnknown:
      advice(
        .you,
        en: "Check the part after the @. If it is right, only the domain's administrator can "
          + "repair its DNS or its servers.",
        zh: "检查 @ 后面的部分；没写错的话，只有该域的管理员能修复它的 DNS 或服务器。")
    case .policy:
      advice(
        .you,
        en: "Read the rest of the reply. If it names no reason, ask the recipient's side by other "
          + "means, and quote the reply.",
        zh: "细看响应的其余部分；没写原因的话，另行联系收件方，并附上响应原文。")
    case .senderRejected:
      advice(
        .you,
        en: "In MAIL FROM and in From, use an address of your own that exists and gets mail; after "
          + "a login, that account's address.",
        zh: "MAIL FROM 和 From 都用自己的、真实存在且能收信的地址；登录之后，用所登录账户的地址。")
    case .security:
      advice(
        .you,
        en: "If it asks for TLS: EHLO, STARTTLS if EHLO offered it, EHLO again; TLS 1.2 or newer. "
          + "If only some senders may write, ask the recipient's side.",
        zh: "若要求 TLS：EHLO 之后有 STARTTLS 就发它，再重发 EHLO，用 TLS 1.2 以上；若限定了来信者，请联系收件方。")
    case .serverTrouble:
      advice(
        .you,
        en: "Try again later. If it lasts, tell this server's administrator, and quote the reply: "
          + "only they can repair it.",
        zh: "稍后再试。若一直如此，就告知这台服务器的管理员，并附上响应原文：只有他们能修复。")
    case .doesNotAcceptMail:
      advice(
        .you,
        en: "Check the part after the @, and the host you connected to. If both are right, ask the "
          + "recipient for another address.",
        zh: "检查 @ 后面的部分和所连接的主机；都没错的话，另行向对方要别的地址。")
    case .ok:
      advice(
        .you,
        en: "Go on. After a message it only means that the server took it over; a bounce may still "
          + "come.",
        zh: "继续即可。若在邮件结尾之后，只表示服务器接手了这封邮件，之后仍可能退信。")
    case .unknown:
      advice(
        .you,
        en: "Go by the code's digits: they are certain. Then read the server's own words.",
        zh: "以状态码的数字为准，它们的含义是确定的；再细看服务器的原文。")
    }
  }

  /// An advice of this diagnosis: the meaning stays.
  func advice(_ actor: WhoCanAct, en english: String, zh chinese: String) -> Advice {
    Advice(meaning: meaning, actor: actor, text: Phrase(en: english, zh: chinese))
  }
}
