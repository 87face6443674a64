package import Language

/// What a real server's reply comes down to, whatever its wording.
package enum Diagnosis: String, CaseIterable, Hashable, Sendable {
  /// The server has no such mailbox. Not: a mailbox that exists and is locked (`mailboxDisabled`),
  /// or an unknown domain (`domainUnknown`).
  case userUnknown = "user-unknown"
  /// No room left in the recipient's mailbox. Not: this one message is too large
  /// (`messageTooLarge`), or the server's own disk is full (`serverTrouble`).
  case mailboxFull = "mailbox-full"
  /// The account is known, but disabled, locked, suspended or long unused. Not: the sender's
  /// account (`senderRejected`).
  case mailboxDisabled = "mailbox-disabled"
  /// The recipient is now reached elsewhere, with or without the new address in the reply.
  case mailboxMoved = "mailbox-moved"
  /// The server is not responsible for the recipient's domain and does not relay for this client.
  /// Not: a plain demand to log in (`authRequired`).
  case relayDenied = "relay-denied"
  /// A login is missing. Not: a login that failed (`authFailed`), or a recipient that takes mail
  /// from members only (`security`).
  case authRequired = "auth-required"
  /// A login was tried and refused: the name, the password, the mechanism, a login switched off.
  /// Not: SPF, DKIM and DMARC, which some servers also call authentication
  case authFailed = "auth-failed"
  /// SPF, DKIM or DMARC did not pass. Not: a sender's address that does not exist
  case senderAuthentication = "sender-authentication"
  /// The sending IP address or domain is on a blocklist, or has a bad reputation. Not: a refusal
  /// because of one message's content (`spamContent`), or of a missing PTR record (`reverseDNS`).
  case reputation
  /// The sending IP address has no PTR record, or its name does not lead back to the address.
  /// Not: a HELO name that is badly written (`syntax`).
  case reverseDNS = "reverse-dns"
  /// Too many messages, recipients, connections or attempts in some time, by the sender or for one
  /// recipient. Not: a new sender's first try (`greylisted`).
  case rateLimited = "rate-limited"
  /// Put off on the first try, to see whether the client tries again (RFC 6647).
  case greylisted
  /// The message was judged to be spam or phishing by what it contains. Not: by where it comes from
  /// (`reputation`).
  case spamContent = "spam-content"
  /// A virus, or an attachment of a kind the server does not let in.
  case virus
  /// The message or one of its parts is larger than allowed, for the server or for this recipient.
  /// Not: too many recipients (`rateLimited`), a mailbox without room (`mailboxFull`).
  case messageTooLarge = "message-too-large"
  /// The message breaks the message format (RFC 5322, MIME): header, line ends, encoding. Not: a
  /// command that does (`syntax`).
  case messageMalformed = "message-malformed"
  /// A command that is unknown, not offered or badly written, with its parameters and addresses.
  /// Not: a good command at the wrong time (`badSequence`).
  case syntax
  /// A good command at the wrong time, as RCPT before MAIL.
  case badSequence = "bad-sequence"
  /// The recipient's domain does not exist, or has no server that can be found. Not: the sender's
  /// domain (`senderRejected`), a domain that declares to take no mail (`doesNotAcceptMail`).
  case domainUnknown = "domain-unknown"
  /// A rule of the receiving side, where the reply does not say which. Whatever is said more
  /// precisely belongs elsewhere.
  case policy
  /// The sender's address or domain is refused: it does not exist, is not the account's own, or is
  /// blocked. Not: SPF, DKIM and DMARC (`senderAuthentication`).
  case senderRejected = "sender-rejected"
  /// Protection that is missing: TLS is demanded, a certificate fails, only known senders may write
  /// here. Not: a login as such (`authRequired`, `authFailed`).
  case security
  /// The server's own trouble: load, storage, network, DNS, settings, a mail loop.
  /// Also a server that no longer waits for the client.
  case serverTrouble = "server-trouble"
  /// The host or the domain takes no mail at all (RFC 7504, the null MX of RFC 7505).
  case doesNotAcceptMail = "does-not-accept-mail"
  /// Nothing failed: 2yz and 3yz.
  case ok
  /// The wording is not in the table, and the digits do not say enough either.
  case unknown
}

