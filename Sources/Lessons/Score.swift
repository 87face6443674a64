/// What a student has earned at one lesson, in all attempts at it.
///
/// A question gives its points for the first answer, half of them for the second if it has more
/// than two choices, then none; later answers change nothing. A step done by hand gives its points,
/// or half of them if its last hint showed the line; the best attempt counts. So no way back and no
/// new attempt raises a question's points, and none takes anything away.
package struct Score: Hashable, Sendable {
  /// By the id of each step that was ever passed.
  package private(set) var earned: [String: Points] = [:]
  /// The choices given to each question until it was passed, numbered as in the file.
  package private(set) var answers: [String: [Int]] = [:]
  /// More answers to one question earn nothing, whatever they are.
  private static let answerLimit = 10

  package init(earned: [String: Points] = [:], answers: [String: [Int]] = [:]) {
    self.earned = earned
    self.answers = answers
  }

  package func total(of lesson: Lesson) -> Points {
    lesson.steps.reduce(0) { $0 + (earned[$1.id] ?? 0) }
  }

  mutating func answer(_ choice: Int, to question: LessonStep.Question, of step: LessonStep) {
    guard earned[step.id] == nil else { return }
    let before = answers[step.id] ?? []
    if before.count < Self.answerLimit { answers[step.id] = before + [choice] }
    guard choice == question.answer else { return }
    earned[step.id] =
      switch before.count {
      case 0: step.points
      case 1 where question.choices.count > 2: step.points.half
      default: 0
      }
  }

  mutating func pass(_ step: LessonStep, isLineShown: Bool) {
    let points = isLineShown ? step.points.half : step.points
    earned[step.id] = max(earned[step.id] ?? 0, points)
  }
}
