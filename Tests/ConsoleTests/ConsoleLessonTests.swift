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
