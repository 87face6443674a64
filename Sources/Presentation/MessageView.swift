package import Language
import Teaching

/// A message as its reader sees it: the header, the text, the attached files.
package struct MessageView: Hashable, Sendable {
  package struct Field: Hashable, Sendable {
    package let name: Phrase
    package let value: String

    package init(_ name: Phrase, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package var title: Phrase
  package var fields: [Field]
  /// Shown before the text.
  package var remarks: [Phrase] = []
  package var text: [String]
  /// How many lines after the shown text are left out.
  package var omitted = 0
  package var files: [Phrase]

  package init(title: Phrase, fields: [Field], text: [String], files: [Phrase]) {
    self.title = title
    self.fields = fields
    self.text = text
    self.files = files
  }

  /// Every line within `width` cells.
  package func lines(_ language: Language, width: Int) -> [String] {
    let room = max(8, width - 1)
    func indented(_ text: String, by indent: Int) -> [String] {
      Wrapping.lines(SafeText.of(text), width: room - indent).map {
        $0.isEmpty ? "" : String(repeating: " ", count: indent) + $0
      }
    }
    let rule = String(repeating: "─", count: min(room, 74))
    var lines = Wrapping.lines(SafeText.of(title[language]), width: room)
    lines += [rule] + header(language, room) + [rule]
    lines += remarks.flatMap { indented($0[language], by: 2) }
    lines += text.flatMap { indented($0, by: 2) }
    if omitted > 0 { lines += indented(Phrase.omittedLines(omitted)[language], by: 2) }
    if !files.isEmpty { lines += [rule] + files.flatMap { indented($0[language], by: 2) } }
    return lines
  }

  /// With the names in a column where there is room.
  private func header(_ language: Language, _ room: Int) -> [String] {
    let labels = fields.map { SafeText.of($0.name[language]) }
    let column = (labels.map(DisplayWidth.of).max() ?? 0) + 2
    let isNarrow = room < 30
    return zip(labels, fields).flatMap { label, field -> [String] in
      let value = SafeText.of(field.value)
      guard !isNarrow else { return Wrapping.lines("\(label) \(value)", width: room) }
      let rows = Wrapping.lines(value, width: room - 2 - column)
      return rows.enumerated().map { number, row in
        "  " + (number == 0 ? label : "").padded(to: column) + row
      }
    }
  }
}

extension Phrase {
  fileprivate static func omittedLines(_ count: Int) -> Phrase {
    let number = grouped(count)
    return Phrase(
      en: "… \(number) more line\(count == 1 ? "" : "s")", zh: "……另有 \(number) 行")
  }
}

/// A stored message octet for octet: who wrote which part of it, and where each line ends.
package struct StoredMessageView: Hashable, Sendable {
  package struct Layer: Hashable, Sendable {
    package let heading: Phrase
    package let octets: [UInt8]

    package init(_ heading: Phrase, _ octets: some Sequence<UInt8>) {
      self.heading = heading
      self.octets = Array(octets)
    }
  }

  package var layers: [Layer]
  /// Of a layer with more lines, only the first and the last are shown.
  package var lineLimit = 60

  package init(layers: [Layer]) { self.layers = layers }

  package func lines(_ language: Language, width: Int) -> [String] {
    let room = max(8, width - 1)
    return layers.flatMap { layer -> [String] in
      let count = Phrase(
        en: "\(grouped(layer.octets.count)) octets", zh: "\(grouped(layer.octets.count)) 字节")
      let heading = "── \(layer.heading[language]) · \(count[language]) "
      let fill = max(0, min(room, 74) - DisplayWidth.of(heading))
      let head =
        DisplayWidth.of(heading) > room
        ? Wrapping.lines(heading, width: room)
        : [heading + String(repeating: "─", count: fill)]
      return head + rows(of: layer, language, room)
    }
  }

  private func rows(of layer: Layer, _ language: Language, _ room: Int) -> [String] {
    let rows = WireText.lines(layer.octets)
    let isLong = rows.count > lineLimit + 4
    let shown = isLong ? Array(rows.prefix(lineLimit - 8)) : rows
    let hidden = rows.count - lineLimit
    let omitted = Phrase(
      en: "… \(grouped(hidden)) more lines …", zh: "……省略 \(grouped(hidden)) 行……")
    func text(_ row: WireText.Row) -> [String] {
      Wrapping.lines(row.text.text + row.ending.sign, width: room - 2).map { "  " + $0 }
    }
    return shown.flatMap(text)
      + (isLong
        ? Wrapping.lines(omitted[language], width: room - 2).map { "  " + $0 }
          + rows.suffix(8).flatMap(text) : [])
  }
}
