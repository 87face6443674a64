package import Language
package import Transcripts

/// Judges a lesson by the facts of a session: live, replayed or recorded, all the same.
///
/// The judge is a fold. It asks no clock, disk or world: what the student does to the lesson is an
/// act of the learner (`LearnerAct`) among the facts, and equal facts give equal verdicts. How the
/// console uses it:
///
/// - **Begin.** Make a judge with the score of earlier attempts, then record
///   `.began(lesson.attempt(id:at:))`; both come from `Progress`. Until then the judge finds
///   nothing. Another `.began` of this lesson begins another attempt, one of another lesson ends
///   this one.
/// - **Feed.** Give `take` every fact of every event, in order. Answers, `:skip`, `:hint`, `:back`
///   and `:restart` reach the judge by their events alone: record the act, then read the judge.
///   `:back` names the step it returns to, `previous`.
/// - **Resume.** What byhand itself redoes stands between `.resumed` and `.ready`. Nothing in it
///   passes a step or counts as a mistake.
/// - **Leave.** Record `.asked(console: "lesson off")`.
/// - **Read.** `current` is the step whose turn it is, `nil` when all are done. `hint` is what the
///   latest `.hint` brought. `passed` is this attempt's; `score` has what each step earned in all
///   attempts.
package struct Judge: Hashable, Sendable {
  package let lesson: Lesson
  /// As the record has it; `nil` before it began, and after it was left.
  package private(set) var attempt: LessonAttempt? {
    didSet { isUnderWay = attempt != nil }
  }
  /// `attempt` is not `nil`, without a copy of what it holds: asked for at every fact.
  package private(set) var isUnderWay = false
  /// The step whose turn it is, from 0; the count of steps when all are done.
  package private(set) var position = 0
  /// Steps passed in this attempt, by id.
  package private(set) var passed: Set<String> = []
  /// By the step's id: how often a hint was asked for.
  package private(set) var hints: [String: Int] = [:]
  /// The reply that was predicted at the current step: a code or its first digit.
  package private(set) var prediction: String?
  /// The id of the step that byhand has prepared last, by typing what must have happened before it.
  package private(set) var prepared: String?
  package private(set) var score: Score
  /// Those of `hints` that were asked for since the step was last passed.
  private var newHints: [String: Int] = [:]

  /// What steps to come wait for: done ahead of its turn, it passes a step when the turn comes.
  struct Early: Hashable, Sendable {
    let steps: [Int]
    let happening: Happening
  }
  private(set) var early: [Early] = []
  /// The last event of the latest that was added to `early`.
  private var latestEarly = 0
  private static let earlyLimit = 200

  private(set) var connections = ConnectionRecord()
  private var reader = HappeningReader()
  /// byhand redoes what the student did in an earlier attempt.
  package private(set) var isResuming = false

  /// - Parameter score: of earlier attempts.
  package init(_ lesson: Lesson, score: Score = Score()) {
    self.lesson = lesson
    self.score = score
  }

  package var current: LessonStep? {
    lesson.steps.indices.contains(position) ? lesson.steps[position] : nil
  }

  /// Where `:back` goes: the step before, or the first step from itself.
  package var previous: LessonStep { lesson.steps[max(0, position - 1)] }

  /// What was done last before its turn, and the steps, by their places, that wait for it.
  package struct Ahead: Hashable, Sendable {
    package let steps: [Int]
    package let events: [Int]
  }
  /// `nil` where the event did nothing ahead.
  package func ahead(at event: Int) -> Ahead? {
    // Asked for at every fact, and nearly always in vain.
    guard latestEarly == event, let last = early.last, last.happening.events.last == event else {
      return nil
    }
    return Ahead(steps: last.steps, events: last.happening.events)
  }

  package var points: Points { score.total(of: lesson) }

  package mutating func take(_ fact: Fact) -> [Verdict] {
    if case .learner(.began(let attempt)) = fact.matter { begin(attempt) }
    guard isUnderWay else { return [] }
    let happening = reader.read(fact)
    if case .learner(let act) = fact.matter, let verdicts = take(act, fact.event) {
      return verdicts
    }
    guard let happening else { return [] }
    // What is done again earns nothing, but it was done on its connection.
    defer { connections.note(happening, in: lesson) }
    return isResuming ? [] : weigh(happening)
  }

  // MARK: What a student is told

  package enum Hint: Hashable, Sendable {
    case words(Phrase)
    /// After the last words: lines that pass the step.
    case lines([String])
  }

  /// What the last `.hint` of this step brought. A question's answer is never shown.
  package var hint: Hint? {
    guard lesson.policy.allowsHints, let step = current, let asked = newHints[step.id], asked > 0
    else { return nil }
    if asked <= step.hints.count { return .words(step.hints[asked - 1]) }
    return step.canShowLine ? .lines(step.solution) : nil
  }

  /// How many hints of this step were asked for, since it was last passed.
  package var hintsShown: Int { current.map { newHints[$0.id, default: 0] } ?? 0 }

  /// Another `.hint` shows the line, which costs half of the step's points.
  package var isLineNext: Bool {
    guard let step = current else { return false }
    return newHints[step.id, default: 0] == step.hints.count && step.canShowLine
  }

  private func isLineShown(of step: LessonStep) -> Bool {
    newHints[step.id, default: 0] > step.hints.count && step.canShowLine
  }

  // MARK: The learner's acts

  /// A record may hold several lessons, and one that was begun in its middle. What came before is
  /// not part of it.
  private mutating func begin(_ attempt: LessonAttempt) {
    self = Judge(lesson, score: score)
    guard attempt.lesson == lesson.id else { return }
    self.attempt = attempt
    passed.reserveCapacity(lesson.steps.count)
    self.score.reserve(lesson.steps.count)
    move(to: attempt.step)
  }

  /// `nil`: the act is one that conditions ask for.
  private mutating func take(_ act: LearnerAct, _ event: Int) -> [Verdict]? {
    switch act {
    case .began: break
    case .resumed(let step):
      move(to: step)
      isResuming = true
    case .ready(let step):
      move(to: step)
      isResuming = false
      prepared = step
    case .answered(let id, let answer): return take(answer, to: id, event)
    case .predicted(let id, let reply): predict(reply, at: id)
    case .hint(let id):
      // A forged recording may name any steps.
      guard lesson.steps.contains(where: { $0.id == id }) else { break }
      hints[id, default: 0] += 1
      newHints[id, default: 0] += 1
    case .skipped(let id): return skip(id, event)
    case .back(let id):
      move(to: id)
      prepared = nil
    case .restarted:
      (position, passed, early, isResuming) = (0, [], [], false)
      (prediction, prepared) = (nil, nil)
      connections = ConnectionRecord()
      (hints, newHints) = ([:], [:])
    case .asked(console: "lesson off"): attempt = nil
    case .asked: return nil
    }
    return []
  }

  private mutating func take(
    _ answer: LearnerAct.Answer, to id: String, _ event: Int
  ) -> [Verdict] {
    guard let step = current, step.id == id else { return [] }
    let isRight: Bool
    switch (step.task, answer) {
    case (.ask(let question), .choice(let choice)):
      score.answer(choice, to: question, of: step)
      isRight = choice == question.answer
    case (.fill(let question), .text(let text)):
      isRight = question.accepts(text)
      score.answerInWords(isRight: isRight, of: step)
    case (.reflect, .text(let text)):
      guard text.contains(where: { !$0.isWhitespace }) else { return [] }
      score.passReflection(step)
      isRight = true
    default: return []
    }
    guard isRight else {
      return [Verdict(finding: .answeredWrongly(step, given: answer), events: [event])]
    }
    var verdicts: [Verdict] = []
    pass(step, [event], &verdicts)
    settle(&verdicts)
    return verdicts
  }

  /// What was done before cannot be predicted any more.
  private mutating func predict(_ reply: String, at id: String) {
    guard let step = current, step.id == id, case .predict = step.task, prediction == nil,
      let number = Int(reply)
    else { return }
    prediction = reply
    score.predict(number, of: step)
    early = early.compactMap { early in
      let steps = early.steps.filter { $0 != position }
      return steps.isEmpty ? nil : Early(steps: steps, happening: early.happening)
    }
  }

  private mutating func skip(_ id: String, _ event: Int) -> [Verdict] {
    guard let step = current, step.id == id else { return [] }
    var verdicts = [Verdict(finding: .skipped(step), events: [event])]
    advance([event], &verdicts)
    settle(&verdicts)
    return verdicts
  }

  private mutating func move(to id: String) {
    position = lesson.steps.firstIndex { $0.id == id } ?? position
    (early, prediction) = ([], nil)
  }

  // MARK: What happened

  private mutating func weigh(_ happening: Happening) -> [Verdict] {
    keep(happening)
    let mistakes = mistakes(in: happening)
    var verdicts: [Verdict] = []
    settle(&verdicts)
    // What passes a step is not a mistake in it.
    return verdicts.isEmpty ? mistakes.isEmpty ? nearMisses(in: happening) : mistakes : verdicts
  }

  private mutating func keep(_ happening: Happening) {
    // A new connection makes good what an earlier one ended; a closed one is open no more.
    if happening.isOpening, !early.isEmpty { early.removeAll(where: \.happening.isFarewell) }
    if happening.isClosing {
      early.removeAll {
        $0.happening.isOpening && $0.happening.conversation == happening.conversation
      }
    }
    var steps: [Int] = []
    for index in position..<lesson.steps.count
    where lesson.expectations[index]?
      .isMet(by: happening, goesOn: connections.goesOn(happening, to: index, in: lesson)) == true
    {
      steps.append(index)
    }
    guard !steps.isEmpty else { return }
    early.append(Early(steps: steps, happening: happening))
    latestEarly = happening.events.last ?? 0
    if early.count > Self.earlyLimit { early.removeFirst() }
  }

  /// Passes as many steps as what has happened allows.
  private mutating func settle(_ verdicts: inout [Verdict]) {
    while !early.isEmpty, let step = current, waitsForHappening(step),
      let index = early.firstIndex(where: { $0.steps.contains(position) })
    {
      let happening = early[index].happening
      // What came before belongs to earlier steps, unless it cannot be done again: QUIT before a
      // look at the mailbox.
      early.replaceSubrange(...index, with: early[..<index].filter(\.happening.isFarewell))
      if let prediction, let code = happening.code {
        score.passPrediction(step, code: code)
        verdicts.append(
          Verdict(
            finding: .predicted(step, reply: prediction, code: code), events: happening.events))
      }
      pass(step, happening.events, &verdicts)
    }
  }

  private func waitsForHappening(_ step: LessonStep) -> Bool {
    switch step.task {
    case .act: true
    case .predict: prediction != nil
    case .ask, .fill, .reflect: false
    }
  }

  /// What was nearly right, and foreseen by nobody.
  private func nearMisses(in happening: Happening) -> [Verdict] {
    guard lesson.steps.indices.contains(position),
      let expectation = lesson.expectations[position],
      let unmet = expectation.unmet(
        by: happening, goesOn: connections.goesOn(happening, to: position, in: lesson)),
      case let step = lesson.steps[position], waitsForHappening(step), let seen = happening.words
    else { return [] }
    let expected = unmet.words(namingReply: !step.isPrediction)
    return [
      Verdict(finding: .nearMiss(step, seen: seen, expected: expected), events: happening.events)
    ]
  }

  private func mistakes(in happening: Happening) -> [Verdict] {
    guard lesson.steps.indices.contains(position),
      let mistake = lesson.steps[position].mistakes.first(where: {
        $0.when.isMet(
          by: happening, goesOn: connections.goesOn(happening, to: position, in: lesson))
      })
    else { return [] }
    return [
      Verdict(finding: .mistaken(lesson.steps[position], mistake.say), events: happening.events)
    ]
  }

  private mutating func pass(
    _ step: LessonStep, _ events: [Int], _ verdicts: inout [Verdict]
  ) {
    passed.insert(step.id)
    if case .act = step.task { score.pass(step, isLineShown: isLineShown(of: step)) }
    newHints[step.id] = nil
    let points = score.earned[step.id] ?? 0
    verdicts.append(Verdict(finding: .passed(step, points), events: events))
    advance(events, &verdicts)
  }

  private mutating func advance(_ events: [Int], _ verdicts: inout [Verdict]) {
    position += 1
    prediction = nil
    guard current == nil else { return }
    verdicts.append(Verdict(finding: .finished(points, of: lesson.points), events: events))
  }
}

extension LessonStep {
  fileprivate var isPrediction: Bool {
    if case .predict = task { true } else { false }
  }

  /// The last hint shows the line. A question has none to show.
  fileprivate var canShowLine: Bool {
    if case .act = task { !solution.isEmpty } else { false }
  }
}
