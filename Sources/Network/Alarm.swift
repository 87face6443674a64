import NIOCore
import NIOPosix

/// A moment to come: for who waits for something that may never happen.
package enum Alarm {
  /// `ring` is called on a thread of the network's.
  package static func after(milliseconds: Int, _ ring: @escaping @Sendable () -> Void) {
    MultiThreadedEventLoopGroup.singleton.any()
      .scheduleTask(in: .milliseconds(Int64(milliseconds)), ring)
  }
}
