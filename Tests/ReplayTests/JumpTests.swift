import Language
import Lessons
import Presentation
import Protocols
import Terminal
import Testing
import Transcripts

@testable import Replay

/// Keys that change the place, and places that are named.
@Suite struct JumpTests {
  // Events:     1 open, 2 to 17 these lines.
  private static let dialogue = """
    S: 220 hamburger.edu
    C: HELO
    S: 501 5.5.4 HELO needs a name
    C: EHLO crepes.fr
    S: 250-hamburger.edu
    S: 250 HELP
    C: MAIL FROM:<alice@crepes.fr>
    S: 250 ok
    C: RCPT TO:<dave@hamburger.edu>
    S: 550 no
    C: RCPT TO:<bob@hamburger.edu>
    S: 250 ok
    C: DATA
    S: 354 go
    C: QUIT the diet, he said.
    C: .
    S: 250 done
    C: QUIT
    S: 221 bye
    """

  private static func playback(at place: Int) -> Playback {
    var settings = ReplaySettings()
    settings.isPaused = true
    settings.start = .event(place)
    return Playback(
      ReplaySource(Recorded.events(of: dialogue)), settings, ViewOptions(language: .english))
  }

  @Test(arguments: [
    (0, Key.right, 1), (5, .right, 6), (5, .left, 4), (0, .left, 0), (20, .right, 20),
    (5, .character("."), 6), (5, .character(","), 4), (5, .enter, 6),
    (0, .character("n"), 2), (4, .character("n"), 7), (5, .character("n"), 7),
    (7, .character("N"), 4), (2, .character("N"), 2),
    (0, .character("e"), 3), (3, .character("e"), 4), (4, .character("e"), 11),
    (11, .character("E"), 4), (11, .character("e"), 11),
    (0, .character("]"), 1), (1, .character("]"), 7), (7, .character("]"), 19),
    (19, .character("["), 7), (1, .character("["), 1), (19, .character("]"), 19),
    (9, .home, 0), (0, .end, 20), (3, .character("0"), 0), (3, .character("5"), 10),
    (3, .character("9"), 18),
  ])
  func `a key goes to its place`(from: Int, key: Key, to: Int) {
    var playback = Self.playback(at: from)
    #expect(playback.press(key) == true)
    #expect(playback.cursor.place == to)
  }

  @Test(arguments: [
    ("354", 15), ("550", 11), ("phase:1", 1), ("phase:2", 7), ("phase:3", 19), ("line:1", 2),
    ("line:19", 20), ("event:12", 12), ("12", 12), ("0", 0), ("error", 3), ("RCPT", 10),
    ("rcpt", 10), ("quit", 19), ("ｌｉｎｅ：１", 2), ("３５４", 15), (" phase: 2 ", 7),
    ("phase2", 7), ("第2阶段", 7), ("第三阶段", 19),
  ])
  func `a place that is named is found`(name: String, place: Int) throws {
    var cursor = Self.playback(at: 3).cursor
    let named = try #require(ReplayPlace(name))
    #expect(cursor.range(of: named)?.upperBound == place)
    #expect(cursor.place == 3)
    var playback = Self.playback(at: 5)
    playback.type("g" + name + "\n")
    #expect(playback.cursor.place == place)
    #expect(playback.goal == nil)
  }

  @Test func `after what leads nowhere the next character begins anew`() {
    for wrong in ["999", "!!"] {
      var playback = Self.playback(at: 5)
      playback.type("g" + wrong + "\n")
      #expect(playback.screen.last?.contains("\(wrong)_") == true)
      #expect(playback.message != nil)
      playback.type("3")
      #expect(playback.goal == "3")
      playback.type("5")
      _ = playback.press(.eraseLine)
      #expect(playback.goal == "")
      playback.type("354\n")
      #expect(playback.cursor.place == 15)
    }
  }

  @Test func `HTTP has a band, a heading and a place of its own`() {
    let smtp = Recorded.events(of: "S: 220 a\nC: QUIT\nS: 221 b")
    var http = Recorded.events(of: "C: GET / HTTP/1.1\nC: Host: a\nC: ", dialect: .http)
    for index in http.indices {
      http[index].number += smtp.count
      http[index].conversation = 2
    }
    var settings = ReplaySettings()
    settings.isPaused = true
    var playback = Playback(
      ReplaySource(smtp + http), settings, ViewOptions(language: .english),
      size: TerminalSize(columns: 9, rows: 24))
    playback.type("ghttp\n")
    #expect(playback.cursor.place == smtp.count + 1)
    #expect(playback.screen[21].hasSuffix("▼:::"))
    playback.type("[]")
    #expect(playback.cursor.place == smtp.count + 1)
    playback.resize(to: TerminalSize(columns: 80, rows: 24))
    #expect(playback.screen[0].contains("HTTP"))
    #expect(!playback.screen[0].contains("Phase"))
    #expect(playback.screen.contains { $0.hasPrefix("► ── HTTP ──") })
    _ = playback.press(.right)
    #expect(playback.screen.contains { $0.hasPrefix("  ── HTTP ──") })
  }

