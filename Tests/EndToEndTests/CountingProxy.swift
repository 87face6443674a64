import Glibc
import Synchronization
import TestSupport

/// Stands between a client and a server on loopback and counts the octets of one connection, with
/// blocking calls on its own thread.
final class CountingProxy: Sendable {
  struct Count: Equatable, Sendable {
    var fromClient = 0
    var fromServer = 0
  }

  let port: Int
  private let thread: Thread
  private let total: Total

  /// What the thread adds up; whole once it has ended.
  private final class Total: Sendable { let count = Mutex(Count()) }

  init(to target: Int) throws {
    let listener = try LoopbackListener()
    let total = Total()
    port = listener.port
    self.total = total
    thread = Thread {
      guard let client = listener.accept() else { return }
      let server = call(port: target)
      Self.pump(client, server, total)
      close(client)
      close(server)
    }
  }

  /// Once both sides have closed.
  func count() -> Count {
    thread.join()
    return total.count.withLock { $0 }
  }

  /// Until both have sent their FIN.
  private static func pump(_ client: Int32, _ server: Int32, _ total: Total) {
    var waiting = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while waiting.contains(where: { $0.fd >= 0 }) {
      let ready = poll(&waiting, 2, -1)
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { return }
      for index in 0..<2 where waiting[index].fd >= 0 && waiting[index].revents != 0 {
        let count = move(from: waiting[index].fd, to: index == 0 ? server : client)
        if count <= 0 {
          shutdown(index == 0 ? server : client, Int32(SHUT_WR))
          waiting[index].fd = -1
          continue
        }
        total.count.withLock { total in
          if index == 0 { total.fromClient += count } else { total.fromServer += count }
        }
      }
    }
  }

  private static func move(from source: Int32, to sink: Int32) -> Int {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    let count = read(source, &buffer, buffer.count)
    guard count > 0 else { return count }
    var rest = buffer[..<count]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        send(sink, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return sent }
      rest = rest.dropFirst(sent)
    }
    return count
  }
}
