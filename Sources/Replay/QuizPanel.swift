import Language
import Presentation
import Teaching

/// A question or its result, in rows below what has been shown.
struct QuizPanel {
  let prediction: Prediction
  let answer: Quiz.Answer
  let options: ViewOptions

  private static let letters = ["A", "B", "C", "D"]

  /// - Parameter limit: rows that there is room for. Meanings are cut before a choice is left out.
  func question(atMost limit: Int) -> [String] {
    let head = options.paint("S: ", .server) + options.paint("???", .title)
    let ask = Wrapping.lines(
      SafeText.of(prediction.question[options.language]), width: max(8, options.width - 4)
    ).map { "   " + $0 }
    let whole = prediction.choices.indices.map { rows(ofChoice: $0) }
    let short = prediction.choices.indices.map { [shortRow(ofChoice: $0)] }
    let votes = votesSoFar
    let forms = [
      [head] + ask + whole.flatMap { $0 } + votes, [head] + ask + short.flatMap { $0 } + votes,
      [head] + short.flatMap { $0 },
    ]
    if let form = forms.first(where: { $0.count <= limit }) { return form }
    // Even the choices alone do not fit: their codes share a row.
    let codes = prediction.choices.enumerated().map { "\(Self.letters[$0]) \($1.code)" }
    return Wrapping.lines(codes.joined(separator: "  "), width: max(8, options.width - 1))
      .suffix(limit).map { $0 }
  }

  private func rows(ofChoice index: Int) -> [String] {
    let choice = prediction.choices[index]
    let meaning = Wrapping.lines(
      choice.meaning[options.language], width: max(8, options.width - 13))
    return meaning.enumerated().map { number, line in
      number == 0
        ? "   \(options.paint(Self.letters[index], .title))  \(choice.code)  \(line)"
        : "           " + line
    }
  }

  /// What there is no room for is cut before `…`.
  private func shortRow(ofChoice index: Int) -> String {
    let choice = prediction.choices[index]
    let meaning = Wrapping.cut(choice.meaning[options.language], to: max(2, options.width - 12))
    return "   \(options.paint(Self.letters[index], .title))  \(choice.code)  \(meaning)"
  }

  private var votesSoFar: [String] {
    guard !answer.votes.isEmpty else { return [] }
    return answer.votes.enumerated().map { round, counts in
      "   " + Phrase.counted(round, counts.reduce(0, +))[options.language]
    }
  }

  // MARK: The result

  func result(atMost limit: Int) -> [String] {
    let right = prediction.choices[prediction.answer]
    let text = Phrase.answer(Self.letters[prediction.answer], right.code)[options.language]
    let head = options.paint(Self.rule(text, width: options.width - 1), .good)
    let meaning = Wrapping.lines(right.meaning[options.language], width: options.width - 4)
      .map { "   " + $0 }
    let said = verdict.map { ["   " + $0] } ?? []
    let bars = bars
    // The bars name the answer too.
    let forms = [
      [head] + meaning + bars + said, [head] + bars + said, bars + said, Array(bars.dropFirst()),
      [head] + said,
    ]
    return forms.first { !$0.isEmpty && $0.count <= limit } ?? [head]
  }

  private static func rule(_ text: String, width: Int) -> String {
    let head = "── \(text) "
    return head + String(repeating: "─", count: max(0, width - DisplayWidth.of(head)))
  }

  /// What a guess was worth.
  private var verdict: String? {
    guard let guess = answer.guess else { return nil }
    let isRight = guess == prediction.choices[prediction.answer].code
    return options.paint(Phrase.guess(guess, isRight)[options.language], isRight ? .good : .bad)
  }

  /// The votes of both rounds side by side, each with its number.
  private var bars: [String] {
    guard !answer.votes.isEmpty else { return [] }
    let most = max(1, answer.votes.joined().max() ?? 1)
    let digits = String(most).count
    // Letter, code, and the sign of the right one take 11 cells.
    let column = max(digits + 2, (min(options.width - 1, 80) - 10) / 2 - 2)
    let room = max(1, column - digits - 1)
    let titles = answer.votes.indices.map { round in
      Phrase.round(round)[options.language].padded(to: column)
    }
    let heading = String(repeating: " ", count: 12) + titles.joined(separator: "  ")
    return [heading]
      + prediction.choices.enumerated().map { index, choice in
        let sign = index == prediction.answer ? "✓" : " "
        let cells = answer.votes.map { counts in
          let count = counts[index]
          let length = count > 0 ? max(1, count * room / most) : 0
          let number = String(repeating: " ", count: digits - String(count).count) + "\(count)"
          return (number + " " + String(repeating: "█", count: length)).padded(to: column)
        }
        return " \(sign) \(Self.letters[index])  \(choice.code)  " + cells.joined(separator: "  ")
      }
  }
}

extension Phrase {
  fileprivate static func answer(_ letter: String, _ code: Int) -> Phrase {
    Phrase(en: "Answer: \(letter) · \(code)", zh: "答案：\(letter) · \(code)")
  }
  fileprivate static func guess(_ code: Int, _ isRight: Bool) -> Phrase {
    isRight
      ? Phrase(en: "✓ \(code) was right.", zh: "✓ \(code)，猜对了。")
      : Phrase(en: "✗ \(code) was not the reply.", zh: "✗ 不是 \(code)。")
  }
  fileprivate static func round(_ round: Int) -> Phrase {
    round == 0
      ? Phrase(en: "first vote", zh: "第一次表决") : Phrase(en: "second vote", zh: "第二次表决")
  }
  fileprivate static func counted(_ round: Int, _ sum: Int) -> Phrase {
    Phrase(
      en: "\(Self.round(round).english): \(sum) counted",
      zh: "\(Self.round(round).chinese)：共 \(sum) 票")
  }
}
