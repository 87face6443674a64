import Language
import Presentation
import Protocols
import Teaching
import Transcripts

/// A place in a recorded session, the rows that stand on the screen there, and the ways from it.
///
/// A place counts events: at place 3 the first three have been shown. A long recording is read no
/// further than is needed; `readAhead` reads on while nothing else is to be done.
struct ReplayCursor: Sendable {
  private var timeline: Timeline<ReplayReader>
  /// Its mistakes are known as far as the recording has been read.
  private(set) var outline: Outline
  private(set) var place = 0
  /// Ascending.
  let stretches: [Stretch]
  let redone: Redone
  /// Steps of lessons, as far as the recording has been read, each with the place where its task is
  /// shown. Ascending.
  private(set) var steps: [(place: Int, step: ReplayReading.Step)] = []
  /// Of the blocks that were shown last: a cache.
  private var blocksRead: [Range<Int>: [ReplayReading]] = [:]
  private static let cachedBlocks = 4
  /// A recording that is not longer is read as a whole at the start.
  private static let readAtOnce = 5_000

  init(_ source: ReplaySource) {
    timeline = Timeline(events: source.events, reader: ReplayReader(source))
    outline = Outline(source.events)
    stretches = Stretch.all(outline, source.events)
    redone = Redone(source.events)
    read(upTo: min(source.events.count, Self.readAtOnce))
  }

  var events: [Event] { timeline.events }
  var isAtEnd: Bool { place == events.count }
  var isRead: Bool { timeline.reached == events.count }
  /// Events before here whose notes are not known yet.
  var unread: Int { max(0, place - timeline.reached) }

  private mutating func read(upTo count: Int) {
    guard count > timeline.reached else { return }
    var (outline, steps) = (outline, steps)
    timeline.read(upTo: count) { index, reading in
      outline.note(reading.notes, at: index)
      guard let step = reading.state.step, step != steps.last?.step,
        reading.notes.contains(where: { $0.voice == .task })
      else { return }
      steps.append((index + 1, step))
    }
    (self.outline, self.steps) = (outline, steps)
  }

  /// Reads the next part of a long recording.
  mutating func readAhead() { read(upTo: timeline.reached + 1_000) }

  mutating func go(to target: Int) { place = min(max(target, 0), events.count) }

  // MARK: Texts

  private mutating func reading(at index: Int) -> ReplayReading {
    let block = timeline.block(of: index)
    if let known = blocksRead[block] { return known[index - block.lowerBound] }
    read(upTo: block.upperBound)
    let read = timeline.readings(of: block)
    if blocksRead.count >= Self.cachedBlocks {
      // The farthest from here is the least likely to be needed.
      let farthest = blocksRead.keys.max {
        abs($0.lowerBound - index) < abs($1.lowerBound - index)
      }
      if let farthest { blocksRead[farthest] = nil }
    }
    blocksRead[block] = read
    return read[index - block.lowerBound]
  }

  /// - Parameter isQuiet: Without what is said about mistakes.
  /// - Parameter isQuiet: Nothing is told but the line.
  private mutating func text(at index: Int, in view: any View, isQuiet: Bool) -> String {
    if isQuiet, case .world = events[index].act { return "" }
    let reading = reading(at: index)
    let notes = isQuiet ? reading.notes.filter { $0.about != .mistake } : reading.notes
    return view.show(
      events[index], notes, by: reading.speakers, reading.exposure, isEchoed: false)
  }

  /// After the last event that was shown.
  var state: ReplayReading.State {
    mutating get { place > 0 ? reading(at: place - 1).state : .init() }
  }

  /// Cells at the left of all rows.
  static let gutter = 2

  /// The last rows of what has been shown, at least `count` of them, or all. A sign at the left
  /// tells which event was shown last, and what byhand only typed again.
  ///
  /// - Parameter quietFrom: The first event of which nothing is told but its line.
  mutating func rows(_ count: Int, in view: any View, quietFrom: Int = .max) -> [String] {
    var blocks: [[String]] = []
    var found = 0
    var index = place
    while index > 0, found < count {
      index -= 1
      let shown = text(at: index, in: view, isQuiet: index >= quietFrom)
      if shown.isEmpty { continue }
      // HTTP has no phases, so without a heading it would seem to belong to the last one of SMTP.
      let heading = index > 0 && events[index].opensHTTP ? view.say(Note(.phase, text: .http)) : ""
      let rows = (heading + shown).split(separator: "\n", omittingEmptySubsequences: false)
        .dropLast()
      let first = blocks.isEmpty ? rows.firstIndex { !$0.isEmpty } : nil
      let sign = redone.contains(index) ? ": " : "  "
      blocks.append(
        rows.enumerated().map { row, text in
          text.isEmpty ? "" : (row == first ? "► " : sign) + text
        })
      found += rows.count
    }
    return blocks.reversed().flatMap { $0 }
  }

