internal import CLibEdit
internal import Glibc

/// Wakes the thread that waits for the keyboard, from any other thread, with one byte through a
/// pipe.
///
/// Copies share the pipe. It is closed with the last copy.
package struct WakePipe: Sendable {
  private let ends: Ends

  /// Why the pipe cannot be opened, usually because the process has no descriptors left.
  package struct Failure: Error {
    package let errno: Int32
  }

  package init() throws(Failure) {
    var reading: Int32 = -1
    var writing: Int32 = -1
    guard pipe_open(&reading, &writing) else { throw Failure(errno: errno) }
    ends = Ends(reading: reading, writing: writing)
  }

  /// The end to wait on. The waiting thread drains it.
  package var descriptor: Int32 { ends.reading }

  /// Never blocks and never allocates, so a signal handler may call it. If the pipe is full, a wake
  /// is already pending.
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
