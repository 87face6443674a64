package import Language
package import Protocols

/// What a reply means: each digit, and the whole as an answer to a request.
package enum ReplyMeaning {
  /// The codes of RFC 5321 §4.2.3, RFC 4954 §6, RFC 3207 §4 and RFC 7504, in their order.
  package static let codes = [
    211, 214, 220, 221, 235, 250, 251, 252, 334, 354, 421, 432, 450, 451, 452, 454, 455, 500, 501,
    502, 503, 504, 521, 530, 534, 535, 538, 550, 551, 552, 553, 554, 555, 556,
  ].compactMap { ReplyCode($0) }

  /// The first digit in a word or two: how the command ended (RFC 5321 §4.2.1).
  package static func severity(_ severity: ReplyCode.Severity) -> Phrase {
    switch severity {
    case .preliminary: Phrase(en: "preliminary", zh: "初步")
    case .completion: Phrase(en: "success", zh: "成功")
    case .intermediate: Phrase(en: "go on", zh: "继续")
    case .transientFailure: Phrase(en: "try later", zh: "暂时失败")
    case .permanentFailure: Phrase(en: "permanent failure", zh: "永久失败")
    }
  }

  /// The second digit in a word or two: what the reply is about (RFC 5321 §4.2.1).
  package static func category(_ category: ReplyCode.Category) -> Phrase {
    switch category {
    case .syntax: Phrase(en: "syntax", zh: "语法")
    case .information: Phrase(en: "information", zh: "信息")
    case .connection: Phrase(en: "connection", zh: "连接")
    case .mailSystem: Phrase(en: "mail system", zh: "邮件系统")
    // RFC 4954 uses x3z, but RFC 5321 leaves it open.
    case .unspecified3, .unspecified4: Phrase(en: "unspecified", zh: "未规定")
    case .beyond6, .beyond7, .beyond8, .beyond9:
      Phrase(en: "outside the standard", zh: "标准之外")
    }
  }

  /// There is always a text: the most specific one, or at least the meaning of the first digit.
  package static func text(code: ReplyCode, answering request: AnsweredRequest) -> SourcedPhrase {
    guard code.isInGrammar else { return byDigits(code) }
    if let particular = particular(code.value, answering: request) { return particular }
    guard general(code.value) != nil, !belongs(code.value, to: request) else {
      return general(of: code)
    }
    return misplaced(code) ?? general(of: code)
  }

  /// Each of these codes is about one matter only.
  private static let ofOneMatter: Set<Int> = [
    211, 214, 235, 251, 252, 432, 454, 455, 534, 535, 538, 555,
  ]
  /// These are about a mailbox and its storage, and so never about a host's name.
  private static let ofMailboxes: Set<Int> = [450, 452, 551, 552, 553]

  /// For a code that answers a request it is not meant for: its usual text would be wrong.
  private static func belongs(_ code: Int, to request: AnsweredRequest) -> Bool {
    switch request {
    case .connection: [220, 221].contains(code)
    // An unknown verb may belong to an extension, with parameters unlike those of MAIL and RCPT.
    case .unknownCommand: ![455, 555].contains(code)
    case .verb(.helo) where ofMailboxes.contains(code),
      .verb(.ehlo) where ofMailboxes.contains(code):
      false
    default: !ofOneMatter.contains(code) || ReplyStanding.listed(for: request).contains(code)
    }
  }

  /// The meaning of the code after any request.
  package static func general(of code: ReplyCode) -> SourcedPhrase {
    general(code.value) ?? byDigits(code)
  }

  /// The meaning of the code as an answer to this request.
  private static func particular(
    _ code: Int, answering request: AnsweredRequest
  ) -> SourcedPhrase? {
    switch request {
    case .connection: toConnection(code)
    case .verb(.helo): toHelo(code)
    case .verb(.ehlo): toEhlo(code)
    case .verb(.mail): toMail(code)
    case .verb(.rcpt): toRcpt(code)
    case .verb(.data): toData(code)
    case .verb(.rset): toRset(code)
    case .verb(.noop): toNoop(code)
    case .verb(.vrfy): toVrfy(code)
    case .verb(.expn): toExpn(code)
    case .verb(.help): toHelp(code)
    case .verb(.quit): toQuit(code)
    case .verb(.auth): toAuth(code)
    case .verb(.startTLS): toStartTLS(code)
    case .verb(.bdat): toBdat(code)
    case .unknownCommand: toUnknownCommand(code)
    case .endOfData: toEndOfData(code)
    case .authResponse: toAuthResponse(code)
    }
  }

  /// A client must be able to act on the first digit alone, even where there is no such code.
  private static func byDigits(_ code: ReplyCode) -> SourcedPhrase {
    guard code.isInGrammar || code.severity == .preliminary else {
      let digit = code.value / 100
      return sourced(
        .smtp("4.2"),
        en:
          "SMTP has no such code: its second digit is 0 to 5. A client still goes by the first digit, \(digit): \(severity(code.severity).english).",
        zh:
          "SMTP 没有这样的状态码：第二位只能是 0 到 5。客户端仍按首位的 \(digit) 处理：\(severity(code.severity).chinese)。"
      )
    }
    return ungiven(code.severity)
  }

  private static func ungiven(_ severity: ReplyCode.Severity) -> SourcedPhrase {
    switch severity {
    case .preliminary:
      sourced(
        .smtp("4.2.1"),
        en:
          "SMTP has no replies that begin with 1: this server speaks another protocol, or makes a mistake.",
        zh: "SMTP 没有以 1 开头的响应：对方用的是别的协议，或实现有误。")
    case .completion:
      sourced(
        .smtp("4.3.2"),
        en:
          "No standard byhand knows defines this code, but its first digit is enough: 2 means success. Go on.",
        zh: "据 byhand 所知，没有标准定义这个状态码；但看首位数字就够了：2 表示成功。请继续。")
    case .intermediate:
      sourced(
        .smtp("4.3.2"),
        en:
          "No standard byhand knows defines this code, but its first digit is enough: 3 means that the server waits for more.",
        zh: "据 byhand 所知，没有标准定义这个状态码；但看首位数字就够了：3 表示服务器在等后续内容。")
    case .transientFailure:
      sourced(
        .smtp("4.3.2"),
        en:
          "No standard byhand knows defines this code, but its first digit is enough: 4 means not now. Try again later.",
        zh: "据 byhand 所知，没有标准定义这个状态码；但看首位数字就够了：4 表示暂时不行。请稍后再试。")
    case .permanentFailure:
      sourced(
        .smtp("4.3.2"),
        en:
          "No standard byhand knows defines this code, but its first digit is enough: 5 means no. Do not repeat the line unchanged.",
        zh: "据 byhand 所知，没有标准定义这个状态码；但看首位数字就够了：5 表示不行。不要原样重发。")
    }
  }

  private static func misplaced(_ code: ReplyCode) -> SourcedPhrase? {
    switch code.severity {
    case .preliminary, .intermediate: nil
    case .completion:
      sourced(
        .smtp("4.3.2"),
        en: "This code is meant for another occasion; here it only says success. Go on.",
        zh: "这个状态码本来用于别的场合；在这里它只表示成功。请继续。")
    case .transientFailure:
      sourced(
        .smtp("4.3.2"),
        en: "This code is meant for another occasion; here it only says not now. Try again later.",
        zh: "这个状态码本来用于别的场合；在这里它只表示暂时不行。请稍后再试。")
    case .permanentFailure:
      sourced(
        .smtp("4.3.2"),
        en: "This code is meant for another occasion; here it only says no. The server's text may "
          + "say why.",
        zh: "这个状态码本来用于别的场合；在这里它只表示不行。原因可能在响应文本里。")
    }
  }
}
