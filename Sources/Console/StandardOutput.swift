import Glibc
import Terminal

/// What goes to standard output goes whole, and at once.
package enum StandardOutput {
  /// Where nobody reads any more (`byhand | head`), there is nothing left to do.
  package static func write(_ text: String) { writeAll(text, to: STDOUT_FILENO) }
}
