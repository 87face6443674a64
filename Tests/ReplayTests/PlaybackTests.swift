import Language
import Presentation
import Protocols
import Terminal
import TestSupport
import Testing
import Transcripts

@testable import Replay

@Suite struct PlaybackTests {
  private static let keys: [Key?] =
    [
      .right, .left, .up, .down, .enter, .home, .end, .character(" "), .character("p"),
      .character("n"), .character("l"), .character("b"), .character("h"), .character("g"),
      .character("G"), .character("+"), .character("-"), .character("x"),
    ] + Array(repeating: nil, count: 18)

  private static func playback(speed: Double = 1, isPaused: Bool = false) -> Playback {
    Playback(
      Recorded.events, as: .terminal, Recorded.options, speed: speed, isPaused: isPaused)
  }

  @Test(arguments: 0..<4)
  func `after any keys and ticks the screen shows what had been shown until there`(seed: Int) {
    var numbers = SeededGenerator(seed: UInt64(seed))
    var playback = Self.playback(isPaused: seed.isMultiple(of: 2))
    var screen = ""
    for _ in 0..<300 {
      // `nil` is a tick, which comes only where a pause was asked for.
      guard let key = Self.keys.randomElement(using: &numbers) else { return }
      if key == nil, playback.pause == nil { continue }
      switch key.map({ playback.press($0) }) ?? playback.tick() {
      case .append(let text)?: screen += text
      case .redraw(let text)?: screen = text
      case .leave?: Issue.record("none of these keys leaves")
      case nil: break
      }
      let shown = Recorded.shown.prefix(playback.cursor.position)
      #expect(Recorded.page([screen], rows: 23) == Recorded.page(shown, rows: 23))
      if playback.cursor.isAtEnd { #expect(playback.pause == nil) }
    }
  }

  @Test func `ticks alone show all of it, and then wait for a key`() {
    var playback = Self.playback()
    var screen = ""
    while playback.pause != nil {
      guard case .append(let text)? = playback.tick() else { break }
      screen += text
    }
    #expect(screen == Recorded.shown.joined())
    #expect(playback.press(.character(" ")) == .redraw(""))
    #expect(playback.pause == .zero)
  }

  @Test func `a step by hand pauses, and so does the key for it`() {
    for key in [Key.right, .left, .up, .down, .enter, .character(" ")] {
      var playback = Self.playback()
      _ = playback.press(key)
      #expect(playback.pause == nil, "\(key)")
    }
  }

  @Test func `only these keys leave`() {
    for key in [Key.leave, .character("q")] {
      var playback = Self.playback()
      #expect(playback.press(key) == .leave)
    }
  }

  @Test(arguments: [
    (1.0, 500, 500.0), (2, 500, 250), (0.5, 500, 1_000), (1, 60_000, 2_000), (4, 60_000, 500),
    (1, -5, 0), (1e-300, 1_000, 3_600_000), (1e300, 1_000, 0),
  ])
  func `a pause is as long as it was, at this speed and within limits`(
    speed: Double, gap: Int, pause: Double
  ) {
    let events = [1_000, 1_000 + gap].enumerated().map { index, time in
      Event(
        number: index + 1, milliseconds: time, conversation: 1,
        act: .heard(.server, .line(Line("220 hamburger.edu"))))
    }
    var playback = Playback(events, as: .terminal, Recorded.options, speed: speed)
    #expect(playback.pause == .zero)
    _ = playback.tick()
    #expect(playback.pause == .milliseconds(pause))
    _ = playback.press(.character("+"))
    if pause > 0, pause < 3_600_000 { #expect(playback.pause == .milliseconds(pause / 2)) }
  }

  @Test(arguments: 1...120)
  func `the line at the foot never wraps, even where arrows are wide`(columns: Int) {
    var playback = Self.playback()
    _ = playback.press(.end)
    playback.resize(to: TerminalSize(columns: columns, rows: 24))
    let text = playback.status.replacing("\u{1B}[2m", with: "").replacing("\u{1B}[0m", with: "")
    let place = "‖ \(Recorded.events.count)/\(Recorded.events.count)"
    #expect(text.hasPrefix(place))
    let wide = text.unicodeScalars.count { "▶‖←→".unicodeScalars.contains($0) }
    #expect(text == place || DisplayWidth.of(text) + wide < columns)
    if columns >= 48 { #expect(text.contains("q")) }
  }

  @Test func `after a resize the screen shows the same place, broken into rows anew`() {
    var playback = Self.playback(isPaused: true)
    for _ in 0..<6 { _ = playback.press(.right) }
    playback.resize(to: TerminalSize(columns: 48, rows: 30))
    guard case .redraw(let page) = playback.redraw else {
      Issue.record("not redrawn")
      return
    }
    var options = Recorded.options
    options.width = 48
    let cursor = ReplayCursor(
      Array(Recorded.events.prefix(playback.cursor.position)), OutputForm.terminal.view(options),
      recordedBy: .client)
    var whole = cursor
    var texts: [String] = []
    while !whole.isAtEnd { texts.append(whole.forward()) }
    #expect(page == Recorded.page(texts, rows: 29))
    #expect(page.split(separator: "\n").allSatisfy { DisplayWidth.of($0) < 80 })
  }

  @Test func `a session in which nothing was opened is empty`() {
    let opened = Event(number: 1, milliseconds: 0, conversation: 0, act: .world(.opened([])))
    #expect(Playback([opened], as: .terminal, Recorded.options).isEmpty)
    #expect(!Self.playback().isEmpty)
  }

  @Test func `a server's recording is told from the server's side`() {
    let attempt = Attempt(dialect: .smtp, host: "hamburger.edu", port: 25)
    let acts: [Act] = [
      .opened(Opening(attempt: attempt, address: "a:25", local: "b:5", isPractice: true)),
      .heard(.server, .line(Line("220 hamburger.edu"))), .closed(by: .client, .finished),
    ]
    let events = acts.enumerated().map {
      Event(number: $0 + 1, milliseconds: $0, conversation: 1, act: $1)
    }
    for (recorder, words) in [
      (Side.client, ["You opened the connection", "You closed"]),
      (.server, ["the server, recorded this: it accepted", "The client closed"]),
    ] {
      var playback = Playback(
        events, recordedBy: recorder, as: .terminal, ViewOptions(language: .english),
        size: TerminalSize(columns: 200, rows: 50))
      guard case .redraw(let page)? = playback.press(.end) else { continue }
      for word in words { #expect(page.contains(word), "\(page)") }
      #expect(page.contains("You ") == (recorder == .client))
    }
  }

  @Test func `an empty recording is at its end`() {
    var playback = Playback([], as: .terminal, Recorded.options)
    #expect(playback.isEmpty)
    #expect(playback.pause == nil)
    #expect(playback.press(.right) == .append(""))
    #expect(playback.press(.character(" ")) == .redraw(""))
    #expect(playback.pause == nil)
  }
}
