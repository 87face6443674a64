import Lessons
import PracticeWorld
import Protocols
import Teaching
import Terminal
import TestSupport
import Testing
import Transcripts

@testable import Console

@Suite struct TurnTests {
  @Test func `the lecture's dialogue sends one line for each reply`() {
    var bench = ConsoleBench()
    bench.type(
      "telnet hamburger.edu 25", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>",
      "RCPT TO:<bob@hamburger.edu>", "DATA", "Do you like ketchup?", ".", "QUIT")
    #expect(
      bench.wire == [
        "S: 220 hamburger.edu", "C: HELO crepes.fr",
        "S: 250 Hello crepes.fr, pleased to meet you", "C: MAIL FROM:<alice@crepes.fr>",
        "S: 250 alice@crepes.fr... Sender ok", "C: RCPT TO:<bob@hamburger.edu>",
        "S: 250 bob@hamburger.edu ... Recipient ok", "C: DATA",
        "S: 354 Enter mail, end with \".\" on a line by itself", "C: Do you like ketchup?",
        "C: .", "S: 250 Message accepted for delivery", "C: QUIT",
        "S: 221 hamburger.edu closing connection",
      ])
    #expect(!bench.core.isConnected)
  }

  @Test
  func `a person gets the prompt back while the server is silent, and the next line waits`() {
    var bench = ConsoleBench()
    bench.type("telnet hamburger.edu 25")
    bench.take(.line(Array("HELO crepes.fr".utf8)))
    #expect(!bench.core.isReading)
    bench.tick(.milliseconds(699))
    #expect(!bench.core.isReading)
    bench.tick(.milliseconds(1))
    #expect(bench.core.isReading)
    bench.take(.line(Array("NOOP".utf8)))
    #expect(bench.sent == ["HELO crepes.fr"])
    #expect(bench.said.last?.hasPrefix("The server has not answered yet") == true)
    bench.deliver()
    #expect(bench.sent == ["HELO crepes.fr", "NOOP"])
  }

  @Test func `a script's next line waits for the reply, and silence is reported once`() {
    var bench = ConsoleBench(isInteractive: false)
    bench.type("telnet hamburger.edu 25")
    bench.take(.line(Array("HELO crepes.fr".utf8)))
    bench.tick(.seconds(9))
    #expect(bench.said.isEmpty && !bench.core.isReading)
    bench.tick(.seconds(2))
    bench.tick(.seconds(200))
    #expect(bench.said.count == 1 && !bench.core.isReading)
    // RFC 5321 §4.5.3.2: five minutes.
    bench.tick(.seconds(88))
    #expect(bench.outcome == nil)
    bench.tick(.seconds(2))
    bench.deliver()
    bench.advance { _ in false }
    #expect(bench.said.last?.hasPrefix("No answer for 5 minutes") == true)
    #expect(bench.outcome == .left)
  }

  @Test func `with pipelining on, lines do not wait`() {
    var bench = ConsoleBench(isInteractive: false)
    bench.type("telnet hamburger.edu 25", "EHLO crepes.fr", ":pipeline on")
    for line in ["MAIL FROM:<a@crepes.fr>", "RCPT TO:<bob@hamburger.edu>", "DATA"] {
      #expect(bench.core.isReading)
      bench.take(.line(Array(line.utf8)))
    }
    #expect(bench.sent.count == 4)
    bench.deliver()
    #expect(bench.wire.last == "S: 354 Enter mail, end with \".\" on a line by itself")
  }

  @Test func `a line after the server's goodbye goes to the console`() {
    var bench = ConsoleBench()
    bench.type("telnet hamburger.edu 25")
    bench.serverSays("421 4.3.2 hamburger.edu closing connection")
    bench.deliverFirst()
    #expect(bench.core.hasServerSaidGoodbye)
    bench.take(.line(Array(":mailbox bob".utf8)))
    guard case .showMailboxes("bob", nil)? = bench.jobs.first else {
      Issue.record("\(bench.jobs)")
      return
    }
    bench.advance(until: \.isReading)
    bench.take(.line(Array("help".utf8)))
    #expect(!bench.core.isReading)
    bench.deliver()
    #expect(!bench.core.isConnected && bench.core.isReading)
    #expect(bench.sent.isEmpty)
  }

  @Test func `byhand hangs up two seconds after the server's goodbye`() {
    var bench = ConsoleBench()
    bench.type("telnet hamburger.edu 25")
    bench.serverSays("421 4.3.2 hamburger.edu closing connection")
    bench.deliver()
    bench.tick(.milliseconds(1_900))
    #expect(bench.core.isConnected)
    bench.tick(.milliseconds(100))
    bench.deliver()
    #expect(!bench.core.isConnected)
  }

  @Test func `after a malformed reply a line waits only three seconds`() {
    var bench = ConsoleBench()
    bench.type("telnet hamburger.edu 25")
    bench.take(.line(Array("HELO crepes.fr".utf8)))
    bench.advance(until: \.isReading)
    // The reply to this line never comes.
    let garbled = ConsoleBench.garbledInstead(of: bench)
    bench = garbled
    bench.take(.line(Array("NOOP".utf8)))
    #expect(bench.sent == ["HELO crepes.fr"])
    bench.tick(.seconds(4))
    #expect(bench.sent == ["HELO crepes.fr", "NOOP"])
  }

  @Test func `Ctrl-C discards what a person typed ahead, and ends a script`() {
    var bench = ConsoleBench()
    bench.type("telnet hamburger.edu 25")
    bench.take(.line(Array("HELO crepes.fr".utf8)))
    bench.advance(until: \.isReading)
    bench.take(.line(Array("NOOP".utf8)))
    bench.take(.interrupt(unread: 0))
    bench.deliver()
    #expect(bench.sent == ["HELO crepes.fr"] && bench.outcome == nil)

    var script = ConsoleBench(isInteractive: false)
    script.type("telnet hamburger.edu 25")
    script.take(.interrupt(unread: 3))
    script.deliver()
    script.advance { _ in false }
    #expect(script.outcome == .left)
    #expect(script.said.last == "Ctrl-C: the 3 line(s) of the input that had come are not sent.")
  }

  @Test func `at the end of its input a script waits for the last reply, then hangs up`() {
    var bench = ConsoleBench(isInteractive: false)
    bench.type("telnet hamburger.edu 25")
    bench.take(.line(Array("HELO crepes.fr".utf8)))
    bench.advance { $0.now >= .seconds(1) }
    bench.deliver()
    #expect(bench.core.isReading)
    bench.take(.endOfInput)
    #expect(bench.outcome == nil)
    bench.deliver()
    bench.advance { _ in false }
    #expect(bench.outcome == .left)
    #expect(bench.wire.last == "S: 250 Hello crepes.fr, pleased to meet you")
  }

  @Test func `a console that was started to connect ends if it cannot`() throws {
    let target = try #require(DialTarget(["nowhere.example", "--real"]))
    var bench = ConsoleBench(begin: .connect(target))
    bench.deliver()
    bench.advance { _ in false }
    #expect(bench.outcome == .cannotConnect)
  }
}

