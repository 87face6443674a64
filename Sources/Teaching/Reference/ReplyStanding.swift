package import Language
package import Protocols

/// Whether a code is allowed as an answer to a request.
///
/// RFC 5321 §4.3.2 lists the usual ones, and §4.2 only recommends them: a code outside the list is
/// still legal.
package enum ReplyStanding: Hashable, Sendable, CaseIterable {
  case usual
  case unlisted
  /// Its class cannot answer this request.
  case impossible

  package static func of(_ code: ReplyCode, answering request: AnsweredRequest) -> ReplyStanding {
    if listed(for: request).contains(code.value) { return .usual }
    if request != .connection, anywhere.contains(code.value) { return .usual }
    if request == .connection, code.value == 421 { return .usual }
    if request.isCommand, code.value == 502 { return .usual }
    if request.mayNeedProtection, code.value == 530 { return .usual }
    return canAnswer(code.severity, request) ? .unlisted : .impossible
  }

  /// `nil` where there is nothing to remark on.
  package var phrase: Phrase? {
    switch self {
    case .usual: nil
    case .unlisted: .unlistedReply
    case .impossible: .impossibleReply
    }
  }

  /// The codes that §4.3.2 lists for this request, successes first; for AUTH RFC 4954 §4 and §6,
  /// for STARTTLS RFC 3207 §4, for BDAT RFC 3030 §2.
  package static func listed(for request: AnsweredRequest) -> [Int] {
    switch request {
    case .connection: [220, 554]
    // §4.1.4 lists 501 500 502 550 in place of 504 550 502: both lists count.
    case .verb(.helo), .verb(.ehlo): [250, 500, 501, 502, 504, 550]
    case .verb(.mail): [250, 451, 452, 455, 503, 550, 552, 553, 555]
    case .verb(.rcpt): [250, 251, 450, 451, 452, 455, 503, 550, 551, 552, 553, 555]
    case .verb(.data): [354, 503, 554]
    case .verb(.bdat): [250, 451, 452, 503, 552, 554]
    case .endOfData: [250, 450, 451, 452, 550, 552, 554]
    case .verb(.rset), .verb(.noop): [250]
    case .verb(.vrfy): [250, 251, 252, 502, 504, 550, 551, 553]
    case .verb(.expn): [250, 252, 500, 502, 504, 550]
    case .verb(.help): [211, 214, 502, 504]
    case .verb(.quit): [221]
    case .verb(.auth): [235, 334, 432, 454, 500, 501, 503, 504, 534, 535, 538]
    case .authResponse: [235, 334, 432, 454, 500, 501, 534, 535, 538]
    case .verb(.startTLS): [220, 454, 501]
    // §4.2.4: 500 where the verb is unknown, 502 where it is known and not offered.
    case .unknownCommand: [500, 502]
    }
  }

  /// Any command may get these (§4.3.2).
  package static let anywhere = [421, 500, 501]

  private static func canAnswer(
    _ severity: ReplyCode.Severity, _ request: AnsweredRequest
  ) -> Bool {
    switch (severity, request) {
    case (.preliminary, _): false
    // §4.3.2: DATA succeeds by way of 354 only; the 2xx comes after the message.
    case (.completion, .verb(.data)): false
    // An unknown verb may belong to an extension, whose replies are not known here.
    case (.intermediate, .verb(.data)), (.intermediate, .verb(.auth)),
      (.intermediate, .authResponse), (.intermediate, .unknownCommand):
      true
    case (.intermediate, _): false
    default: true
    }
  }
}

extension AnsweredRequest {
  /// §4.2.4: the server may lack any command.
  fileprivate var isCommand: Bool { self != .connection && self != .endOfData }

  /// "530 Must issue a STARTTLS command first" may answer any command but these (RFC 3207 §4), and
  /// "530 Authentication required" fewer (RFC 4954 §6).
  fileprivate var mayNeedProtection: Bool {
    isCommand
      && ![.verb(.ehlo), .verb(.startTLS), .verb(.noop), .verb(.quit), .authResponse].contains(self)
  }
}

extension Phrase {
  fileprivate static let unlistedReply = Phrase(
    en:
      "RFC 5321 §4.3.2 does not list this code here, but it is allowed: go by its first digit.",
    zh: "RFC 5321 §4.3.2 没有在此处列出这个状态码，但它是合法的，按首位数字处理即可。")
  fileprivate static let impossibleReply = Phrase(
    en:
      "A reply that begins with this digit cannot come here: the server breaks the protocol.",
    zh: "以这个数字开头的状态码不能出现在此处：服务器违反了协议。")
}
