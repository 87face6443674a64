import Presentation
import Teaching
import Transcripts

/// A place in a recorded session, the rows that stand on the screen there, and the ways from it.
///
/// A place counts events: at place 3 the first three have been shown. A long recording is read no
/// further than is needed; `readAhead` reads on while nothing else is to be done.
struct ReplayCursor: Sendable {
  private var timeline: Timeline<SceneReader>
  /// Its mistakes are known as far as the recording has been read.
  private(set) var outline: Outline
  private(set) var place = 0
  /// Of the blocks that were shown last: a cache.
  private var scenes: [Range<Int>: [ReplayScene]] = [:]
  private static let cachedBlocks = 4
  /// A recording that is not longer is read as a whole at the start.
  private static let readAtOnce = 5_000

  init(_ source: ReplaySource) {
    timeline = Timeline(events: source.events, reader: SceneReader(source))
    outline = Outline(source.events)
    read(upTo: min(source.events.count, Self.readAtOnce))
  }

  var events: [Event] { timeline.events }
  var isAtEnd: Bool { place == events.count }
  var isRead: Bool { timeline.reached == events.count }
  /// Events before here whose notes are not known yet.
  var unread: Int { max(0, place - timeline.reached) }

  private mutating func read(upTo count: Int) {
    guard count > timeline.reached else { return }
    var outline = outline
    timeline.read(upTo: count) { outline.note($1.notes, at: $0) }
    self.outline = outline
  }

  /// Reads the next part of a long recording.
  mutating func readAhead() { read(upTo: timeline.reached + 1_000) }

  mutating func go(to target: Int) { place = min(max(target, 0), events.count) }

  // MARK: Texts

  private mutating func scene(at index: Int) -> ReplayScene {
    let block = timeline.block(of: index)
    if let known = scenes[block] { return known[index - block.lowerBound] }
    read(upTo: block.upperBound)
    let read = timeline.readings(of: block)
    if scenes.count >= Self.cachedBlocks {
      // The farthest from here is the least likely to be needed.
      let farthest = scenes.keys.max {
        abs($0.lowerBound - index) < abs($1.lowerBound - index)
      }
      if let farthest { scenes[farthest] = nil }
    }
    scenes[block] = read
    return read[index - block.lowerBound]
  }

  /// - Parameter isQuiet: Without what is said about mistakes.
  private mutating func text(
    at index: Int, in view: any View, isQuiet: Bool = false
  ) -> String {
    let scene = scene(at: index)
    let notes = isQuiet ? scene.notes.filter { $0.about != .mistake } : scene.notes
    return view.show(events[index], notes, by: scene.speakers, isEchoed: false)
  }

  /// After the last event that was shown.
  var setting: ReplayScene.Setting {
    mutating get { place > 0 ? scene(at: place - 1).setting : .init() }
  }

  /// The last rows of what has been shown, at least `count` of them, or all.
  ///
  /// - Parameter quietEnd: The first event whose mistakes are not told.
  mutating func rows(
    _ count: Int, in view: any View, quietFrom quietEnd: Int = .max
  ) -> [String] {
    var blocks: [[String]] = []
    var found = 0
    var index = place
    while index > 0, found < count {
      index -= 1
      let text = text(at: index, in: view, isQuiet: index >= quietEnd)
      if text.isEmpty { continue }
      let rows = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      blocks.append(rows.map(String.init))
      found += rows.count
    }
    return blocks.reversed().flatMap { $0 }
  }

  /// The events after the last whole reply: what the next one answers, and perhaps its first lines.
  var unanswered: Int {
    let next = outline.replies.partition { $0.last >= place }
    return next > 0 ? outline.replies[next - 1].last + 1 : 0
  }

  // MARK: Ways

  /// After the next event that has any text; those without are passed over.
  mutating func stepForward(in view: any View) -> Int {
    var index = place
    while index < events.count {
      index += 1
      if !text(at: index - 1, in: view).isEmpty { return index }
    }
    return index
  }

  /// Before the last event that has any text.
  mutating func stepBack(in view: any View) -> Int {
    var index = place
    while index > 0 {
      index -= 1
      if !text(at: index, in: view).isEmpty { return index }
    }
    return 0
  }

  /// After the beginning of the next phase, or of the one before.
  func phase(_ way: Way) -> Int? { way.next(outline.bands, from: place) { $0.start + 1 } }

  func reply(_ way: Way) -> Int? { way.next(outline.replies, from: place) { $0.last + 1 } }

  /// An error reply or a mistake. Reads as far as it must.
  mutating func error(_ way: Way) -> Int? {
    guard way == .forward else { return way.next(outline.errors, from: place) { $0 + 1 } }
    while true {
      let next = way.next(outline.errors, from: place) { $0 + 1 }
      // A mistake may stand before the reply that is known.
      let end = next ?? events.count
      if timeline.reached >= end { return next }
      read(upTo: min(end, timeline.reached + 10_000))
    }
  }
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
  /// The first index from which on all elements are so: a search by halves.
  func partition(_ isSo: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if isSo(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
