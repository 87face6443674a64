import Language
import Protocols
import Teaching
import Testing
import Transcripts

@testable import Console

@Suite struct FilmTests {
  /// Long enough that several moments are kept; some events have nothing to see.
  private static let events: [Event] = {
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

  private let screen = Screen(
    ConsoleOptions(
      language: .chinese, form: .terminal, hasColour: true, records: false, store: nil,
      version: "", dataFolder: nil))

  /// What each event shows, read once from the beginning.
  private var shown: [String] {
    var session = Session()
    var annotator = Annotator()
    return Self.events.map { event in
      let facts = session.take(event)
      return screen.text(of: event, annotator.notes(on: event, facts: facts, in: session))
    }
  }

  private func page(_ texts: some Sequence<String>, rows: Int) -> String {
    texts.joined().split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .suffix(rows).map { $0 + "\n" }.joined()
  }

  @Test(arguments: [1, 24, 10_000])
  func `wherever one goes, the screen shows what had been shown until then`(rows: Int) {
    let shown = shown
    #expect(shown.contains(""))
    var film = Film(Self.events, screen)
    for target in [0, 1, 63, 64, 65, Self.events.count, 130, 200, Self.events.count - 1, 5] {
      film.go(to: target)
      #expect(film.page(rows: rows) == page(shown.prefix(target), rows: rows))
      var session = Session()
      for event in Self.events.prefix(target) { _ = session.take(event) }
      let last = target > 0 ? Self.events[target - 1].conversation : 0
      #expect(film.phase == session.conversations[last]?.phase)
    }
  }

  @Test func `each step forth can be taken back, to the beginning`() {
    let shown = shown
    var film = Film(Self.events, screen)
    var steps: [String] = []
    while !film.isAtEnd { steps.append(film.forward()) }
    #expect(steps.filter { !$0.isEmpty } == shown.filter { !$0.isEmpty })
    for text in shown.filter({ !$0.isEmpty }).reversed() {
      let back = film.stepBack
      #expect(shown[back] == text)
      #expect(shown[(back + 1)..<film.position].joined() == "")
      film.go(to: back)
    }
    #expect(film.position == 0)
    #expect(film.stepBack == 0)
    #expect(film.forward() == shown[0])
  }
}
