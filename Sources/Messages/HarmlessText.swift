/// Makes strangers' text safe to show: nothing in it can move a cursor or reverse a line.
package enum HarmlessText {
  /// One line: white space runs become one space, controls and direction marks become visible;
  /// beyond `limit` scalars it is cut, and `…` says so.
  package static func line(_ text: String, limit: Int = 200) -> String {
    var result = String.UnicodeScalarView()
    var count = 0
    var isAfterSpace = true
    for scalar in text.unicodeScalars {
      let shown = shown(scalar)
      if shown == " ", isAfterSpace { continue }
      isAfterSpace = shown == " "
      guard count < limit else {
        result.append("…")
        break
      }
      result.append(shown)
      count += 1
    }
    while result.last == " " { result.removeLast() }
    return String(result)
  }

  /// Text of several lines, each without its end; blanks stay, a tab goes to the next multiple of
  /// eight.
  ///
  /// A line is cut after `limit` scalars, because one character may hold any number of combining
  /// marks.
  package static func lines(_ text: String, limit: Int = 4_000) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var count = 0
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      let endsLine = scalar == "\n" || scalar == "\r"
      defer { isAfterReturn = scalar == "\r" }
      if scalar == "\n", isAfterReturn { continue }
      if endsLine {
        lines.append(String(line))
        line = String.UnicodeScalarView()
        count = 0
      } else if scalar == "\t", count < limit {
        let blanks = 8 - count % 8
        line.append(contentsOf: repeatElement(" ", count: blanks))
        count += blanks
      } else {
        if count < limit { line.append(shown(scalar)) }
        if count == limit { line.append("…") }
        count += 1
      }
    }
    return line.isEmpty ? lines : lines + [String(line)]
  }

  package static func isHarmless(_ scalar: Unicode.Scalar) -> Bool { shown(scalar) == scalar }

  /// Counted in scalars, not in characters: one character may hold any number of combining marks.
  private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20, 0x2028, 0x2029: " "
    // The control pictures stand in the controls' own order, from U+2400 on.
    case 0x00...0x1F: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    case 0x80...0x9F: "\u{FFFD}"
    // Direction marks, embeddings, overrides and isolates (Unicode Standard Annex 9 §2), and
    // invisible characters: zero-width ones and tags.
    case 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
      0xE0000...0xE007F:
      "\u{FFFD}"
    default: scalar
    }
  }
}
