import Glibc

/// A listening socket on a free loopback port, with blocking calls.
public final class LoopbackListener: Sendable {
  public struct NotBound: Error {}

  public let port: Int
  private let descriptor: Int32

  /// - Parameter backlog: how many connections the kernel keeps until they are accepted; it takes 0
  ///   for 1.
  public init(backlog: Int32 = 1) throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    self.descriptor = descriptor
    var address = loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, backlog) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    guard isBound else { throw NotBound() }
  }

  deinit { close(descriptor) }

  /// The next connection's socket, which the caller closes.
  public func accept() -> Int32? {
    let caller = Glibc.accept(descriptor, nil, nil)
    guard caller >= 0 else { return nil }
    // A program that another test starts would inherit the connection and keep it open.
    _ = fcntl(caller, F_SETFD, FD_CLOEXEC)
    return caller
  }

  /// Whether a connection is in the kernel's queue, be it already closed by its client.
  public var isCalled: Bool { isReadable(descriptor, within: 0) }
}

/// A socket that is connected to a loopback port, or about to be.
public func call(port: Int, isBlocking: Bool = true) -> Int32 {
  let kind =
    SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | (isBlocking ? 0 : SOCK_NONBLOCK.rawValue)
  let descriptor = socket(AF_INET, Int32(kind), 0)
  var address = loopback(port: port)
  withUnsafePointer(to: &address) {
    _ = $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
  return descriptor
}

private func loopback(port: Int) -> sockaddr_in {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = inet_addr("127.0.0.1")
  address.sin_port = UInt16(port).bigEndian
  return address
}

/// A thread for calls that block, and a way to wait for its end.
public struct Thread: Sendable {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private let thread: pthread_t

  public init(_ run: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let body = Unmanaged.passRetained(Body(run))
    let code = pthread_create(
      &thread, nil,
      { box in
        if let box { Unmanaged<Body>.fromOpaque(box).takeRetainedValue().run() }
        return nil
      }, body.toOpaque())
    precondition(code == 0, "no thread")
    self.thread = thread
  }

  public func join() { pthread_join(thread, nil) }
  public func detach() { pthread_detach(thread) }
}
