import Language
package import Lessons
package import Presentation
package import Protocols
package import Teaching
package import Terminal
package import Transcripts

/// A recording, and what may be shown of where it comes from.
package struct ReplaySource: Sendable {
  package let events: [Event]
  /// The side that recorded it.
  package let recorder: Side
  /// Some of its lines could not be read.
  package var isIncomplete = false
  /// When it began: `2026-11-23 15:00 UTC`.
  package var date: String?
  /// Student and file, where names are shown.
  package var names: [String]
  /// Those whose texts are known.
  package var lessons: Library

  package init(
    _ events: [Event], recordedBy recorder: Side = .client, lessons: Library = Library(),
    date: String? = nil, names: [String] = []
  ) {
    self.events = events
    self.recorder = recorder
    self.lessons = lessons
    self.date = date
    self.names = names
  }

  /// - Parameter showsNames: of the student and the file; otherwise neither is known here.
  package init(
    _ events: [Event], header: TranscriptHeader, lessons: Library = Library(), fileName: String?,
    showsNames: Bool
  ) {
    self.init(
      events, recordedBy: header.side, lessons: lessons,
      date: header.startedMinute.map { $0 + " UTC" },
      names: showsNames ? [header.student, fileName].compactMap { $0 } : [])
  }
}

/// How a replay begins.
package struct ReplaySettings: Sendable {
  /// 2 is twice as fast as it was recorded.
  package var speed = 1.0
  package var isPaused = false
  /// `nil`: nothing is asked.
  package var predicts: Outline.PredictionScope?
  package var start: ReplayPlace?

  package init() {}
}

