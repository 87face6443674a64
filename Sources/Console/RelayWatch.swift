import Transcripts

/// Which servers' own conversations the student watches, and under which numbers they stand in the session.
struct RelayWatch {
  /// Names of hosts, in the order in which they were chosen.
  var hosts: [String] = []
  private var numbers: [Arrival.Source: Int] = [:]

  /// The conversation that an arrival belongs to; `nil`: nobody watches. Only a connection watched from its beginning can be
  /// understood.
  mutating func number(for arrival: Arrival, next: () -> Int) -> Int? {
    guard case .relay(let host, _) = arrival.source else { return nil }
    switch arrival.act {
    case .opened, .failed:
      guard hosts.contains(host) else { return nil }
      let number = next()
      if case .opened = arrival.act { numbers[arrival.source] = number }
      return number
    case .closed:
      return numbers.removeValue(forKey: arrival.source)
    default:
      return numbers[arrival.source]
    }
  }
}