  @Test func `a step of a lesson is found by its number and its name`() throws {
    let lesson = try #require(Library()["first-conversation"])
    let began = lesson.attempt(id: "a", at: "connect")
    var events = Recorded.events(of: "S: 220 hamburger.edu")
    for act in [LearnerAct.began(began)] {
      events.insert(Event(milliseconds: 0, conversation: 0, act: .learner(act)), at: 0)
    }
    events.append(
      Event(
        milliseconds: 200, conversation: 0,
        act: .learner(.answered(step: "who-first", .choice(1)))))
    for index in events.indices { events[index].number = index + 1 }
    var settings = ReplaySettings()
    settings.isPaused = true
    var playback = Playback(ReplaySource(events), settings, ViewOptions(language: .english))
    for (name, task) in [
      ("step:1", "▸ 1/16"), ("greet", "▸ 3/16"), ("step:2", "▸ 2/16"), ("who-first", "▸ 2/16"),
      ("step:greet", "▸ 3/16"),
    ] {
      _ = playback.press(.home)
      playback.type("g" + name + "\n")
      #expect(playback.goal == nil, "\(name)")
      #expect(playback.screen.contains { $0.contains(task) }, "\(name)")
    }
    playback.type("gstep:9\n")
    #expect(playback.screen.last?.contains("no such place") == true)
    // The lesson's title, not its id.
    _ = playback.press(.escape)
    playback.resize(to: TerminalSize(columns: 132, rows: 24))
    #expect(playback.screen[0].contains(lesson.title.english))
  }

  @Test(arguments: ["451", "line:20", "event:21", "21", "VRFY", "GET", "999", "line:0"])
  func `a place that the recording has not is told`(name: String) throws {
    var cursor = Self.playback(at: 0).cursor
    let named = try #require(ReplayPlace(name))
    #expect(cursor.range(of: named) == nil)
    var playback = Self.playback(at: 5)
    playback.type("g" + name + "\n")
    #expect(playback.cursor.place == 5)
    #expect(playback.screen.last?.contains("\(name)_") == true)
    #expect(playback.screen.last?.contains("no such place") == true)
    _ = playback.press(.backspace)
    #expect(playback.screen.last?.contains("\(name.dropLast())_") == true)
  }

  @Test(arguments: [
    "", "phase:4", "phase:", "line:x", "x:1", "1:2:3", "-1", "no way!", "9999999999", "step:",
  ])
  func `what names no place is not taken for one`(name: String) {
    #expect(ReplayPlace(name) == nil)
  }

  @Test func `an event's number may look like a code where it is called an event`() {
    #expect(ReplayPlace("354") == .code(354))
    #expect(ReplayPlace("event:354") == .event(354))
    #expect(ReplayPlace("code:354") == .code(354))
    #expect(ReplayPlace("99") == .event(99))
    #expect(ReplayPlace("1000") == .event(1_000))
  }

  @Test func `a jump that leads nowhere says so`() {
    for (key, word) in [("n", "reply"), ("e", "error"), ("]", "phase")] {
      var playback = Self.playback(at: 20)
      playback.type(key)
      #expect(playback.screen.last?.contains("No further \(word)") == true)
      _ = playback.press(.left)
      #expect(playback.screen.last?.contains("No further") == false)
    }
  }

  @Test func `what is shown can be changed while it plays`() {
    var playback = Self.playback(at: 4)
    let before = playback.screen
    #expect(before.contains { $0.contains("right: HELO") })
    playback.type("l")
    #expect(playback.screen[0].contains("第 1 阶段"))
    #expect(playback.screen.contains { $0.contains("改为：HELO") } == true)
    playback.type("lw")
    #expect(playback.screen.contains { $0.contains("␍␊") } == true)
    playback.type("wa")
    #expect(playback.screen.last?.contains("annotation: brief") == true)
    playback.type("a")
    #expect(playback.screen.contains { $0.contains("permanent failure") } == false)
    #expect(playback.screen.contains { $0.contains("right: HELO") } == true)
    playback.type("a")
    #expect(playback.screen.dropLast() == before.dropLast())
  }

  @Test func `speed is doubled and halved, and shown`() {
    var playback = Self.playback(at: 4)
    playback.type("++")
    #expect(playback.screen.last?.contains("4×") == true)
    playback.type("----")
    #expect(playback.screen.last?.contains("0.25×") == true)
    playback.type("--------")
    #expect(playback.speed == 0.125)
    playback.type(String(repeating: "+", count: 20))
    #expect(playback.speed == 64)
  }

  @Test func `the diagram ends here, and can be looked through`() {
    var playback = Self.playback(at: 11)
    playback.type("L")
    #expect(playback.screen[20].contains("550 no"))
    #expect(playback.screen.contains { $0.contains("354") } == false)
    _ = playback.press(.right)
    #expect(playback.screen[20].contains("bob@hamburger.edu"))
    playback.resize(to: TerminalSize(columns: 80, rows: 10))
    _ = playback.press(.pageUp)
    #expect(playback.screen.contains { $0.contains("RCPT TO:<dave") } == false)
    _ = playback.press(.pageUp)
    _ = playback.press(.pageUp)
    #expect(playback.screen[1].contains("client"))
  }

  @Test func `the time line tells phases and marks by signs, and where the cursor is`() {
    var playback = Self.playback(at: 11)
    playback.resize(to: TerminalSize(columns: 21, rows: 24))
    let rows = playback.screen.suffix(3).map { $0 }
    #expect(rows[0] == "1-----2===▼=======3~")
    #expect(rows[1] == " |xx  | | x | |  | |")
  }
}
