package import Presentation
import Protocols
package import Teaching
package import Transcripts

/// One event and everything the console knows about it.
package struct SeenEvent: Sendable {
  /// The event as it crossed the wire.
  package let event: Event
  /// The event as it may be stored, without secrets.
  package let recorded: Event
  package let facts: [Fact]
  package let notes: [Note]
  package let speakers: Speakers?
  package let exposure: Exposure?
}

/// Adds each event to the session and annotates it.
package struct SessionLog: Sendable {
  private var recorder = Recorder()
  package var session: Session { recorder.session }
  package private(set) var comparison = Comparison()
  /// The events without secrets, for `:save` and `:replay`. The recording on disk has all of them.
  package private(set) var events: [Event] = []
  /// False once the session exceeds the limit. Further events are recorded on disk but not kept
  /// here, so that an endless server cannot fill the memory.
  private(set) var isComplete = true
  private let keptLimit: Int
  private var keptOctets = 0
  /// Its student is the one owner of the name by which the console knows the student.
  var header: TranscriptHeader
  /// When the recording began, since the console was opened.
  private let beginning: Duration
  private var annotator = Annotator()
  /// The conversation of the last line.
  private var lastHeard: Int?

  /// `keptLimit`: how many octets of events are kept.
  init(header: TranscriptHeader, from beginning: Duration = .zero, keptLimit: Int = 64 << 20) {
    self.header = header
    self.beginning = beginning
    self.keptLimit = keptLimit
  }

  /// `moment` is the time since the console was opened.
  mutating func add(
    _ act: Act, in conversation: Int, at moment: Duration, by author: Author?
  ) -> SeenEvent {
    let entry = recorder.record(
      act, in: conversation, at: (moment - beginning).milliseconds, by: author)
    for fact in entry.facts { comparison.take(fact) }
    keep(entry.recorded)
    let notes = annotator.notes(on: entry.event, facts: entry.facts, in: recorder.session)
    let speakers = Speakers(of: entry.event, after: lastHeard, in: recorder.session)
    if case .heard = act { lastHeard = conversation }
    return SeenEvent(
      event: entry.event, recorded: entry.recorded, facts: entry.facts, notes: notes,
      speakers: speakers,
      exposure: Exposure(of: entry.event, entry.facts, in: recorder.session))
  }

  private mutating func keep(_ event: Event) {
    if case .heard(_, let piece) = event.act { keptOctets += piece.count }
    keptOctets += MemoryLayout<Event>.size
    isComplete = isComplete && keptOctets <= keptLimit
    if isComplete { events.append(event) }
  }

  /// The notes on the last reply, in full.
  var lastExplanation: [Note] { annotator.lastExplanation }

  /// Whether the events that are kept hold the whole of this attempt at a lesson.
  func holds(attempt id: String) -> Bool {
    isComplete
      && events.contains {
        if case .learner(.began(let attempt)) = $0.act { attempt.id == id } else { false }
      }
  }

  /// The names that suggestions may use now.
  var participants: Participants { annotator.participants(in: session) }

  /// The whole session in the format of a transcript file.
  var transcript: String {
    ([header.json] + events.map(\.json)).joined(separator: "\n") + "\n"
  }
}
