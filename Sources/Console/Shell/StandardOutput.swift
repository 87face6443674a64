import Glibc
import Synchronization
import Terminal

/// What goes to standard output goes whole, and at once.
package enum StandardOutput {
  private static let fault = Mutex<Int32?>(nil)

  /// Why something could not be written: the first `errno`. The disk is full, or nobody reads any more (`byhand | head`). Past it nothing more is written, for it would have a gap.
  package static var failure: Int32? { fault.withLock { $0 } }

  package static func write(_ text: String) {
    fault.withLock { fault in
      if fault == nil, !writeAll(text, to: STDOUT_FILENO) { fault = errno }
    }
  }
}
