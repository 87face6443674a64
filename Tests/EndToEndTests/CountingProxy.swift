import Glibc
import Synchronization

/// Stands between a client and a server on loopback and counts what crosses. It knows nothing of what it counts.
/// One connection, blocking calls on a thread of its own.
final class CountingProxy: Sendable {
  struct Count: Equatable, Sendable {
    var fromClient = 0
    var fromServer = 0
  }

  enum Failure: Error { case notBound }

  let port: Int
  private let run: Run

  init(to target: Int) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = Self.loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 1) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard isBound else { throw Failure.notBound }
    port = Int(UInt16(bigEndian: address.sin_port))
    run = Run(listener: listener, target: target)
    guard run.start() else { throw Failure.notBound }
  }

  /// Once both sides have closed.
  func count() -> Count { run.join() }

  fileprivate static func loopback(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    address.sin_port = UInt16(port).bigEndian
    return address
  }

  private final class Run: Sendable {
    private let listener: Int32
    private let target: Int
    private let thread = Mutex(pthread_t())
    private let total = Mutex(Count())

    init(listener: Int32, target: Int) {
      self.listener = listener
      self.target = target
    }

    func start() -> Bool {
      let box = Unmanaged.passRetained(self).toOpaque()
      return thread.withLock { thread in
        pthread_create(
          &thread, nil,
          { box in
            if let box { Unmanaged<Run>.fromOpaque(box).takeRetainedValue().play() }
            return nil
          }, box) == 0
      }
    }

    func join() -> Count {
      pthread_join(thread.withLock { $0 }, nil)
      return total.withLock { $0 }
    }

    private func play() {
      let client = accept(listener, nil, nil)
      close(listener)
      guard client >= 0 else { return }
      defer { close(client) }
      let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(server) }
      var address = CountingProxy.loopback(port: target)
      let isConnected = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
      if isConnected { pump(client, server) }
    }

    /// Until both have sent their FIN.
    private func pump(_ client: Int32, _ server: Int32) {
      var waiting = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      while waiting.contains(where: { $0.fd >= 0 }) {
        guard poll(&waiting, 2, -1) > 0 else { return }
        for index in 0..<2 where waiting[index].fd >= 0 && waiting[index].revents != 0 {
          let count = move(from: waiting[index].fd, to: index == 0 ? server : client)
          if count <= 0 {
            shutdown(index == 0 ? server : client, Int32(SHUT_WR))
            waiting[index].fd = -1
            continue
          }
          total.withLock { total in
            if index == 0 { total.fromClient += count } else { total.fromServer += count }
          }
        }
      }
    }

    private func move(from source: Int32, to sink: Int32) -> Int {
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
}
