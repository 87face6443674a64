import NIOCore
import Protocols
import Synchronization

/// Knows every client of a server, and bounds how many are served at a time, for each dialect by
/// itself.
final class ConnectionLimiter: Sendable {
  enum Admission: Sendable {
    case served
    /// As many as may be are served already: the client is told so, and may stay until it has read
    /// it.
    case full
    /// Too many stay that way already: the connection is closed without a word.
    case dropped
  }

  private struct Connections {
    var all: [ObjectIdentifier: any Channel] = [:]
    /// Those that count. A client that was told to leave stays until it has read the farewell, and
    /// counts no longer.
    var served: Set<ObjectIdentifier> = []

    /// How many may stay beside those that are served.
    private static let leaving = 64

    mutating func admit(
      _ channel: any Channel, _ key: ObjectIdentifier, _ limit: Int
    ) -> Admission {
      all[key] = channel
      guard served.count >= limit else {
        served.insert(key)
        return .served
      }
      return all.count > limit + Self.leaving ? .dropped : .full
    }
  }

  private let limit: Int
  private let connections = Mutex<[Dialect: Connections]>([:])

  /// `limit`: for each dialect.
  init(limit: Int) { self.limit = limit }

  /// Every connection, served or not.
  var all: [any Channel] { connections.withLock { $0.values.flatMap(\.all.values) } }

  /// The connection is known until it is closed.
  func admit(_ channel: any Channel, _ dialect: Dialect) -> Admission {
    let key = ObjectIdentifier(channel)
    let admission = connections.withLock {
      $0[dialect, default: Connections()].admit(channel, key, limit)
    }
    channel.closeFuture.whenComplete { [self] _ in
      connections.withLock { connections in
        connections[dialect]?.all[key] = nil
        connections[dialect]?.served.remove(key)
      }
    }
    return admission
  }

  /// Another client may be served in its place: this one was told to leave.
  func release(_ channel: any Channel, _ dialect: Dialect) {
    let key = ObjectIdentifier(channel)
    connections.withLock { _ = $0[dialect]?.served.remove(key) }
  }
}