/// A replay in front of a reader, as a value: keys and ticks go in, a frame comes out.
///
/// It neither draws nor waits. What the frame shows follows from the recording, the place in it, how
/// far back was looked, the options, the size of the screen, and the predictions made so far; never
/// from the way that led there. `wait` tells the shell how long to wait for a key before a tick.
package struct Playback: Sendable {
  let source: ReplaySource
  var cursor: ReplayCursor
  var options: ViewOptions
  private(set) var size: TerminalSize
  var speed: Double
  var isPlaying: Bool
  /// Rows that the view was moved up from the newest one.
  var lookBack = 0
  /// `nil`: predictions are off.
  var quiz: Quiz?
  let scope: Outline.PredictionScope
  var overlay: Overlay?
  /// What was typed behind "go to"; `nil`: nothing is asked.
  var goal: String?
  /// Until the next key.
  var message: Phrase?
  /// What was typed leads nowhere: the next character begins anew.
  var isGoalWrong = false
  /// Where more events than these are to be read first, the screen says so meanwhile.
  var unreadLimit = 20_000

  /// What stands in the place of the conversation.
  struct Overlay: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case keys, ladder }
    let kind: Kind
    /// Rows that the view was moved from where it begins: the ladder at its end, the keys at their
    /// top.
    var moved = 0
  }

  /// An imported session may have no times: then each event is shown for a second.
  private let isTimed: Bool
  /// Longer silences are cut to so many milliseconds: a class need not sit through a lunch break.
  static let longestPause = 2_000
  /// Each event stays at least this long, in milliseconds: a program's session would be over
  /// before it can be seen.
  static let shortestPause = 700
  /// A line that follows another by the same speaker, without a note, stays this long.
  static let shortestPauseInText = 200
  static let speeds = 0.125...64

  package init(
    _ source: ReplaySource, _ settings: ReplaySettings, _ options: ViewOptions,
    size: TerminalSize = TerminalSize(columns: 80, rows: 24)
  ) {
    self.source = source
    self.options = options
    self.size = size
    speed = settings.speed
    isTimed = source.events.contains {
      $0.milliseconds != source.events.first?.milliseconds
    }
    scope = settings.predicts ?? .firstAndErrors
    cursor = ReplayCursor(source)
    isPlaying = !settings.isPaused && !source.events.isEmpty
    if settings.predicts != nil { quiz = Quiz(cursor.outline.predictions(scope)) }
    if let start = settings.start, let range = cursor.range(of: start) {
      cursor.go(to: quiz?.landing(range.upperBound) ?? range.upperBound)
    }
    resize(to: size)
  }

  /// No event has anything to show.
  package var isEmpty: Bool {
    var cursor = cursor
    cursor.go(to: 0)
    cursor.go(to: cursor.stepForward(in: view, quietFrom: .max))
    return cursor.rows(1, in: view).isEmpty
  }

  package func has(_ place: ReplayPlace) -> Bool {
    var cursor = cursor
    return cursor.range(of: place) != nil
  }

  /// Text is no wider than can be read in one go, however wide the screen is.
  private static let widestText = 100

  /// The screen has this size from now on.
  package mutating func resize(to size: TerminalSize) {
    self.size = size
    options.width = max(20, min(size.columns - ReplayCursor.gutter, Self.widestText))
  }

  var view: any View { TerminalView(options) }

  var question: Prediction? { quiz?.question(at: cursor.place) }

  // MARK: Moving

  mutating func go(to place: Int) {
    guard place != cursor.place else { return }
    cursor.go(to: place)
    lookBack = 0
    if overlay?.kind == .ladder { overlay?.moved = 0 }
    quiz?.leave()
  }

  /// As a key for it does: a reply that is still to be predicted is not told, but asked for.
  mutating func jump(to place: Int) {
    go(to: quiz?.landing(place) ?? place)
    if question != nil { isPlaying = false }
  }

  mutating func stepForward() {
    if quiz?.shown != nil {
      quiz?.leave()
      if question != nil { return }
    }
    let target = cursor.stepForward(in: view, quietFrom: quietFrom)
    go(to: quiz?.stop(from: cursor.place, to: target) ?? target)
  }

  /// Back to a question that was answered, it stands again.
  mutating func stepBack() {
    if let shown = quiz?.shown {
      go(to: shown.place)
    } else {
      go(to: cursor.stepBack(in: view, quietFrom: quietFrom))
    }
    quiz?.revisit(cursor.place)
  }

  /// The first event of which nothing is told but its line: what is wrong with a request, or what
  /// the server did with it, would tell the reply that is asked for.
  var quietFrom: Int {
    guard let quiz else { return .max }
    let prediction = question ?? cursor.nextReply.flatMap { quiz.open(at: $0.first) }
    return prediction?.since ?? .max
  }

  /// The pause is over.
  package mutating func tick() {
    guard isPlaying, !isReading else { return }
    if question == nil { stepForward() }
    if cursor.isAtEnd || question != nil { isPlaying = false }
  }

  /// Until the next tick: as long as it was, at this speed; `nil` while paused.
  package mutating func wait() -> Duration? {
    guard isPlaying else { return nil }
    // Bounded after the division too: a very small speed makes a number that no `Duration` holds.
    let pause = Double(min(max(gap, leastGap), Self.longestPause)) / speed
    return .milliseconds(min(pause, 3_600_000))
  }

  /// Milliseconds until the next event that is shown.
  var gap: Int {
    mutating get {
      let place = cursor.place
      guard place > 0, !cursor.isAtEnd, !isReading else { return 0 }
      guard isTimed else { return 1_000 }
      let next = cursor.stepForward(in: view, quietFrom: quietFrom)
      return max(
        0, cursor.events[next - 1].milliseconds - cursor.events[place - 1].milliseconds)
    }
  }

  /// Milliseconds that what was shown last stays at least.
  private var leastGap: Int {
    mutating get {
      guard cursor.place > 0, !cursor.isAtEnd, !isReading else { return 0 }
      return cursor.isTextAlone ? Self.shortestPauseInText : Self.shortestPause
    }
  }

  /// More of a long recording is to be read while nothing else is to be done.
  package var readsAhead: Bool { !cursor.isRead }

  /// A jump led far beyond what has been read: the conversation is shown once `readAhead` is there.
  package var isReading: Bool { cursor.unread > unreadLimit }

  package mutating func readAhead() { cursor.readAhead() }
}
