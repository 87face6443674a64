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
  /// Secrets withheld.
  private(set) var events: [Event] = []
  let header: TranscriptHeader
  private(set) var recorder: Recorder?
  private var annotator = Annotator()
  private let start = ContinuousClock.now

  init(header: TranscriptHeader, recorder: Recorder?) {
    self.header = header
    self.recorder = recorder
  }

  func see(
    _ act: Act, in conversation: Int, at instant: ContinuousClock.Instant, isByConsole: Bool
  ) -> Seen {
    let event = Event(
      number: events.count + 1, milliseconds: max(0, milliseconds(until: instant)),
      conversation: conversation, act: act, isByConsole: isByConsole)
    let facts = session.take(event)
    for fact in facts { comparison.take(fact) }
    let recorded = event.redacted(by: facts)
    events.append(recorded)
    recorder?.record(recorded)
    let notes = annotator.notes(on: event, facts: facts, in: session)
    return Seen(event: event, recorded: recorded, facts: facts, notes: notes)
  }

  private func milliseconds(until instant: ContinuousClock.Instant) -> Int {
    let (seconds, attoseconds) = (instant - start).components
    return Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
  }

  /// The whole session as a transcript file holds it.
  var transcript: String {
    ([header.json] + events.map(\.json)).joined(separator: "\n") + "\n"
  }
}
