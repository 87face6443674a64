import NIOCore
import NIOPosix

/// A timer for code that waits for something that may never happen.
package enum Timer {
  /// `work` is called on one of the network's threads.
  package static func after(milliseconds: Int, _ work: @escaping @Sendable () -> Void) {
    MultiThreadedEventLoopGroup.singleton.any()
      .scheduleTask(in: .milliseconds(Int64(milliseconds)), work)
  }
}