extension ConsoleBench {
  /// The same state, but the server sends something that is not a reply.
  fileprivate static func garbledInstead(of bench: ConsoleBench) -> ConsoleBench {
    var bench = bench
    bench.dropReplies()
    bench.serverSays("hello, who is there?")
    bench.deliver()
    return bench
  }
}

@Suite struct UnsentLinesTests {
  @Test func `a script reports its unsent lines and can dial again`() {
    var bench = ConsoleBench(isInteractive: false)
    bench.type("telnet hamburger.edu 25", "HELO crepes.fr")
    bench.serverCloses()
    bench.deliver()
    bench.type(
      "MAIL FROM:<alice@crepes.fr>", "DATA", "telnet hamburger.edu 25", "quit", ".",
      "telnet hamburger.edu 25")
    #expect(bench.sent == ["HELO crepes.fr"])
    #expect(bench.core.isConnected)
    #expect(
      bench.said.suffix(2) == [
        "Not sent, for the connection has ended: MAIL FROM:<alice@crepes.fr>",
        "Not sent either: 4 more line(s).",
      ])
  }

  @Test func `lines typed ahead of a lost connection are counted`() {
    var bench = ConsoleBench()
    bench.type("telnet hamburger.edu 25")
    bench.take(.line(Array("HELO crepes.fr".utf8)))
    bench.advance(until: \.isReading)
    bench.take(.line(Array("NOOP".utf8)))
    bench.dropReplies()
    bench.serverCloses()
    bench.deliver()
    #expect(
      bench.said.last == "Typed ahead and not sent, for the connection has ended: 1 line(s).")
  }

  @Test func `an unsent secret is not quoted`() {
    var bench = ConsoleBench(isInteractive: false)
    bench.type("telnet hamburger.edu 25", "HELO crepes.fr")
    bench.serverCloses()
    bench.deliver()
    bench.type("AUTH PLAIN AGFsaWNlAHBpY2tsZXM=")
    #expect(
      bench.said.last == "Not sent, for the connection has ended: a line that may hold a secret.")
  }
}

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
        "opened", "began", "hint", "skipped", "back", "restarted", "asked mailbox bob",
        "asked server crepes.fr", "asked queue",
      ])
  }

  @Test func `lesson commands without a lesson say that there is none`() {
    var bench = ConsoleBench()
    bench.type(":hint", ":skip", ":back", ":restart")
    #expect(
      bench.said == Array(repeating: "No lesson is going on. :lesson lists them.", count: 4))
  }

  @Test
  func `an unknown lesson on the command line ends the console`() {
    let bench = ConsoleBench(begin: .lesson(id: "no-such-lesson"))
    #expect(bench.outcome == .badInput)
  }
}

