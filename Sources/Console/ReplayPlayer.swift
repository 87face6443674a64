import Glibc
import Language
import Presentation
import Teaching
import Terminal
import Transcripts

/// Plays a recorded session: the same fold and the same notes as live, at the pace of the recording or step by step.
struct ReplayPlayer {
  private let events: [Event]
  private let screen: Screen
  /// Silences longer than this are cut short: a class should not wait for a student's lunch.
  private static let longestPause = 2_000
  var speed = 1.0
  var startsPaused = false

  init(events: [Event], screen: Screen) {
    self.events = events
    self.screen = screen
  }

  /// In a terminal, with keys; elsewhere all of it at once.
  mutating func play(on keyboard: any Keyboard) {
    play(print: keyboard.print)
  }

  mutating func play(print: (String) -> Void = StandardOutput.write) {
    guard screen.isRedrawable, isTerminal(STDOUT_FILENO), let keys = RawKeys() else {
      var moment = Moment(Annotator())
      for event in events { print(screen.text(of: event, moment.take(event))) }
      return
    }
    run(keys, print)
  }

  // MARK: With keys

  private mutating func run(_ keys: borrowing RawKeys, _ print: (String) -> Void) {
    var film = Film(events, screen)
    var isPlaying = !startsPaused
    while true {
      if film.isAtEnd { isPlaying = false }
      print(status(of: film, isPlaying: isPlaying))
      let key = keys.next(timeoutMilliseconds: isPlaying ? pause(before: film.position) : -1)
      print("\r\u{1B}[K")
      switch key {
      case nil, .right, .enter, .down, .character("n"), .character("l"): print(film.forward())
      case .left, .up, .character("b"), .character("h"): go(to: film.stepBack, film: &film, print)
      case .character(" "), .character("p"):
        if film.isAtEnd { go(to: 0, film: &film, print) }
        isPlaying.toggle()
      case .home, .character("g"): go(to: 0, film: &film, print)
      case .end, .character("G"): go(to: events.count, film: &film, print)
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
  private func pause(before position: Int) -> Int {
    guard position > 0, position < events.count else { return 0 }
    let gap = events[position].milliseconds - events[position - 1].milliseconds
    // Bounded after the division too: a very small speed makes a number that is no `Int`.
    return Int(min(Double(min(max(gap, 0), Self.longestPause)) / speed, 3_600_000))
  }

  /// Draws the screen as it was after `target` events.
  private func go(to target: Int, film: inout Film, _ print: (String) -> Void) {
    film.go(to: target)
    let rows = max(4, (TerminalSize.current(descriptor: STDOUT_FILENO)?.rows ?? 24) - 1)
    print("\u{1B}[H\u{1B}[2J" + film.page(rows: rows))
  }

  /// One line at the foot, wiped before anything else is printed: what does not fit into it is left out, the keys first.
  private func status(of film: Film, isPlaying: Bool) -> String {
    let sign = isPlaying ? "▶" : "‖"
    let place = "\(sign) \(film.position)/\(events.count)"
    let phase = film.phase?.label[screen.language]
    let width = (TerminalSize.current(descriptor: STDOUT_FILENO)?.columns ?? 80) - 1
    var words = [place, phase, Phrase.keys[screen.language]].compactMap { $0 }
    while words.count > 1, DisplayWidth.of(words.joined(separator: "  ")) > width {
      words.removeLast()
    }
    return "\r" + screen.dim(words.joined(separator: "  "))
  }
}

extension Phrase {
  fileprivate static let keys = Phrase(
    en: "space: play/pause  ←→: step  q: leave", zh: "空格：播放/暂停  ←→：单步  q：离开")
}
