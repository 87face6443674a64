import Language

extension Diagnosis {
  // Tencent's explanations of its bounces, service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022
  // with the number in the reply; copied at blog.csdn.net/cf313995/article/details/133139592.
  var qq: Advice? {
    switch self {
    // Tencent's notice of October 2022: ashea.com.cn/guandian/2022/1011/707174.html. Exmail:
    // topmailsender.com/en/youxiang/205-tengxun-qiyeyouxiang-tencent-enterprise-mailbox.
    case .authFailed:
      advice(
        .you,
        en: "QQ Mail: switch on SMTP, make an app password (授权码) and use it, not the QQ password. "
          + "Exmail with secure login: its client password.",
        zh: "QQ 邮箱要开启 SMTP 服务并生成授权码，用它登录，不用 QQ 密码。腾讯企业邮若开启了安全登录，用客户端专用密码。")
    // Connection, Ip, Sender and Domain frequency limited.
    case .rateLimited:
      advice(
        .you,
        en: "Stop for some minutes, some hours or the rest of the day, by the limit that was "
          + "passed. Then send more slowly.",
        zh: "先停发，视超出的限额而定，要等几分钟、几小时或到当天结束；之后放慢速度。")
    // Connection denied.
    case .reputation:
      advice(
        .administrator,
        en: "Pause this IP and see that it sends no spam; then send more slowly. From home, use a "
          + "mail provider's server.",
        zh: "先暂停该 IP 发信，查清有没有在发垃圾邮件，之后降低频率。家庭宽带应经邮箱服务商发信。")
    // Mail content denied.
    case .spamContent:
      advice(
        .you,
        en: "If this is bulk mail, stop it: users may have complained. If not, look at the links "
          + "and attachments before you send again.",
        zh: "若是群发邮件，请停发，可能已有许多用户投诉。若不是，先检查链接和附件再发。")
    // DMARC check failed, SPF; the record for Tencent's own hosting:
    // service.mail.qq.com/cgi-bin/help?subtype=1&no=417&id=48.
    case .senderAuthentication:
      advice(
        .administrator,
        en: "Correct SPF, DKIM and DMARC of From's domain, or send through its server. Domains at "
          + "Tencent need include:spf.mail.qq.com.",
        zh: "改正 From 域的 SPF、DKIM、DMARC，或经该域的服务器发信。腾讯企业邮的 SPF 要有 include:spf.mail.qq.com。")
    default: nil
    }
  }

  // NetEase's list of its bounce codes, mail.163.com/help/help_spam_16.htm; copied at
  // blog.csdn.net/weixin_39937412/article/details/119584218.
  var netease: Advice? {
    switch self {
    // redmaomail.com/ask/post/7262.html.
    case .authFailed:
      advice(
        .you,
        en: "Use an app password (授权码), not the mailbox password: switch on SMTP in the mailbox's "
          + "settings and make one there.",
        zh: "用授权码登录，不用邮箱密码；在邮箱设置里开启 SMTP 服务，并生成授权码。")
    // DT:SPM.
    case .spamContent:
      advice(
        .you,
        en: "Check that nothing here sends viruses or spam. A test, too, should be a whole "
          + "message: From, To, Date, Subject and a real text.",
        zh: "检查有没有在发病毒或垃圾邮件。测试也要写成完整的邮件，有 From、To、Date、Subject 和真实的正文。")
    // HL:REP, DT:RBL.
    case .reputation:
      advice(
        .administrator,
        en: "See that this IP sends no spam, writes to no addresses that do not exist, and is on "
          + "no blocklist. From home, use a mail provider's server.",
        zh: "检查该 IP 有没有发垃圾邮件、大量发往不存在的收件人，以及在不在黑名单上。家庭宽带应经邮箱服务商发信。")
    // HL:ICC, MI:SFQ, MI:STC (554: messages a day; 550: connections a day), MI:CEL.
    case .rateLimited:
      advice(
        .you,
        en: "Wait, then send less: there are limits on connections, on messages and recipients by "
          + "the quarter hour and the day, and on wrong commands.",
        zh: "先等一等，再少发：同时的连接、每 15 分钟和每天的邮件与收件人都有限额，错误命令太多也会受限。")
    // MI:SPF, MI:DMA.
    case .senderAuthentication:
      advice(
        .administrator,
        en: "Name the sending IP in the sender domain's SPF record, and make SPF or DKIM match "
          + "From's domain; or send through its server.",
        zh: "把发信 IP 写进发件人域的 SPF 记录，让 SPF 或 DKIM 与 From 的域一致；或经该域的服务器发信。")
    default: nil
    }
  }

  var alibaba: Advice? {
    switch self {
    // help.aliyun.com/en/document_detail/36687.html.
    case .authFailed:
      advice(
        .you,
        en: "The mail administrator must allow third-party clients. If there is a security "
          + "password for them, log in with that one.",
        zh: "企业邮箱须由管理员允许使用三方客户端；若启用了三方客户端安全密码，要用它登录。")
    // alibabacloud.com/help/faq-detail/109009.htm ("too frequently sending").
    case .rateLimited:
      advice(
        .you,
        en: "Wait, then send less: there are limits by the minute, hour and day. A weak mailbox "
          + "password also lowers the limit.",
        zh: "先等一等，再少发：每分钟、每小时、每天都有限额。邮箱密码太简单，也会被限制发信量。")
    default: nil
    }
  }
}
