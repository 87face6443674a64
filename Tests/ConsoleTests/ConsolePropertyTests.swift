import Protocols
import Teaching
import TestSupport
import Testing
import Transcripts

@testable import Console

/// The console's core with random scripts, replies, interrupts and ticks.
@Suite struct ConsolePropertyTests {
  private static let lines = [
    "HELO crepes.fr", "EHLO crepes.fr", "MAIL FROM:<alice@crepes.fr>", "MAIL FROM alice",
    "RCPT TO:<bob@hamburger.edu>", "RCPT TO:<nobody@hamburger.edu>", "DATA", "Dear Bob",
    "..dots", ".", "RSET", "NOOP", "QUIT", "", "全角：", "telnet hamburger.edu 25",
    ":mailbox bob", ":next", ":phase", ":hint", "::x", ":unknown", ":drop",
  ]

  /// The number of lines that byhand reports as not sent.
  private func unsent(_ said: [String]) -> Int {
    said.reduce(0) { sum, text in
      let digits = text.split(whereSeparator: { !$0.isNumber }).last.flatMap { Int($0) } ?? 0
      if text.hasPrefix("The connection has ended; lines typed ahead") { return sum + digits }
      if text.hasPrefix("Not sent either: ") { return sum + digits }
      return text.hasPrefix("Not sent, because the connection") ? sum + 1 : sum
    }
  }

  @Test(arguments: 0..<UInt64(Tries.of(20, all: 60)))
  func `each line is sent exactly once, and not before the reply it waits for`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let isInteractive = Bool.random(using: &random)
    var bench = ConsoleBench(isInteractive: isInteractive)
    /// Lines typed for the server, each with a unique mark.
    var typed: [String] = []
    var takenBack = 0
    bench.type("telnet hamburger.edu 25")
    for step in 0..<120 where bench.outcome == nil {
      switch Int.random(in: 0..<12, using: &random) {
      case 0..<5:
        guard bench.core.isReading else { break }
        let line = (Self.lines + [":student a", ":student b"]).randomElement(using: &random) ?? ""
        let waiting = bench.core.outbox.count
        let submitted = bench.submitted
        let unsentBefore = bench.core.unsent.count
        bench.take(.line(Array(line.utf8)))
        let isServers =
          bench.core.outbox.count > waiting || bench.submitted > submitted
          || bench.core.unsent.count > unsentBefore
        if isServers, line != ":drop" { typed.append(line.hasPrefix("::") ? ":x" : line) }
      case 5..<9: bench.deliverFirst()
      case 9: bench.tick(.milliseconds(Int.random(in: 1...900, using: &random)))
      case 10 where isInteractive && step % 3 == 0:
        takenBack += bench.core.outbox.count
        bench.take(.interrupt(unread: 0))
      case 11 where step % 10 == 0:
        bench.serverCloses()
      default: bench.deliverFirst()
      }
      // Typed lines are sent in order, each once.
      var rest = typed[...]
      for line in bench.sent {
        guard let index = rest.firstIndex(of: line) else {
          Issue.record("\(line) was sent, but not typed")
          return
        }
        rest = rest[(index + 1)...]
      }
    }
    bench.deliver()
    bench.advance(until: \.isReading)
    bench.take(.line(Array(":quit".utf8)))
    bench.deliver()
    bench.advance { _ in false }
    #expect(bench.outcome == .left)
    // No reply was outstanding when a command was sent. The lines of a message do not wait.
    var isText = false
    for (line, pending) in zip(bench.sent, bench.pendingRepliesWhenSent) where !isText {
      #expect(pending == 0, "\(line) did not wait")
      isText = isText || line == "DATA"
    }
    let left = bench.core.outbox.count
    #expect(typed.count == bench.sent.count + unsent(bench.said) + takenBack + left)
  }

  @Test(arguments: 0..<UInt64(Tries.of(10, all: 20)))
  func `the recording matches the live session`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    for _ in 0..<60 where bench.outcome == nil {
      bench.advance(until: \.isReading)
      bench.take(.line(Array((Self.lines.randomElement(using: &random) ?? "").utf8)))
      bench.deliver()
    }
    let transcript = try Transcript(Array(bench.core.log.transcript.utf8))
    #expect(transcript.events == bench.recorded)
    var session = Session()
    var annotator = Annotator()
    let notes = transcript.events.map { event in
      annotator.notes(on: event, facts: session.take(event), in: session)
    }
    #expect(notes == bench.seen.map(\.notes))
  }
}
