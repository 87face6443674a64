import Lessons
import PracticeWorld
import Protocols
import Teaching
import TestSupport
import Testing
import Transcripts

@testable import Console

/// A student leaves a lesson in the middle, and comes back.
@Suite struct ResumeTests {
  // MARK: What is there again

  /// Where a student stands, without times and numbers.
  private struct Place: Equatable {
    let step: Int?
    let dialogue: Dialogue?
    let world: MemoryWorld.Situation
    let earned: Score?
    let watched: [String]

    init(_ console: SimulatedConsole) {
      step = console.core.lesson?.judge.position
      dialogue = console.core.isConnected ? console.core.conversation?.dialogue : nil
      world = console.world.situation
      earned = console.core.lesson?.judge.score
      watched = console.core.watched
    }
  }

  private func resumed(_ console: SimulatedConsole, _ lesson: Lesson) -> SimulatedConsole {
    var progress = console.core.progress.progress
    if let judge = console.core.lesson?.judge { progress.note(judge, in: "recording") }
    return SimulatedConsole(
      lesson, progress: progress, recording: console.core.log.events, keptLimit: .max)
  }

  /// Types right and wrong lines at random.
  private func walked(_ lesson: Lesson, _ random: inout SeededGenerator) -> SimulatedConsole {
    var console = SimulatedConsole(lesson, keptLimit: .max)
    for _ in 0..<Int.random(in: 1...25, using: &random) {
      guard let position = console.core.lesson?.judge.position, position < lesson.steps.count else {
        break
      }
      let step = lesson.steps[position]
      let wrong = lesson.steps[...position].flatMap(\.wrong).randomElement(using: &random) ?? []
      for line in Bool.random(using: &random) ? step.solution : wrong { console.type(line) }
    }
    return console
  }

  @Test(arguments: Tries.pairs(Course.entries, Array(0..<4)))
  func `everything is there again, whatever was typed`(entry: Course.Entry, seed: UInt64) throws {
    let lesson = try entry.lesson()
    var random = SeededGenerator(seed: seed)
    let left = walked(lesson, &random)
    let position = left.core.lesson?.judge.position ?? 0
    guard (1..<lesson.steps.count).contains(position) else { return }
    let back = resumed(left, lesson)
    #expect(back.core.isReading)
    // Where a secret was withheld, the solutions are typed, not what was typed wrongly.
    guard !left.core.log.events.contains(where: \.isWithheld) else {
      let (now, before) = (Place(back), Place(left))
      #expect(now.step == before.step && now.earned == before.earned)
      return
    }
    #expect(Place(back) == Place(left))
    // A session that was resumed can be resumed.
    #expect(Place(resumed(back, lesson)) == Place(left))
  }

  @Test func `a queue's message is where it was, without waiting for its time`() throws {
    let lesson = try Self.lesson(
      "{command: QUIT}", "{console: compare}",
      solution:
        "[telnet crepes.fr 25, HELO me, \"MAIL FROM:<alice@crepes.fr>\", \"RCPT TO:<bob@hamburger.edu>\", DATA, Hi, ., QUIT]"
    )
    for lines in [[":server hamburger.edu down"], [":server hamburger.edu greylist"]] {
      var left = SimulatedConsole(lesson, keptLimit: .max)
      for line in lines + lesson.steps[0].solution { left.type(line) }
      #expect(Place(resumed(left, lesson)) == Place(left))
      left.type(":server hamburger.edu up")
      left.type(":queue run")
      #expect(Place(resumed(left, lesson)) == Place(left))
    }
  }

  private static func lesson(
    _ first: String, _ second: String, solution: String
  ) throws -> Lesson {
    try LessonFile.parse(
      Array(
        """
        lesson: one
        version: 1
        title: {en: One, zh: 一}
        steps:
          - {id: first, say: {en: Do, zh: 做}, expect: \(first), solution: \(solution)}
          - {id: second, say: {en: Do, zh: 做}, expect: \(second), solution: [":compare"]}
        """.utf8), name: "one.yaml")
  }

  // MARK: How it is recorded

  private static let lines = [
    "telnet hamburger.edu 25", "1", "HELO", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>",
  ]

  private func session(
    _ lines: [String] = lines, after earlier: ConsoleBench? = nil, isInteractive: Bool = true
  ) -> ConsoleBench {
    var bench = ConsoleBench(
      isInteractive: isInteractive, begin: nil, attemptSeed: earlier == nil ? 1 : 2)
    bench.recording = earlier?.recorded
    if let earlier { bench.core.progress = earlier.core.progress }
    bench.take(.begin(.lesson(id: "first-conversation")))
    bench.settle()
    for line in lines { bench.type(line) }
    return bench
  }

