import Language
import Lessons
import Protocols
import Transcripts

/// What one student did in one lesson: a fold over the student's recordings, oldest first.
///
/// The judge decides what passes; this keeps what a gradebook says of it: the best try of each step,
/// the first answer to each question, and the events that prove them. Facts come in from one
/// `Session` for each recording.
struct Assessment: Sendable {
  /// What is known of a lesson once for all students.
  struct Plan: Sendable {
    let lesson: Lesson
    /// For evidence without the learner's acts.
    let byHand: Lesson
    let dictation: Dictation
    let servers: ImpossibleReplies.Servers
    /// By a step's id: its place in the whole lesson.
    let places: [String: Int]

    init(_ lesson: Lesson) {
      self.lesson = lesson
      byHand = lesson.byHand
      dictation = Dictation(lesson)
      servers = ImpossibleReplies.Servers(of: lesson)
      places = Dictionary(
        lesson.steps.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Of a longer pause, this much counts as time at work.
  private static let pauseLimit = 5 * 60_000
  private static let wrongLineLimit = 40

  struct Refusal: Hashable, Sendable {
    let text: String
    let code: Int
    let recording: Int
    let event: Int
  }

  private let plan: Plan
  private let isByHand: Bool
  private var judge: Judge
  /// By the place in the lesson that is judged: the place in the whole lesson.
  private let placesJudged: [Int]
  private var steps: [StepGrade]
  private var seen: [Int: Phrase] = [:]
  /// By the place of the step: where it was done before its turn, first.
  private var doneAhead: [Int: DoneAhead] = [:]
  private var latestAhead: Judge.Ahead?
  private var misconceptions: [String] = []
  private(set) var refusals: [Refusal] = []
  private var mistakes = 0
  private var milliseconds = 0
  /// Of the attempts: their random ids, and when the first began.
  private var attempts: [UInt64] = []
  private var attemptsBegan: Int?
  /// Free text, as hashes.
  private var texts: [UInt64] = []
  /// The recordings that were made with another file of the lesson.
  private(set) var otherFiles: Set<Int> = []
  /// One of the recordings begins where the lesson does.
  private(set) var hasBeginning = false
  private(set) var timing = Timing()
  private var rhythm = Rhythm()

  /// Of the recording that is being read.
  private var recording = 0
  private var latest: Int?
  /// Not answered yet, oldest first.
  private var requests: [(conversation: Int, event: Int, line: Line)] = []
  private(set) var count = 0
  /// The event refuses a line that the lesson dictates, for a step that the wire does not show.
  private var isDictated = false
  /// The attempt goes on in this recording: what comes belongs to the lesson.
  private var isUnderWay: Bool { judge.isUnderWay }

  init(_ plan: Plan, isByHand: Bool) {
    self.plan = plan
    self.isByHand = isByHand
    let lesson = isByHand ? plan.byHand : plan.lesson
    judge = Judge(lesson)
    placesJudged =
      isByHand ? lesson.steps.map { plan.places[$0.id] ?? 0 } : Array(lesson.steps.indices)
    steps = Array(repeating: StepGrade(), count: plan.lesson.steps.count)
    if isByHand {
      for place in Set(steps.indices).subtracting(placesJudged) {
        steps[place].standing = .notJudged
      }
    }
  }

  // MARK: Reading

  /// Another recording begins; `place` is its number among those of the student, from 0.
  mutating func begin(_ place: Int, _ recording: GradedRecording) {
    self.recording = place
    timing.begin(recording)
    rhythm.begin()
    latest = nil
    requests = []
    count += 1
    // What was typed to a server goes on from one recording to the next, with the same judge.
    guard !isByHand else { return }
    judge = Judge(plan.lesson, score: judge.score)
    latestAhead = nil
  }

  /// The event with which a lesson begins that nobody has begun at a console.
  static func beginning(_ lesson: Lesson) -> Event? {
    lesson.steps.first.map { step in
      Event(
        milliseconds: 0, conversation: 0, act: .learner(.began(lesson.attempt(id: "", at: step.id)))
      )
    }
  }

  /// - Parameter began: When the recording began, in milliseconds since 1970; 0: not known.
  mutating func take(_ event: Event, _ facts: [Fact], began: Int) {
    let position = judge.position
    // What a verdict calls a mistake and a server refused is one mistake.
    let before = mistakes
    isDictated = false
    // How many of the facts are commands that take some typing.
    var commands = 0
    for fact in facts where fact.mayBeJudged {
      switch fact.matter {
      case .learner(let act): note(act, began)
      case .found(.smtp(.request(_, let line, in: _)))
      where line.octets.count >= Timing.shortest && !fact.isWatched:
        commands += 1
      default: break
      }
      if isUnderWay, !judge.isResuming, !fact.isWatched { note(fact, by: event.by) }
      for verdict in judge.take(fact) { note(verdict) }
      if isUnderWay, let ahead = judge.ahead(at: event.number) { note(ahead) }
    }
    if mistakes > before { mistakes = before + 1 }
    guard isUnderWay else {
      latest = nil
      return
    }
    if !isByHand {
      timing.take(event, commands: commands)
      if facts.first?.isWatched != true { rhythm.take(event) }
    }
    note(event.milliseconds, at: position)
  }

  private mutating func note(_ act: LearnerAct, _ began: Int) {
    switch act {
    case .began(let attempt) where attempt.lesson == plan.lesson.id && !isByHand:
      if attempt.step == plan.lesson.steps.first?.id { hasBeginning = true }
      if let digest = attempt.digest, digest != plan.lesson.digest { otherFiles.insert(recording) }
      if let id = attempt.id.map({ FNV1a.hash($0) }), attempts.count < 20, !attempts.contains(id) {
        attempts.append(id)
        if began > 0 { attemptsBegan = min(attemptsBegan ?? began, began) }
      }
    case .hint(let step) where isUnderWay:
      if let place = plan.places[step] { steps[place].hints.increase() }
    case .answered(_, .text(let text)) where isUnderWay: keep(text)
    default: break
    }
  }

  private mutating func note(_ verdict: Verdict) {
    switch verdict.finding {
    case .passed(let step, let points): pass(step, points, verdict.events)
    case .answeredWrongly(let step, let answer):
      fail(step, words(of: answer, to: step), verdict.events)
      if let misconception = step.misconception(in: answer), misconceptions.count < 40 {
        misconceptions.append(misconception)
      }
    case .nearMiss(let step, let seen, _): fail(step, seen, verdict.events)
    case .mistaken(let step, let say):
      fail(step, lineSeen(in: verdict.events) ?? say, verdict.events)
    case .predicted(let step, let reply, let code):
      guard let place = plan.places[step.id], steps[place].standing == .missed else { return }
      seen[place] = Phrase(
        en: "\(reply) was predicted, \(code) came", zh: "预测 \(reply)，实际是 \(code)")
    case .skipped(let step):
      if let place = plan.places[step.id], steps[place].firstEvent == 0 {
        seen[place] = Phrase(en: "skipped", zh: "跳过了")
        prove(place, verdict.events)
      }
    case .finished: break
    }
  }

  private mutating func pass(_ step: LessonStep, _ points: Points, _ events: [Int]) {
    guard let place = plan.places[step.id] else { return }
    let count = refusals.count
    refusals.removeAll { $0.recording == recording && events.contains($0.event) }
    // A refusal that the step asks for is no mistake.
    mistakes -= count - refusals.count
    let old = steps[place].standing
    let standing: Standing =
      points >= step.points ? .passed : points > 0 ? .half : .missed
    // The first try that gave the points is the proof; a later one proves only more points.
    guard old == .missed,
      standing != .missed || steps[place].firstEvent == 0
        || points > steps[place].points
    else {
      if old == .half, standing == .passed { prove(place, events, standing, points) }
      return
    }
    prove(place, events, standing, points)
  }

  private mutating func prove(
    _ place: Int, _ events: [Int], _ standing: Standing = .missed, _ points: Points = 0
  ) {
    steps[place].standing = standing
    steps[place].points = points
    steps[place].recording = UInt16(clamping: recording)
    steps[place].firstEvent = Int32(clamping: events.first ?? 0)
    steps[place].lastEvent = Int32(clamping: events.last ?? 0)
    if standing == .passed { seen[place] = nil }
  }

  private mutating func fail(_ step: LessonStep, _ words: Phrase, _ events: [Int]) {
    guard let place = plan.places[step.id], !isDictated else { return }
    steps[place].mistakes.increase()
    mistakes += 1
    guard steps[place].standing == .missed else { return }
    // Of a question the first answer counts; of a step the last try tells most.
    if step.isQuestion, steps[place].firstEvent != 0 { return }
    seen[place] = words
    prove(place, events)
  }

  /// One line is one step's: it stands for the first that waits for it.
  private mutating func note(_ ahead: Judge.Ahead) {
    guard ahead != latestAhead, placesJudged.indices.contains(judge.position) else { return }
    latestAhead = ahead
    let waiting = ahead.steps.filter { $0 > judge.position }.map { placesJudged[$0] }
    guard
      let place = waiting.first(where: { doneAhead[$0] == nil && steps[$0].standing == .missed })
    else { return }
    doneAhead[place] = DoneAhead(
      recording: recording, events: ahead.events, open: placesJudged[judge.position])
  }

  /// Of steps that were done before their turn and never in it. What passed another step is that
  /// step's.
  private func wordsAhead(_ steps: inout [StepGrade]) -> [Int: Phrase] {
    var words: [Int: Phrase] = [:]
    for (place, ahead) in doneAhead
    where steps[place].standing == .missed && steps[place].firstEvent == 0 {
      let isTaken = steps.contains {
        $0.standing != .missed && Int($0.recording) == ahead.recording
          && Int($0.lastEvent) == ahead.events.last
      }
      guard !isTaken else { continue }
      words[place] = ahead.words(plan.lesson)
      steps[place].recording = UInt16(clamping: ahead.recording)
      steps[place].firstEvent = Int32(clamping: ahead.events.first ?? 0)
      steps[place].lastEvent = Int32(clamping: ahead.events.last ?? 0)
    }
    return words
  }

  private func words(of answer: LearnerAct.Answer, to step: LessonStep) -> Phrase {
    switch (answer, step.task) {
    case (.choice(let choice), .ask(let question))
    where question.choices.indices.contains(choice - 1):
      question.choices[choice - 1].text
    case (.choice(let choice), _): .verbatim("\(choice)")
    case (.text(let text), _): .verbatim(text.shortened)
    }
  }

  /// A line of the student's among these events, with its reply.
  private func lineSeen(in events: [Int]) -> Phrase? {
    refusals.last { $0.recording == recording && events.contains($0.event) }
      .map { .verbatim("\($0.text) → \($0.code)") }
  }

  // MARK: Lines

  private mutating func note(_ fact: Fact, by author: Author?) {
    guard case .found(.smtp(let finding)) = fact.matter else { return }
    switch finding {
    case .request(_, let line, in: _):
      requests.append((fact.conversation, fact.event, line))
      if requests.count > 100 { requests.removeFirst() }
    case .content(let line, _): if line.octets.count >= Self.fewestOctets { keep(line.shownText) }
    case .exchange(let exchange):
      guard exchange.kind != .connection,
        let place = requests.firstIndex(where: { $0.conversation == fact.conversation }),
        case let request = requests.remove(at: place),
        exchange.reply.code.value >= 500, author == nil
      else { return }
      refuse(request.line.shownText, exchange.reply.code.value, request.event)
    default: break
    }
  }

  private mutating func refuse(_ text: String, _ code: Int, _ event: Int) {
    // A line that the lesson dictates to show a refusal: of a step that the wire does not show.
    guard !text.isEmpty else { return }
    if isByHand, plan.dictation.has(text) {
      isDictated = true
      return
    }
    mistakes += 1
    guard refusals.count < Self.wrongLineLimit else { return }
    refusals.append(
      Refusal(text: text.shortened, code: code, recording: recording, event: event))
  }

  /// Shorter texts are written alike by chance, as `this is a test` is: 16 Chinese characters, or a
  /// sentence of eight English words.
  private static let fewestOctets = 48

  /// Free text: what two students do not write alike by chance. A slip in a line that the lesson
  /// dictates is no text of the student's own.
  private mutating func keep(_ text: String) {
    guard text.utf8.count >= Self.fewestOctets, texts.count < 8,
      !plan.dictation.isNear(text)
    else { return }
    let hash = FNV1a.hash(text.lowercased())
    if !texts.contains(hash) { texts.append(hash) }
  }

  private mutating func note(_ now: Int, at position: Int) {
    defer { latest = now }
    guard let latest else { return }
    let pause = min(max(0, now - latest), Self.pauseLimit)
    milliseconds += pause
    guard placesJudged.indices.contains(position) else { return }
    let place = placesJudged[position]
    let sum = Int(steps[place].milliseconds) + pause
    steps[place].milliseconds = Int32(clamping: sum)
  }

  // MARK: The grade

  /// Fills in what was found.
  func finish(_ grade: inout Grade) {
    var steps = steps
    var (score, maximum): (Points, Points) = (0, 0)
    for (place, step) in plan.lesson.steps.enumerated() where steps[place].standing != .notJudged {
      maximum = maximum + step.points
      // The score's own books have the last word.
      steps[place].points = judge.score.earned[step.id] ?? 0
      if judge.score.earned[step.id] != nil, steps[place].points >= step.points {
        steps[place].standing = .passed
      }
      score = score + steps[place].points
    }
    let seen = seen.merging(wordsAhead(&steps)) { known, _ in known }
    grade.steps = steps
    (grade.score, grade.maximum) = (score, maximum)
    grade.hints = steps.reduce(0) { $0 + Int($1.hints) }
    grade.mistakes = mistakes
    grade.milliseconds = milliseconds
    grade.seen = WordsOfSteps(seen.filter { steps[$0.key].standing != .passed })
    grade.misconceptions = misconceptions
    var wrongLines: [UInt64] = []
    for refusal in refusals where wrongLines.count < 12 {
      guard refusal.text.count >= 6, !plan.dictation.has(refusal.text) else { continue }
      let hash = FNV1a.hash(refusal.text)
      if !wrongLines.contains(hash) { wrongLines.append(hash) }
    }
    grade.traces = Traces(
      attempts: attempts, rhythms: rhythm.smallest, wrongLines: wrongLines, texts: texts,
      began: attemptsBegan)
  }
}

extension LessonStep {
  /// The misconception for which a wrong answer stands.
  fileprivate func misconception(in answer: LearnerAct.Answer) -> String? {
    switch (task, answer) {
    case (.ask(let question), .choice(let choice)):
      question.choices.indices.contains(choice - 1)
        ? question.choices[choice - 1].misconception : nil
    case (.fill(let question), .text(let text)): question.slip(for: text)?.misconception
    default: nil
    }
  }
}

extension UInt16 {
  fileprivate mutating func increase() { if self < .max { self += 1 } }
}

extension Line {
  /// As a person reads it: what is no UTF-8 is replaced.
  fileprivate var shownText: String { String(decoding: octets.prefix(400), as: UTF8.self) }
}

extension String {
  /// A gradebook quotes a line, not a book.
  fileprivate var shortened: String {
    count > 160 ? prefix(159) + "…" : self
  }
}
