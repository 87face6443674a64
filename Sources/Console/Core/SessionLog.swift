import Protocols
package import Teaching
package import Transcripts

/// One event and everything that is known of it.
package struct SeenEvent: Sendable {
  /// As it crossed the wire.
  package let event: Event
  /// As it may be kept.
  package let recorded: Event
  package let facts: [Fact]
  package let notes: [Note]
}

/// Sees each event once: has it recorded and annotated.
package struct SessionLog: Sendable {
  private var recorder = Recorder()
  package var session: Session { recorder.session }
  package private(set) var comparison = Comparison()
  /// Secrets withheld. For `:save` and `:replay`; the recording on disk has all.
  package private(set) var events: [Event] = []
  /// A server that never ends costs no memory: past the limit, events are seen and recorded, and no longer kept here.
  private(set) var isKeptWhole = true
  private static let keptLimit = 64 << 20
  private var keptOctets = 0
  let header: TranscriptHeader
  private var annotator = Annotator()

  init(header: TranscriptHeader) { self.header = header }

  /// `moment`: since the session began.
  mutating func see(
    _ act: Act, in conversation: Int, at moment: Duration, by author: Author?
  ) -> SeenEvent {
    let entry = recorder.record(act, in: conversation, at: moment.milliseconds, by: author)
    for fact in entry.facts { comparison.take(fact) }
    keep(entry.recorded)
    let notes = annotator.notes(on: entry.event, facts: entry.facts, in: recorder.session)
    return SeenEvent(
      event: entry.event, recorded: entry.recorded, facts: entry.facts, notes: notes)
  }

  private mutating func keep(_ event: Event) {
    if case .heard(_, let piece) = event.act { keptOctets += piece.count }
    keptOctets += MemoryLayout<Event>.size
    isKeptWhole = isKeptWhole && keptOctets <= Self.keptLimit
    if isKeptWhole { events.append(event) }
  }

  /// Whom a suggestion may name at this moment.
  var participants: Participants { annotator.participants(in: session) }

  /// The whole session as a transcript file holds it.
  var transcript: String {
    ([header.json] + events.map(\.json)).joined(separator: "\n") + "\n"
  }
}
