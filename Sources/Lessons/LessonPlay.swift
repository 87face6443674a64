/// One trial of a lesson: lines typed at the real console, and whether the step must have passed after them.
package struct LessonPlay: Hashable, Sendable {
  package let step: String
  package let lines: [String]
  package let mustPass: Bool

  /// The whole lesson by its solutions, and at each step its wrong lines after all that came before.
  package static func plays(of lesson: Lesson) -> [LessonPlay] {
    var before: [String] = []
    var plays: [LessonPlay] = []
    for step in lesson.steps {
      for lines in step.wrongPlays {
        plays.append(LessonPlay(step: step.id, lines: before + lines, mustPass: false))
      }
      before += step.solution
      plays.append(LessonPlay(step: step.id, lines: before, mustPass: true))
    }
    return plays
  }
}

extension Step {
  /// A wrong request of HTTP needs all its lines; a wrong command of SMTP stands alone.
  fileprivate var wrongPlays: [[String]] {
    guard !wrong.isEmpty else { return [] }
    return wrong.contains("") ? [wrong] : wrong.map { [$0] }
  }
}
