import Language

/// A whole screen, row by row from the top. Each row leaves the last cell free: a terminal that has
/// filled its last cell would erase it with the rest of the row.
package struct Frame: Hashable, Sendable {
  /// With their colours.
  package let rows: [String]

  /// - Parameter columns: of the screen.
  init(_ rows: [String], columns: Int) {
    self.rows = rows.map { Self.cut($0, to: max(1, columns - 1)) }
  }

  /// Draws it over whatever stands on the screen: no cell of what was there can stay.
  package var drawing: String {
    rows.enumerated().map { "\u{1B}[\($0 + 1);1H\($1)\u{1B}[K" }.joined()
  }

  /// Without colours.
  package var text: [String] { rows.map(Self.plain) }

  static func plain(_ row: String) -> String {
    row.utf8.contains(0x1B) ? row.replacing(/\u{1B}\[[0-9;]*m/, with: "") : row
  }

  /// Colours take no room.
  private static func cut(_ row: String, to width: Int) -> String {
    guard row.utf8.count > width else { return row }
    var result = String.UnicodeScalarView()
    var filled = 0
    var isColour = false
    var isColoured = false
    for scalar in row.unicodeScalars {
      if isColour || scalar == "\u{1B}" {
        isColour = scalar != "m"
        isColoured = true
      } else {
        filled += DisplayWidth.of(scalar)
        if filled > width { return String(result) + (isColoured ? "\u{1B}[0m" : "") }
      }
      result.append(scalar)
    }
    return row
  }
}
