import Language
import Presentation
import Protocols
import Teaching
import Terminal
import TestSupport
import Testing
import Transcripts

@testable import Replay

@Suite struct PlaybackTests {
  private static let keys: [Key?] =
    [
      .right, .left, .up, .down, .enter, .home, .end, .pageUp, .pageDown, .escape, .backspace,
    ]
    + " .,nNeE[]05+-lawpLg?vabcd12 ".map { .character($0) }
    + Array(repeating: nil, count: 12)
  static let sizes = [(80, 24), (200, 60), (40, 10)].map { TerminalSize(columns: $0, rows: $1) }

  private static let begun = Recorded.playback()

  /// One that has just begun, and jumps to the same place.
  private static func fresh(like playback: Playback) -> Playback {
    var fresh = begun
    fresh.options = playback.options
    fresh.resize(to: playback.size)
    fresh.isPlaying = playback.isPlaying
    fresh.speed = playback.speed
    fresh.go(to: playback.cursor.place)
    fresh.lookBack = playback.lookBack
    fresh.quiz = playback.quiz
    fresh.overlay = playback.overlay
    fresh.goal = playback.goal
    fresh.isGoalWrong = playback.isGoalWrong
    fresh.message = playback.message
    return fresh
  }

  @Test(arguments: Tries.pairs(Array(0..<4), Language.allCases))
  func `after any keys, ticks and sizes the screen is that of a jump to the place`(
    seed: Int, language: Language
  ) {
    let size = Self.sizes[seed % Self.sizes.count]
    var numbers = SeededGenerator(seed: UInt64(seed))
    var playback = Recorded.playback(language, size, predicts: seed == 1 ? .all : nil)
    var shown: Set<Frame> = []
    for _ in 0..<60 {
      guard let key = Self.keys.randomElement(using: &numbers) else { return }
      if let key { _ = playback.press(key) } else { playback.tick() }
      if Int.random(in: 0..<20, using: &numbers) == 0 {
        playback.resize(to: Self.sizes.randomElement(using: &numbers) ?? size)
      }
      var fresh = Self.fresh(like: playback)
      let frame = playback.frame()
      #expect(frame == fresh.frame())
      shown.insert(frame)
    }
    #expect(shown.count > 20)
  }

