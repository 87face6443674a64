import Language
import Lessons
import PracticeWorld
import Presentation
import Protocols
import Teaching
import Terminal
import TestSupport
import Testing
import Transcripts

@testable import Console

/// The lines of `first-conversation`, to its end.
private let wholeLesson = [
  "telnet hamburger.edu 25", "1", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>",
  "RCPT TO:<bob@hamburger.edu>", "DATA", "Hi", ".", ":mailbox bob", "2", "3",
  "MAIL FROM:<alice@crepes.fr>", "RCPT TO:<carol@hamburger.edu>", "DATA", "Hi", ".", "QUIT", "2",
  "3",
]

extension ConsoleBench {
  fileprivate mutating func type(_ lines: ArraySlice<String>) { lines.forEach { type($0) } }

  fileprivate var lessonNotes: [Note] {
    effects.compactMap { if case .say(let note) = $0, note.voice != nil { note } else { nil } }
  }
}

@Suite struct LessonVoiceTests {
  @Test func `the line to type stands alone, and :lesson shows the step again`() {
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    #expect(bench.lessonNotes.map(\.voice) == [.title, .aside, .task, .line])
    #expect(bench.said.last == "  telnet hamburger.edu 25")
    bench.type(":lesson")
    #expect(bench.said.suffix(2).first == "  telnet hamburger.edu 25")
    #expect(bench.said.last == "(:lessons lists all lessons, :lesson off leaves this one)")
  }

  @Test(arguments: [":lessons", ":lesson list"])
  func `the list is there inside a lesson, too`(line: String) {
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    bench.type(line)
    let listings = bench.effects.compactMap {
      if case .display(.map(let map)) = $0 { map } else { nil }
    }
    #expect(listings.last?.rows.count == SampleLessons.library.lessons.count)
  }

  @Test func `a step done ahead of its turn is credited with its text`() {
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    bench.type(wholeLesson[..<8])
    bench.type("QUIT", ":mailbox bob", "2", "3")
    bench.type(":skip", ":skip")
    #expect(
      bench.said.contains("✓ +1  You did this already: Phase 3, the close. Say goodbye: QUIT."))
  }

  @Test func `the last hint is announced with its price, and its line stands alone`() {
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    bench.type(":hint")
    #expect(bench.said.last?.contains("half its points, 0.5") == true)
    bench.type(":hint")
    #expect(bench.said.suffix(2).first == "  telnet hamburger.edu 25")
    bench.type("telnet hamburger.edu 25")
    #expect(bench.said.contains { $0.hasPrefix("✓ +0.5: half") })
  }

  @Test func `:next is the lesson's line where it can be typed, and an open question comes first`()
  {
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    let next = { (bench: ConsoleBench) in
      bench.effects.compactMap { effect -> Phrase? in
        if case .display(.listing(let listing)) = effect { listing.rows.first?.first } else { nil }
      }.last?[.english]
    }
    bench.openWeb("hamburger.edu")
    bench.type(":drop", ":next")
    #expect(next(bench) == "telnet hamburger.edu 25")
    bench.type("telnet hamburger.edu 25", ":next")
    #expect(bench.said.last?.hasPrefix("Next: answer the question above.") == true)
    bench.type("1", ":next")
    #expect(next(bench) == "HELO crepes.fr")
  }

  @Test func `the step after QUIT stands below the end of the connection`() throws {
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    bench.type(wholeLesson[..<17])
    let closed = try #require(
      bench.effects.lastIndex {
        if case .show(let seen, _) = $0, case .closed = seen.event.act { true } else { false }
      })
    let question = try #require(
      bench.effects.lastIndex {
        if case .say(let note) = $0 { note.text[.english].contains("three phases") } else { false }
      })
    #expect(closed < question)
  }

  @Test func `a connection that ends with the lesson was closed by byhand`() throws {
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    bench.type("telnet hamburger.edu 25", ":lesson off")
    let closed = try #require(
      bench.seen.last { if case .closed = $0.event.act { true } else { false } })
    #expect(
      closed.notes.contains { $0.text[.english] == "byhand closed the TCP connection for you." })
  }

  @Test func `a second mail on a new connection is not the second on one`() {
    var bench = ConsoleBench(begin: .lesson(id: "push-and-pull"))
    let mail = { (name: String) in
      ["MAIL FROM:<alice@crepes.fr>", "RCPT TO:<\(name)@hamburger.edu>", "DATA", "Hi", "."][...]
    }
    bench.type("telnet hamburger.edu 25", "HELO crepes.fr")
    bench.type(mail("bob"))
    bench.type("1", ":drop", "telnet hamburger.edu 25", "HELO crepes.fr")
    bench.type(mail("carol"))
    #expect(bench.core.lesson?.judge.current?.id == "second")
    #expect(bench.said.last?.contains("has brought bob nothing") == true)
    bench.type(mail("bob"))
    bench.type(mail("carol"))
    #expect(bench.core.lesson?.judge.current?.id == "leave")
  }

  @Test func `a question has no hint that gives it away`() {
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    bench.type("telnet hamburger.edu 25", ":hint", ":hint")
    #expect(bench.said.last == "▸ There are no more hints. :skip skips this step.")
  }

  @Test func `the end says the score, what was learnt, the next lesson and the way out`() {
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    bench.type(wholeLesson[...])
    let end = bench.said.suffix(7)
    #expect(end.first == "✓ Lesson finished: A first conversation. 16 of 16 points.")
    #expect(end.filter { $0.hasPrefix("  ·  ") }.count == 3)
    #expect(end.last == "You are still in this lesson's practice world; :lesson off leaves it.")
    let next = bench.effects.compactMap { effect -> String? in
      if case .say(let note) = effect { note.suggestion } else { nil }
    }
    let lesson = bench.core.settings.library.next(
      after: SampleLessons.lesson("first-conversation"), Progress())
    #expect(next.last == lesson.map { ":lesson \($0.id)" })
  }

  @Test func `one score is shown: after another attempt it is the best of both`() {
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    bench.type(wholeLesson[..<1])
    bench.type("2")
    bench.type(wholeLesson[1...])
    #expect(bench.said.contains { $0.hasSuffix("15 of 16 points.") })
    bench.type(":restart")
    bench.type(wholeLesson[...])
    #expect(bench.said.filter { $0.hasSuffix("15 of 16 points.") }.count == 2)
    #expect(bench.said.contains("✓ (its points were earned before)"))
  }
}

