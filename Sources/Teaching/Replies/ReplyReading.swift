package import Language
package import Protocols

/// A real server's reply, diagnosed: by its wording, else its enhanced code, else its code and the
/// command that it answers.
package struct ReplyReading: Hashable, Sendable {
  package enum Basis: Hashable, Sendable {
    /// 2yz and 3yz: nothing failed.
    case success
    case wording(WordingRow)
    case enhanced(EnhancedStatus)
    case code(ReplyCode)
    case nothing
  }

  package let code: ReplyCode?
  package let enhanced: EnhancedStatus?
  package let diagnosis: Diagnosis
  package let basis: Basis
  /// What a code says in contrast to the wording, or to the other code, in a sentence.
  package let disagreement: Phrase?
  private let request: AnsweredRequest?
  private let hasWords: Bool

  /// - Parameters:
  ///   - octets: the reply, of one line or several, with its code.
  ///   - request: what it answers; where `nil`, a log's own words may tell.
  package init(
    _ octets: some Collection<UInt8>, answering request: AnsweredRequest? = nil,
    by matcher: WordingMatcher = .embedded
  ) {
    self.init(ReplyText(octets), answering: request, by: matcher)
  }

  package init(
    _ reply: ReplyText, answering request: AnsweredRequest? = nil,
    by matcher: WordingMatcher = .embedded
  ) {
    code = reply.code
    enhanced = reply.enhanced
    hasWords = !reply.text.isEmpty
    let isSuccess =
      reply.code.map { [.completion, .intermediate].contains($0.severity) }
      ?? (reply.enhanced?.category == 2)
    let row = isSuccess ? nil : matcher.decidingRow(for: reply)
    let request = request ?? (row == nil ? reply.namedRequest : nil)
    self.request = request
    let status = isSuccess ? nil : reply.enhanced
    let byStatus = status.flatMap { CodeOpinion($0, with: reply.code) }
    let byCode = reply.code.flatMap { CodeOpinion($0, answering: request) }
    if isSuccess {
      (diagnosis, basis) = (.ok, .success)
    } else if let row {
      (diagnosis, basis) = (row.diagnosis, .wording(row))
    } else if let status, let byStatus {
      (diagnosis, basis) = (byStatus.diagnosis, .enhanced(status))
    } else if let code = reply.code, let byCode {
      (diagnosis, basis) = (byCode.diagnosis, .code(code))
    } else {
      (diagnosis, basis) = (.unknown, .nothing)
    }
    disagreement = Self.disagreement(
      reply, diagnosis, byWording: row != nil, byStatus: byStatus, byCode: byCode)
  }

  private static func disagreement(
    _ reply: ReplyText, _ diagnosis: Diagnosis, byWording: Bool, byStatus: CodeOpinion?,
    byCode: CodeOpinion?
  ) -> Phrase? {
    if byWording, let status = reply.enhanced, let byStatus {
      if !byStatus.allows(diagnosis) { return .contradicts("\(status)", byStatus.diagnosis) }
    } else if byWording, let code = reply.code, let byCode, CodeOpinion.isFirm(code),
      !byCode.allows(diagnosis)
    {
      return .contradicts("\(code)", byCode.diagnosis)
    }
    if let code = reply.code, let status = reply.enhanced, status.category != code.value / 100 {
      return .classesDiffer(code, status)
    }
    if diagnosis == .greylisted, reply.code?.severity == .permanentFailure {
      return .permanentDelay(reply.code)
    }
    return nil
  }

  /// The diagnosis in a word or two, as certain as it is.
  package var gist: Phrase {
    guard case .code = basis else { return diagnosis.name }
    return Phrase(
      en: "Perhaps: \(diagnosis.name.english)", zh: "可能是：\(diagnosis.name.chinese)")
  }

  /// The provider whose wording it is.
  package var provider: String? {
    if case .wording(let row) = basis { row.provider } else { nil }
  }
}

// MARK: In words

extension ReplyReading {
  private var advice: Advice { diagnosis.advice(from: provider) }

  /// What the server says.
  package var meaning: Phrase {
    let sentences: [Phrase?] = [advice.meaning, digits, reservation, disagreement]
    return .sentences(sentences)
  }

  /// What to do, and who can.
  package var whatToDo: Phrase {
    let advice = advice
    return .sentences([advice.actor.label + advice.text, retry])
  }

