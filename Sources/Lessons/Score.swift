/// What a student has earned at one lesson, in all attempts at it.
///
/// A question gives its points for the first answer, half of them for the second if it has more
/// than two choices or is answered in words, then none; later answers change nothing. A prediction
/// gives all for the right code or first digit, half for a wrong code with the right first digit;
/// the first one counts. A step done by hand gives its points, or half of them if its last hint
/// showed the line; the best attempt counts. So no way back and no new attempt raises a question's
/// points, and none takes anything away.
package struct Score: Hashable, Sendable {
  /// By the id of each step that was ever passed.
  package private(set) var earned: [String: Points] = [:]
  /// The answers given to each question until it was passed: choices, numbered as in the file;
  /// codes or digits that were predicted; of answers in words, 1 for a right one and 0 for a wrong
  /// one.
  package private(set) var answers: [String: [Int]] = [:]
  /// More answers to one question earn nothing, whatever they are.
  private static let answerLimit = 10

  package init(earned: [String: Points] = [:], answers: [String: [Int]] = [:]) {
    self.earned = earned
    self.answers = answers
  }

  /// Room for so many steps.
  mutating func reserve(_ count: Int) { earned.reserveCapacity(count) }

  package func total(of lesson: Lesson) -> Points {
    lesson.steps.reduce(0) { $0 + (earned[$1.id] ?? 0) }
  }

  mutating func answer(_ choice: Int, to question: LessonStep.Question, of step: LessonStep) {
    answer(
      choice, isRight: choice == question.answer, step, halfAtSecond: question.choices.count > 2)
  }

  mutating func answerInWords(isRight: Bool, of step: LessonStep) {
    answer(isRight ? 1 : 0, isRight: isRight, step, halfAtSecond: true)
  }

  private mutating func answer(
    _ answer: Int, isRight: Bool, _ step: LessonStep, halfAtSecond: Bool
  ) {
    guard earned[step.id] == nil else { return }
    let before = note(answer, to: step)
    guard isRight else { return }
    earned[step.id] =
      switch before {
      case 0: step.points
      case 1 where halfAtSecond: step.points.half
      default: 0
      }
  }

  /// `reply`: a code or its first digit.
  mutating func predict(_ reply: Int, of step: LessonStep) {
    if earned[step.id] == nil { _ = note(reply, to: step) }
  }

  /// - Returns: how many answers there were before.
  private mutating func note(_ answer: Int, to step: LessonStep) -> Int {
    let before = answers[step.id] ?? []
    if before.count < Self.answerLimit { answers[step.id] = before + [answer] }
    return before.count
  }

  mutating func pass(_ step: LessonStep, isLineShown: Bool) {
    let points = isLineShown ? step.points.half : step.points
    earned[step.id] = max(earned[step.id] ?? 0, points)
  }

  /// The reply to what was predicted has come.
  mutating func passPrediction(_ step: LessonStep, code: Int?) {
    guard earned[step.id] == nil else { return }
    let guess = answers[step.id]?.first ?? 0
    earned[step.id] =
      switch code {
      case .some(guess), .some(guess * 100..<guess * 100 + 100): step.points
      case let code? where code / 100 == guess / 100: step.points.half
      default: 0
      }
  }

  /// Passed without anything to judge.
  mutating func passReflection(_ step: LessonStep) { earned[step.id] = step.points }
}
