import Lessons
import PracticeWorld
import Protocols
import Teaching
import Terminal
import TestSupport
import Testing
import Transcripts

@testable import Console

/// A bench at the lesson's first question: which side speaks first?
private func atQuestion(isInteractive: Bool = true) -> ConsoleBench {
  var bench = ConsoleBench(
    isInteractive: isInteractive, begin: .lesson(id: "first-conversation"))
  bench.type("telnet hamburger.edu 25")
  return bench
}

extension ConsoleBench {
  fileprivate var answers: [Int] {
    recorded.compactMap {
      if case .learner(.answered(_, .choice(let choice))) = $0.act { choice } else { nil }
    }
  }

  fileprivate var step: String? { core.lesson?.judge.current?.id }
}

@Suite struct LessonAnswerTests {
  @Test(arguments: [
    ("1", 1), ("１", 1), ("b", 2), ("The client", 2), ("client", 2), ("客户端", 2), ("服务器。", 1),
  ])
  func `an answer is recorded by its number in the file, and nothing is sent`(
    line: String, choice: Int
  ) {
    var bench = atQuestion()
    bench.type(line)
    #expect(bench.answers == [choice])
    #expect(bench.sent.isEmpty)
    #expect(bench.step == (choice == 1 ? "greet" : "who-first"))
  }

  @Test(arguments: ["7", "HELO crepes.fr", "QUIT", "", "::x", "telnet hamburger.edu 25"])
  func `any other line is not sent, and the reason is short`(line: String) {
    var bench = atQuestion()
    bench.type(line)
    #expect(bench.sent.isEmpty && bench.answers.isEmpty && bench.core.isConnected)
    #expect(bench.said.last == "A question is open: type 1 or 2. :skip skips this step.")
  }

  @Test func `a script's lines are no exception`() {
    var bench = atQuestion(isInteractive: false)
    bench.type("HELO crepes.fr")
    #expect(bench.sent.isEmpty)
    bench.type("server", "HELO crepes.fr")
    #expect(bench.sent == ["HELO crepes.fr"])
  }

  @Test func `commands to the console still work, and a missing colon is pointed out`() {
    var bench = atQuestion()
    bench.type(":phase", "：hint", "mailbox bob")
    #expect(bench.sent.isEmpty)
    #expect(bench.said.suffix(2).allSatisfy { !$0.hasPrefix("A question") })
    bench.type(":skip")
    #expect(bench.step == "greet")
  }

  @Test func `a wrong choice says why, and the right one what it gives`() {
    var bench = atQuestion()
    bench.type("2", "1")
    #expect(bench.said.contains { $0.hasPrefix("✗ The client opened the TCP connection") })
    #expect(
      bench.said.contains("✓ Right. Only the first answers bring points, so this one brings none."))
    #expect(bench.core.lesson?.judge.score.earned == ["connect": 1, "who-first": 0])
  }

  @Test func `a question that earned nothing says on its return that it no longer counts`() {
    var bench = atQuestion()
    bench.type("2", "1", ":back", "1")
    #expect(bench.said.contains("✓ Right. You answered it before, so it no longer counts."))
    #expect(!bench.said.contains { $0.contains("earned before") })
  }

  @Test func `an answer typed before the question came is one`() {
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    bench.take(.line(Array("telnet hamburger.edu 25".utf8)))
    bench.take(.line(Array("1".utf8)))
    bench.deliver()
    #expect(bench.answers == [1] && bench.sent.isEmpty)
  }

  @Test func `the prompt says that an answer goes to the lesson, and where the lesson stands`() {
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    #expect(bench.core.prompt.left == "byhand> " && bench.core.prompt.right == "1/15")
    bench.type("telnet hamburger.edu 25")
    #expect(bench.core.prompt.left == "byhand> " && bench.core.prompt.right == "2/15 [answer]")
    #expect(Completions.candidates(for: "", in: bench.core).candidates.isEmpty)
    bench.type("1")
    #expect(bench.core.prompt.left == "C: " && bench.core.prompt.right == "3/15 [handshake 1/3]")
  }

  @Test func `a question waits until the message under way has ended`() {
    var bench = atQuestion()
    bench.type(
      "1", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>", "RCPT TO:<bob@hamburger.edu>", "DATA",
      "Hi", ".", "MAIL FROM:<alice@crepes.fr>", "RCPT TO:<bob@hamburger.edu>", "DATA",
      ":mailbox bob")
    #expect(bench.step == "end-mark")
    #expect(bench.said.last?.contains("It waits") == true)
    bench.type("2", ":lesson")
    #expect(bench.sent.last == "2" && bench.answers == [1])
    bench.type(".")
    #expect(bench.said.contains { $0.contains("How did the server know") })
    bench.type("2")
    #expect(bench.sent.last == "." && bench.answers == [1, 2])
  }

  @Test func `a message that begins after the question was asked closes it until its end`() {
    var bench = atQuestion()
    bench.type(
      "1", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>", "RCPT TO:<bob@hamburger.edu>", "DATA",
      "Hi", ".", "MAIL FROM:<alice@crepes.fr>", "RCPT TO:<bob@hamburger.edu>")
    bench.take(.line(Array("DATA".utf8)))
    bench.take(.line(Array(":mailbox bob".utf8)))
    #expect(bench.said.last?.contains("Type the number") == true)
    bench.deliver()
    #expect(bench.said.last?.contains("It waits") == true)
    bench.type("2")
    #expect(bench.sent.last == "2" && bench.answers == [1])
    bench.type(".", "2")
    #expect(bench.answers == [1, 2])
  }
}
