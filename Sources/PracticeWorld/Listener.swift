import Glibc
import NIOCore
import NIOPosix
import Protocols
import Synchronization

/// A port that belongs to a server as long as this lives. While it is closed, connections are
/// refused, and no other program can take the port.
final class Listener: Sendable {
  let service: Service
  let address: BoundAddress
  /// NIO listens on a duplicate.
  private let socket: BoundSocket
  private let channel = Mutex<(any Channel)?>(nil)

  /// Clients that connect wait until it is opened, or closed.
  ///
  /// - Throws: `IOError` where the port is taken or cannot be had, `SocketAddressError` where the
  ///   host is unknown.
  init(_ host: String, _ port: Int, _ service: Service) throws {
    let address = try SocketAddress.makeAddressResolvingHost(host, port: port)
    let first = try BoundSocket(address)
    // The system keeps a port for a socket that does not listen only where it was asked for by its
    // number.
    socket = port == 0 ? try BoundSocket(first.address) : first
    try socket.claim()
    self.address = BoundAddress(
      host: socket.address.ipAddress ?? host, port: socket.address.port ?? port)
    self.service = service
  }

  /// It blocks: call it off the event loop.
  func open(_ bootstrap: ServerBootstrap) throws {
    // Sharing allows it beside the remains of its own connections (TIME-WAIT). A socket that shares
    // its port and does not listen can lose it: so it listens at once, before NIO does.
    try socket.share(true)
    try socket.listen()
    let channel = try bootstrap.withBoundSocket(socket.duplicate()).wait()
    self.channel.withLock { $0 = channel }
    try socket.listen()
  }

  /// Connections that are open stay. It blocks: call it off the event loop.
  func close() {
    let channel = self.channel.withLock { channel in
      defer { channel = nil }
      return channel
    }
    try? channel?.close().wait()
    socket.stopListening()
    try? socket.share(false)
  }
}

/// An address that a server was to listen at, and why it cannot.
package struct CannotListen: Error, Sendable {
  package let address: ListenAddress
  /// `nil`: the host's name is unknown.
  package let errno: Int32?

  init(_ address: ListenAddress, _ error: any Error) {
    self.address = address
    errno = (error as? IOError)?.errnoCode
  }
}

/// A TCP socket that is bound to its address, and may listen.
private final class BoundSocket: Sendable {
  private let descriptor: Int32
  let address: SocketAddress

  init(_ wanted: SocketAddress) throws {
    let family = wanted.protocol == .inet6 ? AF_INET6 : AF_INET
    let descriptor = Glibc.socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw IOError(errnoCode: errno, reason: "socket") }
    do {
      try Self.set(SOL_SOCKET, SO_REUSEADDR, 1, of: descriptor)
      // Replies never wait for more data; connections inherit this from the listener.
      try Self.set(Int32(IPPROTO_TCP), TCP_NODELAY, 1, of: descriptor)
      guard wanted.withSockAddr({ bind(descriptor, $0, socklen_t($1)) }) == 0 else {
        throw IOError(errnoCode: errno, reason: "bind")
      }
      address = try Self.name(of: descriptor)
    } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  func duplicate() throws -> Int32 {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw IOError(errnoCode: errno, reason: "dup") }
    return copy
  }

  /// From here on no other program can have its port. Binding alone would not do: another socket
  /// may be bound to the same port, and listen first.
  func claim() throws {
    try listen()
    try share(false)
  }

  /// Whether another socket may be bound beside it (SO_REUSEADDR).
  func share(_ shares: Bool) throws {
    try Self.set(SOL_SOCKET, SO_REUSEADDR, shares ? 1 : 0, of: descriptor)
  }

  func listen() throws {
    // How many connections the system keeps until they are accepted; NIO asks for fewer.
    guard Glibc.listen(descriptor, 1_024) == 0 else {
      throw IOError(errnoCode: errno, reason: "listen")
    }
  }

  /// It stays bound.
  func stopListening() { shutdown(descriptor, Int32(SHUT_RD)) }

  private static func set(
    _ level: Int32, _ option: Int32, _ value: Int32, of descriptor: Int32
  ) throws {
    var value = value
    let length = socklen_t(MemoryLayout.size(ofValue: value))
    guard setsockopt(descriptor, level, option, &value, length) == 0 else {
      throw IOError(errnoCode: errno, reason: "setsockopt")
    }
  }

  private static func name(of descriptor: Int32) throws -> SocketAddress {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout.size(ofValue: storage))
    let code = withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(descriptor, $0, &length)
      }
    }
    guard code == 0 else { throw IOError(errnoCode: errno, reason: "getsockname") }
    return withUnsafePointer(to: &storage) { storage in
      storage.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { six in
        storage.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { four in
          Int32(storage.pointee.ss_family) == AF_INET6
            ? SocketAddress(six.pointee) : SocketAddress(four.pointee)
        }
      }
    }
  }
}
