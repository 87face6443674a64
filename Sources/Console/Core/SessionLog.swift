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

/// Sees each event once: numbers it, folds it, and has it annotated.
package struct SessionLog: Sendable {
  package private(set) var session = Session()
  package private(set) var comparison = Comparison()
  /// Secrets withheld. For `:save` and `:replay`; the recording on disk has all.
  package private(set) var events: [Event] = []
  /// A server that never ends costs no memory: past the limit, events are seen and recorded, and no longer kept here.
  private(set) var isKeptWhole = true
  private static let keptLimit = 64 << 20
  private var keptOctets = 0
  private var count = 0
  let header: TranscriptHeader
  private var annotator = Annotator()

  init(header: TranscriptHeader) { self.header = header }

  /// `moment`: since the session began.
  mutating func see(
    _ act: Act, in conversation: Int, at moment: Duration, by author: Author?
  ) -> SeenEvent {
    count += 1
    let event = Event(
      number: count, milliseconds: max(0, moment.milliseconds),
      conversation: conversation, act: act, by: author)
    let facts = session.take(event)
    for fact in facts { comparison.take(fact) }
    let recorded = event.redacted(by: facts)
    keep(recorded)
    let notes = annotator.notes(on: event, facts: facts, in: session)
    return SeenEvent(event: event, recorded: recorded, facts: facts, notes: notes)
  }

  private mutating func keep(_ event: Event) {
    if case .heard(_, let piece) = event.act { keptOctets += piece.count }
    keptOctets += MemoryLayout<Event>.size
    isKeptWhole = isKeptWhole && keptOctets <= Self.keptLimit
    if isKeptWhole { events.append(event) }
  }

  /// The whole session as a transcript file holds it.
  var transcript: String {
    ([header.json] + events.map(\.json)).joined(separator: "\n") + "\n"
  }
}
