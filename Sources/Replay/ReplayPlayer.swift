import Glibc
package import Language
package import Lessons
package import Presentation
package import Protocols
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
  ///
  /// - Parameters:
  ///   - recorder: The side that recorded the session.
  ///   - lessons: Those whose texts are known.
  package func play(
    _ events: [Event], recordedBy recorder: Side = .client, lessons: Library = Library()
  ) {
    guard form == .terminal, isTerminal(STDOUT_FILENO), let keys = RawKeys() else {
      return printAll(events, SessionReader(recordedBy: recorder, lessons: lessons))
    }
    let start = Playback(
      events, recordedBy: recorder, lessons: lessons, as: form, options, size: size, speed: speed,
      isPaused: isPaused)
    if start.isEmpty { say(.nothingToReplay) } else { play(start, by: keys) }
  }

  private func printAll(_ events: [Event], _ reader: SessionReader) {
    let view = view
    var moment = Moment(reader)
    var isEmpty = true
    var lastHeard: Int?
    for event in events {
      let notes = moment.take(event)
      let speakers = Speakers(of: event, after: lastHeard, in: moment.session)
      if case .heard = event.act { lastHeard = event.conversation }
      let text = view.show(event, notes, by: speakers, isEchoed: false)
      isEmpty = isEmpty && text.isEmpty
      print(text)
    }
    if isEmpty { say(.nothingToReplay) }
  }

  private func play(_ start: Playback, by keys: borrowing RawKeys) {
    var playback = start
    while true {
      print("\r" + playback.status)
      let input = keys.next(timeoutMilliseconds: playback.pause?.milliseconds ?? -1)
      print("\r\u{1B}[K")
      playback.resize(to: size)
      let output: Playback.Output? =
        switch input {
        case .key(let key): playback.press(key)
        case .timedOut: playback.tick()
        case .screenChanged: playback.redraw
        }
      if let output, !draw(output) { return }
    }
  }

  /// `false`: the reader leaves.
  private func draw(_ output: Playback.Output) -> Bool {
    switch output {
    case .append(let text): print(text)
    case .redraw(let text): print("\u{1B}[H\u{1B}[2J" + text)
    case .leave: return false
    }
    return true
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
