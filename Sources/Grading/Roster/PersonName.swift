import Language

/// A person's name, to be compared: without case, spaces and punctuation.
struct PersonName {
  /// As it is said: `Zhang, San` is `sanzhang`.
  let spoken: String
  /// The ways in which others may write it: with the family name first, too.
  let variants: Set<String>

  init(_ written: String) {
    let halves = written.split(maxSplits: 1) { $0 == "," || $0 == "，" }.map { Self.letters($0) }
    if halves.count == 2 {
      spoken = halves[1] + halves[0]
      variants = [halves[1] + halves[0], halves[0] + halves[1]]
    } else {
      spoken = Self.letters(written)
      let words = written.split(whereSeparator: \.isWhitespace).map { Self.letters($0) }
      variants = [spoken, (words.suffix(1) + words.dropLast()).joined()]
    }
  }

  /// Letters and digits only.
  static func letters(_ text: some StringProtocol) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in String(text).halfWidthLetters.lowercased().unicodeScalars {
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .letterNumber, .decimalNumber, .nonspacingMark, .spacingMark:
        scalars.append(scalar)
      default: continue
      }
    }
    return String(scalars)
  }
}
