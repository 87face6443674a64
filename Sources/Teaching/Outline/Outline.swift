import Language
package import Protocols
package import Transcripts

/// What a whole recording holds, found in one pass over its facts: for time lines, jumps and
/// predictions.
///
/// An index counts events from 0, whatever their numbers are. The pass writes no notes, because that
/// takes several times as long. A caller that writes them adds their mistakes with `note`.
package struct Outline: Sendable {
  /// From the event at `start` on, its conversation is in this phase.
  package struct Band: Hashable, Sendable {
    package let start: Int
    package let phase: Phase
    package let conversation: Int
    /// byhand redid it when a lesson was resumed, so it was shown before.
    package let isRedone: Bool
  }

  /// A reply of SMTP, or a status line of HTTP.
  package struct Reply: Hashable, Sendable {
    /// The event that holds its first line.
    package let first: Int
    /// The event that completed it.
    package let last: Int
    package let conversation: Int
    package let code: Int
    /// 4yz or 5yz.
    package let isError: Bool
    /// Between two servers: the student only watches.
    package let isWatched: Bool
    /// byhand redid it when a lesson was resumed, so it was shown before.
    package let isRedone: Bool
    let answered: Answered
    /// What it answers, as it is known when its first line comes.
    let request: Request
  }

  struct Request: Hashable, Sendable {
    /// The event with its line, or the reply's own first one where nothing was asked.
    let event: Int
    /// Where other requests wait too: which one the reply answers.
    let name: Phrase?
  }

  /// What a reply answers, as far as it decides which codes are likely.
  enum Answered: Hashable, Sendable {
    case smtp(AnsweredRequest, isMalformed: Bool)
    /// Nothing was asked.
    case stray
    case http
  }

  package private(set) var bands: [Band] = []
  package private(set) var replies: [Reply] = []
  /// Error replies, by the event that completed them, and the lines with a mistake that have been
  /// noted. Ascending. Without what byhand redid.
  package private(set) var errors: [Int] = []
  /// Where each conversation's reply that is under way began.
  private var begun: [Int: Int] = [:]
  /// Of each conversation: the requests whose replies have not come.
  private var pending: [Int: PendingRequests] = [:]
  private var isRedoing = false
  private var count = 0

  package init() {}

  package init(_ events: some Sequence<Event>) {
    var session = Session()
    for event in events { take(event, session.take(event)) }
  }

  /// Events in order, each with its facts.
  package mutating func take(_ event: Event, _ facts: [Fact]) {
    defer { count += 1 }
    for fact in facts { take(fact) }
  }

  /// What was written about the event at `index`: a mistake is an error too.
  package mutating func note(_ notes: [Note], at index: Int) {
    guard notes.contains(where: { $0.about == .mistake && !$0.isRemark }) else { return }
    addError(at: index)
  }

  private mutating func addError(at index: Int) {
    // Nearly always the last. Otherwise a binary search: a recording may have a million errors.
    var places = 0..<errors.count
    if let last = errors.last, last < index { places = errors.count..<errors.count }
    while let first = places.first {
      let middle = first + places.count / 2
      if errors[middle] == index { return }
      places = errors[middle] < index ? middle + 1..<places.upperBound : first..<middle
    }
    errors.insert(index, at: places.lowerBound)
  }

  private mutating func take(_ fact: Fact) {
    let number = fact.conversation
    switch fact.matter {
    case .opened, .closed: (begun[number], pending[number]) = (nil, nil)
    case .found(.phase(let phase)):
      bands.append(
        Band(start: count, phase: phase, conversation: number, isRedone: isRedoing))
    case .found(.smtp(.request(let request, let line, _))):
      pending[number, default: PendingRequests()].add(.smtp(request.kind), line, at: count)
    case .found(.http(.request(let line))):
      let text = Line("\(line.method) \(line.target)")
      pending[number, default: PendingRequests()].add(.http, text, at: count)
    case .found(.smtp(.replyLine(_, number: 1, to: _))): begun[number] = count
    case .found(.smtp(.exchange(let exchange))):
      add(exchange.reply.code.value, to: Answered(exchange), fact)
    case .found(.smtp(.stray(let reply))): add(reply.code.value, to: .stray, fact)
    case .found(.http(.status(let line, to: _))): add(line.status, to: .http, fact)
    case .learner(.resumed): isRedoing = true
    case .learner(.ready): isRedoing = false
    default: break
    }
  }

  private mutating func add(_ code: Int, to answered: Answered, _ fact: Fact) {
    let number = fact.conversation
    let first = begun.removeValue(forKey: number) ?? count
    let request = pending[number]?.take(answered, code, before: first)
    let reply = Reply(
      first: first, last: count, conversation: number, code: code, isError: code >= 400,
      isWatched: fact.isWatched, isRedone: isRedoing, answered: answered,
      request: request ?? Request(event: first, name: nil))
    replies.append(reply)
    if reply.isError, !reply.isRedone { addError(at: count) }
  }
}

extension Outline.Answered {
  fileprivate init(_ exchange: SMTPExchange) {
    let isMalformed = if case .malformed = exchange.request { true } else { false }
    self = .smtp(exchange.answered, isMalformed: isMalformed)
  }
}
