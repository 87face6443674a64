package import Language
package import Protocols

/// The enhanced status codes, `5.1.1`: class, subject, detail (RFC 3463, and the registry that RFC
/// 5248 opened).
///
/// Subject and detail mean the same in every class; the class says whether it went well.
package enum EnhancedMeaning {
  /// The registered meaning of subject and detail; `nil` for a code that is not registered.
  package static func registered(_ status: EnhancedStatus) -> SourcedPhrase? {
    switch status.subject {
    case 0: undefined(status.detail)
    case 1: addressing(status.detail)
    case 2: mailbox(status.detail)
    case 3: mailSystem(status.detail)
    case 4: network(status.detail)
    case 5: delivery(status.detail)
    case 6: content(status.detail)
    case 7: security(status.detail)
    default: nil
    }
  }

  /// Details that can come with a success; all others name a fault (RFC 3463 §3 and the registry).
  private static let successes: Set<[Int]> = [
    [1, 5], [1, 9], [3, 6], [6, 4], [6, 8], [6, 10],
  ]

  /// There is always a text: for a detail that a server invented, the subject is explained.
  package static func text(_ status: EnhancedStatus) -> SourcedPhrase {
    let rule = Rule("RFC 3463", "2")
    if let registered = registered(status) {
      // Sendmail answers 252 2.5.2, without meaning that the syntax was wrong.
      return isMeant(status) ? registered : (.success(about: subject(status.subject)), rule)
    }
    guard (1...7).contains(status.subject) else { return (.unknownSubject, rule) }
    let subject = subject(status.subject)
    return (
      Phrase(
        en: "The third number is the server's own; the code is about: \(subject.english).",
        zh: "第三个数字是服务器自定的；这个状态码的主题是：\(subject.chinese)。"), rule
    )
  }

  private static func isMeant(_ status: EnhancedStatus) -> Bool {
    status.category != 2 || status.detail == 0
      || successes.contains([status.subject, status.detail])
  }

  /// The first part: how it ended. `nil` for a number that is not a class.
  package static func category(_ number: Int) -> SourcedPhrase? {
    switch number {
    case 2:
      sourced(
        Rule("RFC 3463", "2"),
        en: "Success: it was done, or the message was delivered.",
        zh: "成功：操作已完成，或邮件已投递。")
    case 4:
      sourced(
        Rule("RFC 3463", "2"),
        en: "Persistent transient failure: not now, but the same message may succeed later.",
        zh: "持续的暂时失败：现在不行，以后重发可能成功。")
    case 5:
      sourced(
        Rule("RFC 3463", "2"),
        en: "Permanent failure: the same message, unchanged, will fail again.",
        zh: "永久失败：不加修改地重发还会失败。")
    default: nil
    }
  }

  /// The middle part in a word or two: what the code is about.
  package static func subject(_ number: Int) -> Phrase {
    switch number {
    case 0: Phrase(en: "undefined", zh: "未定义")
    case 1: Phrase(en: "addressing", zh: "地址")
    case 2: Phrase(en: "mailbox", zh: "邮箱")
    case 3: Phrase(en: "mail system", zh: "邮件系统")
    case 4: Phrase(en: "network and routing", zh: "网络与路由")
    case 5: Phrase(en: "mail delivery protocol", zh: "邮件投递协议")
    case 6: Phrase(en: "message content", zh: "邮件内容")
    case 7: Phrase(en: "security or policy", zh: "安全或策略")
    default: Phrase(en: "unknown", zh: "未知")
    }
  }

  /// Subject and detail of every registered code, in the registry's order.
  package static let all: [(subject: Int, detail: Int)] = (0...7).flatMap { subject in
    (0...99).map { (subject: subject, detail: $0) }
  }.filter { registered(EnhancedStatus(5, $0.subject, $0.detail)) != nil }
}

extension Phrase {
  fileprivate static let unknownSubject = Phrase(
    en: "This code is the server's own: only its first digit counts.",
    zh: "这个状态码是服务器自定的：只看首位数字。")

  fileprivate static func success(about subject: Phrase) -> Phrase {
    Phrase(
      en: "A success; the code is about: \(subject.english).",
      zh: "操作成功；该状态码的主题是：\(subject.chinese)。")
  }
}
