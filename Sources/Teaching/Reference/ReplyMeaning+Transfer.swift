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
        en: "The server takes no mail from this sender yet; it may turn newcomers away the "
          + "first time (greylisting). Try again later.",
        zh: "服务器暂不接受该发件人，也许对首次来信的发件方先拒绝一次（灰名单）。请稍后再试。")
    case 451:
      sourced(
        .smtp("4.2.3"),
        en: "An error inside the server: the sender was not noted. It is not your fault; try "
          + "again later.",
        zh: "服务器内部出错，发件人没有记下。这不是你的错，请稍后再试。")
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
        en: "The address is not written as it must be. Angle brackets belong round it: MAIL "
          + "FROM:<alice@crepes.fr>",
        zh: "地址写法不对。要用尖括号括起来：MAIL FROM:<alice@crepes.fr>")
    case 503:
      sourced(
        .smtp("4.1.4"),
        en: "MAIL is not due. Greet first (HELO or EHLO), or end the message already begun; "
          + "RSET drops it.",
        zh: "现在不该发 MAIL。要先发 HELO 或 EHLO，或先结束已开始的邮件；RSET 可将它作废。")
    case 550:
      sourced(
        .smtp("4.2.3"),
        en: "The server does not accept this sender, by its policy or because it knows no such "
          + "address.",
        zh: "服务器不接受该发件人：其策略不允许，或地址不存在。")
    case 552:
      sourced(
        Rule("RFC 1870", "6.1"),
        en: "The message is too large for the server, or for what is still free for you. Send a "
          + "smaller one.",
        zh: "邮件太大：超过了服务器的上限，或超出了给你的存储限额。请发小一些的邮件。")
    case 553:
      sourced(
        .smtp("4.2.3"),
        en: "The sender's address is not allowed: perhaps it is incomplete, or not yours. "
          + "Correct it.",
        zh: "发件人地址不被允许：也许不完整，也许不属于你。请改正。")
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
        zh: "收件人已记下。可以再用 RCPT 添加收件人，或发 DATA 开始传输报文。")
    case 251:
      sourced(
        .smtp("3.4"),
        en: "The mailbox is elsewhere, but this server takes the mail and forwards it. The "
          + "recipient is accepted.",
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
        en: "The mailbox cannot be used at the moment, or the server turns newcomers away "
          + "the first time (greylisting). Try again later.",
        zh: "邮箱暂时不可用，或服务器对首次来信的发件方先拒绝一次（灰名单）。请稍后再试。")
    case 451:
      sourced(
        .smtp("4.2.3"),
        en: "The server cannot accept this recipient at the moment. It is not your fault; try "
          + "again later.",
        zh: "服务器暂时无法接受该收件人。这不是你的错，请稍后再试。")
    case 452:
      sourced(
        .smtp("4.5.3.1.10"),
        en: "No room, or too many recipients at once. Those accepted stand; bring the rest in "
          + "another message.",
        zh: "空间不足，或收件人太多。已接受的仍然有效，其余的请另发一次。")
    case 454:
      sourced(
        .smtp("4.2.1"),
        en: "The recipient is not taken for now; often the server does not relay to that domain "
          + "for you.",
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
        en: "The address is not written as it must be. Angle brackets belong round it: RCPT "
          + "TO:<bob@hamburger.edu>",
        zh: "地址写法不对。要用尖括号括起来：RCPT TO:<bob@hamburger.edu>")
    case 503:
      sourced(
        .smtp("3.3"),
        en: "RCPT is not due: the server must first have accepted a sender. Send MAIL FROM:<…> "
          + "first.",
        zh: "现在不该发 RCPT：要先有被接受的发件人。请先发 MAIL FROM:<…>。")
    case 550:
      sourced(
        .smtp("3.3"),
        en: "No such mailbox here, or the server takes no mail for it (perhaps it does not "
          + "relay). Check the address.",
        zh: "这里没有这个邮箱，或服务器拒收发给它的邮件（例如不肯中继）。请检查地址。")
    case 551:
      sourced(
        .smtp("3.4"),
        en: "The user is not here, and this server does not forward. Its text may name the "
          + "address to use instead.",
        zh: "该用户不在这里，本服务器也不转发。响应文本里可能有应改用的地址。")
    case 552:
      sourced(
        .smtp("4.5.3.1.10"),
        en: "The mailbox is full, or, as old servers say it, there are too many recipients at "
          + "once.",
        zh: "邮箱已满；也可能是收件人太多（老服务器的用法）。")
    case 553:
      sourced(
        .smtp("4.2.3"),
        en: "The server cannot use this mailbox name. Write the address in full, with its "
          + "domain.",
        zh: "服务器不能接受这个邮箱名。请写出带域名的完整地址。")
    case 554:
      sourced(
        .smtp("4.2.3"),
        en: "The server refuses this recipient, most often because it does not relay to other "
          + "domains for you.",
        zh: "服务器拒绝该收件人，最常见的原因是不肯替你中继到别的域。")
    default: nil
    }
  }

  /// DATA itself, before the message is sent.
  static func toData(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 354:
      sourced(
        .smtp("4.1.1.4"),
        en: "Not an error: go on. Now type the message: header, empty line, text. A line with "
          + "a single dot ends it.",
        zh: "不是错误，请继续：现在输入报文，依次是首部、空行、正文，最后用只有一个句点的一行结"
          + "束。")
    case 450, 451, 452:
      sourced(
        .smtp("4.2.3"),
        en: "The server cannot take the message at the moment. Keep it, and start again with "
          + "MAIL later.",
        zh: "服务器暂时无法接收报文。请保留它，稍后从 MAIL 重新开始。")
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
        zh: "DATA 不带参数。请只发这一个单词，收到 354 之后再输入报文。")
    case 503:
      sourced(
        .smtp("3.3"),
        en: "DATA is not due: at least one recipient must have been accepted. Send MAIL and "
          + "RCPT first.",
        zh: "现在不该发 DATA：至少要有一个收件人被接受。请先发 MAIL 和 RCPT。")
    case 550:
      sourced(
        .smtp("7.9"),
        en: "The server refuses this message by its policy, before having seen it.",
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

  /// The single dot: its reply decides about the message.
  static func toEndOfData(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 250:
      sourced(
        .smtp("6.1"),
        en: "The message is accepted: the server now answers for its delivery. Next: MAIL "
          + "again, or QUIT.",
        zh: "报文已被接受，从此由服务器负责投递。接下来可以再发 MAIL，或发 QUIT。")
    case 421:
      sourced(
        .smtp("3.8"),
        en: "The message was not accepted: the server closes the connection. Send it again "
          + "later.",
        zh: "报文没有被接受：服务器即将关闭连接。请稍后重发。")
    case 450:
      sourced(
        .smtp("4.2.3"),
        en: "The message was not accepted: the mailbox cannot be used at the moment. Send it "
          + "again later.",
        zh: "报文没有被接受：邮箱暂时不可用。请稍后重发。")
    case 451:
      sourced(
        .smtp("4.2.3"),
        en: "The message was not accepted: an error inside the server. Keep it and send it "
          + "again later.",
        zh: "报文没有被接受：服务器内部出错。请保留报文，稍后重发。")
    case 452:
      sourced(
        .smtp("4.2.3"),
        en: "The message was not accepted: no storage at the moment. Keep it and send it again "
          + "later.",
        zh: "报文没有被接受：存储空间暂时不足。请保留报文，稍后重发。")
    case 500:
      sourced(
        .smtp("4.5.3.1.9"),
        en: "The message was not accepted: the server objects to its form, perhaps to a line "
          + "that is too long.",
        zh: "报文没有被接受：服务器认为格式有误，也许是某一行过长。")
    case 550:
      sourced(
        .smtp("7.9"),
        en: "The message is refused for its content or by the server's policy. Unchanged it "
          + "will be refused again.",
        zh: "报文因内容或服务器策略被拒绝。不加修改地重发还会被拒绝。")
    case 552:
      sourced(
        .smtp("4.5.3.1.9"),
        en: "The message was not accepted: it is too large, or the mailbox is full. Send a "
          + "smaller one.",
        zh: "报文没有被接受：报文太大，或邮箱已满。请发小一些的邮件。")
    case 554:
      sourced(
        .smtp("4.2.3"),
        en: "The message was refused: the transaction failed. The server's text may say why; "
          + "change the message.",
        zh: "报文被拒绝，事务失败。原因可能在响应文本里，请修改报文。")
    default: nil
    }
  }
}
