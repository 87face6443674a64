import Lessons
import PracticeWorld
import Protocols
import Teaching
import Terminal
import TestSupport
import Testing
import Transcripts

@testable import Console

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
        "Not sent, because the connection has ended: MAIL FROM:<alice@crepes.fr>",
        "Not sent either: 4 more lines.",
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
      bench.said.last == "The connection has ended; lines typed ahead and not sent: 1.")
  }

  @Test func `an unsent secret is not quoted`() {
    var bench = ConsoleBench(isInteractive: false)
    bench.type("telnet hamburger.edu 25", "HELO crepes.fr")
    bench.serverCloses()
    bench.deliver()
    bench.type("AUTH PLAIN AGFsaWNlAHBpY2tsZXM=")
    #expect(
      bench.said.last == "Not sent, because the connection has ended: a line that may be a secret.")
  }
}
