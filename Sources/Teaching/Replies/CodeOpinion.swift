import Protocols

/// What a code alone says about the reason, where it says anything.
struct CodeOpinion: Hashable, Sendable {
  let diagnosis: Diagnosis
  /// Servers use the code for these as well, so wording that says one of them does not disagree.
  let others: [Diagnosis]

  init(_ diagnosis: Diagnosis, or others: Diagnosis...) {
    self.init(diagnosis, or: others)
  }

  init(_ diagnosis: Diagnosis, or others: [Diagnosis]) {
    self.diagnosis = diagnosis
    self.others = others
  }

  func allows(_ diagnosis: Diagnosis) -> Bool {
    diagnosis == self.diagnosis || others.contains(diagnosis)
  }
}

// MARK: Enhanced codes

extension CodeOpinion {
  /// By IANA's registry of enhanced status codes (RFC 5248), and Microsoft's own codes, which many
  /// meet. `nil` for codes that say nothing, such as X.0.0 and X.5.0.
  init?(_ status: EnhancedStatus, with code: ReplyCode?) {
    let opinion =
      switch status.subject {
      case 1: Self.addressing(status.detail)
      case 2: Self.mailbox(status.detail)
      case 3: Self.mailSystem(status.detail)
      case 4: Self.network(status.detail)
      case 5: Self.delivery(status.detail, code)
      case 6: Self.content(status.detail)
      case 7: Self.security(status.detail, code)
      default: nil as CodeOpinion?
      }
    guard let opinion else { return nil }
    self = opinion
  }

  private static func addressing(_ detail: Int) -> CodeOpinion? {
    switch detail {
    case 1, 4: CodeOpinion(.userUnknown)
    case 2: CodeOpinion(.domainUnknown)
    case 3: CodeOpinion(.syntax, or: .userUnknown)
    case 6: CodeOpinion(.mailboxMoved, or: .userUnknown, .mailboxDisabled)
    case 7: CodeOpinion(.senderRejected, or: .syntax)
    case 8: CodeOpinion(.senderRejected, or: .domainUnknown, .reverseDNS)
    // Null MX (RFC 7505); Exchange says it of an unknown recipient.
    case 10: CodeOpinion(.doesNotAcceptMail, or: .userUnknown)
    case 90: CodeOpinion(.rateLimited)
    default: nil
    }
  }

  private static func mailbox(_ detail: Int) -> CodeOpinion? {
    switch detail {
    case 1: CodeOpinion(.mailboxDisabled, or: .userUnknown, .rateLimited, .greylisted, .policy)
    case 2: CodeOpinion(.mailboxFull)
    case 3: CodeOpinion(.messageTooLarge)
    case 4: CodeOpinion(.serverTrouble)
    default: nil
    }
  }

  private static func mailSystem(_ detail: Int) -> CodeOpinion? {
    switch detail {
    case 1: CodeOpinion(.serverTrouble, or: .mailboxFull)
    case 2:
      CodeOpinion(
        .serverTrouble, or: .rateLimited, .doesNotAcceptMail, .greylisted, .reputation, .policy)
    case 4: CodeOpinion(.messageTooLarge)
    case 5: CodeOpinion(.serverTrouble)
    default: nil
    }
  }

  private static func network(_ detail: Int) -> CodeOpinion? {
    switch detail {
    case 1: CodeOpinion(.serverTrouble, or: .domainUnknown, .userUnknown, .relayDenied)
    case 2, 5: CodeOpinion(.serverTrouble, or: .rateLimited)
    case 3: CodeOpinion(.serverTrouble, or: .domainUnknown)
    case 4: CodeOpinion(.domainUnknown, or: .serverTrouble, .userUnknown)
    case 6, 7: CodeOpinion(.serverTrouble)
    default: nil
    }
  }

  private static func delivery(_ detail: Int, _ code: ReplyCode?) -> CodeOpinion? {
    switch detail {
    case 1 where code?.value == 503:
      CodeOpinion(.badSequence, or: .syntax, .authRequired, .security)
    case 1: CodeOpinion(.syntax, or: .badSequence, .authRequired, .security)
    case 2, 4: CodeOpinion(.syntax, or: .senderRejected, .userUnknown, .reverseDNS)
    case 3: CodeOpinion(.rateLimited)
    case 5: CodeOpinion(.serverTrouble, or: .syntax)
    case 6: CodeOpinion(.authFailed)
    default: nil
    }
  }

  private static func content(_ detail: Int) -> CodeOpinion? {
    switch detail {
    case 0: CodeOpinion(.messageMalformed, or: .spamContent, .virus, .policy, .senderAuthentication)
    case 1: CodeOpinion(.messageMalformed, or: .virus, .policy)
    case 2...5, 9, 10: CodeOpinion(.messageMalformed)
    case 6: CodeOpinion(.serverTrouble)
    case 7, 8: CodeOpinion(.syntax)
    default: nil
    }
  }

  /// What "security or policy" may stand for.
  private static let underPolicy: [Diagnosis] = [
    .relayDenied, .authRequired, .authFailed, .senderAuthentication, .reputation, .reverseDNS,
    .rateLimited, .greylisted, .spamContent, .virus, .messageMalformed, .senderRejected, .security,
    .doesNotAcceptMail,
  ]

