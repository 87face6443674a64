package import Language
package import Transcripts

/// A lesson: steps that are done, or questions that are answered, one after the other.
package struct Lesson: Hashable, Sendable {
  package let id: String
  /// Raised when steps change.
  package let version: Int
  /// Of the file that it was read from: 16 hexadecimal digits.
  package let digest: String
  package let title: Phrase
  /// Said once, before the first step.
  package let introduction: Phrase?
  /// Said after the last step: what the student has learnt, in up to three phrases.
  package let learnt: [Phrase]
  /// The hosts of its own practice world; the lecture's unless the file names others.
  package let world: [HostDescription]
  package let steps: [LessonStep]

  package var points: Points { steps.reduce(0) { $0 + $1.points } }

  /// What an attempt records when it begins. `id` is random, and another for each attempt.
  package func attempt(id: String, at step: String) -> LessonAttempt {
    LessonAttempt(lesson: self.id, version: version, digest: digest, id: id, step: step)
  }
}

package struct LessonStep: Hashable, Sendable {
  package enum Task: Hashable, Sendable {
    /// `lines` are shown as they are to be typed; where there are none, the student finds them.
    case act(say: Phrase, lines: [String], expectation: Expectation)
    case ask(Question)
  }

  package struct Question: Hashable, Sendable {
    package let text: Phrase
    package let choices: [Choice]
    /// Counted from 1.
    package let answer: Int
    /// Said after the right answer.
    package let explanation: Phrase?
    /// Each attempt shows the choices in another order.
    package let isShuffled: Bool
  }

  package struct Choice: Hashable, Sendable {
    package let text: Phrase
    /// Why it is right or wrong: said when it is chosen.
    package let why: Phrase?
  }

  /// A wrong turn that the author foresaw.
  package struct Mistake: Hashable, Sendable {
    package let when: Expectation
    package let say: Phrase
  }

  package let id: String
  /// In its file, from 1.
  package let line: Int
  package let task: Task
  package let mistakes: [Mistake]
  package let hints: [Phrase]
  /// Lines that pass the step, typed after all earlier solutions.
  package let solution: [String]
  /// Trials that must not pass it, each typed on its own after all earlier solutions.
  package let wrong: [[String]]
  package let points: Points
}
