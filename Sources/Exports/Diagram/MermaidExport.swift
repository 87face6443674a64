import Language
import Presentation

/// A Mermaid sequence diagram.
struct MermaidExport {
  private let diagram: Diagram
  private let title: String

  init(_ recording: Recording, _ options: ExportOptions) {
    diagram = recording.diagram(options)
    title = recording.title(options)[options.language]
  }

  var text: String {
    var text = "sequenceDiagram\n"
    text += "    accTitle: \(Self.escaped(title))\n"
    for (index, party) in diagram.parties.enumerated() {
      text += "    participant P\(index) as \(Self.escaped(party))\n"
    }
    for row in diagram.rows { text += "    \(statement(row))\n" }
    return text
  }

  private func statement(_ row: Diagram.Row) -> String {
    switch row {
    case .phase(_, let label), .remark(let label, _):
      let last = diagram.parties.count - 1
      let over = last > 0 ? "P0,P\(last)" : "P0"
      return "Note over \(over): \(Self.escaped(label))"
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
