import Language
import Protocols
package import Teaching
package import Transcripts

/// A lesson that goes on: the judge, and what the lesson says. At the console the student reads it,
/// and `SessionReader` finds it again in a recording.
package struct LessonSession: Sendable {
  package private(set) var judge: Judge
  /// A student reads it, and can be asked to type.
  private let isLive: Bool
  /// The step whose text the student has seen.
  private(set) var shown: String?
  /// The step is a question that cannot be asked yet: the lines that are typed now belong to a
  /// message or a request that is under way.
  package private(set) var holdsQuestion = false
  private var questionsShown = 0
  /// How long the next step waits for watched conversations to end.
  package static let watchPatience = Duration.seconds(1)

  /// - Parameters:
  ///   - score: Of earlier attempts.
  ///   - isLive: A student reads it, and can be asked to type.
  package init(_ lesson: Lesson, score: Score, isLive: Bool = true) {
    judge = Judge(lesson, score: score)
    self.isLive = isLive
  }

  package var lesson: Lesson { judge.lesson }

  /// The same lesson for a student who has been named in its middle.
  package mutating func takeOver(_ judge: Judge) {
    if judge.position == self.judge.position { self.judge = judge }
  }

  /// Judges the facts of one event.
  ///
  /// - Parameter author: Of the event; `nil` is the student, or a server.
  /// - Returns: What to say, and whether the student has moved to another step. The start of a
  ///   lesson, `:back` and `:restart` are announced by their commands.
  package mutating func take(
    _ facts: [Fact], by author: Author?
  ) -> (notes: [Note], hasAdvanced: Bool) {
    // Not the whole judge: with a second reference, each fact would copy what it keeps.
    let (position, earned) = (judge.position, judge.score.earned)
    var verdicts: [Verdict] = []
    for fact in facts { verdicts += judge.take(fact) }
    let hasAdvanced = !verdicts.isEmpty && judge.position != position
    // What byhand itself ends, on the way back, is nobody's mistake.
    if author == .console, facts.contains(where: \.isEnding) { return ([], hasAdvanced) }
    return (verdicts.flatMap { notes(on: $0, earnedBefore: earned) }, hasAdvanced)
  }

  // MARK: Steps

  /// The title, and the introduction at the start of the lesson.
  package var opening: [Note] {
    let title = Phrase(en: "Lesson: ", zh: "本课：") + lesson.title
    guard judge.position == 0 else { return [note(.title, title)] }
    let goal = lesson.goal.map { note(.aside, .goal + $0) }
    let introduction = lesson.introduction.map { note(.aside, $0) }
    return [note(.title, title)] + [goal, introduction].compactMap { $0 }
  }

  /// The current step, where byhand has something to type before it.
  package var unprepared: LessonStep? {
    guard let step = judge.current, !step.begin.isEmpty, judge.prepared != step.id else {
      return nil
    }
    return step
  }

  /// The current step as shown: its place, the task and the lines to type, or the question and its
  /// choices.
  ///
  /// - Parameter canAsk: Whether a typed line can be an answer.
  package mutating func showStep(canAsk: Bool) -> [Note] {
    (shown, holdsQuestion) = (nil, false)
    guard let step = judge.current else { return [] }
    if asksForAnswer(step), !canAsk {
      holdsQuestion = true
      return [note(.remark, .questionLater)]
    }
    shown = step.id
    switch step.task {
    case .act(let say, let lines, _): return [note(.task, place + say)] + self.lines(lines)
    case .ask(let question):
      questionsShown += 1
      let choices = order(of: question).enumerated().map { index, choice in
        note(.choice, .verbatim("  \(index + 1)  ") + question.choices[choice - 1].text)
      }
      return [note(.task, place + question.text)] + choices
        + (questionsShown > 2 ? [] : prompt(.typeNumber))
    case .fill(let question):
      return [note(.task, place + question.text)] + prompt(.typeAnswer)
    case .predict(let prediction):
      if judge.prediction != nil { return afterPrediction(prediction) }
      return [note(.task, place + prediction.text)] + prompt(.typeCode)
    case .reflect(let say, _): return [note(.task, place + say)] + prompt(.typeThought)
    }
  }

  /// A typed line can be an answer: it does not belong to a message or a request under way.
  package static func canAsk(during conversation: Conversation?) -> Bool {
    guard let conversation, conversation.isOpen else { return true }
    return [.command, .nothing].contains(conversation.guidance.typed)
  }

  private func prompt(_ phrase: Phrase) -> [Note] { isLive ? [note(.aside, phrase)] : [] }

  /// After the prediction: what to type now.
  private func afterPrediction(_ prediction: LessonStep.Prediction) -> [Note] {
    let reply = Phrase.expected(judge.prediction ?? "")
    let say = prediction.lines.isEmpty ? reply + .nowDoIt : reply + .nowType
    return [note(.task, place + say)] + lines(prediction.lines)
  }

  /// The next typed line is an answer, not a line for a server.
  private func asksForAnswer(_ step: LessonStep) -> Bool {
    switch step.task {
    case .act: false
    case .predict: judge.prediction == nil
    case .ask, .fill, .reflect: true
    }
  }

  /// A message or a request is under way: the open question waits for its end.
  package mutating func holdQuestion() -> [Note] {
    openQuestion == nil ? [] : showStep(canAsk: false)
  }

  /// `3/12`, or nothing after the last step.
  package var progress: String? {
    judge.current.map { _ in "\(judge.position + 1)/\(lesson.steps.count)" }
  }

  private var place: Phrase { .verbatim("▸ \(progress ?? "")  ") }

  private func lines(_ lines: [String]) -> [Note] {
    lines.map { note(.line, .verbatim("  " + ($0.isEmpty ? "⏎" : $0))) }
  }

  // MARK: Answers

  /// The step that has been asked and not answered yet.
  package var openQuestion: LessonStep? {
    guard let step = judge.current, step.id == shown, asksForAnswer(step) else { return nil }
    return step
  }

  /// What a typed line says at the open question: an answer or a prediction. `nil` where it is
  /// neither.
  package func answer(in line: String) -> LearnerAct? {
    guard let step = openQuestion else { return nil }
    switch step.task {
    case .ask(let question):
      return question.choice(in: line, shownIn: order(of: question)).map {
        .answered(step: step.id, .choice($0))
      }
    case .predict:
      return LessonStep.Prediction.reply(in: line).map { .predicted(step: step.id, reply: $0) }
    case .fill(let question) where !question.accepts(line) && Self.isForServer(line): return nil
    case .fill, .reflect:
      let text = line.prefix(Self.answerLimit)
      guard text.contains(where: { !$0.isWhitespace }) else { return nil }
      return .answered(step: step.id, .text(String(text)))
    case .act: return nil
    }
  }

  /// A command of SMTP with what belongs to it, typed where a short answer was asked for.
  private static func isForServer(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    return words.count > 1 && words.first.flatMap { Verb($0.utf8) } != nil
  }

  /// A recording keeps what a student thinks, not a book.
  static let answerLimit = 2_000

  func order(of question: LessonStep.Question) -> [Int] {
    question.order(in: judge.attempt, at: judge.current?.id ?? "")
  }

  /// The line that the current step asks for, where it is only one.
  package var lineToType: String? {
    shownLines.count == 1 ? shownLines[0] : nil
  }

  /// Where the current step is done.
  package enum Call: Hashable, Sendable {
    /// The line that connects to the step's server.
    case line(String)
    /// The student is to find the server.
    case hidden
  }

  /// `nil` where the step opens no connection, or may be done anywhere.
  package var call: Call? {
    guard let step = judge.current else { return nil }
    if let line = shownLines.first(where: \.opensConnection) { return .line(line) }
    guard let line = step.linesToSend.first(where: \.opensConnection), let text = step.say,
      let host = line.split(separator: " ").dropFirst().first?.split(separator: ":").first
    else { return nil }
    let isNamed = { (number: String) in text.english.contains(number) }
    // The usual ports are no secret.
    let port = line.split { " :".contains($0) }.first { Int($0) != nil }.map(String.init) ?? "25"
    guard isNamed(String(host)), ["25", "80"].contains(port) || isNamed(port) else {
      return .hidden
    }
    return .line(line)
  }

  /// The lines that the student reads in the current step.
  private var shownLines: [String] {
    switch judge.current?.task {
    case .act(_, let lines, _): lines
    case .predict(let prediction) where judge.prediction != nil: prediction.lines
    default: []
    }
  }

  // MARK: Hints

  /// What the latest `:hint` brought, and what the next one costs.
  package var hint: [Note] {
    guard lesson.policy.allowsHints else { return [note(.remark, .mark + .hintsNotAllowed)] }
    switch judge.hint {
    case .words(let words)?:
      let next = judge.isLineNext ? note(.aside, .lineIsNext(half)) : nil
      return [note(.remark, .mark + tier + words)] + (next.map { [$0] } ?? [])
    case .lines(let lines)?:
      return [note(.remark, .mark + .oneWay)] + self.lines(lines) + [note(.aside, .lineShown(half))]
    case nil: return [note(.remark, .mark + noHint)]
    }
  }

  private var hasHints: Bool { judge.current.map { !$0.hints.isEmpty || !$0.isQuestion } ?? false }

  private var half: Points { judge.current?.points.half ?? 0 }

  /// `Hint 1 of 3`, where there are several.
  private var tier: Phrase {
    guard let step = judge.current, step.hints.count > 1 else { return .empty }
    return .tier(judge.hintsShown, of: step.hints.count)
  }

  private var noHint: Phrase {
    let nothing = hasHints ? Phrase.noHint : .noHints
    return lesson.policy.allowsSkipping ? nothing + .skipping : nothing
  }

  func note(_ voice: Note.Voice, _ phrase: Phrase) -> Note { .lesson(voice, phrase) }
}

extension String {
  fileprivate var opensConnection: Bool { hasPrefix("telnet ") || hasPrefix("connect ") }
}

extension LessonStep {
  /// The text of a step in which something is to be done.
  fileprivate var say: Phrase? {
    switch task {
    case .act(let say, _, _): say
    case .predict(let prediction): prediction.text
    case .ask, .fill, .reflect: nil
    }
  }
}

extension Fact {
  fileprivate var isEnding: Bool {
    if case .closed = matter { true } else { false }
  }
}

extension Note {
  static func lesson(_ voice: Voice, _ phrase: Phrase) -> Note {
    var note = Note(.console, text: phrase)
    note.voice = voice
    return note
  }
}
