import Language
import Teaching

/// Predictions, while they are on: which question stands, what was voted or guessed, the score.
///
/// A question stands at its place until it is answered. A jump over it does not ask it.
struct Quiz: Hashable, Sendable {
  /// What is known of one question.
  struct Answer: Hashable, Sendable {
    /// Counts of a hall, one for each choice: the first vote, and the one after discussion.
    var votes: [[Int]] = []
    /// The code that one person said.
    var guess: Int?
    var isSecondVote = false
    /// The reply has been shown.
    var isShown = false
  }

  /// Ascending by place.
  private let predictions: [Prediction]
  private var answers: [Int: Answer] = [:]
  /// Counts or a code, as far as typed.
  private(set) var typed = ""
  /// The place of the question whose result is on the screen.
  private var result: Int?
  /// The place of a question that stands again although it was answered.
  private var reopened: Int?
  private(set) var guesses = 0
  private(set) var hits = 0

  init(_ predictions: [Prediction]) { self.predictions = predictions }

  func question(at place: Int) -> Prediction? {
    result == nil ? open(at: place) : nil
  }

  /// The question at a place, unless it has been answered.
  func open(at place: Int) -> Prediction? {
    guard let prediction = prediction(at: place) else { return nil }
    return answers[place]?.isShown != true || reopened == place ? prediction : nil
  }

  /// Where a jump ends that leads to a reply, or into it: at its question, unless it was answered.
  func landing(_ target: Int) -> Int {
    let index = predictions.partition { $0.place >= target }
    guard index > 0 else { return target }
    let before = predictions[index - 1]
    return target <= before.end && open(at: before.place) != nil ? before.place : target
  }

  /// A step back has led here: a question that was answered stands again, or its result does.
  mutating func revisit(_ place: Int) {
    if answers[place]?.isShown == true {
      reopened = place
      return
    }
    let index = predictions.partition { $0.end >= place }
    guard index < predictions.count, predictions[index].end == place,
      answers[predictions[index].place]?.isShown == true
    else { return }
    result = predictions[index].place
  }

  /// The question that was answered last, while its result is on the screen.
  var shown: Prediction? { result.flatMap { prediction(at: $0) } }

  func answer(to prediction: Prediction) -> Answer { answers[prediction.place] ?? Answer() }

  private func prediction(at place: Int) -> Prediction? {
    let index = predictions.partition { $0.place >= place }
    guard index < predictions.count, predictions[index].place == place else { return nil }
    return predictions[index]
  }

  /// Where a step from one place to another must stop.
  func stop(from place: Int, to target: Int) -> Int {
    let index = predictions.partition { $0.place > place }
    return predictions[index...].lazy.map(\.place).prefix { $0 < target }
      .first { answers[$0]?.isShown != true } ?? target
  }

  /// The place has changed, or the result has been seen.
  mutating func leave() {
    typed = ""
    (result, reopened) = (nil, nil)
  }

  // MARK: Keys

  enum Outcome: Hashable {
    /// The question stays.
    case waits(Phrase?)
    /// The reply is to be shown.
    case shows
  }

  /// Room for four counts.
  private static let longestEntry = 32

  mutating func type(_ character: Character) {
    guard typed.count < Self.longestEntry else { return }
    typed.append(character)
  }

  /// `false`: nothing was typed.
  mutating func erase(all: Bool = false) -> Bool {
    guard !typed.isEmpty else { return false }
    typed = all ? "" : String(typed.dropLast())
    return true
  }

  /// One person's guess: the letter of a choice.
  mutating func guess(choice: Int, of prediction: Prediction) -> Outcome {
    guard prediction.choices.indices.contains(choice) else { return .waits(nil) }
    return guess(code: prediction.choices[choice].code, of: prediction)
  }

  private mutating func guess(code: Int, of prediction: Prediction) -> Outcome {
    // Who has seen the reply no longer guesses.
    if !answer(to: prediction).isShown {
      answers[prediction.place, default: Answer()].guess = code
      guesses += 1
      if code == prediction.choices[prediction.answer].code { hits += 1 }
    }
    return show(prediction)
  }

  mutating func voteAgain(_ prediction: Prediction) -> Outcome {
    guard !answer(to: prediction).votes.isEmpty else { return .waits(.firstVoteFirst) }
    typed = ""
    answers[prediction.place]?.isSecondVote = true
    return .waits(.secondVote)
  }

  /// Takes what was typed: four counts or a code. Where nothing was, the reply is shown.
  mutating func enter(_ prediction: Prediction) -> Outcome {
    let words = typed.split { !$0.isNumber }
    let numbers = words.compactMap { $0.count <= 6 ? Int($0) : nil }
    guard !words.isEmpty else { return show(prediction) }
    if numbers.count == 1, words.count == 1, (100...599).contains(numbers[0]) {
      return guess(code: numbers[0], of: prediction)
    }
    guard numbers.count == prediction.choices.count, words.count == numbers.count else {
      return .waits(.fourCounts)
    }
    typed = ""
    var answer = answer(to: prediction)
    let round = answer.isSecondVote ? 1 : 0
    if answer.votes.count > round {
      answer.votes[round] = numbers
    } else {
      answer.votes.append(numbers)
    }
    answers[prediction.place] = answer
    return .waits(.counted(numbers.reduce(0, +), isSecond: answer.isSecondVote))
  }

  mutating func show(_ prediction: Prediction) -> Outcome {
    typed = ""
    answers[prediction.place, default: Answer()].isShown = true
    (result, reopened) = (prediction.place, nil)
    return .shows
  }
}

extension Phrase {
  fileprivate static let firstVoteFirst = Phrase(
    en: "Type the four counts of the first vote first, such as 12 3 0 5.",
    zh: "先输入第一次表决的四个人数，例如 12 3 0 5。")
  fileprivate static let secondVote = Phrase(
    en: "Second vote: type its four counts, then Enter.", zh: "第二次表决：输入四个人数，再按回车。")
  fileprivate static let fourCounts = Phrase(
    en: "Four counts, such as 12 3 0 5, or one code, such as 250.",
    zh: "要输入四个人数，例如 12 3 0 5，或一个状态码，例如 250。")
  fileprivate static func counted(_ sum: Int, isSecond: Bool) -> Phrase {
    isSecond
      ? Phrase(
        en: "Second vote: \(sum) counted. Enter shows the answer.",
        zh: "第二次表决：共 \(sum) 票。按回车显示答案。")
      : Phrase(
        en: "First vote: \(sum) counted. v: vote again after discussion. Enter shows the answer.",
        zh: "第一次表决：共 \(sum) 票。按 v 讨论后再表决一次，按回车显示答案。")
  }
}
