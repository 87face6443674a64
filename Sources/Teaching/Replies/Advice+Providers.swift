import Language

// Only what a provider documents, and only where it differs from the general advice. The comment
// above each text names the document.

extension Diagnosis {
  func advice(ofProvider provider: String) -> Advice? {
    switch provider {
    case "gmail": gmail
    case "outlook": outlook
    case "exchange": exchange
    case "yahoo": yahoo
    case "icloud": icloud
    case "amazon": amazon
    case "qq": qq
    case "163": netease
    case "alibaba": alibaba
    case "spamhaus": spamhaus
    case "barracuda": barracuda
    case "proofpoint": proofpoint
    case "mimecast": mimecast
    case "postfix": postfix
    case "timeout": timeout
    case "unoffered": unoffered
    default: nil
    }
  }
}

extension Diagnosis {
  // Unless another document is named: "Gmail SMTP errors and codes",
  // support.google.com/a/answer/3726730, since 2026
  // knowledge.workspace.google.com/admin/support/troubleshooting/gmail-smtp-errors-and-codes.
  private var gmail: Advice? {
    switch self {
    // 535 5.7.8, 534 5.7.9; support.google.com/accounts/answer/185833 (app passwords).
    case .authFailed:
      advice(
        .you,
        en: "Use an app password, not your Google password. It is made in the Google Account, with "
          + "2-Step Verification switched on.",
        zh: "用应用专用密码登录，不用 Google 密码。它在 Google 账号里生成，要先开启两步验证。")
    // support.google.com/mail/answer/81126 ("Email sender guidelines").
    case .senderAuthentication: spfOrDKIM
    // 4.7.0 and 5.7.1 "very low reputation", 5.7.1 "use the SMTP relay at your service provider
    // instead"; support.google.com/mail/answer/81126 (Postmaster Tools).
    case .reputation:
      advice(
        .administrator,
        en: "Follow Google's sender guidelines, and watch Postmaster Tools. From home, use a mail "
          + "provider's server.",
        zh: "遵守 Google 的发件人准则，并用 Postmaster Tools 查看状况。家庭宽带应经邮箱服务商发信。")
    case .rateLimited:
      advice(
        .you,
        en: "Wait, then send less. The limit may be on your account, your IP or what the recipient "
          + "gets: the reply's own words say which.",
        zh: "先等一等，再少发。限额可能针对你的账号、发信 IP，也可能是收件人收信过多，以响应原文为准。")
    // 4.2.2, 5.2.2.
    case .mailboxFull:
      advice(
        .recipientSide,
        en: "Make room in the account's Google storage. The sender can tell the recipient by other "
          + "means, and send again later.",
        zh: "请清理该账号的 Google 存储空间。发件人可以另行通知对方，之后再发。")
    // 5.7.0; support.google.com/mail/answer/6590 ("File types blocked in Gmail").
    case .virus:
      advice(
        .you,
        en: "Leave out programs, scripts and disk images, in archives too: Gmail blocks most. Scan "
          + "the file; share a clean one by a link.",
        zh: "不要附带程序、脚本和磁盘映像，压缩包里也不行：Gmail 大多会拦截。查毒后，安全的文件可用链接分享。")
    // 5.7.1 "not RFC 5322 compliant", "multiple addresses in From", "missing a valid Message-ID".
    case .messageMalformed:
      advice(
        .you,
        en: "Write one From with one address, a valid Message-ID, and no header twice that belongs "
          + "there once.",
        zh: "From 只写一个且只含一个地址，要有合法的 Message-ID，只该出现一次的首部不要重复。")
    // 5.7.0 and 5.7.1 "relay denied", "invalid credentials for relay".
    case .relayDenied:
      advice(
        .administrator,
        en: "Register the sending IP and domain in the SMTP relay settings of Google Workspace, or "
          + "log in with AUTH.",
        zh: "在 Google Workspace 的 SMTP 中继设置里登记发信 IP 和域，或用 AUTH 登录。")
    default: nil
    }
  }