@Suite struct ConsoleWorldTests {
  @Test func `a scenario is an event, and :server reads it from the events`() {
    var bench = ConsoleBench()
    bench.type(":server hamburger.edu greylist")
    guard case .behave("hamburger.edu", let scenario)? = bench.jobs.last else {
      Issue.record("\(bench.jobs)")
      return
    }
    bench.report(.changed(host: "hamburger.edu", scenario: scenario))
    bench.take(.behaves(host: "hamburger.edu", scenario))
    bench.type(":server hamburger.edu")
    #expect(bench.core.log.session.world.first?.scenario == scenario)
    #expect(bench.said.suffix(2).allSatisfy { $0.contains("greylist") })
  }

  @Test func `the history contains commands, but no message text and no secrets`() {
    var bench = ConsoleBench()
    bench.type(
      "telnet hamburger.edu 25", "HELO crepes.fr", "AUTH PLAIN AGFsaWNlAHBpY2tsZXM=",
      "MAIL FROM:<alice@crepes.fr>", "RCPT TO:<bob@hamburger.edu>", "DATA", "Dear Bob", ".",
      ":mailbox")
    #expect(
      bench.remembered == [
        "telnet hamburger.edu 25", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>",
        "RCPT TO:<bob@hamburger.edu>", "DATA", ":mailbox",
      ])
  }

  @Test func `Tab offers what is legal now, and nothing inside a message`() {
    var bench = ConsoleBench()
    func offered(_ typed: String) -> [String] {
      Completions.candidates(for: typed, in: bench.core).candidates
    }
    #expect(offered("telnet ham").contains("telnet hamburger.edu 25"))
    bench.type("telnet hamburger.edu 25")
    #expect(offered("H").contains("HELO crepes.fr"))
    #expect(offered("R").allSatisfy { !$0.hasPrefix("RCPT") })
    bench.type("HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>")
    #expect(offered("RCPT").contains("RCPT TO:<bob@hamburger.edu>"))
    bench.type("RCPT TO:<bob@hamburger.edu>", "DATA")
    #expect(offered("").isEmpty && offered("R").isEmpty)
  }

  @Test func `a file is typed in batches with stuffed dots, and the student types the final dot`() {
    var bench = ConsoleBench()
    bench.type(
      "telnet hamburger.edu 25", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>",
      "RCPT TO:<bob@hamburger.edu>", "DATA", ":send letter.txt")
    guard case .read(["letter.txt"], _, .send)? = bench.jobs.last else {
      Issue.record("\(bench.jobs)")
      return
    }
    let before = bench.sent.count
    let lines = (1...1_000).map { $0 == 500 ? ".hidden" : "line \($0)" }
    bench.take(
      .filesRead(
        [MailFile(name: "letter.txt", octets: Array(lines.joined(separator: "\n").utf8))], .send))
    #expect(bench.sent.count - before == 400)
    bench.deliver()
    #expect(Array(bench.sent[before...]) == lines.map { $0.hasPrefix(".") ? "." + $0 : $0 })
    #expect(bench.said.suffix(2).first?.hasPrefix("One line began with a dot") == true)
    bench.type(".")
    #expect(bench.wire.last == "S: 250 Message accepted for delivery")
  }
}

@Suite struct ExampleNameTests {
  @Test func `examples name the hosts and mailboxes of the world that is open`() {
    let pears = HostDescription(name: "pears.example", mailboxes: ["dave"])
    let address = BoundAddress(host: "127.0.0.1", port: 2525)
    var bench = ConsoleBench(
      world: WorldMap(hosts: [.init(pears, smtp: [address], web: [address])]))
    bench.type("telnet", ":mx", ":mailbox a b", ":ladder", ":attach pear.png", "HELO me")
    #expect(bench.said.count == 6)
    for text in bench.said {
      #expect(text.contains("pears.example") || text.contains(":mailbox dave"))
      #expect(!text.contains("hamburger.edu") && !text.contains("bob"))
    }
  }
}

@Suite struct LessonQuitTests {
  @Test func `QUIT without a connection does not end the program in a lesson`() {
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    bench.type("QUIT")
    #expect(bench.outcome == nil)
    #expect(bench.said.last?.hasPrefix("QUIT goes to a server") == true)
  }
}