@Suite struct OwnLessonTests {
  private static let text = """
    lesson: homework
    version: 1
    title: {en: Homework, zh: 作业}
    steps:
      - id: look
        say: {en: Look, zh: 看}
        expect: {console: mailbox bob}
        solution: [":mailbox bob"]
    """

  @Test(arguments: [":lesson ./homework.yaml", ":lesson homework.yaml", ":lesson \"my work/1\""])
  func `a path asks for a lesson's file, and its lesson begins`(line: String) throws {
    var bench = ConsoleBench()
    bench.type(line)
    guard case .readLesson? = bench.jobs.last else { return #expect(Bool(false)) }
    let lesson = try LessonFile.parse(Array(Self.text.utf8), name: "homework.yaml")
    bench.take(.lessonRead(lesson))
    bench.deliver()
    bench.type(":mailbox bob")
    #expect(bench.said.contains("✓ Lesson finished: Homework. 1 of 1 points."))
    // It is in no list, so the course begins.
    #expect(bench.said.suffix(2).first == "Next: A first conversation")
  }
}

@Suite struct DeliveryTests {
  @Test func `the first mail's mailbox is told, once`() {
    var bench = ConsoleBench()
    bench.type(
      "telnet hamburger.edu 25", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>",
      "RCPT TO:<Bob@hamburger.edu>", "DATA", "Hi", ".")
    guard case .tellDelivery("hamburger.edu", ["bob"])? = bench.jobs.last else {
      return #expect(Bool(false))
    }
    bench.type("MAIL FROM:<alice@crepes.fr>", "RCPT TO:<carol@hamburger.edu>", "DATA", "Hi", ".")
    #expect(bench.jobs.count == 1)
  }

  @Test func `the text names what the world has`() {
    let text = Phrase.delivered(to: ["dave"], number: 3, web: "127.0.0.1:8099").english
    #expect(text.contains("dave's mailbox") && text.contains(":mailbox dave"))
    #expect(text.hasSuffix("http://127.0.0.1:8099/dave/3"))
  }
}