  /// The event that was shown last is one of several lines of a text, and nothing is said about it.
  var isTextAlone: Bool {
    mutating get {
      guard place > 1, case .heard(let side, _) = events[place - 1].act,
        case .heard(side, _) = events[place - 2].act
      else { return false }
      return reading(at: place - 1).notes.isEmpty
    }
  }

  /// The reply that is shown next, or is being shown.
  var nextReply: Outline.Reply? {
    let next = outline.replies.partition { $0.last >= place }
    return next < outline.replies.count ? outline.replies[next] : nil
  }

  // MARK: Ways

  /// After the next event that has any text; those without are passed over.
  mutating func stepForward(in view: any View, quietFrom: Int) -> Int {
    var index = place
    while index < events.count {
      index += 1
      if !text(at: index - 1, in: view, isQuiet: index > quietFrom).isEmpty { return index }
    }
    return index
  }

  /// Before the last event that has any text.
  mutating func stepBack(in view: any View, quietFrom: Int) -> Int {
    var index = place
    while index > 0 {
      index -= 1
      if !text(at: index, in: view, isQuiet: index >= quietFrom).isEmpty { return index }
    }
    return 0
  }

  /// After the beginning of the next phase, or of the one before.
  func phase(_ way: Way) -> Int? { next(way, stretches) { $0.start + 1 } }

  func reply(_ way: Way) -> Int? { next(way, outline.replies) { $0.last + 1 } }

  /// The nearest place on this way; what was only done again is passed over.
  private func next<Element>(
    _ way: Way, _ elements: [Element], at position: (Element) -> Int
  ) -> Int? {
    var from = place
    while let found = way.next(elements, from: from, at: position) {
      if !redone.contains(found - 1) { return found }
      from = found
    }
    return nil
  }

  /// An error reply or a mistake. Reads as far as it must.
  mutating func error(_ way: Way) -> Int? {
    guard way == .forward else { return next(way, outline.errors) { $0 + 1 } }
    while true {
      let next = next(way, outline.errors) { $0 + 1 }
      // A mistake may stand before the reply that is known.
      let end = next ?? events.count
      if timeline.reached >= end { return next }
      read(upTo: min(end, timeline.reached + 10_000))
    }
  }

  /// After the event that shows the task of a step, named by its number or its name. Reads as far
  /// as it must.
  mutating func step(_ name: String) -> Int? {
    while true {
      let found = steps.first { $0.step.id.lowercased() == name || "\($0.step.number)" == name }
      if found != nil || isRead { return found?.place }
      read(upTo: timeline.reached + 10_000)
    }
  }
}

/// The events in which byhand did again what a resumed lesson had done before, so they were shown
/// already.
struct Redone: Sendable {
  /// Ascending.
  private var ranges: [Range<Int>] = []

  init(_ events: [Event]) {
    var start: Int?
    for (index, event) in events.enumerated() {
      switch event.act {
      case .learner(.resumed): start = start ?? index
      case .learner(.ready):
        if let start { ranges.append(start..<index) }
        start = nil
      default: break
      }
    }
    if let start { ranges.append(start..<events.count) }
  }

  func contains(_ index: Int) -> Bool {
    let next = ranges.partition { $0.upperBound > index }
    return next < ranges.count && ranges[next].contains(index)
  }
}

/// A phase of SMTP from its beginning on, or a conversation of HTTP, which has none.
struct Stretch: Hashable, Sendable {
  /// The index of its first event.
  let start: Int
  let phase: Phase?

  fileprivate static func all(_ outline: Outline, _ events: [Event]) -> [Stretch] {
    let http = events.indices.filter { events[$0].opensHTTP }
      .map { Stretch(start: $0, phase: nil) }
    let phases = outline.bands.map { Stretch(start: $0.start, phase: $0.phase) }
    return http.isEmpty ? phases : (phases + http).sorted { $0.start < $1.start }
  }
}

extension Event {
  fileprivate var opensHTTP: Bool {
    guard case .opened(let opening) = act else { return false }
    return opening.attempt.dialect == .http && !opening.isWatched
  }
}

extension Phrase {
  static let http = Phrase.verbatim("HTTP")
}

enum Way: Sendable {
  case forward, back

  /// The nearest place on this way. `places`: ascending.
  func next<Element>(
    _ elements: [Element], from place: Int, at position: (Element) -> Int
  ) -> Int? {
    switch self {
    case .forward:
      let index = elements.partition { position($0) > place }
      return index < elements.count ? position(elements[index]) : nil
    case .back:
      let index = elements.partition { position($0) >= place }
      return index > 0 ? position(elements[index - 1]) : nil
    }
  }
}

extension Array {
  /// The first index from which on all elements are so, by binary search.
  func partition(_ isSo: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if isSo(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
