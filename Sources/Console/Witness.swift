import PracticeWorld
import Protocols
import Teaching
import Transcripts

/// One event and everything that is known of it.
struct Seen {
  /// As it crossed the wire.
  let event: Event
  /// As it may be kept.
  let recorded: Event
  let facts: [Fact]
  let notes: [Note]
}

/// Sees each event once: numbers it, folds it, records it, and has it annotated.
final class Witness {
  private(set) var session = Session()
  private(set) var comparison = Comparison()
  /// Secrets withheld. For `:save` and `:replay`; the recording on disk has all.
  private(set) var events: [Event] = []
  /// A server that never ends costs no memory: past the limit, events are seen and recorded, and no longer kept here.
  private(set) var isKeptWhole = true
  private static let keptLimit = 64 << 20
  private var keptOctets = 0
  private var count = 0
  let header: TranscriptHeader
  private(set) var recorder: TranscriptFile?
  private var annotator = Annotator()
  private let start = ContinuousClock.now

  init(header: TranscriptHeader, recorder: TranscriptFile?) {
    self.header = header
    self.recorder = recorder
  }

  func see(
    _ act: Act, in conversation: Int, at instant: ContinuousClock.Instant, isByConsole: Bool
  ) -> Seen {
    count += 1
    let event = Event(
      number: count, milliseconds: max(0, (instant - start).milliseconds),
      conversation: conversation, act: act, by: isByConsole ? .console : nil)
    let facts = session.take(event)
    for fact in facts { comparison.take(fact) }
    let recorded = event.redacted(by: facts)
    keep(recorded)
    recorder?.append(recorded)
    let notes = annotator.notes(on: event, facts: facts, in: session)
    return Seen(event: event, recorded: recorded, facts: facts, notes: notes)
  }

  private func keep(_ event: Event) {
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
