internal import CLibEdit
internal import Glibc

/// The size of a terminal, in cells.
package struct TerminalSize: Equatable, Sendable {
  package let columns: Int
  package let rows: Int

  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// `nil` if the descriptor is not a terminal, or the terminal does not know its size.
  package static func current(descriptor: Int32) -> TerminalSize? {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard terminal_size(descriptor, &columns, &rows), columns > 0, rows > 0 else { return nil }
    return TerminalSize(columns: Int(columns), rows: Int(rows))
  }
}

package func isTerminal(_ descriptor: Int32) -> Bool {
  isatty(descriptor) == 1
}
