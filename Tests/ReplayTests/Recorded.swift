import Language
import Presentation
import Protocols
import Teaching
import Terminal
import TestSupport
import Transcripts

@testable import Replay

/// Twelve conversations: enough for several kept moments. Some events have nothing to show.
enum Recorded {
  static let events: [Event] = {
    var acts: [(Int, Act)] = []
    for number in 1...12 {
      let attempt = Attempt(dialect: .smtp, host: "hamburger.edu", port: 25)
      acts.append(
        (
          number,
          .opened(
            Opening(attempt: attempt, address: "127.0.0.1:2525", local: nil, isPractice: true))
        ))
      let lines = [
        "220 hamburger.edu", "HELO crepes.fr", "250 Hello crepes.fr, pleased to meet you",
        "MAIL FROM: <alice@crepes.fr>", "250 Sender ok", "DATA", "503 Recipient first",
        "QUIT", "221 closing",
      ]
      for (index, line) in lines.enumerated() {
        acts.append(
          (number, .heard(index.isMultiple(of: 2) ? .server : .client, .line(Line(line)))))
      }
      acts.append((number, .closed(by: .server, .finished)))
      for _ in 0..<(number == 6 ? 150 : 2) { acts.append((0, .learner(.hint(step: "greet")))) }
    }
    return acts.enumerated().map { index, act in
      Event(number: index + 1, milliseconds: index, conversation: act.0, act: act.1)
    }
  }()

  static let source = ReplaySource(events, date: "2026-11-23 15:00 UTC")

  /// A playback at its beginning, paused.
  static func playback(
    _ language: Language = .english, _ size: TerminalSize = TerminalSize(columns: 80, rows: 24),
    predicts: Outline.PredictionScope? = nil, speed: Double = 1
  ) -> Playback {
    var settings = ReplaySettings()
    settings.isPaused = true
    settings.predicts = predicts
    settings.speed = speed
    return Playback(source, settings, ViewOptions(language: language), size: size)
  }

  /// A conversation by its lines, `S: …` and `C: …`.
  static func events(of dialogue: String, dialect: Dialect = .smtp) -> [Event] {
    let attempt = Attempt(dialect: dialect, host: "hamburger.edu", port: 25)
    let opening = Opening(
      attempt: attempt, address: "127.0.0.1:2525", local: nil, isPractice: true)
    let heard = DialogueLine.all(in: dialogue).map { Act.heard($0.side, .line($0.line)) }
    return ([.opened(opening)] + heard).enumerated().map { index, act in
      Event(number: index + 1, milliseconds: index * 100, conversation: 1, act: act)
    }
  }
}

extension Playback {
  /// Presses the keys of a text, one after the other.
  mutating func type(_ text: String) {
    for character in text { _ = press(character == "\n" ? .enter : .character(character)) }
  }

  var screen: [String] {
    mutating get { frame().text }
  }
}
