import Lessons
import Protocols
import Transcripts

/// A lesson as it passes by what happens on the wire alone. Questions answer themselves, and steps
/// that ask for a command to the console, such as a look at a mailbox, are left out.
struct LessonPassage: Sendable {
  private var judge: Judge
  /// For acts that were not recorded.
  private var acts = Session()

  init(_ lesson: Lesson) {
    judge = Judge(lesson)
    take(.began(lesson.attempt(id: "", at: lesson.steps[0].id)))
  }

  /// The step whose turn it is, from 0.
  var position: Int { judge.position }

  mutating func take(_ facts: [Fact]) {
    for fact in facts {
      if case .learner = fact.matter { continue }
      _ = judge.take(fact)
    }
    passOthers()
  }

  private mutating func take(_ act: LearnerAct) {
    let event = Event(milliseconds: 0, conversation: 0, act: .learner(act))
    for fact in acts.take(event) { _ = judge.take(fact) }
    passOthers()
  }

  private mutating func passOthers() {
    guard let step = judge.current else { return }
    switch step.task {
    case .ask(let question): take(.answered(step: step.id, .choice(question.answer)))
    case .fill(let question):
      take(.answered(step: step.id, .text(question.accepted.first ?? "")))
    case .reflect: take(.answered(step: step.id, .text("…")))
    case .predict where judge.prediction == nil: take(.predicted(step: step.id, reply: "2"))
    case .act where step.asksForConsole: take(.skipped(step: step.id))
    case .act, .predict: break
    }
  }

  /// The number of events up to the step's beginning; `nil` if it is never reached.
  func end(before step: String, in events: ArraySlice<Event>) -> Int? {
    // Others before it leave everything as it was.
    let acts = judge.lesson.steps.prefix { $0.id != step }.lastIndex {
      !$0.isQuestion && !$0.asksForConsole
    }
    guard let act = acts else { return 0 }
    var (passage, session) = (self, Session())
    for (index, event) in events.enumerated() {
      passage.take(session.take(event))
      if passage.position > act { return Self.settled(events, after: index + 1) }
    }
    return nil
  }

  /// What the servers do with messages before the student does anything more has happened before
  /// the next step, too.
  private static func settled(_ events: ArraySlice<Event>, after count: Int) -> Int {
    let relays = events.compactMap { event in
      if case .opened(let opening) = event.act, opening.isWatched {
        event.conversation
      } else {
        nil
      }
    }
    var end = count
    for (index, event) in events.enumerated().dropFirst(count)
    where !relays.contains(event.conversation) {
      switch event.act {
      case .world(.queue): end = index + 1
      case .failed, .heard(.server, _), .closed(by: .server, _): break
      default: return end
      }
    }
    return end
  }
}
