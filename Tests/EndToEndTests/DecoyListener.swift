import Glibc
import TestSupport

/// A place of the test's own on loopback that nobody ought to call. It never answers; it knows whether somebody tried.
final class DecoyListener: Sendable {
  var port: Int { listener.port }
  private let listener: LoopbackListener

  init() throws { listener = try LoopbackListener(backlog: 16) }

  /// Whether anybody has connected since it was last asked: who came and went still waits in the kernel's queue.
  func wasCalled() -> Bool {
    guard listener.isCalled, let caller = listener.accept() else { return false }
    close(caller)
    return true
  }
}
