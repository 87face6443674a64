import Protocols
import Teaching
import TestSupport
import Testing
import Transcripts

@testable import Console

/// The console's core under random scripts, replies, interrupts and ticks.
@Suite struct ConsolePropertyTests {
  private static let lines = [
    "HELO crepes.fr", "EHLO crepes.fr", "MAIL FROM:<alice@crepes.fr>", "MAIL FROM alice",
    "RCPT TO:<bob@hamburger.edu>", "RCPT TO:<nobody@hamburger.edu>", "DATA", "Dear Bob",
    "..dots", ".", "RSET", "NOOP", "QUIT", "", "全角：", "telnet hamburger.edu 25",
    ":mailbox bob", ":next", ":phase", ":hint", "::x", ":unknown", ":drop",
  ]

  /// Lines that byhand says it has not sent.
  private func unsent(_ said: [String]) -> Int {
    said.reduce(0) { sum, text in
      let digits = text.split(whereSeparator: { !$0.isNumber }).last.flatMap { Int($0) } ?? 0
      if text.hasPrefix("Typed ahead and not sent") { return sum + digits }
      if text.hasPrefix("Not sent either: ") { return sum + digits }
      return text.hasPrefix("Not sent, for the connection") ? sum + 1 : sum
    }
  }

  @Test(arguments: 0..<60)
  func `no line is lost, none is sent twice, none before the reply it waits for`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let isInteractive = Bool.random(using: &random)
    var bench = ConsoleBench(isInteractive: isInteractive)
    /// Lines that are the server's when they are typed, each with a mark of its own.
    var typed: [String] = []
    var takenBack = 0
    bench.type("telnet hamburger.edu 25")
    for step in 0..<120 where bench.outcome == nil {
      switch Int.random(in: 0..<12, using: &random) {
      case 0..<5:
        guard bench.core.isReading else { break }
        let line = Self.lines.randomElement(using: &random) ?? ""
        let waiting = bench.core.outbox.count
        let submitted = bench.submitted
        let unsentBefore = bench.core.unsent.count
        bench.take(.line(Array(line.utf8)))
        let isServers =
          bench.core.outbox.count > waiting || bench.submitted > submitted
          || bench.core.unsent.count > unsentBefore
        if isServers, line != ":drop" { typed.append(line.hasPrefix("::") ? ":x" : line) }
        if line == ":drop" { takenBack += waiting }
      case 5..<9: bench.deliverFirst()
      case 9: bench.tick(.milliseconds(Int.random(in: 1...900, using: &random)))
      case 10 where isInteractive && step % 3 == 0:
        takenBack += bench.core.outbox.count
        bench.take(.interrupt(unread: 0))
      case 11 where step % 10 == 0:
        bench.serverCloses()
      default: bench.deliverFirst()
      }
      // What was typed goes out in its order, each line once.
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
    bench.pass(until: \.isReading)
    bench.take(.line(Array(":quit".utf8)))
    bench.deliver()
    bench.pass { _ in false }
    #expect(bench.outcome == .left)
    // No reply was outstanding when a command went out; the lines of a message wait for none.
    var isText = false
    for (line, unheard) in zip(bench.sent, bench.unheardWhenSent) where !isText {
      #expect(unheard == 0, "\(line) did not wait")
      isText = isText || line == "DATA"
    }
    let left = bench.core.outbox.count
    #expect(typed.count == bench.sent.count + unsent(bench.said) + takenBack + left)
  }

  @Test(arguments: 0..<20)
  func `the recording holds what was seen, and is read as it was live`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    for _ in 0..<60 where bench.outcome == nil {
      bench.pass(until: \.isReading)
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
