import Language
import Teaching

/// Rules for every user-visible text. Each answer lists the breaches.
enum Wording {
  static func breaches(of phrase: Phrase) -> [String] {
    var found: [String] = []
    if phrase.english.isEmpty || phrase.chinese.isEmpty { found.append("empty") }
    if phrase.english.unicodeScalars.contains(where: isChinese) {
      found.append("Chinese in English")
    }
    let chinese = Array(phrase.chinese.unicodeScalars)
    if !chinese.contains(where: isIdeograph) { found.append("no Chinese") }
    for (left, right) in zip(chinese, chinese.dropFirst()) {
      if isIdeograph(left), asciiMarks.contains(right) { found.append("\(left)\(right)") }
      if asciiMarks.contains(left), isIdeograph(right) { found.append("\(left)\(right)") }
      // Typesetters put a space between the two scripts.
      if isIdeograph(left), isWord(right) { found.append("\(left)\(right)") }
      if isWord(left), isIdeograph(right) { found.append("\(left)\(right)") }
      if fullWidthMarks.contains(left), right == " " { found.append("\(left) ") }
      if left == " ", fullWidthMarks.contains(right) { found.append(" \(right)") }
    }
    if phrase.chinese.contains(", ") || phrase.chinese.contains(". ") { found.append("ASCII mark") }
    return found
  }

  /// A sentence ends with a full stop; only an example may take its place.
  static func isSentence(_ phrase: Phrase) -> Bool {
    (phrase.english.hasSuffix(".") || phrase.english.hasSuffix(">"))
      && (phrase.chinese.hasSuffix("。") || phrase.chinese.hasSuffix(">"))
  }

  private static let asciiMarks: Set<Unicode.Scalar> = [",", ".", ";", ":", "?", "!", "(", ")"]
  private static let fullWidthMarks: Set<Unicode.Scalar> = ["，", "。", "；", "：", "、", "？", "（", "）"]

  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    (0x4E00...0x9FFF).contains(scalar.value)
  }

  private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
    isIdeograph(scalar) || fullWidthMarks.contains(scalar)
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
  }
}
