import Language
import Protocols
package import Transcripts

/// A line typed at a question, reduced to what matters. Case, spaces, full-width forms, punctuation
/// around it and a leading article do not.
struct TypedAnswer {
  let text: String

  init(_ line: String) {
    var text = String(String.UnicodeScalarView(line.unicodeScalars.map(\.halfWidth))).lowercased()
    text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for article in ["the ", "a ", "an "] where text.hasPrefix(article) {
      text = String(text.dropFirst(article.count))
      break
    }
    text = text.filter { $0 != " " }
    let bare = text.drop(while: Self.isMark).reversed().drop(while: Self.isMark).reversed()
    // A choice may be nothing but a mark.
    self.text = bare.isEmpty ? text : String(bare)
  }

  private static func isMark(_ character: Character) -> Bool {
    ".,;:!?()\"'。、“”‘’「」…".contains(character)
  }
}

extension LessonStep.Question {
  /// The choice that a typed line makes, numbered as in the file: by its number or letter as shown,
  /// or by its text in either language.
  ///
  /// - Parameter order: as `order(in:at:)` returns it.
  package func choice(in line: String, shownIn order: [Int]) -> Int? {
    let typed = TypedAnswer(line).text
    if typed.utf8.allSatisfy(\.isDigit), let number = Int(typed) {
      if order.indices.contains(number - 1) { return order[number - 1] }
    }
    if let index = choices.firstIndex(where: { $0.reads(as: typed) }) { return index + 1 }
    guard typed.utf8.count == 1, let letter = typed.utf8.first.map({ Int($0) - 0x61 }),
      order.indices.contains(letter)
    else { return nil }
    return order[letter]
  }

  /// The choices in the order in which an attempt shows them, numbered as in the file. Recordings
  /// of byhand 0.1 name no attempt; they were never shuffled.
  package func order(in attempt: LessonAttempt?, at step: String) -> [Int] {
    var order = Array(1...choices.count)
    guard isShuffled, let id = attempt?.id else { return order }
    var seed = FNV1a.hash("\(id)/\(step)")
    // Fisher and Yates. Swift's own `shuffle` may change with its version.
    for last in stride(from: order.count - 1, to: 0, by: -1) {
      seed = seed &* 0x5851_F42D_4C95_7F2D &+ 0x1405_7B7E_F767_814F
      order.swapAt(last, Int((seed >> 33) % UInt64(last + 1)))
    }
    return order
  }
}

extension LessonStep.ShortQuestion {
  package func accepts(_ line: String) -> Bool { Self.has(accepted, line) }

  /// The wrong answer that the author foresaw.
  package func slip(for line: String) -> LessonStep.Slip? {
    slips.first { Self.has($0.answers, line) }
  }

  private static func has(_ answers: [String], _ line: String) -> Bool {
    // Most answers are typed as they stand in the file.
    if answers.contains(line) { return true }
    let typed = TypedAnswer(line).text
    return answers.contains { TypedAnswer($0).text == typed }
  }
}

extension LessonStep.Prediction {
  /// What a typed line predicts: a code or its first digit (RFC 5321 §4.2.1); `nil` for any other
  /// line. `5xx` and `5yz` mean the digit.
  package static func reply(in line: String) -> String? {
    var typed = TypedAnswer(line).text
    for rest in ["xx", "yz"] where typed.utf8.count == 3 && typed.hasSuffix(rest) {
      typed = String(typed.dropLast(2))
    }
    guard let first = typed.utf8.first, (0x32...0x35).contains(first),
      typed.utf8.count == 1 || typed.utf8.count == 3, typed.utf8.allSatisfy(\.isDigit)
    else { return nil }
    return typed
  }
}

extension LessonStep.Choice {
  fileprivate func reads(as typed: String) -> Bool {
    Language.allCases.contains { TypedAnswer(text[$0]).text == typed }
  }
}

extension Unicode.Scalar {
  /// What a Chinese input method types in place of ASCII, as ASCII.
  fileprivate var halfWidth: Unicode.Scalar {
    switch value {
    case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
    case 0x3000: " "
    default: self
    }
  }
}
