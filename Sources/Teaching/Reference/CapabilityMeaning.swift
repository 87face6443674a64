import Language
package import Protocols

/// What a line of the reply to EHLO offers (RFC 5321 §4.1.1.1), by its keyword.
package enum CapabilityMeaning {
  /// `nil` for a keyword that is not registered.
  package static func of(_ capability: Capability) -> SourcedPhrase? {
    switch capability.keyword {
    case "SIZE": size(capability.parameters.first)
    case "AUTH": login(capability.parameters)
    // Every server must have it, so no keyword is registered. Many list it anyway.
    case "VRFY":
      sourced(
        .smtp("4.1.1.6"),
        en: "VRFY works here: it asks whether a mailbox exists.",
        zh: "可以使用 VRFY：查询某个邮箱是否存在。")
    default: today(capability.keyword) ?? past(capability.keyword) ?? own(capability.keyword)
    }
  }

  /// The keywords in IANA's Mail Parameters registry.
  private static func today(_ keyword: String) -> SourcedPhrase? {
    switch keyword {
    case "EXPN":
      sourced(
        .smtp("4.1.1.7"),
        en: "EXPN works here: it lists the members of a mailing list.",
        zh: "可以使用 EXPN：查看邮件列表的成员。")
    case "HELP":
      sourced(
        .smtp("4.1.1.8"),
        en: "HELP works here: the server explains its commands.",
        zh: "可以使用 HELP：由服务器说明它的命令。")
    case "8BITMIME":
      sourced(
        Rule("RFC 6152", "2"),
        en:
          "The text of a MIME message may have octets above 127 (MAIL … BODY=8BITMIME), in lines of at most 998; headers and binary data are encoded all the same.",
        zh: "MIME 邮件的正文可以含大于 127 的字节（MAIL … BODY=8BITMIME），每行最多 998 个字节；首部和二进制数据仍须编码。")
    case "CHUNKING":
      sourced(
        Rule("RFC 3030", "2"),
        en: "BDAT can replace DATA: the message goes in counted chunks and needs no final dot.",
        zh: "可以用 BDAT 代替 DATA：邮件分块发送，每块先声明字节数，不需要结尾的句点。")
    case "BINARYMIME":
      sourced(
        Rule("RFC 3030", "3"),
        en: "With BDAT the message can be binary: no lines, no base64.",
        zh: "配合 BDAT，邮件可以是二进制：不分行，也不需要 base64。")
    case "CHECKPOINT":
      sourced(
        Rule("RFC 1845"),
        en: "A transfer that was cut off can go on where it stopped.",
        zh: "传输中断后可以从断点继续。")
    case "DELIVERBY":
      sourced(
        Rule("RFC 2852"),
        en: "The sender may set a time by which the message must be delivered.",
        zh: "发件人可以规定邮件必须在多长时间内送达。")
    case "PIPELINING":
      sourced(
        Rule("RFC 2920", "3"),
        en: "Several commands may be sent without waiting for each reply: fewer round trips.",
        zh: "可以连发几个命令而不必逐个等响应，减少往返次数。")
    case "DSN":
      sourced(
        Rule("RFC 3461", "4"),
        en: "The sender may choose which delivery reports come back (NOTIFY, RET).",
        zh: "发件人可以指定要收到哪些投递状态通知（NOTIFY、RET）。")
    case "ETRN":
      sourced(
        Rule("RFC 1985", "5"),
        en: "ETRN works here: a client asks the server to start its queue for a domain.",
        zh: "可以使用 ETRN：请服务器开始发送为某个域排队的邮件。")
    case "ENHANCEDSTATUSCODES":
      sourced(
        Rule("RFC 2034", "4"),
        en: "Replies carry a second, more precise code, such as 5.1.1.",
        zh: "响应中带有更精确的增强状态码，例如 5.1.1。")
    case "STARTTLS":
      sourced(
        Rule("RFC 3207", "4"),
        en:
          "STARTTLS encrypts this connection: after its 220 comes a TLS handshake, then EHLO again. This list itself can still be changed by anybody on the way.",
        zh: "可以用 STARTTLS 加密这个连接：得到 220 后进行 TLS 握手，再重新发 EHLO。这份列表本身还是明文，途中的人可以改动它。")
    case "NO-SOLICITING":
      sourced(
        Rule("RFC 3865"),
        en: "The server does not want advertising mail, and says so in advance.",
        zh: "服务器事先声明不想收广告邮件。")
    case "MTRK":
      sourced(
        Rule("RFC 3885"),
        en: "The sender may ask later where the message is (message tracking).",
        zh: "发件人日后可以查询邮件到了哪里（邮件跟踪）。")
    case "ATRN":
      sourced(
        Rule("RFC 2645"),
        en: "After login the two sides may change roles: the server becomes client and hands "
          + "over waiting mail.",
        zh: "登录后双方可以互换角色：服务器变成客户端，把等待的邮件交过来。")
    case "BURL":
      sourced(
        Rule("RFC 4468"),
        en: "The server can fetch the message, or parts of it, from an IMAP server by a URL.",
        zh: "服务器可以按 URL 到 IMAP 服务器上取得邮件或其中的部分。")
    case "FUTURERELEASE":
      sourced(
        Rule("RFC 4865"),
        en: "The server can hold a message and send it at a later time.",
        zh: "服务器可以先保存邮件，到指定时间再发送。")
    case "CONPERM":
      sourced(
        Rule("RFC 4141"),
        en: "The sender may allow the server to convert the content on the way.",
        zh: "发件人可以允许服务器在途中转换邮件内容。")
    case "CONNEG":
      sourced(
        Rule("RFC 4141"),
        en: "The server can tell which kinds of content a recipient can use.",
        zh: "服务器可以说明收件人能处理哪些内容类型。")
    case "SMTPUTF8":
      sourced(
        Rule("RFC 6531", "3.1"),
        en: "Addresses and headers may be in UTF-8: Chinese, for instance.",
        zh: "地址和首部可以用 UTF-8，例如中文。")
    case "MT-PRIORITY":
      sourced(
        Rule("RFC 6710"),
        en: "A message may ask for a higher or lower priority.",
        zh: "可以为邮件请求较高或较低的优先级。")
    case "RRVS":
      sourced(
        Rule("RFC 7293"),
        en: "The sender may require that the mailbox has not changed owners since a given day.",
        zh: "发件人可以要求：邮箱自某日以来没有换过主人才投递。")
    case "REQUIRETLS":
      sourced(
        Rule("RFC 8689"),
        en: "The sender may require that the message travels over TLS the whole way.",
        zh: "发件人可以要求邮件全程只经 TLS 传输。")
    case "LIMITS":
      sourced(
        Rule("RFC 9422"),
        en:
          "The server tells its limits in advance, such as how many recipients a message may have.",
        zh: "服务器事先说明各种上限，例如一封邮件最多可有多少收件人。")
    default: nil
    }
  }

  /// Obsolete: a server that still offers one of these is old, or tolerant.
  private static func past(_ keyword: String) -> SourcedPhrase? {
    switch keyword {
    case "SEND":
      sourced(
        Rule("RFC 821", "3.4"),
        en: "Obsolete: put the message on the user's terminal screen instead of in the mailbox.",
        zh: "已废弃：把邮件直接显示在用户的终端屏幕上，而不放进邮箱。")
    case "SOML":
      sourced(
        Rule("RFC 821", "3.4"),
        en: "Obsolete: on the user's terminal screen, or else in the mailbox.",
        zh: "已废弃：显示在用户的终端屏幕上，不行就放进邮箱。")
    case "SAML":
      sourced(
        Rule("RFC 821", "3.4"),
        en: "Obsolete: on the user's terminal screen, and in the mailbox as well.",
        zh: "已废弃：既显示在用户的终端屏幕上，也放进邮箱。")
    case "TURN":
      sourced(
        .smtp("F.1"),
        en: "Obsolete and unsafe: the two sides change roles, with no proof of who asks.",
        zh: "已废弃且不安全：双方互换角色，却不验证对方是谁。")
    case "SUBMITTER":
      sourced(
        Rule("RFC 4405"),
        en: "Historic: MAIL may name who is responsible for the message, for Sender ID checks.",
        zh: "已成历史：MAIL 可以说明由谁对邮件负责，供 Sender ID 检查使用。")
    case "UTF8SMTP":
      sourced(
        Rule("RFC 5336"),
        en: "The experiment before SMTPUTF8: addresses and headers in UTF-8.",
        zh: "SMTPUTF8 之前的实验版本：地址和首部可以用 UTF-8。")
    case "VERB":
      sourced(
        Rule("IANA Mail Parameters"),
        en: "Sendmail's own, obsolete: the server says in detail what it does.",
        zh: "Sendmail 自有，已过时：服务器详细说明自己的每一步。")
    case "ONEX":
      sourced(
        Rule("IANA Mail Parameters"),
        en: "Sendmail's own, obsolete: only one message will come over this connection.",
        zh: "Sendmail 自有，已过时：这个连接上只会传一封邮件。")
    default: nil
    }
  }

  /// RFC 5321 §2.2.2: a keyword that begins with X needs no registration.
  private static func own(_ keyword: String) -> SourcedPhrase? {
    guard keyword.hasPrefix("X") else { return nil }
    return sourced(
      .smtp("2.2.2"),
      en: "This server's own extension, as the X says; a client can ignore it.",
      zh: "该服务器自有的扩展，以 X 开头即表示此意；客户端可以不理会。")
  }

  private static func size(_ parameter: String?) -> SourcedPhrase {
    // At most 20 digits (RFC 1870 §3); anything else comes from a stranger, and is not shown.
    switch parameter.flatMap({ $0.utf8.allSatisfy(\.isDigit) ? UInt64($0) : nil }) {
    case nil:
      sourced(
        Rule("RFC 1870", "4"),
        en:
          "MAIL may announce the message's size (SIZE=…); where no number follows, the server does not say how much it accepts.",
        zh: "MAIL 可以声明邮件大小（SIZE=…）；后面没有数字时，服务器没有说明上限。")
    case 0:
      sourced(
        Rule("RFC 1870", "4"),
        en: "MAIL may announce the message's size (SIZE=…); the server sets no fixed limit.",
        zh: "MAIL 可以声明邮件大小（SIZE=…），服务器没有固定上限。")
    case let limit?:
      sourced(
        Rule("RFC 1870", "4"),
        en:
          "The server accepts messages of up to \(limit) \(limit == 1 ? "octet" : "octets"); MAIL may announce the size (SIZE=…).",
        zh: "服务器最大接收 \(limit) 字节的邮件；MAIL 可以声明邮件大小（SIZE=…）。")
    }
  }

  private static func login(_ parameters: [String]) -> SourcedPhrase {
    let mechanisms = parameters.filter(isMechanism)
    let named = mechanisms.prefix(8)
    let isCut = mechanisms.count > named.count
    guard !named.isEmpty else {
      return sourced(
        Rule("RFC 4954", "3"),
        en: "The client can log in with AUTH; the server names no mechanism.",
        zh: "客户端可以用 AUTH 登录，但服务器没有列出机制。")
    }
    return sourced(
      Rule("RFC 4954", "3"),
      en: "The client may log in with AUTH, by one of these mechanisms: "
        + named.joined(separator: ", ") + (isCut ? ", …" : "."),
      zh: "客户端可以用 AUTH 登录，可用的机制：" + named.joined(separator: "、")
        + (isCut ? "……" : "。"))
  }

  // sasl-mech = 1*20mech-char; mech-char = UPPER-ALPHA / DIGIT / HYPHEN / UNDERSCORE (RFC 4422
  // §3.1)
  private static func isMechanism(_ name: String) -> Bool {
    (1...20).contains(name.utf8.count)
      && name.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == 0x2D || $0 == 0x5F }
  }
}
