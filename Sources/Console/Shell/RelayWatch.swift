package import Transcripts

/// Which servers' own conversations the student watches. A connection can be understood only from
/// its beginning, so a watch shows connections that open after it began.
package struct RelayWatch: Sendable {
  private struct Connection: Hashable {
    let host: String
    let number: Int
  }

  /// Names of hosts, in the order in which they were chosen.
  package var hosts: [String] = []
  /// The open connections that are watched.
  private var connections: Set<Connection> = []

  package init() {}

  package mutating func includes(_ act: Act, of number: Int, at host: String) -> Bool {
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

  /// Stops watching the open connections.
  package mutating func reset() { connections = [] }
}
