import Language
import Protocols

/// The requests of one conversation whose replies have not come, in order. Replies come in the order
/// of the requests (RFC 2920 §3.1).
struct PendingRequests: Sendable {
  enum Kind: Hashable, Sendable {
    case smtp(AnsweredRequest)
    case http
  }

  fileprivate struct Entry: Sendable {
    let kind: Kind
    let line: Line
    let event: Int
  }

  private var entries: [Entry] = []
  /// Those before are answered. They are removed now and then, not one by one: a client may send a
  /// million lines ahead.
  private var answered = 0

  mutating func add(_ kind: Kind, _ line: Line, at event: Int) {
    if answered > 1_000, answered * 2 > entries.count {
      entries.removeFirst(answered)
      answered = 0
    }
    entries.append(Entry(kind: kind, line: line, event: event))
  }

  /// What a reply answers whose first line came with the event at `first`.
  mutating func take(
    _ reply: Outline.Answered, _ code: Int, before first: Int
  ) -> Outline.Request? {
    let isAlone = !entries.indices.contains(answered + 1) || entries[answered + 1].event >= first
    guard answered < entries.count else { return nil }
    let entry = entries[answered]
    switch reply {
    case .stray: return nil
    case .smtp(.connection, _):
      return Outline.Request(event: first, name: entry.event < first ? .theConnection : nil)
    case .smtp(let kind, _):
      // An early refusal of a message: its final dot has not been sent.
      guard entry.kind == .smtp(kind) else { return nil }
    case .http:
      // An interim response: the final one follows (RFC 9110 §15.2).
      if code < 200 { return Outline.Request(event: min(entry.event, first), name: nil) }
    }
    answered += 1
    return Outline.Request(event: min(entry.event, first), name: isAlone ? nil : entry.name)
  }
}

extension PendingRequests.Entry {
  private static let longestName = 60

  /// No more of it than its verb where a secret may follow.
  fileprivate var name: Phrase {
    switch kind {
    case .smtp(.endOfData): return .theFinalDot
    case .smtp(.authResponse): return .theSecret
    case .smtp(.verb(.auth)): return .verbatim("AUTH")
    case .smtp, .http:
      let text = line.lossyText
      let isLong = text.count > Self.longestName
      return .verbatim(isLong ? text.prefix(Self.longestName) + "…" : text)
    }
  }
}

extension Phrase {
  fileprivate static let theConnection = Phrase(en: "the connection itself", zh: "连接本身")
  fileprivate static let theFinalDot = Phrase(
    en: "the dot that ends the message", zh: "结束邮件的那个点")
  fileprivate static let theSecret = Phrase(en: "the line after AUTH", zh: "AUTH 之后的那一行")
}
