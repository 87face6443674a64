import Language

/// Breaks text into lines of at most `width` cells: at spaces, and between Chinese characters.
package enum Wrapping {
  package static func lines(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { paragraph(String($0), width: max(2, width)) }
  }

  /// The cells of the widest word that need not be broken, those wider than `limit` left out.
  static func widestWord(of text: String, upTo limit: Int) -> Int {
    units(text).map { DisplayWidth.of($0.withoutTrailingSpaces) }.filter { $0 <= limit }.max() ?? 0
  }

  /// At spaces where a row is at least half full, else exactly at the width: no character is left
  /// out, added or moved.
  static func rows(_ text: String, width: Int) -> [String] {
    var rows = [""]
    var filled = 0
    for character in text {
      // Terminals differ in the width of an emoji with a variation selector: the wider counts.
      let isEmoji = character.unicodeScalars.contains("\u{FE0F}")
      let cells = max(DisplayWidth.of(String(character)), isEmoji ? 2 : 0)
      if filled + cells > width, filled > 0 {
        let word = rows[rows.count - 1].unbroken
        let moved = DisplayWidth.of(word)
        let moves = character != " " && moved > 0 && moved <= width / 2
        if moves { rows[rows.count - 1].removeLast(word.count) }
        rows.append(moves ? word : "")
        filled = moves ? moved : 0
      }
      rows[rows.count - 1].append(character)
      filled += cells
    }
    return rows
  }

  /// As many characters from the start as fit.
  static func head(of text: String, width: Int) -> String {
    var head = ""
    for character in text {
      guard DisplayWidth.of(head) + DisplayWidth.of(String(character)) <= width else { break }
      head.append(character)
    }
    return head
  }

  /// The text, or as much of it as fits before `…`.
  package static func cut(_ text: String, to width: Int) -> String {
    DisplayWidth.of(text) <= width ? text : head(of: text, width: width - 1) + "…"
  }

  /// The text, or as much of its end as fits after `…`: the end of a file's name tells most.
  package static func cutBefore(_ text: String, to width: Int) -> String {
    DisplayWidth.of(text) <= width ? text : "…" + tail(of: text, width: width - 1)
  }

  /// As many characters from the end as fit.
  static func tail(of text: String, width: Int) -> String {
    String(head(of: String(text.reversed()), width: width).reversed())
  }

  /// A last line of a few cells looks lost: the parenthesis that it ends moves there whole.
  private static func paragraph(_ text: String, width: Int) -> [String] {
    let lines = filled(text, width: width)
    guard lines.count > 1, let last = lines.last, DisplayWidth.of(last) <= orphan,
      last.last.map({ ")）".contains($0) }) == true,
      let opening = text.lastIndex(where: { "(（".contains($0) })
    else { return lines }
    let remark = text[opening...].description.withoutTrailingSpaces
    let head = text[..<opening].description.withoutTrailingSpaces
    guard !head.isEmpty, (DisplayWidth.of(last) + 1...width).contains(DisplayWidth.of(remark))
    else { return lines }
    return filled(head, width: width) + [remark]
  }

  private static let orphan = 8

  private static func filled(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var (line, cells) = ("", 0)
    for unit in units(text) {
      let more = DisplayWidth.of(unit)
      // The space behind a word may stand beyond the edge.
      if cells + more - (unit.hasSuffix(" ") ? 1 : 0) <= width {
        line += unit
        cells += more
        continue
      }
      if !line.isEmpty { lines.append(line.withoutTrailingSpaces) }
      line = ""
      for piece in broken(unit, width: width) {
        if !line.isEmpty { lines.append(line) }
        line = piece
      }
      cells = DisplayWidth.of(line)
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line.withoutTrailingSpaces) }
    return lines
  }

  /// Units that must not be broken: a word with the space after it, or a Chinese character with the
  /// punctuation next to it.
  private static func units(_ text: String) -> [String] {
    var units: [String] = []
    var unit = ""
    for character in text {
      if let last = unit.last, canBreak(between: last, and: character) {
        units.append(unit)
        unit = ""
      }
      unit.append(character)
    }
    return unit.isEmpty ? units : units + [unit]
  }

  private static func canBreak(between left: Character, and right: Character) -> Bool {
    if left == " " { return right != " " }
    if right == " " { return false }
    guard isWide(left) || isWide(right) else { return false }
    // No line begins with a closing mark or ends with an opening one.
    return !isClosing(right) && !"（《「『【“‘([<".contains(left)
  }

  private static func isClosing(_ character: Character) -> Bool {
    "，。、：；？！）》」』】”’…—·,.;:?!)]>".contains(character)
  }

  private static func isWide(_ character: Character) -> Bool {
    character.unicodeScalars.first.map { DisplayWidth.of($0) == 2 } ?? false
  }

  /// Cuts a word that is wider than the line; a closing mark takes the character before it along.
  private static func broken(_ word: String, width: Int) -> [String] {
    var pieces: [String] = []
    var piece = ""
    for character in word {
      if !piece.isEmpty, DisplayWidth.of(piece) + DisplayWidth.of(String(character)) > width {
        let last = piece.last.map { String($0) } ?? ""
        let moves =
          isClosing(character) && piece != last
          && DisplayWidth.of(last) + DisplayWidth.of(String(character)) <= width
        pieces.append(moves ? String(piece.dropLast()) : piece)
        piece = moves ? last : ""
        if character == " " { continue }
      }
      piece.append(character)
    }
    return piece.isEmpty ? pieces : pieces + [piece]
  }
}

extension String {
  /// What stands behind the last space, or nothing where there is no space.
  fileprivate var unbroken: String {
    lastIndex(of: " ").map { String(self[index(after: $0)...]) } ?? ""
  }

  /// Spaces at a line's end are invisible, but they are copied with the text.
  var withoutTrailingSpaces: String { lastIndex { $0 != " " }.map { String(self[...$0]) } ?? "" }
}
