import Protocols

extension Event {
  /// The event as it may be recorded: of a secret that its facts found, only the length is kept. So
  /// it is with all that a client says where no facts tell what it is: its conversation was never
  /// opened, or has ended, or the session has too many.
  package func redacted(by facts: [Fact]) -> Event {
    if case .world(.opened(let hosts)) = act {
      var event = self
      event.act = .world(.opened(hosts.map(\.withoutPasswords)))
      return event
    }
    if facts.isEmpty, case .heard(.client, let piece) = act {
      var event = self
      event.act = .heard(.client, .withheld(kept: [], count: piece.count))
      return event
    }
    guard case .heard(let side, .line(let line)) = act,
      let kept = facts.lazy.compactMap(\.secretStart).first
    else { return self }
    var event = self
    let visible = Array(line.octets.prefix(kept))
    event.act = .heard(
      side, .withheld(kept: visible, count: line.wire.count - visible.count))
    return event
  }
}

extension Fact {
  fileprivate var secretStart: Int? {
    guard case .found(.secret(let kept)) = matter else { return nil }
    return kept
  }
}
