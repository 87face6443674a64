import Glibc
import Terminal

enum StandardError {
  static func write(_ text: String) { writeAll(text, to: STDERR_FILENO) }
}
