import Lessons
import PracticeWorld
import Protocols
import Teaching
import Terminal
import TestSupport
import Testing
import Transcripts

@testable import Console

@Suite struct ConsoleWorldTests {
  @Test func `a scenario is an event, and :server reads it from the events`() {
    var bench = ConsoleBench()
    bench.type(":server hamburger.edu greylist")
    guard case .behave("hamburger.edu", let scenario)? = bench.jobs.last else {
      Issue.record("\(bench.jobs)")
      return
    }
    bench.report(.changed(host: "hamburger.edu", scenario: scenario))
    bench.type(":server hamburger.edu")
    #expect(bench.core.log.session.world.first?.scenario == scenario)
    #expect(bench.said.suffix(2).allSatisfy { $0.contains("greylist") })
  }

  @Test func `mail for a relay's own user is said to be there once it is, and not before`() {
    var bench = ConsoleBench()
    let told = { (bench: ConsoleBench) in
      bench.jobs.contains {
        if case .tellDelivery("crepes.fr", ["alice"]) = $0 { true } else { false }
      }
    }
    func act(_ deed: QueueAct.Deed, for recipient: String, from sender: String) -> WorldAct {
      .queue(
        QueueAct(deed, host: "crepes.fr", message: "1", recipient: recipient, sender: sender))
    }
    bench.report(act(.queued, for: "alice@crepes.fr", from: "alice@crepes.fr"))
    bench.report(act(.delivered, for: "bob@hamburger.edu", from: "alice@crepes.fr"))
    bench.type(
      "telnet crepes.fr 25", "HELO me.example", "MAIL FROM:<alice@crepes.fr>",
      "RCPT TO:<alice@crepes.fr>", "DATA", "Note to myself", ".")
    #expect(!bench.said.contains { $0.contains("carries the mail on") })
    // A report has no sender.
    bench.report(act(.delivered, for: "alice@crepes.fr", from: ""))
    #expect(!told(bench))
    bench.report(act(.delivered, for: "alice@crepes.fr", from: "alice@crepes.fr"))
    #expect(told(bench))
  }

  @Test func `the history contains commands, but no message text and no secrets`() {
    var bench = ConsoleBench()
    bench.type(
      "telnet hamburger.edu 25", "HELO crepes.fr", "AUTH PLAIN AGFsaWNlAHBpY2tsZXM=", "yes",
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
    #expect(offered("telnet ham") == ["hamburger.edu 25", "hamburger.edu 80"])
    #expect(offered(":lesson pus") == ["push-and-pull"])
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
