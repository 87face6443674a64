import Language
import Presentation

/// A Mermaid sequence diagram.
struct MermaidExport {
  private let diagrams: (_ limit: Int) -> Diagram
  private let title: String
  /// Mermaid draws no text of more than 50,000 characters (its `maxTextSize`).
  private static let longestText = 50_000

  init(_ recording: Recording, _ options: ExportOptions) {
    diagrams = recording.diagrams(options)
    title = recording.title(options)[options.language]
  }

  /// With as many steps as Mermaid takes.
  var text: String {
    for limit in [Diagram.rungLimit, 200, 100, 50] {
      let text = text(diagrams(limit))
      if text.utf16.count <= Self.longestText { return text }
    }
    return text(diagrams(20))
  }

  private func text(_ diagram: Diagram) -> String {
    var text = "sequenceDiagram\n"
    text += "    accTitle: \(Self.escaped(title))\n"
    for (index, party) in diagram.parties.enumerated() {
      text += "    participant P\(index) as \(Self.escaped(party))\n"
    }
    let last = diagram.parties.count - 1
    let all = last > 0 ? "P0,P\(last)" : "P0"
    for row in diagram.rows { text += "    \(statement(row, over: all))\n" }
    return text
  }

  private func statement(_ row: Diagram.Row, over all: String) -> String {
    switch row {
    case .phase(_, let label), .remark(let label, _):
      return "Note over \(all): \(Self.escaped(label))"
    case .arrow(let arrow):
      let stroke =
        switch arrow.kind {
        case .opening, .line: "->>"
        case .counted, .closing: "-->>"
        case .lost: "-x"
        }
      return "P\(arrow.from)\(stroke)P\(arrow.to): \(Self.escaped(arrow.label))"
    }
  }

  /// Letters, digits and a few signs stand as they are; everything else that could mean something
  /// to Mermaid, to Markdown or to HTML becomes `#35;`, Mermaid's own way to write a character.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", " ", ".", ",", "@", "/", "_", "-", "=":
        result.unicodeScalars.append(scalar)
      case _ where scalar.value >= 0x80 && !scalar.properties.isNoncharacterCodePoint:
        result.unicodeScalars.append(scalar)
      default: result += "#\(scalar.value);"
      }
    }
    // A label must not be empty.
    return result.isEmpty ? "#160;" : result
  }
}
