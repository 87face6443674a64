import NIOCore
import Protocols
import Synchronization

/// Who is connected to a server. Its doors do not take each other's places.
final class Guests: Sendable {
  enum Welcome: Sendable {
    case seated
    /// All places are taken: he hears so, and lingers until he has read it.
    case standing
    /// So many linger already that he is let go without a word.
    case turnedAway
  }

  private struct Room {
    var channels: [ObjectIdentifier: any Channel] = [:]
    /// Those that are served. Who was told to go lingers until the farewell is read, and takes nobody's place.
    var seated: Set<ObjectIdentifier> = []

    /// Who may linger beside all that are served.
    private static let lingering = 64

    mutating func admit(
      _ channel: any Channel, _ key: ObjectIdentifier, _ limit: Int
    ) -> Welcome {
      channels[key] = channel
      guard seated.count >= limit else {
        seated.insert(key)
        return .seated
      }
      return channels.count > limit + Self.lingering ? .turnedAway : .standing
    }
  }

  private let limit: Int
  private let rooms = Mutex<[Dialect: Room]>([:])

  /// `limit`: places behind each door.
  init(limit: Int) { self.limit = limit }

  /// Everybody who is connected, served or not.
  var all: [any Channel] { rooms.withLock { $0.values.flatMap(\.channels.values) } }

  /// He is remembered until his connection is gone.
  func welcome(_ channel: any Channel, _ dialect: Dialect) -> Welcome {
    let key = ObjectIdentifier(channel)
    let welcome = rooms.withLock { $0[dialect, default: Room()].admit(channel, key, limit) }
    channel.closeFuture.whenComplete { [self] _ in
      rooms.withLock { rooms in
        rooms[dialect]?.channels[key] = nil
        rooms[dialect]?.seated.remove(key)
      }
    }
    return welcome
  }

  /// His place is free again: he was told to go.
  func release(_ channel: any Channel, _ dialect: Dialect) {
    let key = ObjectIdentifier(channel)
    rooms.withLock { _ = $0[dialect]?.seated.remove(key) }
  }
}
