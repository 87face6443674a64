import Language
import Protocols
import Teaching
import Testing
import Transcripts

@testable import Console

/// Commands of byhand that reach the server, because their colon is missing or full-width.
@Suite struct MissingColonTests {
  /// What is shown of one line and said about it, in order.
  private func shown(_ bench: ConsoleBench, from count: Int) -> [String] {
    bench.effects[count...].compactMap {
      switch $0 {
      case .show(let seen, _):
        guard case .heard(.client, .line(let line)) = seen.event.act else { return nil }
        return "C: \(line.lossyText)"
      case .say(let note): return note.suggestion ?? note.text[.english]
      default: return nil
      }
    }
  }

  @Test(arguments: [true, false])
  func `a command without its colon goes to the server, and below it stands the right one`(
    isInteractive: Bool
  ) {
    var bench = ConsoleBench(isInteractive: isInteractive)
    bench.type("telnet hamburger.edu 25")
    for line in ["mailbox bob", "Next", "explain 550"] {
      let count = bench.effects.count
      bench.type(line)
      #expect(shown(bench, from: count) == ["C: \(line)", ":\(line)"])
    }
    #expect(bench.sent == ["mailbox bob", "Next", "explain 550"])
  }

  @Test func `without a connection it is not sent, and the right one is shown`() {
    var bench = ConsoleBench()
    let count = bench.effects.count
    bench.type("mailbox bob")
    #expect(shown(bench, from: count) == [":mailbox bob"])
  }

  @Test(arguments: [
    ("：mailbox bob", ":mailbox bob"), ("：watch　crepes.fr", ":watch crepes.fr"),
    ("：ＭＡＩＬＢＯＸ bob 1", ":mailbox bob 1"), ("：quit", ":quit"),
  ])
  func `after a full-width colon the whole line is offered`(line: String, right: String) {
    for isConnected in [false, true] {
      var bench = ConsoleBench()
      if isConnected { bench.type("telnet hamburger.edu 25") }
      let count = bench.effects.count
      bench.type(line)
      #expect(shown(bench, from: count).contains(right))
    }
  }

  @Test func `letters and digits of an input method mean ASCII in a command of byhand`() {
    var bench = ConsoleBench()
    bench.type(":ｍailbox bob　１")
    guard case .showMailboxes("bob", 1)? = bench.jobs.last else {
      Issue.record("\(bench.said)")
      return
    }
  }

  @Test func `help and quit have Chinese names, with a colon and without`() {
    for line in ["帮助", ":帮助"] {
      var bench = ConsoleBench()
      bench.type(line)
      #expect(
        bench.effects.contains { if case .display(.listing) = $0 { true } else { false } })
    }
    for line in ["退出", ":退出"] {
      var bench = ConsoleBench()
      bench.type(line)
      #expect(bench.outcome != nil)
    }
  }

  @Test func `after HTTP a line without a connection is answered with the web server's port`() {
    var bench = ConsoleBench()
    bench.type("Host: hamburger.edu")
    #expect(bench.said.last?.contains("telnet hamburger.edu 25") == true)
    bench.openWeb("hamburger.edu")
    bench.serverCloses()
    bench.deliver()
    bench.type("Host: hamburger.edu")
    #expect(bench.said.last?.contains("telnet hamburger.edu 80") == true)
  }

  @Test func `commands of SMTP and the text of a message are what they are`() {
    var bench = ConsoleBench()
    bench.type("telnet hamburger.edu 25", "HELO crepes.fr")
    let count = bench.effects.count
    bench.type(
      "HELP", "help", "mail from:<alice@crepes.fr>", "RCPT TO:<bob@hamburger.edu>", "DATA",
      "mailbox bob", ".", "quit")
    #expect(shown(bench, from: count).allSatisfy { $0.hasPrefix("C: ") })
  }

  @Test func `a remark on a line in DATA stands below it, even if the line had to wait`() {
    var bench = ConsoleBench()
    bench.type(
      "telnet hamburger.edu 25", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>",
      "RCPT TO:<bob@hamburger.edu>", "DATA")
    let count = bench.effects.count
    bench.type(":-)")
    #expect(shown(bench, from: count).first == "C: :-)")
    #expect(shown(bench, from: count).last?.hasPrefix("Sent as text") == true)
    bench.type(".")
    let later = bench.effects.count
    bench.take(.line(Array("NOOP".utf8)))
    bench.take(.line(Array("：phase".utf8)))
    bench.deliver()
    let lines = shown(bench, from: later).filter { !$0.hasPrefix("The server has not answered") }
    #expect(lines.first == "C: NOOP" && lines.dropFirst().first == "C: ：phase")
    #expect(lines.last == ":phase")
  }
}