  private func acts(_ events: [Event]) -> [String] {
    events.compactMap { event in
      let by = event.by.map { " by \($0)" } ?? ""
      return switch event.act {
      case .learner(.began(let attempt)): "began at \(attempt.step)\(by)"
      case .learner(.resumed(let step)): "resumed \(step)\(by)"
      case .learner(.ready(let step)): "ready \(step)\(by)"
      case .opened: "open\(by)"
      case .heard(.client, .line(let line)): "C: \(line.lossyText)\(by)"
      case .heard(.server, .line(let line)): "S: \(line.lossyText.prefix(3))\(by)"
      default: nil
      }
    }
  }

  @Test func `the lines are redone between resumed and ready, refused ones too`() {
    let left = session()
    let back = session([], after: left)
    #expect(
      acts(back.recorded) == [
        "began at recipient", "resumed recipient", "open by resume", "S: 220 by resume",
        "C: HELO by resume", "S: 501 by resume", "C: HELO crepes.fr by resume",
        "S: 250 by resume", "C: MAIL FROM:<alice@crepes.fr> by resume", "S: 250 by resume",
        "ready recipient",
      ])
    #expect(attempts(left) == attempts(back))
    // Nothing is explained, remembered or earned again.
    let redone = back.seen.filter { $0.event.by == .resume }
    #expect(!redone.isEmpty && redone.allSatisfy(\.notes.isEmpty))
    #expect(back.remembered.isEmpty)
    #expect(!back.said.contains { $0.hasPrefix("✓") || $0.hasPrefix("▸ 1/") })
    #expect(back.said.last { $0.hasPrefix("▸ ") }?.hasPrefix("▸ 5/") == true)
    #expect(back.core.isReading)
  }

  private func attempts(_ bench: ConsoleBench) -> [String?] {
    bench.recorded.compactMap {
      if case .learner(.began(let attempt)) = $0.act { attempt.id } else { nil }
    }
  }

  @Test func `a lesson begun anew is another attempt`() {
    let left = session(["telnet hamburger.edu 25", "1"])
    let other = session([":restart", ":quit"], after: left)
    #expect(attempts(left) == attempts(other))
    let fresh = session([], after: other)
    #expect(attempts(fresh) != attempts(left))
    #expect(!acts(fresh.recorded).contains("resumed connect"))
  }

  @Test func `in the same session the recording is not needed`() {
    var bench = session()
    bench.type(":lesson off", ":lesson first-conversation")
    bench.settle()
    #expect(acts(bench.recorded).suffix(2) == ["S: 250 by resume", "ready recipient"])
    #expect(bench.core.isConnected)
  }

  // MARK: Without a recording

  @Test func `without a recording the solutions are typed`() {
    var left = session()
    left.clearRecorded()
    let back = session([], after: left)
    #expect(back.said.contains { $0.contains("There is no recording of what you typed") })
    #expect(
      acts(back.recorded).filter { $0.hasPrefix("C: ") } == [
        "C: HELO crepes.fr by resume", "C: MAIL FROM:<alice@crepes.fr> by resume",
      ])
    #expect(back.core.lesson?.judge.current?.id == "recipient")
    #expect(back.remembered.isEmpty)
  }

  @Test func `progress that byhand 0.1 has written is resumed by the solutions`() throws {
    let octets = Array(
      #"""
      {"latest": "first-conversation", "lessons": {"first-conversation":
        {"version": 1, "step": "sender", "passed": ["connect", "who-first", "greet"]}}}
      """#.utf8)
    // It knew the lessons of the course alone.
    var back = ConsoleBench(begin: nil, library: Library())
    back.core.progress = ProgressRecord(try #require(Progress(octets)))
    back.take(.begin(.lesson(id: nil)))
    back.settle()
    #expect(
      acts(back.recorded).suffix(3) == [
        "C: HELO crepes.fr by resume", "S: 250 by resume", "ready sender",
      ])
    #expect(attempts(back).allSatisfy { $0 != nil })
  }

  @Test func `a recording with a secret is not redone`() {
    let left = session(
      Self.lines.dropLast() + ["AUTH PLAIN AGFsaWNlAHBpY2tsZXM=", "yes", Self.lines[4]])
    let back = session([], after: left)
    #expect(back.said.contains { $0.contains("held a secret") })
    #expect(acts(back.recorded).last == "ready recipient")
  }

  @Test func `a recording of another version of the lesson is not redone`() {
    var left = session()
    left.changeRecorded { event in
      guard case .learner(.began(var attempt)) = event.act else { return }
      attempt.digest = "0000000000000000"
      event.act = .learner(.began(attempt))
    }
    let back = session([], after: left)
    #expect(back.said.contains { $0.contains("The lesson has changed since then") })
    #expect(acts(back.recorded).last == "ready recipient")
  }

  // MARK: Where it goes otherwise

  @Test func `another reply than before is told, and the student is at the step`() {
    var left = session()
    left.changeRecorded { event in
      guard case .heard(.server, .line(let line)) = event.act, line.lossyText.hasPrefix("501")
      else { return }
      event.act = .heard(.server, .line(Line("500 What?")))
    }
    let back = session([], after: left)
    #expect(
      back.said.contains {
        $0.hasPrefix("Here it goes otherwise than before: HELO is answered 501, not 500.")
      })
    #expect(acts(back.recorded).last == "ready recipient")
    #expect(back.said.last { $0.hasPrefix("▸ ") }?.hasPrefix("▸ 5/") == true)
  }

  @Test func `a lost connection ends it`() {
    let left = session()
    var back = ConsoleBench(begin: nil)
    back.recording = left.recorded
    back.core.progress = left.core.progress
    back.take(.begin(.lesson(id: "first-conversation")))
    back.deliverFirst()
    back.serverCloses()
    back.settle()
    #expect(
      back.said.contains { $0.hasPrefix("The connection ended before everything was typed.") })
    #expect(back.core.isReading && !back.core.isConnected)
    #expect(acts(back.recorded).last == "ready recipient")
  }

  @Test func `Ctrl-C ends it, and leaves a prompt`() {
    let left = session()
    var back = ConsoleBench(begin: nil)
    back.recording = left.recorded
    back.core.progress = left.core.progress
    back.take(.begin(.lesson(id: "first-conversation")))
    back.deliverFirst()
    #expect(!back.core.isReading)
    back.take(.interrupt(unread: 0))
    back.deliver()
    #expect(back.core.isReading)
    #expect(back.said.contains { $0.hasPrefix("Ctrl-C: not everything was typed.") })
    back.type("HELO me")
    #expect(
      back.recorded.last { if case .heard(.client, _) = $0.act { true } else { false } }?.by == nil)
  }

  @Test func `a script's lines wait until everything is there again`() {
    let left = session()
    let back = session(["RCPT TO:<bob@hamburger.edu>"], after: left, isInteractive: false)
    #expect(acts(back.recorded).suffix(2) == ["C: RCPT TO:<bob@hamburger.edu>", "S: 250"])
    #expect(back.core.lesson?.judge.passed.contains("recipient") == true)
  }

  // MARK: Back

  @Test func `:back leaves everything as it is where nothing was typed since`() {
    var bench = session(["telnet hamburger.edu 25", "1", ":back"])
    #expect(bench.core.lesson?.judge.current?.id == "who-first")
    #expect(bench.core.isConnected && !acts(bench.recorded).contains("resumed who-first"))
    bench.type("1", "HELO me", ":back")
    bench.settle()
    #expect(acts(bench.recorded).suffix(2) == ["S: 220 by resume", "ready greet"])
  }

  @Test(arguments: Tries.one(in: 3, of: Course.entries))
  func `:back brings back what was there when the step began`(entry: Course.Entry) throws {
    let lesson = try entry.lesson()
    var console = SimulatedConsole(lesson, keptLimit: .max)
    var places: [Place] = []
    for step in lesson.steps {
      places.append(Place(console))
      for line in step.solution { console.type(line) }
    }
    for place in places.reversed() {
      console.type(":back")
      let now = Place(console)
      #expect(now.step == place.step)
      #expect(now.dialogue == place.dialogue && now.world == place.world)
    }
    // Everything can be done again, a greylist's first refusal too.
    for step in lesson.steps { for line in step.solution { console.type(line) } }
    #expect(console.core.lesson?.judge.current == nil)
  }
}

/// In a lesson QUIT ends a connection, never the program.
@Suite struct LessonQuitTests {
  @Test(arguments: ["QUIT", "quit", "Quit"], [true, false])
  func `QUIT without a connection does not leave`(line: String, isInteractive: Bool) {
    var bench = ConsoleBench(
      isInteractive: isInteractive, begin: .lesson(id: "first-conversation"))
    bench.type(line)
    #expect(bench.outcome == nil)
    #expect(bench.said.last?.hasPrefix("\(line) is for a server") == true)
    bench.type("telnet hamburger.edu 25", "1", "QUIT", line)
    #expect(bench.outcome == nil)
    #expect(bench.said.last?.hasPrefix("The connection has ended already") == true)
    bench.advance(until: \.isReading)
    bench.take(.endOfInput)
    bench.advance { _ in false }
    #expect(isInteractive || bench.outcome == .left)
  }
}

extension Event {
  /// A line in it was kept by its length alone.
  fileprivate var isWithheld: Bool {
    if case .heard(_, .withheld) = act { true } else { false }
  }
}
