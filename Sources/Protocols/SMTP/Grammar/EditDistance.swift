extension String {
  /// The fewest insertions, deletions, replacements and swaps of neighbours (Damerau 1964).
  ///
  /// For short words: time and memory grow with the product of the lengths.
  package func distance(to other: String) -> Int {
    let (here, there) = (Array(utf8), Array(other.utf8))
    var before: [Int] = []
    var above = Array(0...there.count)
    for row in 0..<here.count {
      var current = [row + 1]
      for column in 0..<there.count {
        let isSame = here[row] == there[column]
        var best = Swift.min(
          above[column + 1] + 1, current[column] + 1, above[column] + (isSame ? 0 : 1))
        if row > 0, column > 0, here[row] == there[column - 1], here[row - 1] == there[column] {
          best = Swift.min(best, before[column - 1] + 1)
        }
        current.append(best)
      }
      (before, above) = (above, current)
    }
    return above[there.count]
  }
}

extension String {
  /// `nil`: more than `limit`. Most words differ in more letters than that, which is seen at once.
  func distance(to other: String, atMost limit: Int) -> Int? {
    guard abs(utf8.count - other.utf8.count) <= limit else { return nil }
    let (here, there) = (letters, other.letters)
    guard (here & ~there).nonzeroBitCount <= limit, (there & ~here).nonzeroBitCount <= limit
    else { return nil }
    let distance = distance(to: other)
    return distance <= limit ? distance : nil
  }

  /// A bit for each octet in it; octets 64 apart share one.
  private var letters: UInt64 { utf8.reduce(0) { $0 | 1 << UInt64($1 & 63) } }
}

extension Verb {
  /// The verb that `word`, in upper case, was probably meant to be.
  ///
  /// A word may differ in one place, and a word of more than four letters in two if its first
  /// letter is right: `HALLO` is HELO, but `USER` and `GREET` are not RSET.
  static func nearest(to word: String) -> Verb? {
    guard (3...12).contains(word.utf8.count) else { return nil }
    return allCases.compactMap { verb in
      word.distance(to: verb.rawValue, atMost: 2).map { (verb, $0) }
    }
    .filter { verb, distance in
      distance <= 1
        || word.utf8.count > 4 && word.utf8.first == verb.rawValue.utf8.first
    }
    .min { $0.1 < $1.1 }?.0
  }

  /// The first verb that begins with `word`, in upper case: `MA` is MAIL.
  static func begun(by word: String) -> Verb? {
    word.utf8.count < 2 ? nil : allCases.first { $0.rawValue.hasPrefix(word) }
  }
}
