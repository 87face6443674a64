import Presentation

/// What a page still has room for. A recording may hold a body of millions of lines: nobody reads
/// them, and no browser shows them.
struct PlayerRoom {
  private var rowsLeft = 50_000
  private var octetsLeft = 8_000_000
  private static let rowsOfPiece = 1_000
  private static let shortLine = 80

  /// Rows of the next piece. A line is always shown.
  var rows: Int { max(1, min(rowsLeft, Self.rowsOfPiece)) }

  /// Octets of each of its rows.
  var octets: Int { octetsLeft > 0 ? WireText.longestLine : Self.shortLine }

  mutating func take(rows: Int, octets: Int) {
    rowsLeft -= rows
    octetsLeft -= min(octets, rows * WireText.longestLine)
  }
}
