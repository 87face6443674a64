import Language
import Protocols

extension EnhancedMeaning {
  /// X.0.
  static func undefined(_ detail: Int) -> SourcedPhrase? {
    switch detail {
    case 0:
      sourced(
        Rule("RFC 3463", "3.1"),
        en: "Nothing more precise is said: only the first digit counts.",
        zh: "没有更具体的说明：只看首位数字。")
    default: nil
    }
  }

  /// X.1.
  static func addressing(_ detail: Int) -> SourcedPhrase? {
    switch detail {
    case 0:
      sourced(
        Rule("RFC 3463", "3.2"),
        en: "It is about an address; nothing more precise is said.",
        zh: "与某个地址有关，没有更具体的说明。")
    case 1:
      sourced(
        Rule("RFC 3463", "3.2"),
        en: "The recipient's mailbox does not exist: the part before the @ is wrong.",
        zh: "收件人邮箱不存在：@ 前面的部分不对。")
    case 2:
      sourced(
        Rule("RFC 3463", "3.2"),
        en:
          "The recipient's domain does not exist or accepts no mail: the part after the @ is wrong.",
        zh: "收件人的域不存在或不收邮件：@ 后面的部分不对。")
    case 3:
      sourced(
        Rule("RFC 3463", "3.2"),
        en: "The recipient's address is not written correctly.",
        zh: "收件人地址的写法不合语法。")
    case 4:
      sourced(
        Rule("RFC 3463", "3.2"),
        en: "The recipient's address matches more than one mailbox.",
        zh: "收件人地址对应不止一个邮箱，有歧义。")
    case 5:
      sourced(
        Rule("RFC 3463", "3.2"),
        en: "The recipient's address is valid.",
        zh: "收件人地址有效。")
    case 6:
      sourced(
        Rule("RFC 3463", "3.2"),
        en: "The mailbox has moved and left no forwarding address.",
        zh: "该邮箱已迁走，没有留下新地址。")
    case 7:
      sourced(
        Rule("RFC 3463", "3.2"),
        en: "The sender's address is not written correctly.",
        zh: "发件人地址的写法不合语法。")
    case 8:
      sourced(
        Rule("RFC 3463", "3.2"),
        en: "The sender's domain does not exist, or accepts no mail back.",
        zh: "发件人的域不存在，或不接收回信。")
    case 9:
      sourced(
        Rule("RFC 3886", "3.3.4"),
        en: "The message went on to a mail server that cannot report what happens to it.",
        zh: "邮件已转给另一台服务器，那台服务器无法报告后续情况。")
    case 10:
      sourced(
        Rule("RFC 7505"),
        en: "The recipient's domain declares in DNS that it accepts no mail (a null MX).",
        zh: "收件人的域在 DNS 中声明不接收任何邮件（空 MX）。")
    default: nil
    }
  }

  /// X.2.
  static func mailbox(_ detail: Int) -> SourcedPhrase? {
    switch detail {
    case 0:
      sourced(
        Rule("RFC 3463", "3.3"),
        en: "It is about the recipient's mailbox; nothing more precise is said.",
        zh: "与收件人邮箱有关，没有更具体的说明。")
    case 1:
      sourced(
        Rule("RFC 3463", "3.3"),
        en: "The mailbox exists but is disabled: it accepts no messages.",
        zh: "邮箱存在，但已停用，不接收邮件。")
    case 2:
      sourced(
        Rule("RFC 3463", "3.3"),
        en: "The mailbox is full; its owner has to make room.",
        zh: "邮箱已满，需要主人腾出空间。")
    case 3:
      sourced(
        Rule("RFC 3463", "3.3"),
        en: "The message is longer than this mailbox may receive.",
        zh: "邮件超过了该邮箱允许接收的长度。")
    case 4:
      sourced(
        Rule("RFC 3463", "3.3"),
        en: "The address is a mailing list, and the list could not be expanded.",
        zh: "该地址是邮件列表，而列表无法展开。")
    default: nil
    }
  }

  /// X.3.
  static func mailSystem(_ detail: Int) -> SourcedPhrase? {
    switch detail {
    case 0:
      sourced(
        Rule("RFC 3463", "3.4"),
        en: "It is about the mail system as a whole; nothing more precise is said.",
        zh: "与整个邮件系统有关，没有更具体的说明。")
    case 1:
      sourced(
        Rule("RFC 3463", "3.4"),
        en: "The mail system has no storage left.",
        zh: "邮件系统的存储空间已用完。")
    case 2:
      sourced(
        Rule("RFC 3463", "3.4"),
        en: "The host accepts no mail: for now (shutting down, overloaded, under maintenance), or "
          + "at all.",
        zh: "主机不接收邮件：也许是暂时的（正在关机、过载或维护），也许一直如此。")
    case 3:
      sourced(
        Rule("RFC 3463", "3.4"),
        en: "The system cannot do what the message asks of it.",
        zh: "系统不支持该邮件所要求的功能。")
    case 4:
      sourced(
        Rule("RFC 3463", "3.4"),
        en: "The message is larger than the system accepts, no matter for whom.",
        zh: "邮件超过系统的大小上限，与收件人是谁无关。")
    case 5:
      sourced(
        Rule("RFC 3463", "3.4"),
        en: "The system is configured wrongly; its administrator has to fix it.",
        zh: "系统配置有误，需要管理员修复。")
    case 6:
      sourced(
        Rule("RFC 6710"),
        en: "The message was accepted, but with a different priority from the one it asked for.",
        zh: "邮件已被接受，但优先级与请求的不同。")
    default: nil
    }
  }
}
