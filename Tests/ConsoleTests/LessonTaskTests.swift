import Language
import Lessons
import Protocols
import Terminal
import TestSupport
import Testing
import Transcripts

@testable import Console

/// Predictions, answers in words, reflections, lines to begin with, jumps and a teacher's policy,
/// at the console.
@Suite struct LessonTaskTests {
  private func bench(_ steps: String, _ policy: String = "") throws -> ConsoleBench {
    let head = "lesson: one\nversion: 1\ntitle: {en: One, zh: 一}\n"
    let lesson = try LessonFile.parse(
      Array((head + policy + "steps:\n" + steps).utf8), name: "one.yaml")
    return ConsoleBench(begin: .lessonFile(lesson))
  }

  private static let call = """
      - id: call
        say: {en: Call, zh: 连接}
        expect: {connected: smtp}
        solution: ["telnet hamburger.edu 25"]

    """
  private static let predict = """
      - id: guess
        predict: {en: And then, zh: 然后呢}
        type: "MAIL FROM:<alice@crepes.fr>"
        expect: {command: MAIL}
        explain: {en: Order, zh: 顺序}
        solution: ["5", "MAIL FROM:<alice@crepes.fr>"]

    """
  private static let words = """
      - id: words
        ask: {en: Which digit, zh: 哪一位}
        accept: [first, "1", 第一位]
        slips: [{accept: [second], say: {en: Count again, zh: 再数数}}]

    """
  private static let thought = """
      - id: thought
        reflect: {en: Why, zh: 为什么}
        points: 0
        solution: [x]

    """
  private static let broken = """
      - id: broken
        say: {en: Mend it, zh: 修好它}
        begin: ["telnet hamburger.edu 25", "HELO crepes.fr"]
        expect: {command: MAIL, reply: 250}
        solution: ["MAIL FROM:<alice@crepes.fr>"]

    """

  @Test(arguments: [("Call", "HOST 25"), ("Call crepes.fr", "crepes.fr 25")])
  func `a command without a connection names the step's server, but none that is to be found`(
    say: String, server: String
  ) throws {
    let step = """
        - id: call
          say: {en: \(say), zh: 连接}
          expect: {connected: smtp, host: crepes.fr}
          solution: ["telnet crepes.fr 25"]

      """
    var bench = try bench(step)
    bench.type("EHLO me.example")
    #expect(bench.said.last?.hasSuffix("First: telnet \(server)") == true)
  }

  @Test func `at a question in words a full-width colon is no answer`() throws {
    var bench = try bench(Self.words)
    bench.type("：hint")
    #expect(bench.said.last?.contains("ASCII colon") == true)
    bench.type("first")
    #expect(!bench.said.contains { $0.hasPrefix("✗") })
  }

  @Test func `a prediction comes before the line, and the reply judges it`() throws {
    var bench = try bench(Self.call + Self.predict)
    bench.type("telnet hamburger.edu 25")
    #expect(bench.core.prompt.right.hasSuffix("[predict]"))
    bench.type("MAIL FROM:<alice@crepes.fr>")
    #expect(bench.sent.isEmpty && bench.said.last?.hasPrefix("Not sent yet") == true)
    bench.type("2")
    #expect(bench.said.suffix(2).first?.hasSuffix("You expect 2. Now type, and see:") == true)
    bench.type("MAIL FROM:<alice@crepes.fr>")
    #expect(bench.said.contains("You said 2, but 503 came."))
    #expect(bench.said.contains("Order"))
    #expect(bench.core.lesson?.judge.points == 1)
  }

  @Test func `an answer in words is recorded; a command with an argument is none`() throws {
    var bench = try bench(Self.words + Self.thought)
    bench.type("MAIL FROM:<a@b>")
    #expect(bench.said.last?.hasPrefix("A question is open") == true)
    bench.type("Second.")
    #expect(bench.said.last == "✗ Count again")
    bench.type("The first", "because 5 is no")
    let answers = bench.recorded.compactMap { event -> String? in
      guard case .learner(.answered(_, .text(let text))) = event.act else { return nil }
      return text
    }
    #expect(answers == ["Second.", "The first", "because 5 is no"])
    #expect(bench.core.lesson?.judge.current == nil)
  }

  @Test func `what happened before a step is typed by byhand, and earns nothing`() throws {
    var bench = try bench(Self.broken)
    bench.deliver()
    #expect(bench.said.contains("byhand types what has happened before this step:"))
    #expect(bench.sent == ["HELO crepes.fr"])
    #expect(bench.said.last?.hasSuffix("Mend it") == true)
    let typed = bench.recorded.filter {
      if case .heard(.client, _) = $0.act { true } else { false }
    }
    #expect(typed.allSatisfy { $0.by == .resume })
    bench.type("MAIL FROM:<alice@crepes.fr>")
    #expect(bench.core.lesson?.judge.current == nil)
  }

  @Test func `a jump finds the step as it begins, ahead and back`() throws {
    var bench = try bench(Self.call + Self.words + Self.broken + Self.thought)
    bench.type(":step 3")
    #expect(bench.core.lesson?.judge.current?.id == "broken")
    #expect(bench.sent.last == "HELO crepes.fr")
    bench.type("RSET", ":step")
    #expect(bench.sent.suffix(2) == ["RSET", "HELO crepes.fr"])
    bench.type(":step words")
    #expect(bench.core.lesson?.judge.current?.id == "words")
    #expect(bench.core.isConnected)
    bench.type(":step 9")
    #expect(bench.said.last == "This lesson has steps 1 to 4.")
    #expect(bench.core.lesson?.judge.points == 0)
  }

  @Test func `a jump to a prediction types what comes before it`() throws {
    let greet = """
        - id: greet
          say: {en: Greet, zh: 问候}
          expect: {command: HELO}
          solution: ["HELO crepes.fr"]

      """
    var bench = try bench(Self.call + greet + Self.predict)
    bench.type("telnet hamburger.edu 25", ":skip", ":step")
    #expect(bench.sent == ["HELO crepes.fr"])
    #expect(bench.core.openQuestion?.id == "guess")
    bench.type(":step")
    #expect(bench.sent.suffix(1) == ["HELO crepes.fr"])
  }

  @Test func `a teacher forbids skipping and hints`() throws {
    let hints = Self.words + "    hints: [{en: Left, zh: 左边}]\n"
    var bench = try bench(hints + Self.thought, "skip: no\nhints: no\n")
    bench.type(":skip", ":hint", ":step 2")
    #expect(bench.core.lesson?.judge.current?.id == "words")
    #expect(bench.said.contains("▸ This lesson gives no hints."))
    #expect(bench.said.filter { $0 == "In this lesson no step can be skipped." }.count == 2)
    #expect(!bench.recorded.contains { if case .learner(.hint) = $0.act { true } else { false } })
  }
}
