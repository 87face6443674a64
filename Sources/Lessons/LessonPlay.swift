/// One trial of a lesson: lines typed at the real console, and whether the step must have passed
/// after them.
package struct LessonPlay: Hashable, Sendable {
  package let step: String
  /// The solutions of all earlier steps.
  package let before: [String]
  /// The step's own solution, or one of its wrong trials.
  package let own: [String]
  package let mustPass: Bool

  package var lines: [String] { before + own }

  /// The whole lesson by its solutions, and at each step its wrong trials after all that came
  /// before.
  package static func plays(of lesson: Lesson) -> [LessonPlay] {
    var before: [String] = []
    var plays: [LessonPlay] = []
    for step in lesson.steps {
      plays += step.wrong.map {
        LessonPlay(step: step.id, before: before, own: $0, mustPass: false)
      }
      plays.append(LessonPlay(step: step.id, before: before, own: step.solution, mustPass: true))
      before += step.solution
    }
    return plays
  }
}
