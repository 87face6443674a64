import Protocols
package import Transcripts

/// Push beside pull: the last message that SMTP brought, and the last object that HTTP fetched,
/// counted from their events.
package struct Comparison: Hashable, Sendable {
  private var conversations: [Int: MeasuredConversation] = [:]

  /// Of the last response, successful or not.
  package private(set) var lastStatus: Int?

  package init() {}

  package mutating func take(_ fact: Fact) {
    if fact.isWatched { return }
    if case .found(.http(.status(let line, _))) = fact.matter { lastStatus = line.status }
    if case .opened(let opening) = fact.matter {
      conversations[fact.conversation] = MeasuredConversation(opening)
    }
    conversations[fact.conversation]?.take(fact.matter)
  }

  /// The latest conversation in which SMTP delivered a message.
  package var push: MeasuredConversation? { latest(.smtp) }
  /// The latest conversation in which HTTP fetched an object.
  package var pull: MeasuredConversation? { latest(.http) }

  private func latest(_ dialect: Dialect) -> MeasuredConversation? {
    conversations.filter { $0.value.dialect == dialect && $0.value.objects > 0 }
      .max { $0.key < $1.key }?.value
  }
}
