import Glibc
import Synchronization
import Terminal

/// Writes text to standard output whole and at once.
package enum StandardOutput {
  private static let fault = Mutex<Int32?>(nil)

  /// The first `errno` of a failed write: the disk is full, or the reader has closed its end
  /// (`byhand | head`). After that nothing more is written, because the output would have a gap.
  package static var failure: Int32? { fault.withLock { $0 } }

  package static func write(_ text: String) { write(Array(text.utf8)) }

  package static func write(_ octets: [UInt8]) {
    fault.withLock { fault in
      if fault == nil, !writeAll(octets, to: STDOUT_FILENO) { fault = errno }
    }
  }
}
