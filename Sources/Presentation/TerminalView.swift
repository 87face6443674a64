import Language
package import Protocols
package import Teaching
package import Transcripts

/// For a person at a terminal: phases as banners, replies explained beneath, carets under mistakes.
package struct TerminalView: View {
  package var options: ViewOptions

  package init(_ options: ViewOptions) { self.options = options }

  package func show(
    _ event: Event, _ notes: [Note], by speakers: Speakers?, _ exposure: Exposure?, isEchoed: Bool
  ) -> String {
    if event.by == .resume { return redone(event) }
    let notes = shown(notes)
    if let client = speakers?.client, let server = speakers?.server {
      return watched(event, notes, exposure, client: client, server: server, speakers?.number)
    }
    return wire(event, exposure, isEchoed: isEchoed, carets: carets(notes, under: event))
      + notes.map(say).joined()
  }

  package func table(_ listing: Listing) -> String {
    TableText(listing, options).lines
      .map { ($0.isTitle ? paint($0.text, .title) : $0.text) + "\n" }.joined()
  }

  package func block(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  package func ladder(_ ladder: Ladder) -> String {
    LadderView(ladder, options.language, width: options.width).rows
      .map { row in
        row.map { span in span.colour.map { paint(span.text, $0) } ?? span.text }.joined() + "\n"
      }.joined()
  }

  package func comparison(_ comparison: Comparison) -> String {
    (Listing.comparing(comparison).map(table) ?? "")
      + OctetChart.lines(comparison, options).map { $0 + "\n" }.joined()
      + comparison.conclusion.map { indented(words($0), by: 3) }.joined()
  }

  // MARK: The wire

  package func ending(ofEchoed event: Event) -> LineEnd? {
    guard options.showsWire, case .heard(.client, .line(let line)) = event.act,
      line.ending != .none
    else { return nil }
    let sign = line.ending.sign
    return LineEnd(text: paint(sign, .faint), width: DisplayWidth.of(sign))
  }

  /// `carets` stand directly below their line, before any note. `name`: of a watched speaker.
  func wire(
    _ event: Event, _ exposure: Exposure? = nil, of name: String = "", isEchoed: Bool,
    carets: String
  ) -> String {
    guard case .heard(let side, let piece) = event.act else { return "" }
    let wire = WireText(piece, from: side)
    var text = ""
    for row in wire.rows {
      if !isEchoed {
        let prefix = name + wire.prefix
        text += paint(prefix, side == .server ? .server : .client)
        text += rows(head(of: row), sign(row.ending, wire), after: DisplayWidth.of(prefix))
        if isCut(row) { text += indented(words(.cut(row.octets.count)), by: 3) }
      }
      text += carets
      if options.showsWire, wire.withheld == 0 {
        text += indented(
          words(.count(row.octets.count, row.ending) + (exposure?.phrase ?? .empty)), by: 3)
      }
    }
    if !wire.binary.isEmpty { text += indented(words(.octets(wire.binary.count)), by: 3) }
    if wire.withheld > 0 {
      let exposed = options.showsWire ? exposure?.phrase : nil
      text += indented(words(.withheld(wire.withheld) + (exposed ?? .empty)), by: 3)
    }
    return text
  }

  /// Of a line longer than this, only the beginning is shown, with its length.
  private static let longestRow = 2_000

  private func isCut(_ row: WireText.Row) -> Bool { row.octets.count > Self.longestRow }

  private func head(of row: WireText.Row) -> String {
    isCut(row) ? SafeText(row.octets.prefix(Self.longestRow)).text + "…" : row.text.text
  }

  /// Only CR LF is not worth showing (RFC 5321 §2.3.8); in a body any line end is allowed.
  private func sign(_ ending: Ending, _ wire: WireText) -> String {
    guard wire.withheld == 0, options.showsWire || (wire.isLine && ending != .crlf) else {
      return ""
    }
    return ending.sign
  }

  /// Broken into rows here, not by the terminal, so that only the first row starts at the left edge
  /// and no other can be taken for a line of its own. Nothing else is altered.
  private func rows(_ line: String, _ ending: String, after indent: Int) -> String {
    let room = max(4, options.width - 1 - indent)
    var rows = Wrapping.rows(line, width: room)
    let last = rows.last ?? ""
    if DisplayWidth.of(last) + DisplayWidth.of(ending) > room { rows.append("") }
    return rows.joined(separator: "\n" + String(repeating: " ", count: indent))
      + paint(ending, .faint) + "\n"
  }

  // MARK: Notes

  package func say(_ note: Note) -> String {
    switch note.about {
    case .phase: banner(note)
    case .mistake where !note.isRemark: mistake(note)
    case .mistake: labelled(words(.note), words(note.cited))
    case .reply where note.gist != nil: reply(note)
    case .reply where note.code != nil && !note.isRemark:
      hanging("   \(paint("\(note.code ?? 0)", .code(note.code)))  ", words(note.text), by: 8)
    case .console where note.voice != nil: lesson(note)
    case .console where note.suggestion != nil, .transport where note.suggestion != nil:
      indented(words(note.text), by: 3) + typed(note.suggestion ?? "", by: 5)
    case .console, .transport, .reply, .capability: indented(words(note.text), by: 3)
    }
  }

  /// `── Phase 1 of 3 · Handshake ─────`
  private func banner(_ note: Note) -> String {
    let width = options.width - 1
    let parties = note.parties.map { " · \(SafeText.of($0))" } ?? ""
    var head = "── \(words(note.phase?.heading ?? note.text))\(parties) "
    if let phase = note.phase, DisplayWidth.of(head) > width {
      head = "── \(phase.rawValue)/3 · \(words(phase.title)) "
    }
    let rest = String(repeating: "─", count: max(0, width - DisplayWidth.of(head)))
    return "\n" + paint(head + rest, .phase(note.phase)) + "\n"
  }

  /// Code, gist and text side by side; on a narrow screen the text goes below.
  private func reply(_ note: Note) -> String {
    let code = note.code.map { "\($0)" } ?? "   "
    let gist = note.gist.map(words) ?? ""
    let paintedCode = paint(code, .code(note.code))
    let column = options.language == .english ? 25 : 23
    guard options.width >= 64 else {
      return hanging("   \(paintedCode)  ", gist, by: 8) + indented(words(note.text), by: 8)
    }
    var lines = Wrapping.lines(words(note.text), width: options.width - 9 - column)
    if DisplayWidth.of(gist) + 2 > column { lines.insert("", at: 0) }
    let head = lines[0].isEmpty ? gist : gist.padded(to: column) + lines[0]
    return "   \(paintedCode)  \(head)\n"
      + lines.dropFirst().map { String(repeating: " ", count: 8 + column) + $0 + "\n" }.joined()
  }

  private func mistake(_ note: Note) -> String {
    let label = words(.right)
    let right = note.suggestion.map { typed($0, after: "   \(label)", by: 5, .good) }
    return indented(words(note.cited), by: 3) + (right ?? "")
  }

  /// A line to type stays whole wherever the screen is wide enough for it: behind its label, or on
  /// a row of its own.
  private func typed(
    _ line: String, after label: String = "", by indent: Int, _ colour: Colour? = nil
  ) -> String {
    let line = SafeText.of(line)
    let room = options.width - 1
    let width = DisplayWidth.of(line)
    if !label.isEmpty, DisplayWidth.of(label) + width <= room {
      return label + (colour.map { paint(line, $0) } ?? line) + "\n"
    }
    let head = label.isEmpty ? "" : label.withoutTrailingSpaces + "\n"
    let words = line.split(separator: " ").map { DisplayWidth.of($0) }
    let widest = width <= room ? width : words.max() ?? 0
    let indent = max(0, min(indent, room - widest))
    return head + hanging(String(repeating: " ", count: indent), line, by: indent, colour)
  }

  /// Below the characters, by the display width of the text before them. A line too long for the
  /// screen is quoted around each fault instead.
  private func carets(_ notes: [Note], under event: Event) -> String {
    guard case .heard(_, .line(let line)) = event.act else { return "" }
    let columns = notes.filter { $0.about == .mistake && !$0.isRemark }.compactMap(\.column)
    guard !columns.isEmpty else { return "" }
    let signs = SafeText.signs(line.octets)
    let ending = options.showsWire || line.ending != .crlf ? line.ending.sign : ""
    let starts = signs.reduce(into: [3]) { $0.append($0[$0.count - 1] + DisplayWidth.of($1)) }
    guard (starts.last ?? 3) + DisplayWidth.of(ending) < options.width else {
      return Set(columns).sorted().map { quote(signs, around: $0) }.joined()
    }
    let row = Set(columns).sorted().reduce("") { row, column in
      row.padded(to: starts[min(max(column - 1, 0), signs.count)]) + "^"
    }
    return String(repeating: " ", count: row.prefix { $0 == " " }.count)
      + paint(String(row.drop { $0 == " " }), .bad) + "\n"
  }

  private func quote(_ signs: [String], around column: Int) -> String {
    let place = min(max(column - 1, 0), signs.count)
    let room = max(8, options.width - 8)
    let head = Wrapping.tail(of: signs[..<place].joined(), width: room / 2)
    let tail = Wrapping.head(of: signs[place...].joined(), width: room - DisplayWidth.of(head))
    let indent = 4 + DisplayWidth.of(head)
    return "   …\(head)\(tail)\n" + String(repeating: " ", count: indent) + paint("^", .bad) + "\n"
  }

  private func labelled(_ label: String, _ text: String) -> String {
    hanging("   \(paint(label, .remark))  ", text, by: 5 + DisplayWidth.of(label))
  }

  func indented(_ text: String, by indent: Int) -> String {
    hanging(String(repeating: " ", count: indent), text, by: indent)
  }

  /// The text with `head`, which is `indent` cells wide, before its first line.
  func hanging(
    _ head: String, _ text: String, by indent: Int, _ colour: Colour? = nil
  ) -> String {
    let lines = Wrapping.lines(text, width: options.width - 1 - indent)
    return lines.enumerated().map { number, line in
      let start = number == 0 ? head : String(repeating: " ", count: indent)
      return (line.isEmpty && number > 0 ? "" : start + (colour.map { paint(line, $0) } ?? line))
        + "\n"
    }.joined()
  }

  func paint(_ text: String, _ colour: Colour) -> String { options.paint(text, colour) }
}

extension ViewOptions {
  /// The text in its colour, where there are colours.
  package func paint(_ text: String, _ colour: Colour) -> String {
    hasColour && !text.isEmpty ? "\u{1B}[\(colour.code)m\(text)\u{1B}[0m" : text
  }
}

/// The colours, by meaning: readable on light and dark, and from the last row.
package enum Colour: Hashable, Sendable {
  case server, client, title, faint, good, bad, remark
  case lesson, lessonStrong, lessonSuccess
  case phase(Phase?)
  case code(Int?)
  /// The first row of a full screen.
  case bar

  var code: String {
    switch self {
    case .server: "1;34"
    case .client, .title: "1"
    case .faint: "2"
    case .bar: "7"
    // Bold, because plain green is pale on a light ground and in a lecture hall.
    case .good: "1;32"
    case .bad: "1;31"
    case .remark: "33"
    case .lesson: "35"
    case .lessonStrong: "1;35"
    case .lessonSuccess: "1;32"
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

extension Phrase {
  fileprivate static func octets(_ count: Int) -> Phrase {
    Phrase(en: "[\(count) octets]", zh: "[\(count) 个字节]")
  }
  fileprivate static func cut(_ count: Int) -> Phrase {
    Phrase(
      en: "[\(count) octets; only the beginning is shown, the recording has them all]",
      zh: "[共 \(count) 个字节；这里只显示开头，记录里有全部]")
  }
}
