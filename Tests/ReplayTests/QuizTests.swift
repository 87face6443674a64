import Language
import Presentation
import Protocols
import Teaching
import Terminal
import TestSupport
import Testing
import Transcripts

@testable import Replay

/// Predictions in a hall, and alone.
@Suite struct QuizTests {
  // Each line has a word that no other has, and no text of byhand.
  private static let dialogue = """
    S: 220 qa.example
    C: HELO qb.example
    S: 250 qc
    C: MAIL FROM:<qd@crepes.fr>
    S: 250 qe
    C: RCPT TO:<qf@hamburger.edu>
    S: 550 qg
    C: RCPT TO:<qh@hamburger.edu>
    S: 250-qi
    S: 250 qj
    C: DATA
    S: 354 qk
    C: ql
    C: .
    S: 250 qm
    C: QUIT qn
    S: 501 qo
    C: QUIT
    S: 221 qp
    """
  private static let words = "abcdefghijklmnop".map { "q\($0)" }

  private static func playback(
    _ scope: Outline.PredictionScope = .all, _ language: Language = .english,
    _ size: TerminalSize = TerminalSize(columns: 80, rows: 24)
  ) -> Playback {
    var settings = ReplaySettings()
    settings.isPaused = true
    settings.predicts = scope
    return Playback(
      ReplaySource(Recorded.events(of: dialogue)), settings, ViewOptions(language: language),
      size: size)
  }

