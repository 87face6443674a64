import Protocols
import Terminal
import TestSupport
import Testing
import Transcripts

@testable import Console

/// STARTTLS by hand and by byhand, implicit TLS, and failures.
struct SecuringTests {
  private func bench(
    isInteractive: Bool = true, tls: Bool = true, handshake: TLSFailure? = nil,
    begin: Beginning? = .practice
  ) -> ConsoleBench {
    var bench = ConsoleBench(isInteractive: isInteractive, begin: nil)
    bench.configure = { $0.offersTLS = tls }
    if let handshake { bench.handshake = .failed(handshake) }
    if let begin { bench.take(.begin(begin)) }
    return bench
  }

  private func target(_ words: String...) -> DialTarget {
    guard let target = DialTarget(words) else { preconditionFailure("a target") }
    return target
  }

  @Test func `STARTTLS by hand protects the connection, and the phase is handshake again`() {
    var bench = bench()
    bench.type("telnet hamburger.edu 25", "EHLO me.example")
    #expect(bench.core.prompt.right == "[transfer 2/3]")
    bench.type("STARTTLS")
    bench.deliver()
    #expect(bench.core.prompt.right == "[handshake 1/3 · TLS]")
    bench.type("EHLO me.example")
    #expect(bench.core.prompt.right == "[transfer 2/3 · TLS]")
  }

  @Test func `nothing follows STARTTLS before the handshake, though lines are pipelined`() {
    var bench = bench()
    bench.type(":pipeline on", "telnet hamburger.edu 25", "EHLO me.example", "NOOP")
    bench.take(.line(Array("STARTTLS".utf8)))
    bench.take(.line(Array("NOOP".utf8)))
    #expect(bench.sent.last == "STARTTLS")
    bench.deliver()
    #expect(bench.sent.last == "NOOP")
  }

  @Test func `a refused STARTTLS leaves the connection in clear`() {
    var bench = bench(tls: false)
    bench.type("telnet hamburger.edu 25", "EHLO me.example", "STARTTLS", "NOOP")
    #expect(bench.sent.last == "NOOP")
    #expect(bench.core.prompt.right == "[transfer 2/3]")
  }

  @Test func `--tls starttls types EHLO and STARTTLS`() {
    var bench = bench(
      isInteractive: false, begin: .connect(target("hamburger.edu", "--tls", "starttls")))
    bench.settle()
    #expect(bench.sent == ["EHLO crepes.fr", "STARTTLS"])
    #expect(bench.core.isSecured)
    #expect(bench.outcome == nil)
  }

  @Test func `--tls starttls ends where it is not offered, and sends nothing more`() {
    var bench = bench(
      isInteractive: false, tls: false,
      begin: .connect(target("hamburger.edu", "--tls", "starttls")))
    bench.settle()
    #expect(bench.sent == ["EHLO crepes.fr"])
    #expect(bench.outcome == .cannotConnect)
  }

  @Test(arguments: [true, false])
  func `a failed handshake ends a console that was started to connect`(isInteractive: Bool) {
    for mode in ["starttls", "implicit"] {
      var bench = bench(
        isInteractive: isInteractive, handshake: .certificate(.expired, []),
        begin: .connect(target("hamburger.edu", "--tls", mode)))
      bench.settle()
      #expect(bench.outcome == .cannotConnect)
    }
  }

  @Test func `at the console a failed handshake ends the connection only`() {
    var bench = bench(handshake: .certificate(.wrongName, []))
    bench.type("telnet hamburger.edu 25", "EHLO me.example", "STARTTLS")
    bench.settle()
    #expect(!bench.core.isConnected)
    #expect(bench.outcome == nil)
    #expect(bench.core.prompt.left == "byhand> ")
  }

  @Test func `connect begins with TLS at port 465, and telnet warns`() {
    var bench = bench()
    bench.type("connect outside.example:465 --real")
    guard
      case .dial(_, _, _, _, let wish, _)? = bench.effects.last(where: {
        if case .dial = $0 { true } else { false }
      })
    else {
      Issue.record("no call")
      return
    }
    #expect(wish.mode == .implicit && wish.name == "outside.example" && !wish.isInsecure)
    bench.type("telnet outside.example 465 --real")
    #expect(bench.said.contains { $0.contains("connect outside.example:465") })
  }
}
