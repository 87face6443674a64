package import Language
package import Transcripts

/// What the judge finds, and what proves it.
package struct Verdict: Hashable, Sendable {
  package enum Finding: Hashable, Sendable {
    /// The points are what the step has earned, in this attempt or an earlier one.
    case passed(LessonStep, Points)
    /// A known wrong turn: the step stays.
    case mistaken(LessonStep, Phrase)
    case answeredWrongly(LessonStep, given: LearnerAct.Answer)
    /// Nearly what the step asks for: the step stays.
    case nearMiss(LessonStep, seen: Phrase, expected: Phrase)
    /// The reply has come that was predicted; the step has passed.
    case predicted(LessonStep, reply: String, code: Int)
    case skipped(LessonStep)
    /// The points earned in all attempts, of the lesson's.
    case finished(Points, of: Points)
  }

  package let finding: Finding
  /// The numbers of the events that prove it, in their order: a command and its reply, an answer.
  /// A step that was done ahead of its turn is proved by what happened then.
  package let events: [Int]
}
