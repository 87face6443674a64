import Glibc
import Presentation
import Protocols
import Teaching
import Terminal
import Transcripts

/// Plays a recorded session: the same fold and the same notes as live, at the pace of the recording or step by step.
struct ReplayPlayer {
  private struct Moment {
    let event: Event
    let notes: [Note]
    let phase: Phase?
  }

  private let moments: [Moment]
  private let screen: Screen
  /// Silences longer than this are cut short: a class should not wait for a student's lunch.
  private static let longestPause = 2_000
  var speed = 1.0
  var startsPaused = false
  private var position = 0

  init(events: [Event], screen: Screen) {
    var session = Session()
    var annotator = Annotator()
    moments = events.map { event in
      let facts = session.take(event)
      let notes = annotator.notes(on: event, facts: facts, in: session)
      return Moment(
        event: event, notes: notes, phase: session.conversations[event.conversation]?.phase)
    }
    self.screen = screen
  }

  /// In a terminal, with keys; elsewhere all of it at once.
  mutating func play(on keyboard: any Keyboard) {
    play(print: keyboard.print)
  }

  mutating func play(print: (String) -> Void = StandardOutput.write) {
    guard screen.isRedrawable, isTerminal(STDOUT_FILENO), let keys = RawKeys() else {
      for moment in moments { print(text(of: moment)) }
      return
    }
    run(keys, print)
  }

  private func text(of moment: Moment) -> String { screen.text(of: moment.event, moment.notes) }

  // MARK: With keys

  private mutating func run(_ keys: borrowing RawKeys, _ print: (String) -> Void) {
    var isPlaying = !startsPaused
    while true {
      if position == moments.count { isPlaying = false }
      print(status(isPlaying: isPlaying))
      let key = keys.next(timeoutMilliseconds: isPlaying ? pause : -1)
      print("\r\u{1B}[K")
      switch key {
      case nil, .right, .enter, .down, .character("n"), .character("l"): forward(print)
      case .left, .up, .character("b"), .character("h"): back(print)
      case .character(" "), .character("p"):
        if position == moments.count { go(to: 0, print) }
        isPlaying.toggle()
      case .home, .character("g"): go(to: 0, print)
      case .end, .character("G"): go(to: moments.count, print)
      case .character("+"): speed = min(speed * 2, 64)
      case .character("-"): speed = max(speed / 2, 0.125)
      case .leave, .character("q"): return
      default: break
      }
      // A step by hand holds the film.
      if let key, [.right, .left, .up, .down, .enter].contains(key) { isPlaying = false }
    }
  }

  /// Milliseconds until the next event, as it was, at this speed.
  private var pause: Int {
    guard position > 0, position < moments.count else { return 0 }
    let gap = moments[position].event.milliseconds - moments[position - 1].event.milliseconds
    // Bounded after the division too: a very small speed makes a number that is no `Int`.
    return Int(min(Double(min(max(gap, 0), Self.longestPause)) / speed, 3_600_000))
  }

  private mutating func forward(_ print: (String) -> Void) {
    // An event without anything to see is no step.
    while position < moments.count {
      let text = text(of: moments[position])
      position += 1
      if !text.isEmpty { return print(text) }
    }
  }

  private mutating func back(_ print: (String) -> Void) {
    var target = position - 1
    while target > 0, text(of: moments[target]).isEmpty { target -= 1 }
    go(to: max(0, target), print)
  }

  /// Draws the screen as it was after `target` events: as many of its last lines as there are rows.
  private mutating func go(to target: Int, _ print: (String) -> Void) {
    position = target
    let rows = max(4, (TerminalSize.current(descriptor: STDOUT_FILENO)?.rows ?? 24) - 1)
    let lines = moments[..<target].map(text(of:)).joined()
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    print("\u{1B}[H\u{1B}[2J" + lines.suffix(rows).map { $0 + "\n" }.joined())
  }

  /// One line at the foot, wiped before anything else is printed.
  private func status(isPlaying: Bool) -> String {
    let sign = isPlaying ? "▶" : "‖"
    let place = "\(sign) \(position)/\(moments.count)"
    let phase =
      position > 0 ? moments[position - 1].phase.map { phaseLabel($0, screen.language) } : nil
    let keys = Phrase.keys[screen.language]
    return "\r" + screen.dim([place, phase, keys].compactMap { $0 }.joined(separator: "  "))
  }
}

extension Phrase {
  fileprivate static let keys = Phrase(
    en: "space: play/pause  ←→: step  q: leave", zh: "空格：播放/暂停  ←→：单步  q：离开")
}
