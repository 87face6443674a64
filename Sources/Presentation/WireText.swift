package import Protocols

/// A piece of the wire as rows of text.
package struct WireText {
  package struct Row {
    package let text: SafeText
    package let octets: [UInt8]
    package let ending: Ending
  }

  package let side: Side
  package let rows: [Row]
  /// Octets that are not text.
  package let binary: [UInt8]
  package let withheld: Int
  /// The piece is one line, not part of a body.
  package let isLine: Bool

  package init(_ piece: Piece, from side: Side) {
    self.side = side
    if case .line = piece { isLine = true } else { isLine = false }
    switch piece {
    case .line(let line):
      rows = [Row(text: SafeText(line.octets), octets: line.octets, ending: line.ending)]
      binary = []
      withheld = 0
    case .octets(let octets):
      let isText = Self.isText(octets)
      rows = isText ? Self.lines(octets) : []
      binary = isText ? [] : octets
      withheld = 0
    case .withheld(let kept, let count):
      rows = [Row(text: SafeText(kept), octets: kept, ending: .crlf)]
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
  static func lines(_ octets: [UInt8]) -> [Row] {
    var rows: [Row] = []
    var rest = octets[...]
    while !rest.isEmpty {
      let line = rest.prefix { $0 != .lineFeed }
      let isEnded = line.endIndex < rest.endIndex
      let isCRLF = isEnded && line.last == .carriageReturn
      let bare = Array(isCRLF ? line.dropLast() : line)
      rows.append(
        Row(
          text: SafeText(bare), octets: bare, ending: isCRLF ? .crlf : isEnded ? .lf : .none))
      rest = rest[(isEnded ? line.endIndex + 1 : line.endIndex)...]
    }
    return rows
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
