import Dispatch
import NIOPosix

extension NIOThreadPool {
  /// Ends the threads once all work submitted so far is done. (Shutting the pool down cancels work
  /// that still waits.)
  ///
  /// It blocks. Call it once, and never on one of the pool's own threads.
  func finish() {
    // Work begins in the order in which it was submitted, and shutting down waits for what has
    // begun.
    let turn = DispatchSemaphore(value: 0)
    submit { _ in turn.signal() }
    turn.wait()
    try? syncShutdownGracefully()
  }
}
