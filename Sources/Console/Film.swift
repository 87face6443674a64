import Presentation
import Protocols
import Teaching
import Transcripts

/// A recorded session as its lines on the screen, to be gone through both ways.
struct Film {
  private let timeline: Timeline<Annotator>
  private let screen: Screen
  private var now: Moment<Annotator>
  /// Events that have been shown.
  private(set) var position = 0

  init(_ events: [Event], _ screen: Screen) {
    timeline = Timeline(events: events, reader: Annotator())
    self.screen = screen
    now = Moment(Annotator())
  }

  var isAtEnd: Bool { position == timeline.events.count }

  /// Of the conversation that the last event shown belongs to.
  var phase: Phase? {
    guard position > 0 else { return nil }
    return now.session.conversations[timeline.events[position - 1].conversation]?.phase
  }

  /// The next that there is to see: an event without anything is no step.
  mutating func forward() -> String {
    while !isAtEnd {
      let event = timeline.events[position]
      let text = screen.text(of: event, now.take(event))
      position += 1
      if !text.isEmpty { return text }
    }
    return ""
  }

  /// How many events had been shown before the last that there is to see.
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

  /// What was shown of the last events, from the moment kept that is near enough for so many lines; all of it where there are
  /// fewer.
  private func texts(holding lines: Int) -> (first: Int, texts: [String]) {
    var first = position
    var blocks: [[String]] = []
    var count = 0
    while first > 0, count < lines {
      let range = timeline.keptMoment(before: first - 1)..<first
      let block = zip(timeline.events[range], timeline.readings(of: range)).map(screen.text)
      count += block.reduce(0) { $0 + $1.utf8.count { $0 == UInt8(ascii: "\n") } }
      blocks.append(block)
      first = range.lowerBound
    }
    return (first, blocks.reversed().flatMap { $0 })
  }
}
