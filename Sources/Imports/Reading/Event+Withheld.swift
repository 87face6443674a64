import Protocols
import Transcripts

extension Event {
  /// As it may be kept. A line outside every open conversation means nothing to the fold; what looks
  /// like a secret in it is withheld all the same.
  func withheld(by facts: [Fact]) -> Event {
    guard facts.isEmpty, case .heard(let side, .line(let line)) = act,
      TypedSecret.mayStand(in: line.octets)
    else { return redacted(by: facts) }
    var event = self
    event.act = .heard(side, .withheld(kept: [], count: line.wire.count))
    return event
  }
}
