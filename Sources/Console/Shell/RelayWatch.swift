package import Transcripts

/// Which servers' own conversations the student watches. Only a connection watched from its beginning can be understood: a
/// watch begun in the middle of one hears the next.
package struct RelayWatch: Sendable {
  private struct Connection: Hashable {
    let host: String
    let number: Int
  }

  /// Names of hosts, in the order in which they were chosen.
  package var hosts: [String] = []
  /// Those under way that are watched.
  private var connections: Set<Connection> = []

  package init() {}

  package mutating func hears(_ act: Act, of number: Int, at host: String) -> Bool {
    let connection = Connection(host: host, number: number)
    switch act {
    case .failed: return hosts.contains(host)
    case .opened:
      guard hosts.contains(host) else { return false }
      return connections.insert(connection).inserted
    case .closed: return connections.remove(connection) != nil
    default: return connections.contains(connection)
    }
  }

  /// What is under way ends for the one who watches.
  package mutating func leave() { connections = [] }
}