  private static func security(_ detail: Int, _ code: ReplyCode?) -> CodeOpinion? {
    switch detail {
    case 2: CodeOpinion(.policy, or: .security)
    case 4 where code?.value == 504: CodeOpinion(.authFailed, or: .syntax)
    // Gmail says 30 where DKIM did not pass, and 27 where SPF did not.
    case 30: CodeOpinion(.security, or: .policy, .senderAuthentication)
    case 3...7, 10, 11, 14: CodeOpinion(.security, or: .policy)
    case 8, 12: CodeOpinion(.authFailed)
    // The login's mechanism is too weak; Yahoo says it of any policy.
    case 9 where code.map { [534, 535].contains($0.value) } ?? false: CodeOpinion(.authFailed)
    case 13: CodeOpinion(.authFailed, or: .mailboxDisabled)
    case 16: CodeOpinion(.messageTooLarge)
    case 17, 18: CodeOpinion(.mailboxMoved, or: .userUnknown)
    case 19: CodeOpinion(.serverTrouble)
    case 20...24, 26, 29: CodeOpinion(.senderAuthentication)
    case 25: CodeOpinion(.reverseDNS)
    case 27: CodeOpinion(.senderRejected, or: .senderAuthentication)
    case 28: CodeOpinion(.rateLimited, or: .reputation)
    default: microsoft(detail) ?? CodeOpinion(.policy, or: underPolicy)
    }
  }

  // learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online
  private static func microsoft(_ detail: Int) -> CodeOpinion? {
    switch detail {
    case 57: CodeOpinion(.authRequired)
    case 60: CodeOpinion(.senderRejected)
    case 64: CodeOpinion(.relayDenied)
    case 124, 129, 133...136: CodeOpinion(.security, or: .policy, .senderRejected)
    case 508, 705, 708: CodeOpinion(.rateLimited, or: .reputation)
    case 509, 515: CodeOpinion(.senderAuthentication)
    case 511, 606...649: CodeOpinion(.reputation)
    case 750: CodeOpinion(.senderRejected)
    default: nil
    }
  }
}

// MARK: Codes

extension CodeOpinion {
  /// By RFC 5321 §4.2.3, RFC 4954 §6 and RFC 7504. A code with several meanings, such as 550, has
  /// one only as an answer to a certain command; `nil` where that is not known.
  init?(_ code: ReplyCode, answering request: AnsweredRequest?) {
    let opinion =
      switch code.value {
      case 450, 550, 553, 554: request.flatMap { Self.refusal(code, of: $0) }
      case 421, 451: CodeOpinion(.serverTrouble)
      case 452 where request == .verb(.rcpt):
        CodeOpinion(.rateLimited, or: .mailboxFull, .serverTrouble)
      case 452: CodeOpinion(.serverTrouble, or: .mailboxFull, .rateLimited)
      case 432, 525, 534, 535: CodeOpinion(.authFailed)
      case 454 where request?.isLogin != true: CodeOpinion(.serverTrouble)
      case 454: CodeOpinion(.authFailed, or: .serverTrouble)
      case 503: CodeOpinion(.badSequence)
      case 455, 500, 501, 502, 504, 555: CodeOpinion(.syntax)
      case 521, 556: CodeOpinion(.doesNotAcceptMail)
      case 523, 524, 538: CodeOpinion(.security)
      case 530: CodeOpinion(.authRequired, or: .security)
      case 541: CodeOpinion(.policy)
      case 551: CodeOpinion(.mailboxMoved)
      case 552 where request == .verb(.mail) || request == .endOfData || request == .verb(.bdat):
        CodeOpinion(.messageTooLarge, or: .mailboxFull)
      case 552: CodeOpinion(.mailboxFull, or: .messageTooLarge)
      default: nil as CodeOpinion?
      }
    guard let opinion else { return nil }
    self = opinion
  }

  private static func refusal(
    _ code: ReplyCode, of request: AnsweredRequest
  ) -> CodeOpinion? {
    switch (code.value, request) {
    case (450, .connection), (450, .verb(.helo)), (450, .verb(.ehlo)): CodeOpinion(.reputation)
    case (450, .verb(.rcpt)): CodeOpinion(.greylisted)
    case (450, _): CodeOpinion(.policy)
    case (_, .connection): CodeOpinion(.reputation)
    case (_, .verb(.helo)), (_, .verb(.ehlo)), (_, .verb(.data)), (_, .verb(.bdat)),
      (_, .endOfData):
      CodeOpinion(.policy)
    case (_, .verb(.mail)): CodeOpinion(.senderRejected)
    case (554, .verb(.rcpt)): CodeOpinion(.relayDenied)
    case (_, .verb(.rcpt)), (_, .verb(.vrfy)), (_, .verb(.expn)): CodeOpinion(.userUnknown)
    case (_, .verb(.auth)), (_, .authResponse): CodeOpinion(.authFailed)
    default: CodeOpinion(.policy)
    }
  }

  /// Whether the code contradicts wording that says something else. Most codes are used for
  /// anything.
  static func isFirm(_ code: ReplyCode) -> Bool {
    [521, 525, 534, 535, 538, 552, 556].contains(code.value)
  }
}
