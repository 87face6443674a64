package import Protocols

/// A piece of the wire as rows of text.
package struct WireText {
  package struct Row {
    package let text: SafeText
    package let octets: [UInt8]
    package let ending: Ending

    /// Of a line that is longer than so many octets, its beginning. It ends with a whole character.
    package func beginning(atMost limit: Int) -> SafeText? {
      guard octets.count > limit else { return nil }
      let first = (max(0, limit - 3)...limit).last { octets[$0] & 0xC0 != 0x80 }
      return SafeText(octets.prefix(first ?? limit))
    }
  }

  /// Of a longer line a document shows only the beginning, for the recording has the rest.
  package static let longestLine = 2_000

  package let side: Side
  package let rows: [Row]
  /// Lines of a body that are not among the rows.
  package let more: Int
  /// Octets that are not text.
  package let binary: [UInt8]
  package let withheld: Int
  /// The piece is one line, not part of a body.
  package let isLine: Bool

  /// - Parameter limit: So many rows of a body are kept.
  package init(_ piece: Piece, from side: Side, atMost limit: Int = .max) {
    self.side = side
    if case .line = piece { isLine = true } else { isLine = false }
    switch piece {
    case .line(let line):
      rows = [Row(text: SafeText(line.octets), octets: line.octets, ending: line.ending)]
      more = 0
      binary = []
      withheld = 0
    case .octets(let octets):
      let isText = Self.isText(octets)
      (rows, more) = isText ? Self.lines(octets, atMost: limit) : ([], 0)
      binary = isText ? [] : octets
      withheld = 0
    case .withheld(let kept, let count):
      rows = [Row(text: SafeText(kept), octets: kept, ending: .crlf)]
      more = 0
      binary = []
      withheld = count
    }
  }

  /// A block may begin and end inside a character, and a body may not be UTF-8: such octets are
  /// shown by signs, as in a line. Octets that are not text contain controls.
  private static func isText(_ octets: [UInt8]) -> Bool {
    if String(validating: octets, as: UTF8.self) != nil { return !octets.contains(0) }
    return !octets.contains {
      $0.isControl && ![.tab, .carriageReturn, .lineFeed, 0x0C].contains($0)
    }
  }

  /// The lines of a body. The last one may have no line end.
  static func lines(_ octets: [UInt8]) -> [Row] { lines(octets, atMost: .max).rows }

  private static func lines(_ octets: [UInt8], atMost limit: Int) -> (rows: [Row], more: Int) {
    var rows: [Row] = []
    var rest = octets[...]
    while !rest.isEmpty, rows.count < limit {
      let line = rest.prefix { $0 != .lineFeed }
      let isEnded = line.endIndex < rest.endIndex
      let isCRLF = isEnded && line.last == .carriageReturn
      let bare = Array(isCRLF ? line.dropLast() : line)
      rows.append(
        Row(
          text: SafeText(bare), octets: bare, ending: isCRLF ? .crlf : isEnded ? .lf : .none))
      rest = rest[(isEnded ? line.endIndex + 1 : line.endIndex)...]
    }
    let isOpen = !rest.isEmpty && rest.last != .lineFeed
    return (rows, rest.count { $0 == .lineFeed } + (isOpen ? 1 : 0))
  }

  package var prefix: String { side == .client ? "C: " : "S: " }
}

extension Ending {
  /// As `:wire on` shows it.
  package var sign: String {
    switch self {
    case .crlf: "␍␊"
    case .lf: "␊"
    case .cr: "␍"
    case .none: ""
    }
  }
}
