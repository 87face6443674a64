import Dispatch
import NIOPosix

extension NIOThreadPool {
  /// Ends the threads when all that was submitted so far is done; a pool that is simply shut down cancels what still waits.
  ///
  /// It blocks: never on one of the pool's own threads, and once.
  func finish() {
    // Work is begun in the order in which it was submitted, and shutting down waits for what was begun.
    let turn = DispatchSemaphore(value: 0)
    submit { _ in turn.signal() }
    turn.wait()
    try? syncShutdownGracefully()
  }
}