  // Unless another document is named: "Email non-delivery reports and SMTP errors in Exchange
  // Online", learn.microsoft.com/exchange/troubleshoot/email-delivery/ndr/
  // non-delivery-reports-in-exchange-online.
  private var outlook: Advice? {
    switch self {
    // 5.4.1 "Recipient address rejected: Access denied", 5.1.10, 5.5.0, 5.7.504.
    case .userUnknown:
      advice(
        .you,
        en: "Check the address: here, 5.4.1 \"Access denied\" also means that it does not exist. "
          + "If it is right, ask the recipient by other means.",
        zh: "检查收件人地址；这里的 5.4.1 Access denied 也表示地址不存在。没写错的话，另行向对方询问。")
    // Outlook.com: "POP, IMAP, and SMTP settings for Outlook.com", support.microsoft.com;
    // Microsoft 365: techcommunity.microsoft.com/blog/exchange/exchange-online-to-retire-basic-auth-
    // for-client-submission-smtp-auth/4114750, as changed in January 2026: off by default from the
    // end of December 2026, the last day to be announced in the second half of 2027.
    case .authFailed:
      advice(
        .you,
        en: "Log in with OAuth: Outlook.com asks for it, and Microsoft 365 is phasing passwords "
          + "out. In an organisation, SMTP AUTH must be allowed, too.",
        zh: "改用 OAuth 登录。Outlook.com 要求如此，Microsoft 365 也在停用密码登录；单位邮箱还须由管理员开启 SMTP AUTH。")
    // 5.7.606–649: the delist portal; S3140, S3150: sendersupport.olc.protection.outlook.com
    // ("Troubleshooting" there sends senders to its support form; S3150 itself is undocumented, but
    // its wording is that of S3140).
    case .reputation:
      advice(
        .administrator,
        en: "Stop the cause, then ask for removal where the reply says, or at sender.office.com. "
          + "From home, use a mail provider's server.",
        zh: "先消除原因，再按响应里的指引或到 sender.office.com 申请解除。家庭宽带应经邮箱服务商发信。")
    // support.microsoft.com, "Fix NDR error 550 5.7.515 in Outlook.com"; 5.7.509, 5.7.23.
    case .senderAuthentication:
      advice(
        .administrator,
        en: "Send through the server of From's domain, so that SPF or DKIM passes. Who sends "
          + "Outlook.com 5,000 a day needs both, and DMARC.",
        zh: "经 From 所在域的服务器发信，使 SPF 或 DKIM 通过。每天向 Outlook.com 发 5000 封及以上，两者都要，另加 DMARC。")
    // 4.7.500–699: "Fix email delivery issues for error code 451 4.7.500-699 (ASxxx)"; 5.2.121;
    // 5.7.705 (the whole organisation is blocked until its administrator asks support).
    case .rateLimited:
      advice(
        .you,
        en: "Wait, then send less. A new or suddenly busy IP may be held back for some days; a "
          + "whole organisation, until its administrator acts.",
        zh: "先等一等，再减少发送量。新的或突然繁忙的 IP 可能受限几天；若整个单位受限，要由其管理员处理。")
    case .greylisted:
      advice(
        .nobody,
        en: "A mail server tries again by itself. A new IP may be held back until it has sent good "
          + "mail for some days.",
        zh: "邮件服务器会自动重试。新的 IP 可能受限，正常发信几天后自行解除。")
    // 5.1.8; SendAsDenied (5.2.252, 5.7.60): the page "Fix issues with printers, scanners, and LOB
    // applications that send email using Microsoft 365".
    case .senderRejected:
      advice(
        .you,
        en: "After a login, use that account's address, or have the administrator grant Send As. "
          + "If the account is blocked for spam, secure it first.",
        zh: "登录之后用该账户自己的地址，或请管理员授予“代理发送”权限。若账户因发垃圾邮件被禁，先保证其安全。")
    default: nil
    }
  }

  // 5.7.1 RESOLVER.RST.AuthRequired, 5.7.12, 5.7.124, 5.7.133–136 (the same document).
  private var exchange: Advice? {
    switch self {
    case .security:
      advice(
        .recipientSide,
        en: "Allow outside senders, if this mailbox or group is for insiders only. The sender can "
          + "ask its owner by other means.",
        zh: "若该邮箱或群组只收内部来信，请允许外部发件人。发件人可以另行联系其所有者。")
    default: nil
    }
  }

