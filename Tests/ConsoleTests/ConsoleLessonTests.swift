import Lessons
import PracticeWorld
import Protocols
import Teaching
import Terminal
import TestSupport
import Testing
import Transcripts

@testable import Console

@Suite struct ConsoleLessonTests {
  @Test func `a number answers a question, and the lesson continues`() {
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    #expect(bench.said.first == "Lesson: A first conversation")
    bench.type("telnet hamburger.edu 25")
    #expect(bench.said.contains { $0.hasPrefix("✓") })
    #expect(bench.core.lesson?.judge.passed.isEmpty == false)
  }

  @Test func `learner acts are events, and judging the recording gives the console's result`() {
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    bench.type(
      "telnet hamburger.edu 25", ":hint", ":skip", ":back", "HELO crepes.fr", ":restart",
      ":mailbox bob", ":server crepes.fr", ":queue")
    let acts = bench.recorded.compactMap { event -> String? in
      switch event.act {
      case .learner(.began): "began"
      case .learner(.hint): "hint"
      case .learner(.skipped): "skipped"
      case .learner(.back): "back"
      case .learner(.restarted): "restarted"
      case .learner(.asked(let words)): "asked \(words)"
      case .world(.opened): "opened"
      default: nil
      }
    }
    #expect(
      acts == [
        "opened", "opened", "began", "hint", "skipped", "back", "opened", "restarted",
        "asked mailbox bob",
        "asked server crepes.fr", "asked queue",
      ])
  }

  @Test func `lesson commands without a lesson say that there is none`() {
    var bench = ConsoleBench()
    bench.type(":hint", ":skip", ":back", ":restart")
    #expect(
      bench.said == Array(repeating: "No lesson is going on. :lessons lists them.", count: 4))
  }

  @Test func `each lesson has a new world, also again, and :lesson off leaves it`() {
    var bench = ConsoleBench()
    bench.type(
      ":lesson first-conversation", ":restart", ":lesson when-the-answer-is-no", ":lesson off")
    let entered = bench.effects.compactMap { effect -> [String]? in
      guard case .enter(let hosts) = effect else { return nil }
      return hosts?.map(\.name) ?? ["home"]
    }
    let lecture = ["hamburger.edu", "crepes.fr"]
    #expect(
      entered == [lecture, lecture, ["hamburger.edu", "pickles.example", "crepes.fr"], ["home"]])
  }

  @Test func `a lesson whose world cannot be opened does not begin`() {
    var bench = ConsoleBench()
    bench.opensLessons = false
    bench.type(":lesson first-conversation", "telnet hamburger.edu 25")
    #expect(bench.core.lesson == nil)
    #expect(bench.core.isConnected)
  }

  @Test
  func `an unknown lesson on the command line ends the console`() {
    let bench = ConsoleBench(begin: .lesson(id: "no-such-lesson"))
    #expect(bench.outcome == .badInput)
  }
}

/// A step that is passed while the student reads a conversation between two servers.
@Suite struct LessonBesideWatchTests {
  private func relay(_ act: Act, in bench: inout ConsoleBench) {
    let source = Arrival.Source.relay(host: "crepes.fr", connection: 1)
    bench.take(.arrivals([Arrival(source: source, act: act, moment: bench.now)]))
  }

  private func watching(isInteractive: Bool = true) -> ConsoleBench {
    var bench = ConsoleBench(
      isInteractive: isInteractive, begin: .lesson(id: "first-conversation"))
    relay(
      .opened(
        Opening(
          attempt: Attempt(dialect: .smtp, host: "hamburger.edu", port: 25), address: "",
          local: nil, isPractice: true, client: "crepes.fr")), in: &bench)
    bench.take(.line(Array("telnet hamburger.edu 25".utf8)))
    bench.deliver()
    return bench
  }

  private func isNextShown(_ bench: ConsoleBench) -> Bool {
    bench.said.contains { $0.hasPrefix("▸ 2/") }
  }

  @Test(arguments: [true, false])
  func `the next step is shown after the conversation has closed`(isInteractive: Bool) {
    var bench = watching(isInteractive: isInteractive)
    #expect(bench.said.contains { $0.hasPrefix("✓") })
    #expect(!isNextShown(bench))
    // A script's next line may be an answer.
    if !isInteractive { #expect(!bench.core.isReading) }
    relay(.heard(.client, .line(Line("QUIT"))), in: &bench)
    #expect(!isNextShown(bench))
    relay(.closed(by: .server, .finished), in: &bench)
    #expect(isNextShown(bench))
  }

  @Test func `it waits no longer than about a second`() {
    var bench = watching()
    bench.tick(.milliseconds(900))
    #expect(!isNextShown(bench))
    bench.tick(.milliseconds(200))
    #expect(isNextShown(bench))
  }

  @Test func `it does not wait for a student who goes on`() {
    var bench = watching()
    bench.type(":phase")
    #expect(isNextShown(bench))
  }
}

@Suite struct LessonLeavingTests {
  private let isAdvice: (String) -> Bool = { $0.contains("byhand lesson --continue") }

  @Test(arguments: [":quit", ""])
  func `who leaves in an unfinished lesson is told how to come back`(line: String) {
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    if line.isEmpty { bench.take(.endOfInput) } else { bench.type(line) }
    bench.settle()
    #expect(bench.outcome == .left)
    #expect(bench.said.count(where: isAdvice) == 1)
  }

  @Test func `a lesson of a file is gone on with by its file`() throws {
    let lesson = try LessonFile.parse(
      Array(
        """
        lesson: own
        version: 1
        title: {en: Own, zh: 自编}
        steps:
          - id: call
            say: {en: Call., zh: 连接。}
            expect: {connected: smtp, host: hamburger.edu}
            solution: ["telnet hamburger.edu 25"]
        """.utf8), name: "own.yaml")
    for (library, how) in [
      (SampleLessons.library, "FILE"), (Library(own: [lesson]), "--continue --lessons DIR"),
    ] {
      var bench = ConsoleBench(begin: .lessonFile(lesson), library: library)
      bench.type(":quit")
      #expect(bench.said.contains { $0.hasSuffix("byhand lesson \(how)") })
    }
  }

  @Test func `without a lesson nothing is said of one`() {
    var bench = ConsoleBench()
    bench.type(":quit")
    #expect(!bench.said.contains { $0.contains("byhand lesson") })
  }
}

@Suite struct LessonConnectionTests {
  @Test(arguments: ["1", "１", "第一次对话", "A first conversation", "first-conversation"])
  func `a lesson is begun by its number, its title or its name`(name: String) {
    var bench = ConsoleBench()
    bench.type(":lesson \(name)")
    #expect(bench.core.lesson?.lesson.id == "first-conversation")
  }

  @Test(arguments: [
    ":restart", ":lesson push-and-pull", ":lesson first-conversation", ":lesson off",
  ])
  func `a connection ends with the world of its server, and the console says so`(line: String) {
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    bench.type("telnet hamburger.edu 25", line)
    bench.deliver()
    #expect(bench.core.log.session.conversations[1]?.isOpen == false)
    #expect(bench.said.contains { $0.hasPrefix("The connection is closed: ") })
  }
}
