import Language

// Blocklists, filters in front of mail servers, programs, and two cases that are the same anywhere.

extension Diagnosis {
  // spamhaus.org/resource-hub/delisting (the checker); spamhaus.org/pbl ("turn on SMTP
  // Authentication").
  var spamhaus: Advice? {
    switch self {
    case .reputation:
      advice(
        .you,
        en: "Look the listed IP or domain up at check.spamhaus.org and do as it says. On the PBL, "
          + "as many home lines are, use a mail provider's server.",
        zh: "到 check.spamhaus.org 查询所列的 IP 或域名，照其说明处理。若在 PBL 上（家庭宽带多如此），请经邮箱服务商发信。")
    // spamhaus.org/returnc/pub ("Error: open resolver").
    case .serverTrouble:
      Advice(
        meaning: Phrase(
          en: "The server asks Spamhaus through a public resolver, and gets no answer to go by.",
          zh: "服务器经公共 DNS 查询 Spamhaus，得到的是错误，不是查询结果。"),
        actor: .recipientSide,
        text: Phrase(
          en: "Let the mail server ask a DNS resolver of its own. The sender is not listed, and "
            + "can only tell you by other means.",
          zh: "请让邮件服务器改用自己的 DNS 解析。发件方并未被列入名单，只能另行告知收件方。"))
    default: nil
    }
  }

  // barracudacentral.org/rbl/removal-request.
  var barracuda: Advice? {
    switch self {
    case .reputation:
      advice(
        .administrator,
        en: "Find and stop the cause, then ask for removal at "
          + "barracudacentral.org/rbl/removal-request.",
        zh: "先查明并消除原因，再到 barracudacentral.org/rbl/removal-request 申请移出名单。")
    default: nil
    }
  }

  // proofpoint.com/us/support-services/ip-blocked-faq.
  var proofpoint: Advice? {
    switch self {
    case .reputation:
      advice(
        .administrator,
        en: "See that this IP sends no spam; the block then ends in time. Or look it up at "
          + "ipcheck.proofpoint.com and ask for removal.",
        zh: "让该 IP 不再发垃圾邮件，过一段时间会自动解除；也可到 ipcheck.proofpoint.com 查询并申请解除。")
    default: nil
    }
  }

  // "Mimecast SMTP Error Codes",
  // mimecastsupport.zendesk.com/hc/en-us/articles/34000709564691.
  var mimecast: Advice? {
    switch self {
    case .policy, .reputation, .senderRejected, .spamContent:
      advice(
        .recipientSide,
        en: "Look at the rejected messages in Mimecast, and permit the sender. Mimecast answers "
          + "its customers only: the sender must ask you.",
        zh: "请在 Mimecast 里查看拒收记录，并放行该发件人。Mimecast 只受理客户的请求，发件人只能找收件方。")
    case .greylisted:
      advice(
        .nobody,
        en: "A mail server tries again by itself. By hand, send the same again after a minute or "
          + "more, within 12 hours.",
        zh: "邮件服务器会自动重试。手工发信的话，一分钟之后、12 小时之内原样再发一次。")
    default: nil
    }
  }

  var postfix: Advice? {
    switch self {
    // postfix.org/BASIC_CONFIGURATION_README.html (mynetworks).
    case .relayDenied:
      advice(
        .you,
        en: "Log in first (port 587 or 465), or connect to the MX of the recipient's domain. In a "
          + "lab, its administrator can add your IP to mynetworks.",
        zh: "先登录（端口 587 或 465），或改连收件人所在域的 MX。实验室的服务器，可请管理员把你的 IP 加进 mynetworks。")
    // postconf(5), reject_unknown_helo_hostname, reject_unknown_client_hostname.
    case .reverseDNS:
      Advice(
        meaning: Phrase(
          en: "The client's host name (after EHLO, or its IP's) is not right in DNS.",
          zh: "客户端的主机名（EHLO 所写或反向解析所得）在 DNS 中有误。"),
        actor: .you,
        text: Phrase(
          en: "If it says Helo, give EHLO a host name that is in DNS. Otherwise the IP's owner "
            + "must set its PTR record; from home, use a mail provider.",
          zh: "响应里有 Helo 时，EHLO 要写 DNS 中有的主机名；否则要由 IP 的提供方设置 PTR 记录，家庭宽带应经邮箱服务商发信。"))
    // postgrey(8): a delay of 300 seconds unless set otherwise.
    case .greylisted:
      advice(
        .nobody,
        en: "A mail server tries again by itself. By hand, send the same again from the same host "
          + "after five minutes, or the time the reply names.",
        zh: "邮件服务器会自动重试。手工发信的话，五分钟（或响应所写的时间）之后从同一台主机原样再发一次。")
    default: nil
    }
  }

  /// RFC 5321 §4.5.3.2.7: a server waits five minutes for a command, and may be set to less.
  var timeout: Advice? {
    switch self {
    case .serverTrouble:
      Advice(
        meaning: Phrase(
          en: "The server waited too long for the next line.", zh: "服务器等下一行等得太久。"),
        actor: .you,
        text: Phrase(
          en: "Connect again, begin again with EHLO, and send the lines faster: have them ready to "
            + "paste.",
          zh: "重新连接，从 EHLO 重新开始；事先写好各行再粘贴，发得快些。"))
    default: nil
    }
  }

  /// RFC 5321 §4.2.4: 502 is for a command that the server knows and does not offer; some servers
  /// answer a misspelled one with "not implemented", too.
  var unoffered: Advice? {
    switch self {
    case .syntax:
      Advice(
        meaning: Phrase(
          en: "The server does not offer this command or parameter.", zh: "服务器不提供这条命令或这个参数。"),
        actor: .you,
        text: Phrase(
          en: "A command spelled right needs no repair: go on without it. To send a message, MAIL "
            + "is next.",
          zh: "命令没拼错就不必修改，跳过它即可；要发信，接着用 MAIL。"))
    default: nil
    }
  }
}
