import Language
import Lessons
import Presentation
import Protocols
import Teaching
import Transcripts

/// What is needed to show one event of a recording, and what is true after it.
struct ReplayReading: Sendable {
  let notes: [Note]
  let speakers: Speakers?
  let exposure: Exposure?
  let state: State

  /// What the first row of the screen says of a place.
  struct State: Hashable, Sendable {
    /// The server of the conversation that was heard last.
    var host: String?
    var phase: Phase?
    var isHTTP = false
    var lesson: Phrase?
    var step: Step?
  }

  /// Of a lesson.
  struct Step: Hashable, Sendable {
    let id: String
    /// Counted from 1.
    let number: Int
  }
}

/// Reads what happened as a replay shows it.
struct ReplayReader: FactReader {
  private var reader: SessionReader
  private var lastHeard: Int?
  private var state = ReplayReading.State()
  private let lessons: Library

  init(_ source: ReplaySource) {
    lessons = source.lessons
    // In a replay no `:explain` could tell the rest.
    reader = SessionReader(
      recordedBy: source.recorder, lessons: source.lessons, isFolding: false)
  }

  mutating func read(_ event: Event, _ facts: [Fact], in session: Session) -> ReplayReading {
    let notes = reader.read(event, facts, in: session)
    let speakers = Speakers(of: event, after: lastHeard, in: session)
    if case .heard = event.act { lastHeard = event.conversation }
    if let conversation = session.conversations[event.conversation] {
      state.host = conversation.opening.attempt.host
      state.phase = conversation.phase
      state.isHTTP = conversation.opening.attempt.dialect == .http
    }
    if case .learner(.began(let attempt)) = event.act {
      state.lesson = lessons.lesson(of: attempt)?.title ?? .verbatim(attempt.lesson)
    }
    state.step = reader.step.map { ReplayReading.Step(id: $0.id, number: $0.number) }
    return ReplayReading(
      notes: notes, speakers: speakers, exposure: Exposure(of: event, facts, in: session),
      state: state)
  }
}
