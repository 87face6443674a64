internal import CLibEdit
internal import Glibc

/// The terminal's alternate screen: what stood on the screen before is there again when this is
/// released, at exit, and after signals that end or stop the process.
///
/// It needs a guarded terminal: `RawKeys` or a line editor of the same terminal.
package struct FullScreen: ~Copyable {
  private let descriptor: Int32

  package init(descriptor: Int32 = STDOUT_FILENO) {
    self.descriptor = descriptor
    terminal_full_screen(descriptor)
  }

  deinit { terminal_full_screen(-1) }

  package func write(_ text: String) { writeAll(text, to: descriptor) }
}
