/// A character of a line, and where it was typed.
struct Glyph: Sendable {
  var scalar: Unicode.Scalar
  /// In octets from the start of the line.
  let offset: Int
}

/// A command line with the slips of keyboard, terminal and input method undone.
///
/// The words are as they were typed.
struct CleanedLine {
  private(set) var text: [Glyph] = []
  private(set) var traps: [(trap: Trap, offset: Int)] = []
  private var escape = Escape.none

  private enum Escape { case none, begun, sequence }

  /// `nil` where the line is not UTF-8: what was meant is unknown.
  init?(_ line: [UInt8]) {
    guard let string = String(validating: line, as: UTF8.self) else { return nil }
    var offset = 0
    for scalar in string.unicodeScalars {
      take(Glyph(scalar: scalar, offset: offset))
      offset += UTF8.width(scalar)
    }
    dropLineEnd()
    dropLeading()
  }

  private mutating func take(_ glyph: Glyph) {
    if endsEscape(with: glyph.scalar) { return }
    var glyph = glyph
    switch glyph.scalar.value {
    case 0x08, 0x7F:
      note(.backspace, at: glyph)
      _ = text.popLast()
      return
    case 0x1B:
      note(.escapeSequence, at: glyph)
      escape = .begun
      return
    case 0x09:
      note(.controlCharacter, at: glyph)
      glyph.scalar = " "
    case 0x0D:
      note(.carriageReturn, at: glyph)
      return
    case 0x00...0x1F, 0x80...0x9F:
      note(.controlCharacter, at: glyph)
      return
    case 0xA0, 0x2000...0x200A, 0x202F, 0x205F:
      note(.invisibleCharacter, at: glyph)
      glyph.scalar = " "
    case _ where glyph.scalar.properties.isDefaultIgnorableCodePoint:
      note(.invisibleCharacter, at: glyph)
      return
    default:
      if let plain = glyph.scalar.withoutInputMethod {
        note(.fullWidth, at: glyph)
        glyph.scalar = plain
      } else if let plain = glyph.scalar.asASCIIBracket {
        note(.otherBrackets, at: glyph)
        glyph.scalar = plain
      }
    }
    text.append(glyph)
  }

  // ESC "[" parameters final, ESC "O" final, ESC final (ECMA-48 §5.4)
  private mutating func endsEscape(with scalar: Unicode.Scalar) -> Bool {
    switch escape {
    case .none: return false
    case .begun: escape = scalar == "[" || scalar == "O" ? .sequence : .none
    case .sequence: if (0x40...0x7E).contains(scalar.value) { escape = .none }
    }
    return true
  }

  private mutating func dropLineEnd() {
    let ends = ["\\r\\n", "\\n", "\\r", "/r/n", "<crlf>", "<cr><lf>", "␍␊"]
    while let end = ends.first(where: { text[...].hasSuffix($0) }) {
      let length = end.unicodeScalars.count
      note(.literalBackslashRN, at: text[text.count - length])
      text.removeLast(length)
      while text.last?.scalar == " " { text.removeLast() }
    }
  }

  private mutating func dropLeading() {
    dropLeadingSpaces()
    for prompt in ["c:", ">"] where text[...].hasPrefix(prompt) {
      note(.pastedPrompt, at: text[0])
      text = Array(text.dropFirst(prompt.utf8.count).drop { $0.scalar == " " })
    }
  }

  private mutating func dropLeadingSpaces() {
    guard let start = text.firstIndex(where: { $0.scalar != " " }) else { return }
    // A space from an input method, a tab or a paste is a trap of its own already.
    let named = Set(traps.map(\.offset))
    for space in text[..<start] where !named.contains(space.offset) {
      note(.leadingSpace, at: space)
    }
    text.removeFirst(start)
  }

  private mutating func note(_ trap: Trap, at glyph: Glyph) { traps.append((trap, glyph.offset)) }
}

extension Unicode.Scalar {
  /// The ASCII that stands on the same key as this full-width form or ideographic punctuation.
  package var withoutInputMethod: Unicode.Scalar? {
    switch value {
    case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0)
    case 0x3000: " "
    case 0x3002, 0xFF61: "."
    case 0x3001, 0xFF64: ","
    case 0x2013, 0x2014: "-"
    default: nil
    }
  }

  /// The ASCII that is meant by other quotation marks and brackets.
  var asASCIIBracket: Unicode.Scalar? {
    switch self {
    case "〈", "《", "‹", "«", "⟨", "≪": "<"
    case "〉", "》", "›", "»", "⟩", "≫": ">"
    case "“", "”", "„", "‟", "「", "」": "\""
    case "‘", "’", "‚", "‛": "'"
    default: nil
    }
  }
}

extension ArraySlice<Glyph> {
  var string: String {
    // What nearly every word is.
    let octets = map { UInt8(truncatingIfNeeded: $0.scalar.value) }
    if allSatisfy({ $0.scalar.isASCII }) { return String(decoding: octets, as: UTF8.self) }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: map(\.scalar))
    return String(scalars)
  }

  /// Ignoring case; `prefix` and `suffix` are in lower case.
  func hasPrefix(_ prefix: String) -> Bool {
    self.prefix(prefix.unicodeScalars.count).folds(to: prefix)
  }
  func hasSuffix(_ suffix: String) -> Bool {
    self.suffix(suffix.unicodeScalars.count).folds(to: suffix)
  }

  private func folds(to text: String) -> Bool {
    lazy.map { $0.scalar.properties.lowercaseMapping }.elementsEqual(
      text.unicodeScalars.map(String.init))
  }

  func trimmingSpaces() -> ArraySlice<Glyph> {
    var result = drop { $0.scalar == " " }
    while result.last?.scalar == " " { result.removeLast() }
    return result
  }

  func firstIndex(of scalar: Unicode.Scalar) -> Int? { firstIndex { $0.scalar == scalar } }
  func contains(_ scalar: Unicode.Scalar) -> Bool { firstIndex(of: scalar) != nil }
}
