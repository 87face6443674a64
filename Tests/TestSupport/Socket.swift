import Glibc

/// A client's end of a TCP connection to this machine, blocking and bounded in its waits.
public struct Socket: ~Copyable {
  private let descriptor: Int32

  public init?(port: Int, seconds: Int = 120) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    var patience = timeval(tv_sec: seconds, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
    var one: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(4))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(truncatingIfNeeded: port).bigEndian)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// `false` where the server no longer listens.
  @discardableResult
  public borrowing func send(_ octets: some Collection<UInt8>) -> Bool {
    var rest = Array(octets)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { octets in
        Glibc.send(descriptor, octets.baseAddress, octets.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Nothing more will be sent.
  public borrowing func finish() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

  /// The next octets: empty at the end of the connection, `nil` after too long a wait.
  public borrowing func receive() -> [UInt8]? {
    var octets = [UInt8](repeating: 0, count: 65_536)
    let count = octets.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
    guard count >= 0 else { return errno == EAGAIN ? nil : [] }
    return Array(octets.prefix(count))
  }

  /// Everything up to the end of the connection; the flag says whether the end came.
  public borrowing func receiveAll() -> (octets: [UInt8], isEnded: Bool) {
    var all: [UInt8] = []
    while let octets = receive() {
      if octets.isEmpty { return (all, true) }
      all += octets
    }
    return (all, false)
  }
}
