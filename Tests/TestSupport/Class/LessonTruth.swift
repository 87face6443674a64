package import Lessons

/// What a simulated student's acts are worth, by the rules of points alone: the judge is not asked.
package struct LessonTruth: Sendable {
  package enum Standing: String, Sendable { case passed, half, missed }

  package struct Step: Hashable, Sendable {
    package let id: String
    package let standing: Standing
    package let points: Points
    package let hints: Int
  }

  private enum Prediction: Sendable { case right, firstDigit, wrong }

  private let lesson: Lesson
  private var answers: [String: [Bool]] = [:]
  private var predictions: [String: Prediction] = [:]
  /// By a step's id: done at least once, and whether once without the line that the last hint shows.
  private var done: [String: Bool] = [:]
  private var hints: [String: Int] = [:]

  init(_ lesson: Lesson) { self.lesson = lesson }

  // MARK: What the student does

  mutating func answer(_ step: LessonStep, isRight: Bool) {
    guard answers[step.id]?.contains(true) != true else { return }
    answers[step.id, default: []].append(isRight)
  }

  /// - Parameter right: The code that comes, or its first digit; then no whole code is guessed right.
  mutating func predict(_ step: LessonStep, _ guess: String, right: String) {
    guard predictions[step.id] == nil, done[step.id] == nil else { return }
    predictions[step.id] =
      guess == right || guess.count == 1 && right.hasPrefix(guess)
      ? .right : guess.first == right.first ? .firstDigit : .wrong
  }

  mutating func pass(_ step: LessonStep, isLineShown: Bool = false) {
    done[step.id] = done[step.id, default: false] || !isLineShown
  }

  mutating func askForHint(at step: LessonStep) { hints[step.id, default: 0] += 1 }

  // MARK: What it is worth

  package var steps: [Step] {
    lesson.steps.map { step in
      let points = points(of: step)
      let standing: Standing =
        switch points {
        case nil: .missed
        case step.points?: .passed
        case let points?: points > 0 ? .half : .missed
        }
      return Step(
        id: step.id, standing: standing, points: points ?? 0, hints: hints[step.id] ?? 0)
    }
  }

  package var score: Points { steps.reduce(0) { $0 + $1.points } }

  /// `nil`: never passed.
  private func points(of step: LessonStep) -> Points? {
    switch step.task {
    case .act: return done[step.id].map { $0 ? step.points : step.points.half }
    case .reflect: return done[step.id].map { _ in step.points }
    case .predict:
      guard done[step.id] != nil, let prediction = predictions[step.id] else { return nil }
      return prediction == .right ? step.points : prediction == .firstDigit ? step.points.half : 0
    case .ask(let question): return points(of: step, halfAtSecond: question.choices.count > 2)
    case .fill: return points(of: step, halfAtSecond: true)
    }
  }

  private func points(of step: LessonStep, halfAtSecond: Bool) -> Points? {
    guard let place = answers[step.id]?.firstIndex(of: true) else { return nil }
    return place == 0 ? step.points : place == 1 && halfAtSecond ? step.points.half : 0
  }
}
