package import Language
import Protocols

/// A question to a class before a reply is shown: which code comes?
package struct Prediction: Hashable, Sendable {
  package struct Choice: Hashable, Sendable {
    package let code: Int
    /// What the code means, whatever it answers.
    package let meaning: Phrase
  }

  /// Which reply comes now? Where several requests wait, it names the one that is answered.
  package let question: Phrase
  /// From this event on, what is said about the lines, or about the queue, would tell the answer.
  package let since: Int
  /// Asked after so many events: the reply's first line is not shown yet.
  package let place: Int
  /// After so many events, the whole reply has been shown.
  package let end: Int
  /// Four, by rising codes, so that their order gives nothing away.
  package let choices: [Choice]
  /// The true one's index.
  package let answer: Int
}

extension Outline {
  package enum PredictionScope: Hashable, Sendable {
    /// Where a code appears for the first time, and at each error.
    case firstAndErrors
    case all
  }

  /// Ascending by place. What byhand redid for a resumed lesson was shown before, and is not asked.
  package func predictions(_ scope: PredictionScope) -> [Prediction] {
    var seen: Set<Int> = []
    var end = 0
    return replies.sorted { ($0.first, $0.last) < ($1.first, $1.last) }.compactMap { reply in
      // A reply that comes while another is shown would give that one away.
      guard !reply.isRedone, reply.first >= end else { return nil }
      let isNew = seen.insert(reply.code).inserted
      guard scope == .all || isNew || reply.isError else { return nil }
      end = reply.last + 1
      return Prediction(reply)
    }
  }
}

extension Prediction {
  fileprivate init(_ reply: Outline.Reply) {
    let others = reply.answered.likely.filter { $0 != reply.code }.prefix(3)
    let codes = (others + [reply.code]).sorted()
    question = reply.request.name.map(Phrase.whichReply(to:)) ?? .whichReply
    since = reply.request.event
    place = reply.first
    end = reply.last + 1
    choices = codes.map { Choice(code: $0, meaning: reply.answered.meaning(of: $0)) }
    answer = codes.firstIndex(of: reply.code) ?? 0
  }
}

extension Outline.Answered {
  /// The codes that a class would argue about, the likeliest first: those that RFC 5321 §4.3.2
  /// lists for the request, and those that beginners expect there. At least four.
  fileprivate var likely: [Int] {
    switch self {
    case .stray: [421, 250, 221, 354]
    case .http: [200, 404, 400, 301, 304, 501]
    case .smtp(.unknownCommand, _): [500, 502, 503, 250]
    case .smtp(.verb(.data), isMalformed: true): [501, 354, 503, 500]
    case .smtp(_, isMalformed: true): [501, 250, 500, 503]
    case .smtp(.connection, _): [220, 250, 421, 554]
    case .smtp(.verb(let verb), _): Self.likely(after: verb)
    case .smtp(.endOfData, _): [250, 354, 554, 452, 221]
    case .smtp(.authResponse, _): [235, 535, 334, 501]
    }
  }

  private static func likely(after verb: Verb) -> [Int] {
    switch verb {
    case .helo, .ehlo: [250, 220, 501, 502, 504]
    case .mail: [250, 503, 501, 550, 354]
    case .rcpt: [250, 550, 503, 450, 251]
    case .data: [354, 503, 250, 554]
    case .rset, .noop: [250, 220, 503, 500]
    case .vrfy: [252, 250, 550, 502]
    case .expn: [250, 502, 550, 252]
    case .help: [214, 250, 502, 211]
    case .quit: [221, 250, 220, 503]
    case .auth: [334, 235, 535, 503, 504]
    case .startTLS: [220, 454, 502, 250]
    case .bdat: [250, 354, 503, 552]
    }
  }

  fileprivate func meaning(of code: Int) -> Phrase {
    if self == .http { return HTTPMeaning.status(code)?.phrase ?? .empty }
    return ReplyCode(code).map { ReplyMeaning.general(of: $0).phrase } ?? .empty
  }
}

extension Phrase {
  fileprivate static let whichReply = Phrase(
    en: "Which reply comes now?", zh: "接下来会是哪个响应？")

  fileprivate static func whichReply(to request: Phrase) -> Phrase {
    Phrase(
      en: "Which reply to \(request.english) comes now?",
      zh: "接下来，对 \(request.chinese) 的响应会是哪个？")
  }
}
