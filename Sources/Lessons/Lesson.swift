package import Language
package import Transcripts

/// A lesson: steps that are done, or questions that are answered, one after the other.
package struct Lesson: Hashable, Sendable {
  package let id: String
  /// Raised when steps change.
  package let version: Int
  /// Of the file that it was read from: 16 hexadecimal digits.
  package let digest: String
  /// Where that file is, from the root on; `nil` for a lesson that the program carries.
  package var path: String?
  package let title: Phrase
  /// What the student has done at its end, in one sentence.
  package let goal: Phrase?
  /// How long it takes a beginner.
  package let minutes: Int?
  /// What its teacher allows.
  package let policy: LessonPolicy
  /// Said once, before the first step.
  package let introduction: Phrase?
  /// Said after the last step: what the student has learnt, in up to three phrases.
  package let learnt: [Phrase]
  /// The hosts of its own practice world; the lecture's unless the file names others.
  package let world: [HostDescription]
  package let steps: [LessonStep]
  /// Those of `steps`, side by side: the judge holds each happening against them.
  let expectations: [Expectation?]
  let connectionOrder: ConnectionOrder

  init(
    id: String, version: Int, digest: String, path: String? = nil, title: Phrase, goal: Phrase?,
    minutes: Int?, policy: LessonPolicy, introduction: Phrase?, learnt: [Phrase],
    world: [HostDescription], steps: [LessonStep]
  ) {
    self.id = id
    self.version = version
    self.digest = digest
    self.path = path
    self.title = title
    self.goal = goal
    self.minutes = minutes
    self.policy = policy
    self.introduction = introduction
    self.learnt = learnt
    self.world = world
    self.steps = steps
    expectations = steps.map(\.expectation)
    connectionOrder = ConnectionOrder(steps)
  }

  package var points: Points { steps.reduce(0) { $0 + $1.points } }

  /// What an attempt records when it begins. `id` is random, and another for each attempt.
  package func attempt(id: String, at step: String) -> LessonAttempt {
    LessonAttempt(lesson: self.id, version: version, digest: digest, id: id, step: step)
  }
}

package struct LessonPolicy: Hashable, Sendable {
  package var allowsSkipping = true
  package var allowsHints = true
}

/// Never changed once it was read, and named by each verdict: a reference.
package final class LessonStep: Sendable {
  package enum Task: Hashable, Sendable {
    /// `lines` are shown as they are to be typed; where there are none, the student finds them.
    case act(say: Phrase, lines: [String], expectation: Expectation)
    /// One of several choices.
    case ask(Question)
    /// A short answer in the student's own words.
    case fill(ShortQuestion)
    /// A reply's code or first digit, said before the line is sent.
    case predict(Prediction)
    /// Free text, kept for the teacher and not judged.
    case reflect(say: Phrase, explanation: Phrase?)
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
    /// The id of the misconception that it stands for.
    package let misconception: String?
  }

  package struct ShortQuestion: Hashable, Sendable {
    package let text: Phrase
    /// Right answers, in any language. Case, spaces, full-width forms and punctuation do not count.
    package let accepted: [String]
    package let slips: [Slip]
    /// Said after the right answer.
    package let explanation: Phrase?
  }

  /// A wrong short answer that the author foresaw.
  package struct Slip: Hashable, Sendable {
    package let answers: [String]
    package let say: Phrase
    package let misconception: String?
  }

  package struct Prediction: Hashable, Sendable {
    package let text: Phrase
    /// Shown to be typed once the reply has been predicted; where there are none, the student
    /// finds them.
    package let lines: [String]
    /// What the reply that judges the prediction answers.
    package let expectation: Expectation
    /// Said after the reply.
    package let explanation: Phrase?
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
  /// Lines that byhand types before the step is shown, on a connection of their own where they
  /// open one. They earn nothing.
  package let begin: [String]
  package let mistakes: [Mistake]
  package let hints: [Phrase]
  /// Lines that pass the step, typed after all earlier solutions.
  package let solution: [String]
  /// Trials that must not pass it, each typed on its own after all earlier solutions.
  package let wrong: [[String]]
  package let points: Points

  init(
    id: String, line: Int, task: Task, begin: [String], mistakes: [Mistake], hints: [Phrase],
    solution: [String], wrong: [[String]], points: Points
  ) {
    self.id = id
    self.line = line
    self.task = task
    self.begin = begin
    self.mistakes = mistakes
    self.hints = hints
    self.solution = solution
    self.wrong = wrong
    self.points = points
    expectation =
      switch task {
      case .act(_, _, let expectation): expectation
      case .predict(let prediction): prediction.expectation
      case .ask, .fill, .reflect: nil
      }
  }

  /// What has to happen; `nil` where only an answer is asked for. Kept beside the task, because the
  /// judge asks for it at every happening.
  package let expectation: Expectation?

  /// All that a file says of it; `expectation` is a part of `task`.
  private var content: [AnyHashable] {
    [id, line, task, begin, mistakes, hints, solution, wrong, points]
  }

  /// An answer is all it asks for.
  package var isQuestion: Bool { expectation == nil }

  /// The lines of the solution that are not answers.
  package var linesToSend: [String] {
    switch task {
    case .act: solution
    case .predict: Array(solution.dropFirst())
    case .ask, .fill, .reflect: []
    }
  }

  /// The misconceptions for which its wrong answers stand.
  package var misconceptions: [String] {
    switch task {
    case .ask(let question): question.choices.compactMap(\.misconception)
    case .fill(let question): question.slips.compactMap(\.misconception)
    case .act, .predict, .reflect: []
    }
  }
}

extension LessonStep: Hashable {
  package static func == (left: LessonStep, right: LessonStep) -> Bool {
    left === right || left.content == right.content
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