  @Test(arguments: Language.allCases)
  func `every screen is filled to its last row, and no row reaches its edge`(language: Language) {
    var playback = Recorded.playback(language)
    for columns in [1, 2, 9, 39, 40, 80, 200] {
      for rows in [1, 3, 4, 7, 10, 24, 60] where Tries.isAll || (columns + rows) % 3 > 0 {
        playback.resize(to: TerminalSize(columns: columns, rows: rows))
        for keys in ["5", "?", "?L", "Lp", "0n[n", "b", "g35", "x\n"] {
          playback.type(keys)
          let screen = playback.screen
          #expect(screen.count == rows)
          for row in screen { #expect(DisplayWidth.of(row) <= max(1, columns - 1), "\(row)") }
        }
        _ = playback.press(.escape)
        playback.type("p")
      }
    }
  }

  @Test func `the drawing erases the rest of every row`() {
    var playback = Recorded.playback()
    let frame = playback.frame()
    for (index, row) in frame.rows.enumerated() {
      #expect(frame.drawing.contains("\u{1B}[\(index + 1);1H\(row)\u{1B}[K"))
    }
  }

  @Test func `text is no wider than can be read in one go`() {
    var playback = Recorded.playback(.english, TerminalSize(columns: 200, rows: 60))
    _ = playback.press(.end)
    let body = playback.screen.dropFirst().dropLast(3)
    #expect(body.allSatisfy { DisplayWidth.of($0) <= 100 + ReplayCursor.gutter })
    #expect(body.contains { DisplayWidth.of($0) > 80 })
  }

  @Test func `the newest rows stand at the bottom, and looking back moves them`() {
    var playback = Recorded.playback()
    _ = playback.press(.end)
    let end = playback.screen
    #expect(end[20].contains("server closed"))
    _ = playback.press(.pageUp)
    let back = playback.screen
    // One row is seen on both.
    #expect(back[20] == end[1])
    #expect(back[23].contains("looking back 19 rows"))
    _ = playback.press(.up)
    #expect(playback.screen[2...20] == back[1...19])
    _ = playback.press(.pageDown)
    _ = playback.press(.pageDown)
    #expect(playback.screen == end)
    var before = -1
    while playback.lookBack != before {
      before = playback.lookBack
      _ = playback.press(.pageUp)
    }
    // Not beyond the first row.
    #expect(playback.screen[2].contains("Handshake"))
    _ = playback.press(.right)
    _ = playback.press(.left)
    #expect(playback.lookBack == 0)
  }

  @Test func `ticks alone show all of it, and then wait for a key`() {
    var playback = Recorded.playback()
    playback.type(" ")
    var places: [Int] = []
    while playback.wait() != nil {
      playback.tick()
      places.append(playback.cursor.place)
    }
    #expect(places == Set(places).sorted())
    #expect(playback.cursor.isAtEnd)
    playback.type(" ")
    #expect(playback.cursor.place == 0)
    #expect(playback.wait() == .zero)
  }

  @Test func `each step forward can be taken back, to the beginning`() {
    var playback = Recorded.playback()
    var screens: [[String]] = []
    while !playback.cursor.isAtEnd {
      let screen = Array(playback.screen.dropLast(3))
      _ = playback.press(.right)
      // The last events have no text.
      if playback.screen.dropLast(3) != screen[...] { screens.append(screen) }
    }
    for screen in screens.reversed() {
      _ = playback.press(.left)
      #expect(playback.screen.dropLast(3) == screen[...])
    }
    #expect(playback.cursor.place == 0)
  }

  @Test func `a step by hand pauses, and so does the key for it`() {
    for key in [Key.right, .left, .enter, .character(" "), .pageUp] {
      var playback = Recorded.playback()
      playback.type(" ")
      _ = playback.press(key)
      #expect(playback.wait() == nil, "\(key)")
    }
  }

  @Test func `Escape only closes, q leaves, but the list, the diagram and the prompt first`() {
    for (key, stays) in [(Key.escape, true), (.character("q"), false)] {
      var playback = Recorded.playback()
      for overlay in ["?", "L"] {
        playback.type(overlay)
        #expect(playback.press(key) == true)
        #expect(playback.overlay == nil)
      }
      #expect(playback.press(key) == stays)
    }
    var playback = Recorded.playback()
    playback.type("gq")
    #expect(playback.press(.escape) == true)
    #expect(playback.press(.leave) == false)
  }

  @Test(arguments: [
    (1.0, 900, 900.0), (2, 900, 450), (0.5, 900, 1_800), (1, 60_000, 2_000), (4, 60_000, 500),
    (1, 16, 700), (2, 1, 350), (1, -5, 700), (1e-300, 1_000, 3_600_000), (1e300, 1_000, 0),
  ])
  func `a pause is as long as it was, at this speed and within limits`(
    speed: Double, gap: Int, pause: Double
  ) {
    var events = Recorded.events(of: "S: 220 hamburger.edu")
    events[1].milliseconds = events[0].milliseconds + gap
    var settings = ReplaySettings()
    settings.speed = speed
    var playback = Playback(ReplaySource(events), settings, ViewOptions(language: .english))
    #expect(playback.wait() == .zero)
    playback.tick()
    #expect(playback.wait() == .milliseconds(pause))
    #expect(playback.screen.last?.contains("pause of 60 s shortened") == (gap > 2_000))
    playback.type("+")
    if pause > 0, pause < 3_600_000 { #expect(playback.wait() == .milliseconds(pause / 2)) }
  }

  @Test func `a session without times is played a step a second`() {
    var events = Recorded.events(of: "S: 220 hamburger.edu\nC: QUIT\nS: 221 bye")
    for index in events.indices { events[index].milliseconds = 7 }
    var settings = ReplaySettings()
    settings.speed = 2
    var playback = Playback(ReplaySource(events), settings, ViewOptions(language: .english))
    #expect(playback.wait() == .zero)
    playback.tick()
    #expect(playback.wait() == .milliseconds(500))
  }

  @Test func `a server's recording is told from the server's side`() {
    var events = Recorded.events(of: "S: 220 hamburger.edu")
    events.append(
      Event(number: 3, milliseconds: 2, conversation: 1, act: .closed(by: .client, .finished)))
    for (recorder, words) in [
      (Side.client, ["You opened the connection", "You closed"]),
      (.server, ["the server, recorded this: it accepted", "The client closed"]),
    ] {
      var playback = Playback(
        ReplaySource(events, recordedBy: recorder), ReplaySettings(),
        ViewOptions(language: .english),
        size: TerminalSize(columns: 200, rows: 50))
      _ = playback.press(.end)
      let page = playback.screen.joined(separator: " ")
      for word in words { #expect(page.contains(word), "\(page)") }
      #expect(page.contains("You ") == (recorder == .client))
    }
  }

  @Test func `a session in which nothing was opened is empty, and is at its end`() {
    let opened = Event(number: 1, milliseconds: 0, conversation: 0, act: .world(.opened([])))
    for events in [[], [opened]] {
      let playback = Playback(
        ReplaySource(events), ReplaySettings(), ViewOptions(language: .english))
      #expect(playback.isEmpty)
    }
    var playback = Playback(ReplaySource([]), ReplaySettings(), ViewOptions(language: .english))
    #expect(playback.wait() == nil)
    playback.type(" ne]g5\n")
    #expect(playback.screen.count == 24)
    let recorded = Recorded.playback()
    #expect(!recorded.isEmpty)
  }

  @Test func `far ahead in a long recording the screen says that it is read, then shows the place`()
  {
    let lines = "S: 220 hamburger.edu\n" + String(repeating: "C: NOOP\nS: 250 OK\n", count: 3_000)
    let source = ReplaySource(Recorded.events(of: lines))
    var settings = ReplaySettings()
    settings.isPaused = true
    var playback = Playback(source, settings, ViewOptions(language: .english))
    playback.unreadLimit = 0
    _ = playback.press(.end)
    #expect(playback.isReading)
    let waiting = playback.screen
    #expect(waiting[20].contains("Reading up to here: 83 %"))
    #expect(waiting.last?.contains("6002/6002") == true)
    for key in [Key.left, .pageUp, .right] { _ = playback.press(key) }
    #expect(playback.screen == waiting)
    while playback.readsAhead { playback.readAhead() }
    #expect(!playback.isReading)
    settings.start = .event(6_002)
    var jumped = Playback(source, settings, ViewOptions(language: .english))
    #expect(playback.frame() == jumped.frame())
    #expect(playback.screen.contains("► S: 250 OK"))
  }

  @Test func `names are shown only where they were asked for`() {
    let header = TranscriptHeader(
      started: "2026-11-23T15:00:00.000Z", software: "byhand", side: .client, student: "2026112233")
    for showsNames in [false, true] {
      let source = ReplaySource(
        Recorded.events, header: header, fileName: "2026-12-01T00-53-13.392Z-18884.jsonl",
        showsNames: showsNames)
      var playback = Playback(
        source, ReplaySettings(), ViewOptions(language: .english),
        size: TerminalSize(columns: 120, rows: 24))
      let header = playback.screen[0]
      playback.resize(to: TerminalSize(columns: 80, rows: 24))
      for language in Language.allCases {
        playback.options.language = language
        _ = playback.press(.right)
        // On any screen they come before the lesson and the date.
        for name in ["2026112233", "18884.jsonl"] {
          #expect(playback.screen[0].contains(name) == showsNames)
        }
      }
      #expect(header.contains("2026-11-23 15:00 UTC"))
      for name in ["2026112233", "18884.jsonl"] { #expect(header.contains(name) == showsNames) }
    }
  }
}
