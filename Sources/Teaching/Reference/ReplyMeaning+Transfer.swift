import Language
import Protocols

extension ReplyMeaning {
  /// The envelope's sender.
  static func toMail(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 250:
      sourced(
        .smtp("3.3"),
        en: "The sender is noted, and a new message begins. Next name each recipient with RCPT "
          + "TO:<…>.",
        zh: "发件人已记下，一封新邮件开始了。接下来用 RCPT TO:<…> 逐个指定收件人。")
    case 450:
      sourced(
        .smtp("4.2.3"),
        en:
          "The server accepts no mail from this sender yet; it may turn newcomers away on the first try (greylisting). Try again later.",
        zh: "服务器暂不接受该发件人，也许对首次来信的发件方先拒绝一次（灰名单）。请稍后再试。")
    case 451:
      sourced(
        .smtp("4.2.3"),
        en:
          "The sender was not noted: an error inside the server, or it is putting you off (greylisting, too much mail at once). Try again later.",
        zh: "发件人没有记下：也许服务器内部出错，也许它有意推迟（灰名单、发得太快）。请稍后再试。")
    case 452:
      sourced(
        .smtp("4.2.3"),
        en: "The server has no room for a message at the moment. Try again later.",
        zh: "服务器暂时没有空间接收邮件。请稍后再试。")
    case 500, 502:
      sourced(
        .smtp("4.5.1"),
        en: "Every SMTP server must know MAIL: look for stray characters before or inside the "
          + "verb.",
        zh: "每台 SMTP 服务器都必须认识 MAIL。请检查命令前后有无多余字符。")
    case 501:
      sourced(
        .smtp("4.1.1.2"),
        en: "Check how the address is written. It belongs in angle brackets: MAIL FROM:<…>",
        zh: "地址写法不对。要用尖括号括起来：MAIL FROM:<…>")
    case 503:
      sourced(
        .smtp("4.1.4"),
        en:
          "MAIL cannot come now. Greet first (HELO or EHLO), or finish the message already under way; RSET drops it.",
        zh: "现在不该发 MAIL。要先发 HELO 或 EHLO，或先结束已开始的邮件；RSET 可将它作废。")
    case 550:
      sourced(
        .smtp("4.2.3"),
        en:
          "The server does not accept this sender: its policy forbids it, or there is no such address.",
        zh: "服务器不接受该发件人：其策略不允许，或地址不存在。")
    case 552:
      sourced(
        Rule("RFC 1870", "6.1"),
        en:
          "The message is too large for the server, or for the space you have left. Send a smaller one.",
        zh: "邮件太大：超过了服务器的上限，或超出了给你的存储限额。请发小一些的邮件。")
    case 553:
      sourced(
        .smtp("4.2.3"),
        en:
          "The sender's address is not allowed: it may be incomplete or not yours, or you must log in first with AUTH (so with 163.com).",
        zh: "发件人地址不被允许：也许不完整，也许不属于你，也许要先用 AUTH 登录（163.com 就这样回答）。")
    case 554:
      sourced(
        .smtp("4.2.3"),
        en: "The server refuses mail from this sender. Its text may say why.",
        zh: "服务器拒绝该发件人的邮件，原因可能在响应文本里。")
    default: nil
    }
  }

  /// One recipient of the envelope.
  static func toRcpt(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 250:
      sourced(
        .smtp("3.3"),
        en: "The recipient is noted. Name another with RCPT, or send DATA to begin the message "
          + "itself.",
        zh: "收件人已记下。可以再用 RCPT 添加收件人，或发 DATA 开始传输邮件内容。")
    case 251:
      sourced(
        .smtp("3.4"),
        en:
          "The mailbox is elsewhere, but this server accepts the mail and forwards it. The recipient is noted.",
        zh: "邮箱在别处，但本服务器会接收并转发。该收件人已被接受。")
    case 252:
      sourced(
        .smtp("4.2.3"),
        en: "The server cannot check the mailbox, but accepts the recipient and will try to "
          + "deliver.",
        zh: "服务器无法核实该邮箱，但接受这个收件人并会尽力投递。")
    case 450:
      sourced(
        .smtp("4.2.3"),
        en:
          "The mailbox is not available at the moment, or the server turns newcomers away on the first try (greylisting). Try again later.",
        zh: "邮箱暂时不可用，或服务器对首次来信的发件方先拒绝一次（灰名单）。请稍后再试。")
    case 451:
      sourced(
        .smtp("4.2.3"),
        en:
          "The recipient is not accepted for now: an error inside the server, or it is putting you off (greylisting, too much mail). Try again later.",
        zh: "暂时不接受这个收件人：也许服务器内部出错，也许它有意推迟（灰名单、发得太快）。请稍后再试。")
    case 452:
      sourced(
        .smtp("4.5.3.1.10"),
        en:
          "No room, or too many recipients at once. The ones accepted so far stand; send to the rest in another message.",
        zh: "空间不足，或收件人太多。已接受的仍然有效，其余的请另发一次。")
    case 454:
      sourced(
        .smtp("4.2.1"),
        en:
          "The recipient is not accepted for now; often the server does not relay to that domain for you.",
        zh: "暂时不接受这个收件人；常见原因是服务器不肯替你中继到那个域。")
    case 500, 502:
      sourced(
        .smtp("4.5.1"),
        en: "Every SMTP server must know RCPT: look for stray characters before or inside the "
          + "verb.",
        zh: "每台 SMTP 服务器都必须认识 RCPT。请检查命令前后有无多余字符。")
    case 501:
      sourced(
        .smtp("4.1.1.3"),
        en: "Check how the address is written. It belongs in angle brackets: RCPT TO:<…>",
        zh: "地址写法不对。要用尖括号括起来：RCPT TO:<…>")
    case 503:
      sourced(
        .smtp("3.3"),
        en:
          "It is too early for RCPT: the server must first accept a sender. Send MAIL FROM:<…> first.",
        zh: "还不到发 RCPT 的时候：要先有被接受的发件人。请先发 MAIL FROM:<…>。")
    case 550:
      sourced(
        .smtp("3.3"),
        en:
          "No such mailbox here, or the server refuses mail for it: it does not relay for you, or your IP address is on a blocklist.",
        zh: "这里没有这个邮箱，或服务器拒收发给它的邮件：它不肯替你中继，或你的 IP 地址在黑名单上。")
    case 551:
      sourced(
        .smtp("3.4"),
        en: "The user is not here, and this server does not forward. Its text may name the "
          + "address to use instead.",
        zh: "该用户不在这里，本服务器也不转发。响应文本里可能有应改用的地址。")
    case 552:
      sourced(
        Rule("RFC 1870", "6.4"),
        en:
          "The mailbox is full, or the message is too large for this recipient. Old servers also mean too many recipients.",
        zh: "邮箱已满，或邮件对这个收件人来说太大；老服务器也用它表示收件人太多。")
    case 553:
      sourced(
        .smtp("4.2.3"),
        en: "The server cannot use this mailbox name. Write the address in full, with its "
          + "domain.",
        zh: "服务器不能接受这个邮箱名。请写出带域名的完整地址。")
    case 554:
      sourced(
        .smtp("4.2.3"),
        en:
          "The server refuses this recipient, most often because it does not relay for you or your IP address is on a blocklist.",
        zh: "服务器拒绝该收件人，最常见的原因是不肯替你中继，或你的 IP 地址在黑名单上。")
    default: nil
    }
  }

  /// DATA itself, before the message is sent.
  static func toData(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 354:
      sourced(
        .smtp("4.1.1.4"),
        en:
          "Not an error: go on. Type the message now: header lines if you have any, then an empty line, then the text. A line with a single dot ends it.",
        zh: "不是错误，请继续。现在输入邮件内容：有首部就先写首部、空一行，再写正文。最后用只有一个句点的一行结束。")
    case 450, 451, 452:
      sourced(
        .smtp("4.2.3"),
        en:
          "The server cannot accept the message at the moment. Keep it, and start again with MAIL later.",
        zh: "服务器暂时无法接收邮件。请保留它，稍后从 MAIL 重新开始。")
    case 500, 502:
      sourced(
        .smtp("4.5.1"),
        en: "Every SMTP server must know DATA: look for stray characters before or inside the "
          + "verb.",
        zh: "每台 SMTP 服务器都必须认识 DATA。请检查命令前后有无多余字符。")
    case 501:
      sourced(
        .smtp("4.1.1"),
        en: "DATA takes no argument. Send the word alone; the message follows after 354.",
        zh: "DATA 不带参数。请只发这一个单词，收到 354 之后再输入邮件内容。")
    case 503:
      sourced(
        .smtp("3.3"),
        en:
          "It is too early for DATA: at least one recipient must have been accepted. Send MAIL and RCPT first.",
        zh: "还不到发 DATA 的时候：至少要有一个收件人被接受。请先发 MAIL 和 RCPT。")
    case 550:
      sourced(
        .smtp("4.2.3"),
        en: "The server refuses this message by its policy, without having seen it.",
        zh: "服务器按其策略拒绝这封邮件，尚未看内容。")
    case 554:
      sourced(
        .smtp("3.3"),
        en: "There is no valid recipient, so the server has nobody to deliver to. Send RCPT "
          + "first.",
        zh: "没有有效的收件人，服务器不知道投给谁。请先发 RCPT。")
    default: nil
    }
  }

  /// A chunk; after the last one the reply decides about the message.
  static func toBdat(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 250:
      sourced(
        Rule("RFC 3030", "2"),
        en:
          "The chunk has arrived, every octet of it. The next one may follow; after LAST the message is accepted.",
        zh: "这一块已经收到，一个字节也不少。可以接着发下一块；如果这一块带有 LAST，邮件就已被接受。")
    case 503:
      sourced(
        Rule("RFC 3030", "2"),
        en:
          "BDAT cannot come here, and its octets were thrown away: first EHLO, MAIL and RCPT. BDAT and DATA never mix in one message.",
        zh: "现在不能发 BDAT，它的字节已被丢弃：先要有 EHLO、MAIL 和 RCPT。同一封邮件里不能混用 BDAT 和 DATA。")
    case 500, 502: toUnknownCommand(code)
    case 450, 451, 452, 552, 554: toEndOfData(code)
    default: nil
    }
  }

  /// The single dot: its reply decides about the message.
  static func toEndOfData(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 250:
      sourced(
        .smtp("4.2.5"),
        en:
          "The message is accepted: the server promises to deliver it or pass it on, or to report that it could not. Next: MAIL again, or QUIT.",
        zh: "邮件已被接受：服务器承诺投递或继续转发，做不到就会通知发件人。接下来可以再发 MAIL，或发 QUIT。")
    case 421:
      sourced(
        .smtp("3.8"),
        en: "The message was not accepted: the server closes the connection. Send it again "
          + "later.",
        zh: "邮件没有被接受：服务器即将关闭连接。请稍后重发。")
    case 450:
      sourced(
        .smtp("4.2.3"),
        en:
          "The message was not accepted: the mailbox is not available at the moment. Send it again later.",
        zh: "邮件没有被接受：邮箱暂时不可用。请稍后重发。")
    case 451:
      sourced(
        .smtp("4.2.3"),
        en:
          "The message was not accepted: an error inside the server, or it is putting you off (greylisting, too much mail). Send it again later.",
        zh: "邮件没有被接受：也许服务器内部出错，也许它有意推迟（灰名单、发得太快）。请保留邮件，稍后重发。")
    case 452:
      sourced(
        .smtp("4.2.3"),
        en: "The message was not accepted: no storage at the moment. Keep it and send it again "
          + "later.",
        zh: "邮件没有被接受：存储空间暂时不足。请保留邮件，稍后重发。")
    case 500:
      sourced(
        .smtp("4.5.3.1.9"),
        en: "The message was not accepted: the server objects to its form. A line may be too long.",
        zh: "邮件没有被接受：服务器认为格式有误，也许是某一行过长。")
    case 550:
      sourced(
        .smtp("4.2.3"),
        en:
          "The message is refused for its content or by the server's policy. Sent unchanged, it will be refused again.",
        zh: "邮件因内容或服务器策略被拒绝。不加修改地重发还会被拒绝。")
    case 552:
      sourced(
        .smtp("4.5.3.1.9"),
        en: "The message was not accepted: it is too large, or the mailbox is full. Send a "
          + "smaller one.",
        zh: "邮件没有被接受：邮件太大，或邮箱已满。请发小一些的邮件。")
    case 554:
      sourced(
        .smtp("4.2.3"),
        en:
          "The message was refused, often because it looks like spam. The server's text may say why.",
        zh: "邮件被拒绝，常见原因是被当作垃圾邮件。具体原因可能在响应文本里。")
    default: nil
    }
  }
}
