/// Numbers in names of files that are times, and what recorders write behind them: they are nobody's
/// ids.
enum TimesInNames {
  /// - Parameter words: as `NameInPath.words` finds them.
  static func without(
    _ words: [Range<String.Index>], in text: String
  ) -> [Range<String.Index>] {
    let texts = words.map { text[$0] }
    /// What stands before each word.
    let gaps = words.indices.map { index in
      index == 0 ? "" : text[words[index - 1].upperBound..<words[index].lowerBound]
    }
    let lengths = texts.map(\.utf8.count)
    let areHyphens = { (range: Range<Int>) in gaps[range].allSatisfy { $0 == "-" } }
    var others: [Range<String.Index>] = []
    var index = 0
    while index < words.count {
      let rest = lengths[index...]
      if rest.starts(with: [8, 4, 4, 4, 12]), areHyphens(index + 1..<index + 5),
        texts[index..<index + 5].joined().utf8.allSatisfy(\.isHexadecimal)
      {
        index += 5
      } else if rest.count >= 3, rest.starts(with: [4, 2]), texts[index].isYear,
        areHyphens(index + 1..<index + 3), texts[index + 2].prefix(2).isNumber,
        texts[index + 2].dropFirst(2).first.map({ $0 == "T" || $0 == "Z" }) ?? true
      {
        index = end(ofTimeFrom: index + 3, texts, gaps)
      } else if lengths[index] == 8, texts[index].isNumber, texts[index].isYear, rest.count >= 2,
        lengths[index + 1] == 6, texts[index + 1].isTime, gaps[index + 1].count == 1
      {
        index += 2
      } else {
        others.append(words[index])
        index += 1
      }
    }
    return others
  }

  /// `09-55-00.123Z-4711-1`: hours and smaller parts have two digits, milliseconds three; behind the
  /// `Z` stand the numbers of a process and a file.
  private static func end(
    ofTimeFrom start: Int, _ texts: [Substring], _ gaps: [Substring]
  ) -> Int {
    var index = start
    var isAfterZone = texts[index - 1].last == "Z"
    while index < texts.count, gaps[index].count == 1 {
      let digits = texts[index].last == "Z" ? texts[index].dropLast() : texts[index]
      guard digits.isNumber, isAfterZone || digits.count <= 3 else { break }
      isAfterZone = isAfterZone || texts[index].last == "Z"
      index += 1
    }
    return index
  }
}

extension Substring {
  fileprivate var isNumber: Bool { !isEmpty && utf8.allSatisfy { (0x30...0x39).contains($0) } }
  fileprivate var isYear: Bool { hasPrefix("19") || hasPrefix("20") }

  /// `095500`
  fileprivate var isTime: Bool {
    let limits = [23, 59, 60]
    return isNumber && utf8.count == 6
      && limits.indices.allSatisfy { place in
        (Int(dropFirst(place * 2).prefix(2)) ?? 99) <= limits[place]
      }
  }
}

extension UInt8 {
  fileprivate var isHexadecimal: Bool {
    (0x30...0x39).contains(self) || (0x61...0x66).contains(self | 0x20)
  }
}
