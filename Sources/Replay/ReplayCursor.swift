import Lessons
import Presentation
import Protocols
import Teaching
import Transcripts

/// A place in a recorded session: what stands on the screen there, and the steps to its neighbours.
struct ReplayCursor: Sendable {
  private let timeline: Timeline<SessionReader>
  private var now: Moment<SessionReader>
  /// Events that have been shown.
  private(set) var position = 0
  var view: any View

  init(
    _ events: [Event], _ view: any View, recordedBy recorder: Side, lessons: Library = Library()
  ) {
    let reader = SessionReader(recordedBy: recorder, lessons: lessons)
    timeline = Timeline(events: events, reader: reader)
    self.view = view
    now = Moment(reader)
  }

  var events: [Event] { timeline.events }
  var isAtEnd: Bool { position == events.count }

  /// Of the conversation that the last event shown belongs to.
  var phase: Phase? {
    guard position > 0 else { return nil }
    return now.session.conversations[events[position - 1].conversation]?.phase
  }

  /// The text of the next event that has any; those without are passed over.
  mutating func forward() -> String {
    while !isAtEnd {
      let event = events[position]
      let text = text(of: event, now.take(event))
      position += 1
      if !text.isEmpty { return text }
    }
    return ""
  }

  /// How many events had been shown before the last one that has any text.
  var stepBack: Int {
    let (first, texts) = texts(holding: 1)
    return first + (texts.lastIndex { !$0.isEmpty } ?? 0)
  }

  mutating func go(to target: Int) {
    position = target
    now = timeline.moment(after: target)
  }

  /// The last lines of what has been shown, at most `rows`.
  func page(rows: Int) -> String {
    let lines = texts(holding: rows).texts.joined()
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return lines.suffix(rows).map { $0 + "\n" }.joined()
  }

  /// The texts of the last events, back to a kept moment: at least `lines` lines of them, or all.
  private func texts(holding lines: Int) -> (first: Int, texts: [String]) {
    var first = position
    var blocks: [[String]] = []
    var count = 0
    while first > 0, count < lines {
      let range = timeline.keptMoment(before: first - 1)..<first
      let block = zip(events[range], timeline.readings(of: range)).map(text)
      count += block.reduce(0) { $0 + $1.utf8.count { $0 == UInt8(ascii: "\n") } }
      blocks.append(block)
      first = range.lowerBound
    }
    return (first, blocks.reversed().flatMap { $0 })
  }

  private func text(of event: Event, _ notes: [Note]) -> String {
    view.show(
      event, notes, by: Speakers(of: event, after: event.conversation, in: now.session),
      isEchoed: false)
  }
}
