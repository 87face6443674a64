import Protocols

/// A whole session that can be gone through both ways: from the nearest moment kept, the fold goes on.
package struct Timeline: Sendable {
  package let events: [Event]
  private var kept: [Session]
  /// Events between two moments kept: small enough to go back at once, large enough that few moments are kept.
  private let stride: Int

  package init(events: [Event]) {
    self.events = events
    stride = max(64, events.count / 256)
    var session = Session()
    kept = [session]
    for (index, event) in events.enumerated() {
      _ = session.take(event)
      if (index + 1) % stride == 0 { kept.append(session) }
    }
  }

  /// The session after the first `count` events.
  package func session(after count: Int) -> Session {
    let count = min(max(count, 0), events.count)
    var session = kept[count / stride]
    for event in events[(count / stride * stride)..<count] { _ = session.take(event) }
    return session
  }

  /// The facts of the event at `index`, counted from 0; none where there is no such event.
  package func facts(at index: Int) -> [Fact] {
    guard events.indices.contains(index) else { return [] }
    var session = session(after: index)
    return session.take(events[index])
  }
}
