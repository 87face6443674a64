import Protocols
package import Teaching
package import Transcripts

/// For a person at a terminal: phases as banners, replies explained beneath, carets under mistakes.
package struct TerminalView: View {
  package var manner: Manner

  package init(_ manner: Manner) { self.manner = manner }

  package func show(_ event: Event, _ notes: [Note], isEchoed: Bool) -> String {
    wire(event, isEchoed: isEchoed) + shown(notes).map { note($0, on: event) }.joined()
  }

  package func say(_ note: Note) -> String { self.note(note, on: nil) }

  package func table(_ listing: Listing) -> String {
    TableText(listing, manner).lines.map { $0 + "\n" }.joined()
  }

  package func block(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  package func comparison(_ comparison: Comparison) -> String {
    table(.comparing(comparison)) + comparison.conclusion.map { indented(words($0), by: 3) }.joined()
  }

  // MARK: The wire

  private func wire(_ event: Event, isEchoed: Bool) -> String {
    guard case .heard(let side, let piece) = event.act else { return "" }
    let wire = WireText(piece, from: side)
    var text = ""
    for row in wire.rows {
      if !isEchoed {
        text += paint(wire.prefix, side == .server ? .server : .client) + row.text.text
        text += manner.showsWire ? paint(row.ending.sign, .faint) + "\n" : "\n"
      }
      if manner.showsWire { text += indented(words(.count(row.octets.count, row.ending)), by: 3) }
    }
    if !wire.binary.isEmpty { text += indented(words(.octets(wire.binary.count)), by: 3) }
    return text
  }

  // MARK: Notes

  private func note(_ note: Note, on event: Event?) -> String {
    switch note.about {
    case .phase: banner(note)
    case .mistake where !note.isRemark: mistake(note, on: event)
    case .mistake: labelled(words(.note), words(note.text))
    case .reply where note.gist != nil: reply(note)
    case .reply where note.code != nil && !note.isRemark:
      indented("\(note.code ?? 0)  \(words(note.text))", by: 3)
    case .console where note.suggestion != nil:
      indented(words(note.text), by: 3) + indented(SafeText.of(note.suggestion ?? ""), by: 5)
    case .console, .transport, .reply, .capability: indented(words(note.text), by: 3)
    }
  }

  /// `── Phase 1 of 3 · Handshake ─────`
  private func banner(_ note: Note) -> String {
    let head = "── \(words(note.phase?.heading ?? note.text)) "
    let width = min(manner.width - 1, 74)
    let rest = String(repeating: "─", count: max(0, width - DisplayWidth.of(head)))
    return "\n" + paint(head + rest, .phase(note.phase)) + "\n"
  }

  /// Code, gist and text beside each other; on a narrow screen the text goes beneath.
  private func reply(_ note: Note) -> String {
    let code = note.code.map { "\($0)" } ?? "   "
    let gist = note.gist.map(words) ?? ""
    let paintedCode = paint(code, .code(note.code))
    let column = manner.language == .english ? 25 : 23
    guard manner.width >= 64 else {
      return "   \(paintedCode)  \(gist)\n" + indented(words(note.text), by: 8)
    }
    let lines = Wrapping.lines(words(note.text), width: manner.width - 9 - column)
    let first = "   \(paintedCode)  \(gist.padded(to: column))\(lines.first ?? "")\n"
    return first
      + lines.dropFirst().map { String(repeating: " ", count: 8 + column) + $0 + "\n" }.joined()
  }

  private func mistake(_ note: Note, on event: Event?) -> String {
    let text = words(note.text + (note.rule.map { .source($0) } ?? .empty))
    let right = note.suggestion.map { "   \(words(.right)) \(paint(SafeText.of($0), .good))\n" }
    return caret(note, on: event) + indented(text, by: 3) + (right ?? "")
  }

  /// Under the character, by the width of what stands before it. A line too long for the screen is quoted around the fault.
  private func caret(_ note: Note, on event: Event?) -> String {
    guard let column = note.column, case .heard(_, .line(let line))? = event?.act else { return "" }
    let scalars = line.lossyText.unicodeScalars
    let before = SafeText.of(String(String.UnicodeScalarView(scalars.prefix(column - 1))))
    let at = 3 + DisplayWidth.of(before)
    let sign = paint("^", .bad)
    if at < manner.width, 3 + DisplayWidth.of(SafeText.of(line.lossyText)) < manner.width {
      return String(repeating: " ", count: at) + sign + "\n"
    }
    let room = max(8, manner.width - 8)
    let head = Wrapping.tail(of: before, width: room / 2)
    let tail = Wrapping.head(
      of: SafeText.of(String(String.UnicodeScalarView(scalars.dropFirst(column - 1)))),
      width: room - DisplayWidth.of(head))
    return "   …\(head)\(tail)\n" + String(repeating: " ", count: 4 + DisplayWidth.of(head)) + sign + "\n"
  }

  private func labelled(_ label: String, _ text: String) -> String {
    let indent = 5 + DisplayWidth.of(label)
    let lines = Wrapping.lines(text, width: manner.width - 1 - indent)
    return "   \(paint(label, .remark))  \(lines.first ?? "")\n"
      + lines.dropFirst().map { String(repeating: " ", count: indent) + $0 + "\n" }.joined()
  }

  private func indented(_ text: String, by indent: Int) -> String {
    Wrapping.lines(text, width: manner.width - 1 - indent)
      .map { String(repeating: " ", count: indent) + $0 + "\n" }.joined()
  }

  private func paint(_ text: String, _ ink: Ink) -> String {
    manner.hasColour && !text.isEmpty ? "\u{1B}[\(ink.code)m\(text)\u{1B}[0m" : text
  }
}

/// The colours, by meaning: readable on light and dark, and from the last row.
enum Ink {
  case server, client, faint, good, bad, remark
  case phase(Phase?)
  case code(Int?)

  var code: String {
    switch self {
    case .server: "1;34"
    case .client: "1"
    case .faint: "2"
    case .good: "32"
    case .bad: "1;31"
    case .remark: "33"
    case .phase(.handshake?): "1;36"
    case .phase(.transfer?): "1;32"
    case .phase: "1;35"
    case .code(let code):
      switch (code ?? 0) / 100 {
      case 2: "1;32"
      case 3: "1;36"
      case 4: "1;33"
      case 5: "1;31"
      default: "1"
      }
    }
  }
}

extension Wrapping {
  static func head(of text: String, width: Int) -> String {
    var head = ""
    for character in text {
      guard DisplayWidth.of(head) + DisplayWidth.of(String(character)) <= width else { break }
      head.append(character)
    }
    return head
  }

  static func tail(of text: String, width: Int) -> String {
    String(head(of: String(text.reversed()), width: width).reversed())
  }
}

extension Phrase {
  fileprivate static func octets(_ count: Int) -> Phrase {
    Phrase(en: "[\(count) octets]", zh: "[\(count) 个字节]")
  }
  fileprivate static func count(_ count: Int, _ ending: Ending) -> Phrase {
    let all = count + ending.octets.count
    return Phrase(
      en: "\(all) octets: \(count) and \(ending.octets.count) for the line's end",
      zh: "\(all) 个字节：内容 \(count)，行结束符 \(ending.octets.count)")
  }
}
