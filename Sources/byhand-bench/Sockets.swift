import Glibc

/// Blocking calls on sockets, and on a terminal.
enum Sockets {
  /// Thousands of connections at once need as many descriptors, here and in the servers, which
  /// inherit the limit.
  static func raiseLimit() {
    var limits = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0 else { return }
    limits.rlim_cur = min(limits.rlim_max, 65_536)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
  }

  /// What comes within ten seconds; `nil`: nothing, or the end.
  static func read(_ descriptor: Int32, atMost count: Int) -> [UInt8]? {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&wanted, 1, 10_000) == 1 else { return nil }
    var buffer = [UInt8](repeating: 0, count: count)
    let result = Glibc.read(descriptor, &buffer, count)
    return result > 0 ? Array(buffer[..<result]) : nil
  }

  static func write(_ text: String, to descriptor: Int32) {
    write(Array(text.utf8), to: descriptor)
  }

  static func write(_ octets: [UInt8], to descriptor: Int32) {
    _ = octets.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
  }

  /// A loopback port that is free now, for servers that cannot pick one themselves.
  static func freePort() throws -> Int {
    let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(probe) }
    var address = loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withSockaddr(&address) {
      bind(probe, $0, length) == 0 && getsockname(probe, $0, &length) == 0
    }
    guard isBound else { throw BenchError("no free port") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// A connection to a server on this machine; `nil` if it is refused.
  static func connect(port: Int) -> Int32? {
    let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = loopback(port: port)
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    guard withSockaddr(&address, { Glibc.connect(client, $0, length) }) == 0 else {
      close(client)
      return nil
    }
    return client
  }

  private static func loopback(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  private static func withSockaddr<Result>(
    _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> Result
  ) -> Result {
    withUnsafeMutableBytes(of: &address) { octets in
      octets.withMemoryRebound(to: sockaddr.self) { addresses in
        guard let base = addresses.baseAddress else {
          preconditionFailure("an address is not empty")
        }
        return body(base)
      }
    }
  }
}