/// Who can do something about a reply.
package enum WhoCanAct: CaseIterable, Hashable, Sendable {
  /// The person who typed the command, or whose message came back.
  case you
  /// The person who runs the sender's mail server, its DNS and its IP address.
  case administrator
  /// The recipient, or the administrator there.
  case recipientSide
  /// Time alone helps.
  case nobody
}

extension WhoCanAct {
  /// Within a sentence.
  package var name: Phrase {
    switch self {
    case .you: Phrase(en: "you", zh: "你")
    case .administrator: Phrase(en: "your mail administrator", zh: "你的邮件管理员")
    case .recipientSide: Phrase(en: "the recipient's side", zh: "收件方")
    case .nobody: Phrase(en: "nobody: wait", zh: "无人，等待即可")
    }
  }

  /// In front of the advice's text.
  package var label: Phrase {
    switch self {
    case .you: Phrase(en: "You: ", zh: "你：")
    case .administrator: Phrase(en: "Your mail administrator: ", zh: "你的邮件管理员：")
    case .recipientSide: Phrase(en: "The recipient's side: ", zh: "收件方：")
    case .nobody: Phrase(en: "Nobody can act: wait. ", zh: "谁都无须处理，等待即可。")
    }
  }
}

extension Diagnosis {
  /// As one says it in class.
  package var name: Phrase {
    switch self {
    case .userUnknown: Phrase(en: "No such user", zh: "收件人不存在")
    case .mailboxFull: Phrase(en: "Mailbox full", zh: "邮箱已满")
    case .mailboxDisabled: Phrase(en: "Mailbox disabled", zh: "邮箱已停用")
    case .mailboxMoved: Phrase(en: "Mailbox moved", zh: "收件人已换地址")
    case .relayDenied: Phrase(en: "Relay denied", zh: "拒绝中继")
    case .authRequired: Phrase(en: "Login required", zh: "需要登录")
    case .authFailed: Phrase(en: "Login failed", zh: "登录失败")
    case .senderAuthentication:
      Phrase(en: "Sender authentication failed", zh: "发件人验证未通过")
    case .reputation: Phrase(en: "Bad reputation", zh: "信誉不佳")
    case .reverseDNS: Phrase(en: "Bad reverse DNS", zh: "反向解析有误")
    case .rateLimited: Phrase(en: "Rate limited", zh: "超出频率限制")
    case .greylisted: Phrase(en: "Greylisted", zh: "灰名单")
    case .spamContent: Phrase(en: "Taken for spam", zh: "判为垃圾邮件")
    case .virus: Phrase(en: "Virus or forbidden attachment", zh: "病毒或禁止的附件")
    case .messageTooLarge: Phrase(en: "Message too large", zh: "邮件过大")
    case .messageMalformed: Phrase(en: "Message malformed", zh: "邮件格式有误")
    case .syntax: Phrase(en: "Syntax error", zh: "语法错误")
    case .badSequence: Phrase(en: "Bad sequence", zh: "命令顺序有误")
    case .domainUnknown: Phrase(en: "Domain unknown", zh: "收件人的域不存在")
    case .policy: Phrase(en: "Against policy", zh: "不合对方策略")
    case .senderRejected: Phrase(en: "Sender rejected", zh: "发件人被拒绝")
    case .security: Phrase(en: "Security requirement", zh: "安全要求未满足")
    case .serverTrouble: Phrase(en: "Server trouble", zh: "服务器故障")
    case .doesNotAcceptMail: Phrase(en: "Accepts no mail", zh: "不收邮件")
    case .ok: Phrase(en: "Accepted", zh: "已接受")
    case .unknown: Phrase(en: "Unknown wording", zh: "未收录的措辞")
    }
  }
}
