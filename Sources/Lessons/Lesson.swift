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
  /// The hosts of its own practice world; the lecture's unless the file names others.
  package let world: [HostDescription]
  package let steps: [LessonStep]

  package var points: Int { steps.reduce(0) { $0 + $1.points } }

  /// What the steps of these ids give together.
  package func points(for ids: Set<String>) -> Int {
    steps.reduce(0) { ids.contains($1.id) ? $0 + $1.points : $0 }
  }

  /// What an attempt records when it begins. `id` is random, and another for each attempt.
  package func attempt(id: String, at step: String) -> LessonAttempt {
    LessonAttempt(lesson: self.id, version: version, digest: digest, id: id, step: step)
  }
}

package struct LessonStep: Hashable, Sendable {
  package enum Task: Hashable, Sendable {
    case act(say: Phrase, expectation: Expectation)
    case ask(Question)
  }

  package struct Question: Hashable, Sendable {
    package let text: Phrase
    package let choices: [Phrase]
    /// Counted from 1.
    package let answer: Int
    /// Said after the right answer.
    package let explanation: Phrase?
  }

  /// A wrong turn that the author foresaw.
  package struct Mistake: Hashable, Sendable {
    package let when: Expectation
    package let say: Phrase
  }

  package let id: String
  package let task: Task
  package let mistakes: [Mistake]
  package let hints: [Phrase]
  /// Lines that pass the step, typed after all earlier solutions.
  package let solution: [String]
  /// Trials that must not pass it, each typed on its own after all earlier solutions.
  package let wrong: [[String]]
  package let points: Int
}
