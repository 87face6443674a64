import Language
package import Protocols
package import Teaching
package import Transcripts

/// Reads a recording as its student read the session: the annotator's notes, and what the lesson
/// said where it said it. Steps, answers and hints cross no wire, so only this reader shows them.
///
/// The texts are those of the lesson's file, where it is the file that the recording names by its
/// digest. Otherwise the acts are told alone, in plain words. Points are those of this recording:
/// what earlier sessions earned is not in it.
///
/// A step's text comes with the event after which the console showed it. Whether byhand first
/// types again what was done before, or when a watched conversation is waited for no longer, only
/// the next event tells. The step then stands first among the notes of that event.
package struct SessionReader: Sendable {
  private var annotator: Annotator
  private let lessons: Library
  /// The lesson that goes on.
  private var lesson: LessonSession?
  /// A lesson goes on whose text is not here.
  private var isUntold = false
  /// The lesson of which this was said last.
  private var untoldLesson: String?
  /// What was earned in this recording, by the lesson's id.
  private var scores: [String: Score] = [:]
  private var next = NextStep.none
  /// Notes of lessons so far.
  private var told = 0
  /// More than anybody reads: a forged recording could ask for a book with each act.
  private static let limit = 20_000
  /// The event before has opened a practice world.
  private var isWorldNew = false

  /// A step that is still to be shown.
  private enum NextStep: Hashable, Sendable {
    case none
    /// At the end of the conversations that are open, or at this time in milliseconds.
    case held(until: Int)
    /// At once, unless byhand first types again what was done before it, which is announced so.
    case afterRedoing(Phrase)
    /// Once byhand is ready.
    case afterReady

    /// Said when byhand begins to type, if it has not been said yet.
    var announcement: Phrase? {
      switch self {
      case .none, .held: .typedAgain
      case .afterRedoing(let phrase): phrase
      case .afterReady: nil
      }
    }
  }

  /// - Parameters:
  ///   - recorder: The side that recorded the session.
  ///   - lessons: Those whose texts are known.
  ///   - isFolding: What was explained before is explained briefly, as the student saw it.
  package init(
    recordedBy recorder: Side = .client, lessons: Library = Library(), isFolding: Bool = true
  ) {
    annotator = Annotator(recordedBy: recorder, isFolding: isFolding)
    self.lessons = lessons
  }
}

extension SessionReader: FactReader {
  package mutating func read(_ event: Event, _ facts: [Fact], in session: Session) -> [Note] {
    let explained = annotator.read(event, facts, in: session)
    let act = facts.lazy.compactMap(\.learnerAct).first
    defer { isWorldNew = facts.contains(where: \.isWorldOpening) }
    guard lesson != nil || act != nil, told < Self.limit else { return explained }
    let late = stepShownBefore(event, act, session)
    var notes = tell(event, facts, act, session)
    told += late.count + notes.count
    if told >= Self.limit {
      leave()
      notes.append(.lesson(.aside, .tooMuchToTell))
    }
    return placed(late, at: event) + explained + placed(notes, at: event)
  }

  private func placed(_ notes: [Note], at event: Event) -> [Note] {
    notes.map { note in
      var note = note
      note.event = event.number
      return note
    }
  }

  private mutating func tell(
    _ event: Event, _ facts: [Fact], _ act: LearnerAct?, _ session: Session
  ) -> [Note] {
    if case .began(let attempt)? = act { begin(attempt) }
    guard lesson != nil else { return act.map { plainly($0) } ?? [] }
    let typed = act.map { words(for: $0) } ?? []
    let said = judge(event, facts, session)
    let shown = act.map { follow($0, session) } ?? []
    return typed + said + shown
  }

  // MARK: Lessons

  /// Where the lesson stands after the last event, its steps counted from 1; `nil` where none goes
  /// on whose text is here.
  package var step: (id: String, number: Int)? {
    lesson.flatMap { lesson in lesson.judge.current.map { ($0.id, lesson.judge.position + 1) } }
  }

  private mutating func begin(_ attempt: LessonAttempt) {
    leave()
    if let known = lessons.lesson(of: attempt) {
      let score = scores[known.id] ?? Score()
      lesson = LessonSession(known, score: score, isLive: false)
    } else {
      isUntold = true
    }
  }

  private mutating func leave() {
    if let judge = lesson?.judge { scores[judge.lesson.id] = judge.score }
    (lesson, isUntold, next) = (nil, false, .none)
  }

  /// What the lesson says about the facts, as the console says it.
  private mutating func judge(_ event: Event, _ facts: [Fact], _ session: Session) -> [Note] {
    guard let (notes, hasAdvanced) = lesson?.take(facts, by: event.by) else { return [] }
    if hasAdvanced {
      let patience = LessonSession.watchPatience
      next = .held(until: event.milliseconds.addingClipped(patience.milliseconds))
    }
    return notes + settle(event, session, hasAdvanced: hasAdvanced)
  }

  /// The next step, or a question that has waited, if its time has come.
  private mutating func settle(
    _ event: Event, _ session: Session, hasAdvanced: Bool
  ) -> [Note] {
    if case .held(let end) = next, !isHeldBack(until: end, at: event, session) {
      return showStep(session)
    }
    if hasAdvanced { return [] }
    guard session.canAsk else { return lesson?.holdQuestion() ?? [] }
    let isServersTurn = session.openConversation?.guidance.typed == .nothing
    return lesson?.holdsQuestion == true && !isServersTurn ? showStep(session) : []
  }

