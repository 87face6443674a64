internal import CLibEdit
internal import Glibc

/// Wakes the thread that waits for the keyboard, from any other: one byte through a pipe.
///
/// A copy is the same pipe; it is closed with the last of them.
package struct WakePipe: Sendable {
  private let ends: Ends

  /// Why there is none: mostly that the process has no descriptors left.
  package struct Failure: Error {
    package let errno: Int32
  }

  package init() throws(Failure) {
    var reading: Int32 = -1
    var writing: Int32 = -1
    guard pipe_open(&reading, &writing) else { throw Failure(errno: errno) }
    ends = Ends(reading: reading, writing: writing)
  }

  /// The end to wait on. Whoever waits drains it.
  package var descriptor: Int32 { ends.reading }

  /// Never blocks and allocates nothing, so a signal handler may call it. A full pipe is enough of a
  /// wake already.
  package func wake() {
    let kept = errno
    var byte: UInt8 = 1
    _ = write(ends.writing, &byte, 1)
    errno = kept
  }

  private final class Ends: Sendable {
    let reading: Int32
    let writing: Int32

    init(reading: Int32, writing: Int32) {
      self.reading = reading
      self.writing = writing
    }

    deinit {
      close(reading)
      close(writing)
    }
  }
}