  @Test(arguments: Tries.pairs(PlaybackTests.sizes, Language.allCases))
  func `while a question stands, nothing of what follows is on the screen`(
    size: TerminalSize, language: Language
  ) throws {
    var playback = Self.playback(.all, language, size)
    var asked = 0
    for _ in 0..<40 where !playback.cursor.isAtEnd {
      _ = playback.press(.right)
      guard playback.question != nil else { continue }
      asked += 1
      let place = playback.cursor.place
      let rest = playback.cursor.events[place...].map(\.json).joined()
      let before = playback.cursor.events[..<place].map(\.json).joined()
      let hidden = Self.words.filter { rest.contains($0) && !before.contains($0) }
      for key in ["", "L", "L", "w", "w", "?", "?"] {
        playback.type(key)
        let screen = playback.screen.joined(separator: "\n")
        for word in hidden { #expect(!screen.contains(word), "\(screen)") }
        // A line's fault would tell that it is refused.
        if place == 17 { #expect(!screen.contains("^"), "\(screen)") }
      }
      #expect(playback.screen.contains { $0.contains("S: ???") } == true)
      let line = playback.screen.suffix(3).map { $0 }
      let cursor = try #require(line[0].firstIndex(of: "▼"))
      #expect(line[0][cursor...].dropFirst().allSatisfy { $0 == " " })
      #expect(
        line[1].count <= line[0].distance(from: line[0].startIndex, to: cursor) + 1
          || line[1].dropFirst(line[0].distance(from: line[0].startIndex, to: cursor) + 1)
            .allSatisfy { $0 == " " }
      )
    }
    #expect(asked == 9)
  }

  @Test func `each code is asked for once, and each error`() {
    var playback = Self.playback(.firstAndErrors)
    var places: [Int] = []
    while !playback.cursor.isAtEnd {
      _ = playback.press(.right)
      if playback.question != nil { places.append(playback.cursor.place) }
    }
    #expect(places == [1, 3, 7, 12, 17, 19])
  }

  @Test func `playing stops at a question, and goes on after it`() {
    var playback = Self.playback()
    playback.type(" ")
    while playback.wait() != nil { playback.tick() }
    #expect(playback.question?.place == 1)
    playback.type(" ")
    #expect(playback.question?.place == 1)
    #expect(playback.screen.last?.contains("A question stands") == true)
    _ = playback.press(.enter)
    #expect(playback.cursor.place == 2)
    playback.type(" ")
    while playback.wait() != nil { playback.tick() }
    #expect(playback.question?.place == 3)
  }

  /// At the reply to the first RCPT, 550.
  @Test(arguments: [
    // keys, right and all guesses, first vote, second vote, is shown
    ("d", 1, 1, [], [], true), ("a", 0, 1, [], [], true), ("D", 1, 1, [], [], true),
    ("550\n", 1, 1, [], [], true), ("250\n", 0, 1, [], [], true), ("451\n", 0, 1, [], [], true),
    ("\n", 0, 0, [], [], true), (".", 0, 0, [], [], true),
    ("12 3 0 5\n", 0, 0, [12, 3, 0, 5], [], false),
    ("12 3 0 5\n\n", 0, 0, [12, 3, 0, 5], [], true),
    ("12,3,0,5\n", 0, 0, [12, 3, 0, 5], [], false),
    ("12 3 0 5\n1 1 1 1\n", 0, 0, [1, 1, 1, 1], [], false),
    ("12 3 0 5\nv1 2 3 14\n\n", 0, 0, [12, 3, 0, 5], [1, 2, 3, 14], true),
    ("12 3 0 5\nv1 2 3 14\n4 4 4 4\n\n", 0, 0, [12, 3, 0, 5], [4, 4, 4, 4], true),
    ("v", 0, 0, [], [], false), ("12 3\n", 0, 0, [], [], false), ("7\n", 0, 0, [], [], false),
    ("12 3 0 5 9\n", 0, 0, [], [], false), ("9999999 1 1 1\n", 0, 0, [], [], false),
  ])
  func `votes and guesses`(
    keys: String, hits: Int, guesses: Int, first: [Int], second: [Int], isShown: Bool
  ) throws {
    var playback = Self.playback()
    playback.type("gevent:7\n")
    let question = try #require(playback.question)
    #expect(question.choices.map(\.code).contains(550))
    let letter = ["a", "b", "c", "d"][question.answer]
    // The table says d for the right one.
    playback.type(
      letter == "d" ? keys : keys.replacing("d", with: letter).replacing("D", with: letter))
    if keys == "a", letter == "a" { return }
    #expect((playback.cursor.place == 8) == isShown)
    let quiz = try #require(playback.quiz)
    #expect(quiz.hits == hits && quiz.guesses == guesses)
    #expect(quiz.answer(to: question).votes == [first, second].filter { !$0.isEmpty })
    #expect(playback.screen[0].contains("\(hits)/\(guesses)") == (guesses > 0))
    let screen = playback.screen.joined(separator: "\n")
    #expect(screen.contains("Answer: ") == isShown)
    #expect(screen.contains("550 qg") == isShown)
    for count in isShown ? first + second : [] { #expect(screen.contains(" \(count) ")) }
  }

  @Test func `the second vote stands beside the first`() {
    var playback = Self.playback()
    playback.type("gevent:7\n")
    playback.type("12 3 0 5\nv1 2 3 14\n\n")
    let screen = playback.screen
    #expect(screen.contains { $0.contains("first vote") && $0.contains("second vote") })
    #expect(screen.contains { $0.contains("12 ██") && $0.contains(" 1 █") })
    // The reason: the notes of the reply.
    #expect(screen.contains { $0.contains("No such mailbox here") })
  }

  @Test func `on a small screen the votes are shown rather than the words`() {
    var playback = Self.playback(.all, .english, TerminalSize(columns: 40, rows: 10))
    playback.type("gevent:7\n")
    #expect(playback.screen.count { $0.contains("  503  ") || $0.contains("  550  ") } == 2)
    playback.type("12 3 0 5\n\n")
    for count in [12, 3, 0, 5] {
      #expect(playback.screen.contains { $0.contains("  \(count < 10 ? " " : "")\(count)") })
    }
    #expect(playback.screen[0].contains("hamburger.edu") || playback.screen[0].contains("2/3"))
  }

  @Test func `typing can be corrected and given up`() {
    var playback = Self.playback()
    playback.type("gevent:7\n")
    playback.type("12 3")
    _ = playback.press(.backspace)
    #expect(playback.screen.last?.contains("12 _") == true)
    #expect(playback.press(.escape) == true)
    #expect(playback.quiz?.typed == "")
    #expect(playback.press(.escape) == true)
    #expect(playback.question != nil)
  }

  @Test func `other keys go on working while a question stands`() {
    var playback = Self.playback()
    playback.type("gevent:7\n")
    playback.type("l")
    #expect(playback.screen.contains { $0.contains("接下来会是哪个响应") } == true)
    playback.type("lL")
    #expect(playback.screen.contains { $0.contains("│─ RCPT TO:<qf") } == true)
    #expect(playback.screen.contains { $0.contains("S: ???") } == true)
    playback.type("?")
    #expect(
      playback.screen.contains { $0.contains("a show of hands") } || playback.screen.count == 24)
    #expect(playback.press(.escape) == true)
    playback.type("L")
    #expect(playback.press(.escape) == true)
    #expect(playback.press(.character("q")) == false)
  }

  @Test func `a jump over a question does not ask it, and who returns is asked`() {
    var playback = Self.playback()
    playback.type("gevent:12\n")
    playback.type("N")
    #expect(playback.question == nil || playback.cursor.place != 7)
    playback.type("gevent:7\n")
    #expect(playback.question != nil)
  }

  @Test func `back from the answer the question stands again, and counts no second guess`() {
    var playback = Self.playback()
    playback.type("gevent:7\n12 3 0 5\na")
    let (screen, guesses, hits) = (playback.screen, playback.quiz?.guesses, playback.quiz?.hits)
    #expect(screen.contains { $0.contains("Answer: ") })
    _ = playback.press(.left)
    #expect(playback.cursor.place == 7)
    #expect(playback.screen.contains { $0.contains("S: ???") })
    #expect(playback.screen.contains { $0.contains("first vote: 20 counted") })
    #expect(!playback.screen.contains { $0.contains("550 qg") })
    // A letter is a guess there, as it was; it changes neither annotation nor score.
    playback.type("b")
    #expect(playback.screen == screen)
    #expect(playback.quiz?.guesses == guesses && playback.quiz?.hits == hits)
    _ = playback.press(.right)
    #expect(!playback.screen.contains { $0.contains("Answer: ") })
    _ = playback.press(.left)
    #expect(playback.screen == screen)
  }

  @Test(arguments: ["n", "e", "g550\n", "gevent:8\n", "]"])
  func `no key tells the reply that is to be predicted`(keys: String) {
    var playback = Self.playback()
    // The question before it is answered.
    playback.type("gevent:6\n\n")
    #expect(playback.cursor.place == 6)
    playback.type(keys)
    if keys != "]" { #expect(playback.question?.place == 7) }
    for key in ["n", "e", "]"] {
      let place = playback.cursor.place
      guard playback.question != nil else { break }
      playback.type(key)
      #expect(playback.cursor.place == place)
      #expect(playback.screen.last?.contains("A question stands") == true)
      #expect(!playback.screen.contains { $0.contains("550 qg") })
    }
  }

  @Test func `a replay that begins at a reply begins at its question`() {
    var settings = ReplaySettings()
    settings.predicts = .all
    settings.start = .code(550)
    let playback = Playback(
      ReplaySource(Recorded.events(of: Self.dialogue)), settings, ViewOptions(language: .english))
    #expect(playback.question?.place == 7)
  }

  @Test func `what the server did with a message is told with its reply`() {
    var events = Recorded.events(of: Self.dialogue)
    let end = events.firstIndex { $0.number == 16 } ?? 0
    var queued = events[end]
    queued.act = .world(
      .queue(QueueAct(.queued, host: "qa.example", message: "q1", recipient: "bob@b.example")))
    events.insert(queued, at: end)
    for index in events.indices { events[index].number = index + 1 }
    var settings = ReplaySettings()
    (settings.isPaused, settings.predicts) = (true, .all)
    var playback = Playback(
      ReplaySource(events), settings, ViewOptions(language: .english))
    playback.type("gevent:15\n")
    #expect(playback.cursor.place == end)
    _ = playback.press(.right)
    #expect(playback.question?.place == end + 1)
    for keys in ["", "L"] {
      playback.type(keys)
      #expect(!playback.screen.contains { $0.contains("queue") || $0.contains("q1") })
    }
    playback.type("L\n")
    #expect(playback.screen.contains { $0.contains("queue") })
  }

  @Test func `predictions are switched off and on, and begin anew`() {
    var playback = Self.playback()
    playback.type("gevent:7\nz")
    playback.type("b")
    #expect(playback.quiz?.guesses == 1)
    playback.type("p")
    #expect(playback.screen.last?.contains("Predictions off") == true)
    #expect(playback.quiz == nil)
    #expect(!playback.screen[0].contains("predict"))
    playback.type("p")
    #expect(playback.quiz?.guesses == 0)
    #expect(playback.screen.last?.contains("begins anew") == true)
  }
}
