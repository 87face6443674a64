import Protocols
package import Transcripts

/// Push beside pull: the last message that SMTP brought, and the last object that HTTP fetched, counted from their events.
package struct Comparison: Hashable, Sendable {
  private var legs: [Int: Leg] = [:]

  /// The last response's, whatever it was.
  package private(set) var lastStatus: Int?

  package init() {}

  package mutating func take(_ fact: Fact) {
    if fact.isWatched { return }
    if case .found(.http(.status(let line, _))) = fact.matter { lastStatus = line.status }
    if case .opened(let opening) = fact.matter {
      legs[fact.conversation] = Leg(dialect: opening.attempt.dialect)
    }
    legs[fact.conversation]?.take(fact.matter)
  }

  /// The latest conversation in which SMTP delivered a message.
  package var push: Leg? { latest(.smtp) }
  /// The latest conversation in which HTTP fetched an object.
  package var pull: Leg? { latest(.http) }

  private func latest(_ dialect: Dialect) -> Leg? {
    legs.filter { $0.value.dialect == dialect && $0.value.objects > 0 }
      .max { $0.key < $1.key }?.value
  }
}
