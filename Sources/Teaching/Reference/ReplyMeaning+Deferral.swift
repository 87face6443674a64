import Language
import Protocols

extension ReplyMeaning {
  /// The text for a code with an enhanced code: the code has several meanings, and the enhanced one
  /// says which it is (RFC 3463 §2). `nil` where the code has only one meaning. Without `request`,
  /// the line is from a log.
  static func deferring(
    _ code: ReplyCode, to status: EnhancedStatus, answering request: AnsweredRequest?
  ) -> SourcedPhrase? {
    guard status.subject > 0, code.severity.isFailure, isOpen(code.value, status, request) else {
      return nil
    }
    let isLater = code.severity == .transientFailure
    let outcome = outcome(of: request, isLater)
    if status.subject == 7 {
      return (outcome + (isLater ? .putOff : request == .verb(.rcpt) ? .noRelay : .policy), rule)
    }
    // X.2.0 only says that it is about the mailbox.
    let isPrecise = status.detail > 0 && EnhancedMeaning.registered(status) != nil
    let advice = advice(on: status, answering: request)
    return (outcome + (isPrecise ? .reason(status) + advice : .itsText), rule)
  }

  /// The outcome alone, for a code with several meanings: a diagnosis next to it says which it is.
  static func outcome(
    _ code: ReplyCode, answering request: AnsweredRequest
  ) -> SourcedPhrase? {
    guard [450, 451, 452, 550, 552, 553, 554].contains(code.value) else { return nil }
    switch request {
    case .verb(.mail), .verb(.rcpt), .verb(.data), .verb(.bdat), .endOfData: break
    default: return nil
    }
    let outcome = outcome(of: request, code.severity == .transientFailure)
    return (outcome + Phrase(en: ".", zh: "。"), .smtp("4.2.1"))
  }

  private static func advice(
    on status: EnhancedStatus, answering request: AnsweredRequest?
  ) -> Phrase {
    switch (status.category, status.subject, status.detail) {
    case (_, 5, 3) where request == .verb(.rcpt): .bringTheRest
    case (4, _, _): .tryLater
    default: Phrase(en: "", zh: "")
    }
  }

  private static let rule = Rule("RFC 3463", "2")

  /// Whether the enhanced code says what this code leaves open.
  private static func isOpen(
    _ code: Int, _ status: EnhancedStatus, _ request: AnsweredRequest?
  ) -> Bool {
    switch request {
    case .connection, .authResponse, .unknownCommand, .verb(.auth), .verb(.startTLS): return false
    default: break
    }
    switch code {
    case 450, 451, 452, 550, 552, 553: return true
    // §3.3: DATA without a valid recipient.
    case 554: return !(request == .verb(.data) && status.subject == 5)
    // These codes are about syntax and addresses already.
    case 500, 501, 504, 555: return ![1, 5].contains(status.subject)
    default: return false
    }
  }

  private static func outcome(of request: AnsweredRequest?, _ isLater: Bool) -> Phrase {
    switch request {
    case .verb(.rcpt):
      isLater
        ? Phrase(en: "This recipient is not accepted for now", zh: "暂时不接受这个收件人")
        : Phrase(en: "This recipient is refused", zh: "这个收件人被拒绝")
    case .verb(.data), .endOfData:
      isLater
        ? Phrase(en: "The message is not accepted for now", zh: "暂时不接收这封邮件")
        : Phrase(en: "The message is refused", zh: "这封邮件被拒绝")
    case .verb(let verb):
      isLater
        ? Phrase(
          en: "\(verb.rawValue) is not carried out for now", zh: "\(verb.rawValue) 暂时没有执行")
        : Phrase(en: "\(verb.rawValue) is refused", zh: "\(verb.rawValue) 被拒绝")
    default:
      isLater
        ? Phrase(en: "Not now", zh: "暂时失败")
        : Phrase(en: "Refused", zh: "被拒绝")
    }
  }
}

extension Phrase {
  fileprivate static let putOff = Phrase(
    en:
      ", by the server's policy: it may turn newcomers away on the first try (greylisting). Try again later.",
    zh: "，这是服务器的策略：也许对首次来信的发件方先拒绝一次（灰名单）。请稍后再试。")
  fileprivate static let noRelay = Phrase(
    en:
      ", by the server's policy: it may not relay for you, or your IP address may be on a blocklist.",
    zh: "，这是服务器的策略：也许它不肯替你中继，也许你的 IP 地址在黑名单上。")
  fileprivate static let policy = Phrase(
    en: ", by the server's policy. Its text may say why.", zh: "，这是服务器的策略。原因可能在响应文本里。")
  fileprivate static let tryLater = Phrase(en: " Try again later.", zh: "请稍后再试。")
  fileprivate static let bringTheRest = Phrase(
    en: " The ones accepted so far stand; send to the rest in another message.",
    zh: "已接受的仍然有效，其余的请另发一次。")
  fileprivate static let itsText = Phrase(
    en: "; the server's text may say why.", zh: "，原因可能在响应文本里。")

  fileprivate static func reason(_ status: EnhancedStatus) -> Phrase {
    Phrase(en: "; \(status) says why.", zh: "，原因见增强状态码 \(status)。")
  }
}