  private func isHeldBack(until end: Int, at event: Event, _ session: Session) -> Bool {
    session.openConversation?.isEndAnnounced == true
      || session.isWatching && event.milliseconds < end
  }

  /// The step that the student saw before the event, if it has not been shown yet.
  private mutating func stepShownBefore(
    _ event: Event, _ act: LearnerAct?, _ session: Session
  ) -> [Note] {
    switch next {
    case .held(let end):
      let isTyped = act != nil || event.isTyped(in: session)
      let isHeld = session.openConversation?.isEndAnnounced == true
      guard !isHeld, isTyped || event.milliseconds >= end else { return [] }
    case .afterRedoing:
      if case .resumed? = act { return [] }
    case .none, .afterReady: return []
    }
    return showStep(session)
  }

  private mutating func showStep(_ session: Session) -> [Note] {
    next = .none
    if lesson?.unprepared != nil {
      next = .afterReady
      return [Note(.console, text: .beginning)]
    }
    return lesson?.showStep(canAsk: session.canAsk) ?? []
  }

  // MARK: Acts

  /// What the student typed that crossed no wire, where the lesson's own words do not tell it.
  private func words(for act: LearnerAct) -> [Note] {
    guard let lesson else { return [] }
    switch act {
    case .answered(let step, let answer):
      guard lesson.judge.current?.id == step, let words = lesson.words(of: answer) else { break }
      return [.lesson(.act, words)]
    case .predicted(let step, _), .hint(let step), .skipped(let step):
      guard lesson.judge.current?.id == step else { break }
      return []
    case .back(let step):
      guard let index = lesson.lesson.steps.firstIndex(where: { $0.id == step }) else { break }
      return [.lesson(.act, .backTo(index + 1))]
    case .began, .resumed, .ready: return []
    case .restarted, .asked: break
    }
    return [.lesson(.act, act.words)]
  }

  /// What the console showed after the act.
  private mutating func follow(_ act: LearnerAct, _ session: Session) -> [Note] {
    guard let lesson else { return [] }
    let step = lesson.judge.current
    let isAtFirst = lesson.judge.position == 0
    switch act {
    case .began:
      if isAtFirst { return lesson.opening + showStep(session) }
      next = .afterRedoing(.typedAgain)
      let isContinued = scores[lesson.lesson.id] == nil
      return lesson.opening
        + (isContinued ? [.lesson(.aside, .pointsOfThisRecording)] : [])
    case .resumed:
      let announced = next.announcement.map { Note(.console, text: $0) }
      next = .afterReady
      return announced.map { [$0] } ?? []
    case .ready: return showStep(session)
    case .predicted(let id, _) where id == step?.id && lesson.judge.prediction != nil:
      return showStep(session)
    case .hint(let id) where id == step?.id: return lesson.hint
    case .restarted: return lesson.opening + showStep(session)
    case .back:
      // Another world brings back what was there, unless nothing was.
      guard isWorldNew, !isAtFirst else { return showStep(session) }
      next = .afterRedoing(.goingBack)
      return []
    case .asked(console: "lesson off"):
      leave()
      return []
    case .predicted, .hint, .skipped, .answered, .asked: return []
    }
  }

  /// The acts alone, where the lesson's text is not here. Outside a lesson only the console's own
  /// commands mean anything.
  private mutating func plainly(_ act: LearnerAct) -> [Note] {
    if case .asked(let command) = act {
      if command == "lesson off" { leave() }
      return [.lesson(.act, act.words)]
    }
    guard isUntold else { return [] }
    guard case .began(let attempt) = act else { return [.lesson(.act, act.words)] }
    defer { untoldLesson = attempt.lesson }
    let isNew = untoldLesson != attempt.lesson
    return [.lesson(.title, act.words)]
      + (isNew ? [.lesson(.aside, .textNotHere(isKnown: lessons[attempt.lesson] != nil))] : [])
  }
}

extension LessonSession {
  /// What the student answered, with the number that stood on the screen; `nil` where the step
  /// cannot be answered so.
  fileprivate func words(of answer: LearnerAct.Answer) -> Phrase? {
    switch (judge.current?.task, answer) {
    case (.ask(let question)?, .choice(let choice)):
      guard let place = order(of: question).firstIndex(of: choice) else { return nil }
      return .answered(.verbatim("\(place + 1)  ") + question.choices[choice - 1].text)
    case (.fill?, .text(let text)), (.reflect?, .text(let text)):
      return .answered(.verbatim(LearnerAct.shown(text)))
    default: return nil
    }
  }
}

extension Session {
  /// The student's, while it is open.
  fileprivate var openConversation: Conversation? {
    conversation.flatMap { $0.isOpen ? $0 : nil }
  }

  fileprivate var canAsk: Bool { LessonSession.canAsk(during: conversation) }
}

extension Event {
  /// The student typed it.
  fileprivate func isTyped(in session: Session) -> Bool {
    guard by == nil else { return false }
    return switch act {
    case .heard(.client, _), .opened: session.conversations[conversation]?.isWatched == false
    default: false
    }
  }
}

extension Fact {
  fileprivate var learnerAct: LearnerAct? {
    if case .learner(let act) = matter { act } else { nil }
  }

  fileprivate var isWorldOpening: Bool {
    if case .world(.opened) = matter { true } else { false }
  }
}

extension Int {
  /// A forged recording may have any times.
  fileprivate func addingClipped(_ other: Int) -> Int {
    let (sum, hasOverflow) = addingReportingOverflow(other)
    return hasOverflow ? .max : sum
  }
}
