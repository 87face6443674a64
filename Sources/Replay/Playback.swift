import Language
package import Lessons
package import Presentation
package import Protocols
package import Terminal
package import Transcripts

/// A replay in front of a reader, as a value: keys and ticks go in, what to show comes out.
///
/// It neither draws nor waits. `pause` tells the shell how long to wait for a key before a tick.
package struct Playback: Sendable {
  package enum Output: Equatable, Sendable {
    /// Below what the screen shows.
    case append(String)
    /// In place of what the screen shows.
    case redraw(String)
    case leave
  }

  private(set) var cursor: ReplayCursor
  private let form: OutputForm
  private var options: ViewOptions
  private var size = TerminalSize(columns: 80, rows: 24)
  private var speed: Double
  private var isPlaying: Bool
  /// Longer silences are cut to so many milliseconds: a class need not sit through a lunch break.
  private static let longestPause = 2_000

  /// - Parameters:
  ///   - recorder: The side that recorded the session.
  ///   - lessons: Those whose texts are known.
  ///   - speed: 2 is twice as fast as it was recorded.
  package init(
    _ events: [Event], recordedBy recorder: Side = .client, lessons: Library = Library(),
    as form: OutputForm, _ options: ViewOptions,
    size: TerminalSize = TerminalSize(columns: 80, rows: 24),
    speed: Double = 1, isPaused: Bool = false
  ) {
    self.form = form
    self.options = options
    self.options.width = max(20, size.columns)
    self.size = size
    self.speed = speed
    cursor = ReplayCursor(events, form.view(self.options), recordedBy: recorder, lessons: lessons)
    isPlaying = !isPaused && !cursor.isAtEnd
  }

  /// No event has anything to show.
  package var isEmpty: Bool {
    var ahead = cursor
    return ahead.forward().isEmpty
  }

  /// The screen has this size from now on. What stands on it must be redrawn.
  package mutating func resize(to size: TerminalSize) {
    self.size = size
    options.width = max(20, size.columns)
    cursor.view = form.view(options)
  }

  // MARK: Keys and ticks

  /// What the key changes on the screen, or `nil`.
  package mutating func press(_ key: Key) -> Output? {
    defer { if cursor.isAtEnd { isPlaying = false } }
    // A step by hand pauses.
    if [.right, .left, .up, .down, .enter].contains(key) { isPlaying = false }
    switch key {
    case .right, .enter, .down, .character("n"), .character("l"): return forward()
    case .left, .up, .character("b"), .character("h"): return go(to: cursor.stepBack)
    case .character(" "), .character("p"):
      isPlaying.toggle()
      return cursor.isAtEnd ? go(to: 0) : nil
    case .home, .character("g"): return go(to: 0)
    case .end, .character("G"): return go(to: cursor.events.count)
    case .character("+"): speed = min(speed * 2, 64)
    case .character("-"): speed = max(speed / 2, 0.125)
    case .leave, .character("q"): return .leave
    case .character: break
    }
    return nil
  }

  /// The pause is over.
  package mutating func tick() -> Output? {
    guard isPlaying else { return nil }
    defer { if cursor.isAtEnd { isPlaying = false } }
    return forward()
  }

  private mutating func forward() -> Output { .append(cursor.forward()) }

  private mutating func go(to target: Int) -> Output {
    cursor.go(to: target)
    return redraw
  }

  /// All that the screen shows at this place.
  package var redraw: Output { .redraw(cursor.page(rows: max(4, size.rows - 1))) }

  // MARK: Between them

  /// Until the next event, as it was, at this speed; `nil` while paused.
  package var pause: Duration? {
    guard isPlaying else { return nil }
    let position = cursor.position
    guard position > 0, position < cursor.events.count else { return .zero }
    let gap = cursor.events[position].milliseconds - cursor.events[position - 1].milliseconds
    // Bounded after the division too: a very small speed makes a number that no `Duration` holds.
    let pause = Double(min(max(gap, 0), Self.longestPause)) / speed
    return .milliseconds(min(pause, 3_600_000))
  }

  /// The line at the foot: place, phase and keys, the longest form that fits. A line that wrapped
  /// could not be wiped away.
  package var status: String {
    let place = "\(isPlaying ? "▶" : "‖") \(cursor.position)/\(cursor.events.count)"
    let head = place + (cursor.phase.map { "  " + $0.label[options.language] } ?? "")
    let keys = [Phrase.keys, .keysInShort].map { head + "  " + $0[options.language] }
    // Some terminals draw ▶ ‖ ← → in two cells (UAX #11: ambiguous).
    let room = size.columns - 4
    let text = (keys + [head]).first { DisplayWidth.of($0) < room } ?? place
    return options.hasColour ? "\u{1B}[2m\(text)\u{1B}[0m" : text
  }
}

extension Phrase {
  fileprivate static let keys = Phrase(
    en: "space: play/pause  ←→: step  q: leave", zh: "空格：播放/暂停  ←→：单步  q：离开")
  fileprivate static let keysInShort = Phrase(en: "space ←→ q", zh: "空格 ←→ q")
}
