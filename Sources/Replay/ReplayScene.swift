import Language
import Lessons
import Presentation
import Protocols
import Teaching
import Transcripts

/// What is needed to show one event of a recording, and what is true after it.
struct ReplayScene: Sendable {
  let notes: [Note]
  let speakers: Speakers?
  let setting: Setting

  /// What the first row of the screen says of a place.
  struct Setting: Hashable, Sendable {
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
struct SceneReader: FactReader {
  private var reader: SessionReader
  private var lastHeard: Int?
  private var setting = ReplayScene.Setting()
  private let lessons: Library

  init(_ source: ReplaySource) {
    lessons = source.lessons
    // In a replay no `:explain` could tell the rest.
    reader = SessionReader(
      recordedBy: source.recorder, lessons: source.lessons, isFolding: false)
  }

  mutating func read(_ event: Event, _ facts: [Fact], in session: Session) -> ReplayScene {
    let notes = reader.read(event, facts, in: session)
    let speakers = Speakers(of: event, after: lastHeard, in: session)
    if case .heard = event.act { lastHeard = event.conversation }
    if let conversation = session.conversations[event.conversation] {
      setting.host = conversation.opening.attempt.host
      setting.phase = conversation.phase
      setting.isHTTP = conversation.opening.attempt.dialect == .http
    }
    if case .learner(.began(let attempt)) = event.act {
      setting.lesson = lessons.lesson(of: attempt)?.title ?? .verbatim(attempt.lesson)
    }
    setting.step = reader.step.map { ReplayScene.Step(id: $0.id, number: $0.number) }
    return ReplayScene(notes: notes, speakers: speakers, setting: setting)
  }
}
