import Glibc
package import Language
package import Presentation
import Protocols
import Teaching
import Terminal
import Transcripts

/// Plays a recorded session, with the notes it was given live: a terminal that obeys `Playback`.
package struct ReplayPlayer {
  private let form: OutputForm
  private let options: ViewOptions
  private let settings: ReplaySettings
  private let print: (String) -> Void

  package init(
    as form: OutputForm, _ options: ViewOptions, _ settings: ReplaySettings = ReplaySettings(),
    print: @escaping (String) -> Void
  ) {
    self.form = form
    self.options = options
    self.settings = settings
    self.print = print
  }

  package func say(_ phrase: Phrase) { print(view.say(Note(.console, text: phrase))) }

  /// In a terminal, with keys; elsewhere all of it at once.
  ///
  /// - Returns: `false` where the recording has no such place to begin at.
  @discardableResult
  package func play(_ source: ReplaySource) -> Bool {
    guard form == .terminal, isTerminal(STDOUT_FILENO), let keys = RawKeys() else {
      return printAll(source)
    }
    let playback = Playback(source, settings, options, size: Self.size)
    if playback.isEmpty {
      say(.nothingToReplay)
    } else if let start = settings.start, !playback.has(start) {
      return false
    } else {
      play(playback, by: keys)
    }
    return true
  }

  // MARK: Choosing

  /// In a terminal, the session that was chosen. Elsewhere they are listed, and this is `nil`.
  package func choose(among entries: [RecordedEntry], showsNames: Bool) -> RecordedEntry? {
    guard form == .terminal, isTerminal(STDOUT_FILENO), let keys = RawKeys() else {
      print(view.table(.recordings(entries, showsNames: showsNames)))
      if form != .json { say(.howToReplay) }
      return nil
    }
    var chooser = SessionChooser(
      entries, showsNames: showsNames, options, size: Self.size)
    let screen = FullScreen()
    while true {
      screen.write(chooser.frame().drawing)
      switch keys.next(timeoutMilliseconds: -1) {
      case .timedOut: break
      case .screenChanged: chooser.resize(to: Self.size)
      case .key(let key):
        switch chooser.press(key) {
        case .waits: break
        case .chosen(let entry): return entry
        case .leaves: return nil
        }
      }
    }
  }

  // MARK: All at once

  private func printAll(_ source: ReplaySource) -> Bool {
    var first = 0
    if let start = settings.start {
      var cursor = ReplayCursor(source)
      guard let range = cursor.range(of: start) else { return false }
      first = range.lowerBound
    }
    if !source.names.isEmpty, form != .json { say(.recording(source.names)) }
    if settings.predicts != nil, form != .json { say(.predictsInTerminal) }
    if first > 0, form != .json { say(.printedFrom(first + 1)) }
    let view = view
    var moment = Moment(ReplayReader(source))
    var isEmpty = true
    for (index, event) in source.events.enumerated() {
      let reading = moment.take(event)
      guard index >= first else { continue }
      let text = view.show(
        event, reading.notes, by: reading.speakers, reading.exposure, isEchoed: false)
      isEmpty = isEmpty && text.isEmpty
      print(text)
    }
    if isEmpty { say(.nothingToReplay) }
    return true
  }

  // MARK: In a terminal

  private func play(_ start: Playback, by keys: borrowing RawKeys) {
    var playback = start
    let screen = FullScreen()
    while true {
      screen.write(playback.frame().drawing)
      switch next(&playback, by: keys) {
      case .key(let key): if !playback.press(key) { return }
      case .timedOut: playback.tick()
      case .screenChanged: playback.resize(to: Self.size)
      }
    }
  }

  /// The next key, or the end of the pause. What is left of a long recording is read meanwhile, and
  /// the screen is to be drawn again where that changes it.
  private func next(_ playback: inout Playback, by keys: borrowing RawKeys) -> KeyInput {
    let start = ContinuousClock.now
    let pause = playback.wait()
    let isReading = playback.isReading
    while playback.readsAhead {
      if let pause, ContinuousClock.now - start >= pause { return .timedOut }
      let input = keys.next(timeoutMilliseconds: 0)
      if input != .timedOut { return input }
      playback.readAhead()
      let isLong = ContinuousClock.now - start >= .milliseconds(100)
      if isReading, isLong || !playback.isReading { return .screenChanged }
    }
    guard let pause else { return keys.next(timeoutMilliseconds: -1) }
    let rest = pause - (ContinuousClock.now - start)
    return keys.next(timeoutMilliseconds: max(0, rest.milliseconds))
  }

  private static var size: TerminalSize {
    TerminalSize.current(descriptor: STDOUT_FILENO) ?? TerminalSize(columns: 80, rows: 24)
  }

  private var view: any View {
    var options = options
    if form == .terminal { options.width = max(20, Self.size.columns) }
    return form.view(options)
  }
}
