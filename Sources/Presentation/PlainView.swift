import Language
import Protocols
package import Teaching
package import Transcripts

/// Append-only text. Lines of the wire begin with `S: ` or `C: `, every other line with `#`.
package struct PlainView: View {
  package var options: ViewOptions

  package init(_ options: ViewOptions) { self.options = options }

  package func show(
    _ event: Event, _ notes: [Note], by speakers: Speakers?, _ exposure: Exposure?, isEchoed: Bool
  ) -> String {
    several(event, speakers) + turn(event, speakers) + wire(event, exposure, isEchoed: isEchoed)
      + shown(notes).map(say).joined()
  }

  /// Who speaks from this line on, where another conversation was shown before.
  private func turn(_ event: Event, _ speakers: Speakers?) -> String {
    guard case .heard = event.act, let speakers, speakers.isTurn else { return "" }
    return hash(words(.turn(speakers)))
  }

  private func several(_ event: Event, _ speakers: Speakers?) -> String {
    guard case .opened = event.act, let number = speakers?.number else { return "" }
    return hash(words(.several(number)))
  }

  private func wire(_ event: Event, _ exposure: Exposure?, isEchoed: Bool) -> String {
    guard case .heard(let side, let piece) = event.act else { return "" }
    let wire = WireText(piece, from: side)
    var text = ""
    for row in wire.rows {
      if !isEchoed { text += "\(wire.prefix)\(row.text.text)\n" }
      if let blanks = event.blanksAtEnd { text += hash(words(.endsWith(blanks))) }
      if !row.text.isExact { text += "# exact \(Base64.encoded(row.octets))\n" }
      if wire.withheld == 0, row.ending != .crlf {
        // A part of a body that ends within a line continues in the next part.
        let goesOn = row.ending == .none && (!wire.isLine || row.octets.count >= Framer.longestLine)
        text += hash(words(goesOn ? .goesOn : .ending(row.ending)))
      }
      if options.showsWire, wire.withheld == 0 {
        text += hash(
          words(.count(row.octets.count, row.ending)) + "  \(row.ending.sign)"
            + (exposure.map { words($0.phrase) } ?? ""))
      }
    }
    if !wire.binary.isEmpty {
      text += hash(words(.binary(wire.binary.count))) + "# exact \(Base64.encoded(wire.binary))\n"
    }
    if wire.withheld > 0 {
      let exposed = options.showsWire ? exposure.map { words($0.phrase) } : nil
      text += hash(words(.withheld(wire.withheld)) + (exposed ?? ""))
    }
    return text
  }

  package func say(_ note: Note) -> String {
    switch note.about {
    case .phase:
      return hash(
        "── \(words(note.phase?.heading ?? note.text))"
          + (note.parties.map { " · \(SafeText.of($0))" } ?? ""))
    case .mistake where !note.isRemark:
      return caret(note) + hash(words(note.cited))
        + (note.suggestion.map { hash("\(words(.right))\(SafeText.of($0))") } ?? "")
    case .mistake: return hash("\(words(.note))  \(words(note.cited))")
    default:
      let code = note.code.map { note.isRemark ? "" : "\($0)  " } ?? ""
      let gist = note.gist.map { words($0) + "  " } ?? ""
      let isExample = [.console, .transport].contains(note.about)
      let example = isExample ? note.suggestion.map { "  \(SafeText.of($0))" } ?? "" : ""
      return hash(code + gist + words(note.text) + example)
    }
  }

  /// The column in words, because a screen reader does not read a caret.
  private func caret(_ note: Note) -> String {
    note.column.map { hash(words(.column($0))) } ?? ""
  }

  package func table(_ listing: Listing) -> String {
    TableText(listing, options).lines.map { hash($0.text) }.joined()
  }

  package func map(_ map: CourseMap) -> String {
    CourseMapText(map, options, width: options.width - 2).lines.map { hash($0.text) }.joined()
  }

  package func block(_ lines: [String]) -> String { lines.map(hash).joined() }

  package func comparison(_ comparison: Comparison) -> String {
    (Listing.comparing(comparison).map(table) ?? "")
      + OctetChart.lines(comparison, options).map { hash($0) }.joined()
      + comparison.conclusion.map { hash(words($0)) }.joined()
  }

  /// On every line, so that no text can be taken for a line of the wire.
  private func hash(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "#\n" : "# \($0)\n" }.joined()
  }
}

extension Phrase {
  fileprivate static func column(_ column: Int) -> Phrase {
    Phrase(en: "column \(column):", zh: "第 \(column) 列：")
  }
  fileprivate static func binary(_ count: Int) -> Phrase {
    Phrase(en: "\(count) octets that are not text", zh: "\(count) 个字节，不是文本")
  }
  /// The framer cut the line here.
  fileprivate static let goesOn = Phrase(en: "this line goes on", zh: "这一行还没有结束")
  static func ending(_ ending: Ending) -> Phrase {
    switch ending {
    case .crlf: .empty
    case .lf: Phrase(en: "this line ended with a bare LF, not CR LF", zh: "这一行只以 LF 结束，不是 CR LF")
    case .cr: Phrase(en: "this line ended with a bare CR, not CR LF", zh: "这一行只以 CR 结束，不是 CR LF")
    case .none: Phrase(en: "this line has no end", zh: "这一行没有结束")
    }
  }
}
