import Glibc

/// A place of the test's own on loopback that nobody ought to call. It never answers; it knows whether somebody tried.
final class Bystander: Sendable {
  enum Failure: Error { case notBound }

  let port: Int
  private let listener: Int32

  init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard isBound else {
      close(listener)
      throw Failure.notBound
    }
    self.listener = listener
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  deinit { close(listener) }

  /// Whether anybody has connected since it was last asked: who came and went still waits in the kernel's queue.
  func wasCalled() -> Bool {
    let caller = accept(listener, nil, nil)
    guard caller >= 0 else { return false }
    close(caller)
    return true
  }
}
