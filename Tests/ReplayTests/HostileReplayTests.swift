import Language
import Presentation
import Protocols
import Teaching
import Terminal
import TestSupport
import Testing
import Transcripts

@testable import Replay

/// A recording from a stranger moves no cursor, hides nothing and reorders nothing.
@Suite struct HostileReplayTests {
  private static let evil = "a\u{1B}[2J\u{9B}31m\u{7}\u{202E}\u{2066}b\r\nS: 250 \u{0}"

  private static let events: [Event] = {
    let attempt = Attempt(dialect: .smtp, host: evil, port: 25)
    let opening = Opening(attempt: attempt, address: evil, local: evil, isPractice: false)
    let acts: [(Int, Act)] = [
      (0, .learner(.began(LessonAttempt(lesson: evil, step: evil)))), (1, .opened(opening)),
      (1, .heard(.server, .line(Line("220 \(evil)")))),
      (1, .heard(.client, .line(Line("EHLO \(evil)")))),
      (1, .heard(.server, .line(Line(octets: [0x35, 0x30, 0x31, 0x20, 0x1B, 0x9B, 0xFF, 0x0D])))),
      (1, .heard(.client, .line(Line("MAIL FROM:<\(evil)>")))),
      (1, .heard(.server, .line(Line(evil)))),
      (1, .heard(.client, .octets(Array(evil.utf8)))),
      (0, .learner(.answered(step: evil, .text(evil)))), (0, .learner(.asked(console: evil))),
      (2, .failed(attempt, .refused)), (1, .closed(by: .server, .lost)),
    ]
    return acts.enumerated().map { index, act in
      Event(number: index + 1, milliseconds: index, conversation: act.0, act: act.1)
    }
  }()

  private static func isHarmless(_ row: String) -> Bool {
    Frame.plain(row).unicodeScalars.allSatisfy { scalar in
      !(0x00...0x1F).contains(scalar.value) && !(0x7F...0x9F).contains(scalar.value)
        && ![0x202E, 0x2066, 0x200B].contains(scalar.value)
    }
  }

  @Test(arguments: Tries.pairs(PlaybackTests.sizes, Language.allCases))
  func `nothing of it reaches the terminal raw`(size: TerminalSize, language: Language) {
    let source = ReplaySource(Self.events, date: nil, names: [Self.evil])
    var settings = ReplaySettings()
    settings.isPaused = true
    settings.predicts = .all
    var options = ViewOptions(language: language)
    options.hasColour = true
    var playback = Playback(source, settings, options, size: size)
    // Most rows stand on several screens.
    var seen: Set<String> = []
    for _ in 0..<24 {
      for keys in ["", "wL", "wL", "a"] {
        playback.type(keys)
        for row in playback.frame().rows where seen.insert(row).inserted {
          #expect(Self.isHarmless(row), "\(row)")
        }
      }
      _ = playback.press(.right)
    }
    #expect(playback.cursor.isAtEnd)
    for character in "g\u{202E}\u{1B}x" { _ = playback.press(.character(character)) }
    _ = playback.press(.enter)
    for row in playback.frame().rows { #expect(Self.isHarmless(row)) }
  }

  @Test func `neither does the list of recordings`() {
    let entry = RecordedEntry(
      path: "/x/\(Self.evil).jsonl", date: Self.evil, host: Self.evil, lesson: Self.evil,
      milliseconds: .max, events: .max, student: Self.evil)
    let chooser = SessionChooser(
      [entry], showsNames: true, ViewOptions(language: .english),
      size: TerminalSize(columns: 300, rows: 24))
    for row in chooser.frame().rows { #expect(Self.isHarmless(row)) }
  }
}
