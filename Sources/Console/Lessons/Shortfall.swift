import Language
import Lessons
import Transcripts

/// Why a solution does not pass its step, as far as it can be told.
enum Shortfall: Hashable {
  /// A question is not asked yet: the next line belongs to a message or a request under way.
  case questionWaits
  /// What was nearly right, and what it lacked.
  case nearMiss(seen: Phrase, expected: Phrase)
  /// Nothing was nearly right.
  case waits(expected: Phrase)
  case unknown

  /// Does the lesson's solutions once more, as far as this step, and asks the judge.
  init(of lesson: Lesson, at index: Int) {
    var console = SimulatedConsole(lesson, keptLimit: .max)
    for step in lesson.steps[..<index] { console.solve(step) }
    if console.core.lesson?.holdsQuestion == true {
      self = .questionWaits
      return
    }
    let step = lesson.steps[index]
    console.solve(step)
    var (judge, session) = (Judge(lesson), Session())
    self = step.expectation.map { .waits(expected: $0.words) } ?? .unknown
    for event in console.core.log.events {
      for verdict in session.take(event).flatMap({ judge.take($0) }) {
        if case .nearMiss(step, let seen, let expected) = verdict.finding {
          self = .nearMiss(seen: seen, expected: expected)
        }
      }
    }
  }
}