  /// The digits of a code, where nothing else is known.
  private var digits: Phrase? {
    guard case .nothing = basis else { return nil }
    if let code {
      let gist = ReplyNotes.gist(of: code)
      return Phrase(en: "\(code) says: \(gist.english).", zh: "\(code) 表示：\(gist.chinese)。")
    }
    guard let enhanced else { return nil }
    return EnhancedMeaning.text(enhanced).phrase
  }

  /// A student who goes by a code alone should know.
  private var reservation: Phrase? {
    switch basis {
    case .enhanced(let status): hasWords ? .goingBy("\(status)") : nil
    // A code has several meanings; an enhanced code has one.
    case .code(let code): hasWords ? .goingBy("\(code)") : .withoutWords("\(code)")
    case .success, .wording, .nothing: nil
    }
  }

  private var retry: Phrase? {
    let isTransient = code.map { $0.severity == .transientFailure } ?? (enhanced?.category == 4)
    guard isTransient, advice.actor != .nobody, request?.isLogin != true else { return nil }
    switch diagnosis {
    case .greylisted, .rateLimited, .authRequired, .authFailed, .syntax, .badSequence, .ok:
      return nil
    default: return .keptAndTriedAgain
    }
  }
}

extension ReplyText {
  /// The command that a log names: Postfix's `(in reply to RCPT TO command)`, Exim's `SMTP error
  /// from remote mail server after RCPT TO:<x>`.
  fileprivate var namedRequest: AnsweredRequest? {
    // Such words stand at one of the ends, and a reply may be very long.
    let text =
      self.text.count > 1_000 ? self.text.prefix(500) + self.text.suffix(500) : self.text[...]
    for mark in ["in reply to ", "mail server after "] {
      guard let place = text.firstRange(of: Array(mark.utf8)) else { continue }
      let rest = String(decoding: text[place.upperBound...].prefix(16), as: UTF8.self)
      let words: [(String, AnsweredRequest)] = [
        ("rcpt", .verb(.rcpt)), ("mail", .verb(.mail)), ("end of data", .endOfData),
        ("data", .verb(.data)), ("helo", .verb(.helo)), ("ehlo", .verb(.ehlo)),
        ("auth", .verb(.auth)), ("starttls", .verb(.startTLS)), ("initial connect", .connection),
        ("sending data", .endOfData),
      ]
      return words.first { rest.hasPrefix($0.0) }?.1
    }
    return nil
  }
}

extension Phrase {
  /// English sentences have a space between them.
  static func sentences(_ phrases: [Phrase?]) -> Phrase {
    let phrases = phrases.compactMap { $0 }
    return Phrase(
      en: phrases.map(\.english).joined(separator: " "), zh: phrases.map(\.chinese).joined())
  }

  fileprivate static func goingBy(_ code: String) -> Phrase {
    Phrase(
      en: "byhand does not know this wording and goes by the code \(code) alone.",
      zh: "byhand 没有收录这种措辞，只按状态码 \(code) 判断。")
  }

  fileprivate static func withoutWords(_ code: String) -> Phrase {
    Phrase(
      en: "The reply gives no reason: this is what \(code) means here most often.",
      zh: "响应没有写原因：\(code) 在这里多半是这个意思。")
  }

  fileprivate static func contradicts(_ code: String, _ other: Diagnosis) -> Phrase {
    Phrase(
      en:
        "Words and code disagree: \(code) stands for \"\(other.name.english)\"; the words usually tell more.",
      zh: "措辞与状态码不一致：\(code) 表示“\(other.name.chinese)”；一般以措辞为准。")
  }

  fileprivate static func classesDiffer(_ code: ReplyCode, _ status: EnhancedStatus) -> Phrase {
    let isLater = code.severity == .transientFailure
    return Phrase(
      en:
        "The codes disagree: \(code) is \(isLater ? "temporary" : "permanent") and \(status) is not; a client goes by \(code).",
      zh: "两个状态码不一致：\(code) 是\(isLater ? "暂时" : "永久")失败，\(status) 却不是；客户端以 \(code) 为准。")
  }

  fileprivate static func permanentDelay(_ code: ReplyCode?) -> Phrase {
    let code = code.map(\.description) ?? "5yz"
    return Phrase(
      en: "Words and code disagree: the words ask for another try, \(code) says not to.",
      zh: "措辞与状态码不一致：措辞要求重试，\(code) 却表示不要重试。")
  }
}
