import Glibc

/// The few calls on descriptors that a bench needs.
enum SystemCalls {
  struct Ends {
    let parent: Int32
    let child: Int32
    var name = ""
  }

  /// Thousands of connections at once need as many descriptors, here and in the servers, which inherit the limit.
  static func raiseLimit() {
    var limits = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0 else { return }
    limits.rlim_cur = min(limits.rlim_max, 65_536)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
  }

  static func pipe() throws -> Ends {
    var pair: [Int32] = [0, 0]
    guard Glibc.pipe(&pair) == 0 else { throw BenchError("no pipe") }
    for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return Ends(parent: pair[0], child: pair[1])
  }

  static func terminal() throws -> Ends {
    // What `posix_openpt`, `unlockpt` and `ptsname` do; <stdlib.h> shows them with _GNU_SOURCE only.
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var lock: Int32 = 0
    var number: Int32 = -1
    guard master >= 0, ioctl(master, unlockTerminal, &lock) == 0,
      ioctl(master, terminalNumber, &number) == 0
    else { throw BenchError("no terminal") }
    let path = "/dev/pts/\(number)"
    let slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(slave, UInt(TIOCSWINSZ), &size)
    return Ends(parent: master, child: slave, name: path)
  }

  /// TIOCSPTLCK and TIOCGPTN of <asm-generic/ioctls.h>: macros that Swift does not see.
  private static let unlockTerminal: UInt = 0x4004_5431
  private static let terminalNumber: UInt = 0x8004_5430

  /// What comes within ten seconds; `nil`: nothing, or the end.
  static func read(_ descriptor: Int32, atMost count: Int) -> [UInt8]? {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&wanted, 1, 10_000) == 1 else { return nil }
    var buffer = [UInt8](repeating: 0, count: count)
    let result = Glibc.read(descriptor, &buffer, count)
    return result > 0 ? Array(buffer[..<result]) : nil
  }

  /// A loopback port that nobody listens on just now, for servers that cannot pick one themselves.
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

  /// A connection to a server on this machine; `nil` where nobody listens.
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
