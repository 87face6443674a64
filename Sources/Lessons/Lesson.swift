package import Protocols
package import Teaching
package import Transcripts

/// A lesson: steps that are done, or questions that are answered, one after the other.
package struct Lesson: Hashable, Sendable {
  package let id: String
  package let version: Int
  package let title: Phrase
  /// Said once, before the first step.
  package let introduction: Phrase?
  package let steps: [Step]

  package var points: Int { steps.reduce(0) { $0 + $1.points } }
}

package struct Step: Hashable, Sendable {
  package enum Task: Hashable, Sendable {
    case act(say: Phrase, expectation: Expectation)
    /// `answer` is counted from 1.
    case ask(Question)
  }

  package struct Question: Hashable, Sendable {
    package let text: Phrase
    package let choices: [Phrase]
    package let answer: Int
    /// Said after the right answer.
    package let explanation: Phrase?
  }

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
  /// Lines that must not pass it, each played on its own; a sequence is played together.
  package let wrong: [String]
  package let points: Int
}

/// What must be seen for a step to pass. Every condition that is given must hold on one and the same fact; it is judged on
/// what happened, never on the text that was typed.
package struct Expectation: Hashable, Sendable {
  /// The command that a reply answers.
  package var commands: [Verb] = []
  /// Its code.
  package var replies: [CodePattern] = []
  /// A message was answered 2xx at its end.
  package var isAccepted = false
  /// Of the command, or of the accepted message's envelope.
  package var recipient: String?
  package var sender: String?
  /// A phase began.
  package var phase: Phase?
  /// HTTP: a request that was answered.
  package var method: String?
  /// Its target; a `*` at the end takes any ending.
  package var target: String?
  package var statuses: [CodePattern] = []
  /// A connection was opened; in SMTP, its greeting has come.
  package var dialect: Dialect?
  /// A command to the console.
  package var console: String?
  /// The connection has ended.
  package var isClosed = false
}

/// `250`, or `2xx`.
package enum CodePattern: Hashable, Sendable {
  case code(Int)
  case severity(Int)

  package init?(_ text: String) {
    if text.count == 3, text.hasSuffix("xx"), let first = text.first?.wholeNumberValue,
      (1...5).contains(first)
    {
      self = .severity(first)
    } else if text.count == 3, let code = Int(text), (100...599).contains(code) {
      self = .code(code)
    } else {
      return nil
    }
  }

  func takes(_ code: Int) -> Bool {
    switch self {
    case .code(let wanted): code == wanted
    case .severity(let first): code / 100 == first
    }
  }
}
