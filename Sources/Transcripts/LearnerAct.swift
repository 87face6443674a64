/// What the learner did that crossed no wire. Acts only: verdicts are the judge's, and are never
/// recorded. A step is named by its id.
package enum LearnerAct: Hashable, Sendable {
  case began(LessonAttempt)
  /// From here to `ready`, byhand redoes the lines of the attempt, so that the connection, the
  /// message or the mailbox is there that the step speaks of.
  case resumed(step: String)
  case ready(step: String)
  case answered(step: String, Answer)
  /// The reply that the learner expects: its code, or its first digit.
  case predicted(step: String, reply: String)
  case hint(step: String)
  case skipped(step: String)
  /// Returned to this step.
  case back(step: String)
  case restarted
  /// A console command that shows or changes the world, as its words were typed, without secrets:
  /// `mailbox bob`, `server crepes.fr down`.
  case asked(console: String)

  package enum Answer: Hashable, Sendable {
    /// Counted from 1, in the order of the lesson's file.
    case choice(Int)
    case text(String)
  }
}

/// One go at a lesson.
package struct LessonAttempt: Hashable, Sendable {
  package var lesson: String
  /// `nil` here and below in recordings of byhand 0.1, which did not write it.
  package var version: Int?
  /// Of the lesson's file: tells whether it is the one that the grader has.
  package var digest: String?
  /// Random: tells one attempt from another, and a copied recording from its original.
  package var id: String?
  /// The step it begins at.
  package var step: String

  package init(
    lesson: String, version: Int? = nil, digest: String? = nil, id: String? = nil, step: String
  ) {
    self.lesson = lesson
    self.version = version
    self.digest = digest
    self.id = id
    self.step = step
  }
}
