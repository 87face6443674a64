import Glibc
package import Language
package import Presentation
import Teaching
import Terminal
package import Transcripts

/// Plays a recorded session, with the notes it was given live: a terminal that obeys `Playback`.
package struct ReplayPlayer {
  private let form: OutputForm
  private let options: ViewOptions
  private let speed: Double
  private let isPaused: Bool
  private let print: (String) -> Void

  package init(
    as form: OutputForm, _ options: ViewOptions, speed: Double = 1, isPaused: Bool = false,
    print: @escaping (String) -> Void
  ) {
    self.form = form
    self.options = options
    self.speed = speed
    self.isPaused = isPaused
    self.print = print
  }

  package func say(_ phrase: Phrase) { print(view.say(Note(.console, text: phrase))) }

  /// In a terminal, with keys; elsewhere all of it at once.
  package func play(_ events: [Event]) {
    guard form == .terminal, isTerminal(STDOUT_FILENO), let keys = RawKeys() else {
      var moment = Moment(Annotator())
      for event in events { print(view.show(event, moment.take(event), isEchoed: false)) }
      return
    }
    play(Playback(events, as: form, options, speed: speed, isPaused: isPaused), by: keys)
  }

  private func play(_ start: Playback, by keys: borrowing RawKeys) {
    var playback = start
    while true {
      playback.resize(to: size)
      print("\r" + playback.status)
      let key = keys.next(timeoutMilliseconds: playback.pause?.milliseconds ?? -1)
      print("\r\u{1B}[K")
      playback.resize(to: size)
      switch key.map({ playback.press($0) }) ?? playback.tick() {
      case .append(let text)?: print(text)
      case .redraw(let text)?: print("\u{1B}[H\u{1B}[2J" + text)
      case .leave?: return
      case nil: break
      }
    }
  }

  private var size: TerminalSize {
    TerminalSize.current(descriptor: STDOUT_FILENO) ?? TerminalSize(columns: 80, rows: 24)
  }

  private var view: any View {
    var options = options
    if form == .terminal { options.width = max(20, size.columns) }
    return form.view(options)
  }
}

extension Duration {
  fileprivate var milliseconds: Int {
    Int(components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000)
  }
}