  // senders.yahooinc.com/smtp-error-codes.
  private var yahoo: Advice? {
    switch self {
    // help.yahoo.com/kb/SLN15241.html.
    case .authFailed:
      advice(
        .you,
        en: "Use an app password, made on Yahoo's account security page, not your usual password.",
        zh: "用应用专用密码登录，不用平常的密码；在 Yahoo 账户的安全页面生成。")
    case .senderAuthentication: spfOrDKIM
    case .reputation:
      advice(
        .administrator,
        en: "Look for spam leaving your server; look its IP up at check.spamhaus.org. If it "
          + "lasts, ask at senders.yahooinc.com.",
        zh: "检查服务器有没有在发垃圾邮件，并到 check.spamhaus.org 查询该 IP。一直如此就到 senders.yahooinc.com 求助。")
    case .rateLimited:
      advice(
        .you,
        en: "Wait, then send less. If it lasts for more than 48 hours, have the administrator look "
          + "at what is sent (senders.yahooinc.com).",
        zh: "先等一等，再少发。若超过 48 小时，请管理员检查发出的邮件（见 senders.yahooinc.com）。")
    // TSS04 and the like ("Message temporarily deferred").
    case .senderRejected:
      Advice(
        meaning: Phrase(
          en: "Yahoo holds this sender back: complaints, spam or unusual traffic.",
          zh: "Yahoo 限制了该发件方：有投诉、疑似垃圾邮件或流量异常。"),
        actor: .administrator,
        text: Phrase(
          en: "See that no spam leaves your server, and send less. If it lasts, ask at "
            + "senders.yahooinc.com. From home, use a mail provider's server.",
          zh: "检查服务器有没有在发垃圾邮件，并少发。一直如此就到 senders.yahooinc.com 求助。家庭宽带应经邮箱服务商发信。"))
    case .policy:
      advice(
        .administrator,
        en: "Check SPF, DKIM and DMARC, the headers, and the links and attachments. See "
          + "senders.yahooinc.com/smtp-error-codes.",
        zh: "检查 SPF、DKIM、DMARC，邮件首部，以及链接和附件。见 senders.yahooinc.com/smtp-error-codes。")
    default: nil
    }
  }

  // support.apple.com/102322 ("Postmaster information for iCloud Mail").
  private var icloud: Advice? {
    switch self {
    // support.apple.com/102654 (app-specific passwords).
    case .authFailed:
      advice(
        .you,
        en: "Use an app-specific password, not the Apple Account's own. It is made in the account, "
          + "with two-factor authentication switched on.",
        zh: "用 App 专用密码登录，不用 Apple 账户的密码。它在 Apple 账户里生成，要先开启双重认证。")
    case .reputation, .policy, .spamContent:
      advice(
        .administrator,
        en: "Follow support.apple.com/102322, which names whom to ask. From home, use a mail "
          + "provider's server.",
        zh: "遵守 support.apple.com/102322 的要求，求助方式也见该页。家庭宽带应经邮箱服务商发信。")
    default: nil
    }
  }

  // docs.aws.amazon.com/ses/latest/dg/verify-addresses-and-domains.html;
  // repost.aws/knowledge-center/ses-554-400-message-rejected-error.
  private var amazon: Advice? {
    switch self {
    case .relayDenied, .senderRejected:
      Advice(
        meaning: Phrase(
          en: "Amazon SES sends only for addresses that were verified.",
          zh: "Amazon SES 只为验证过的地址发信。"),
        actor: .you,
        text: Phrase(
          en: "Verify the sender's address or domain in SES, in the same region; in the sandbox, "
            + "the recipient's, too.",
          zh: "在 SES 的同一区域验证发件人的地址或域；沙盒中还要验证收件人。"))
    default: nil
    }
  }

  private var spfOrDKIM: Advice {
    advice(
      .administrator,
      en: "Make SPF or DKIM pass for From's domain; bulk senders need both, and DMARC. Send mail "
        + "typed by hand through that domain's server.",
      zh: "让 From 的域通过 SPF 或 DKIM；大批量发信两者都要，还要有 DMARC。手工发信要经该域自己的服务器。")
  }
}
