import Glibc
import TestSupport

/// A loopback port that must not be connected to. It never answers, and knows whether a connection
/// was tried.
final class DecoyListener: Sendable {
  var port: Int { listener.port }
  private let listener: LoopbackListener

  init() throws { listener = try LoopbackListener(backlog: 16) }

  /// Whether there was a connection since the last call: the kernel's queue keeps closed ones too.
  func wasCalled() -> Bool {
    guard listener.isCalled, let caller = listener.accept() else { return false }
    close(caller)
    return true
  }
}
