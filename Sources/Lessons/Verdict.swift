package import Language

/// What the judge finds, and what proves it.
package struct Verdict: Hashable, Sendable {
  package enum Finding: Hashable, Sendable {
    case passed(LessonStep)
    /// A known wrong turn: the step stays.
    case mistaken(LessonStep, Phrase)
    case answeredWrongly(LessonStep, given: Int, expected: Int)
    case skipped(LessonStep)
    /// The points earned since the attempt began, of the lesson's.
    case finished(points: Int, of: Int)
  }

  package let finding: Finding
  /// The numbers of the events that prove it, in their order: a command and its reply, an answer.
  /// A step that was done ahead of its turn is proved by what happened then.
  package let events: [Int]
}
