import Testing

@testable import Console

/// `:raw`: octets to which nothing is added.
@Suite struct RawTests {
  private static let noEnd = #"The last line has no end yet: the server waits. :raw \r\n ends it."#

  private func connected(isInteractive: Bool = true) -> ConsoleBench {
    var bench = ConsoleBench(isInteractive: isInteractive)
    bench.type("telnet hamburger.edu 25", "HELO crepes.fr")
    return bench
  }

  @Test(arguments: [true, false])
  func `a line may be sent in parts, and what is missing is said`(isInteractive: Bool) {
    var bench = connected(isInteractive: isInteractive)
    bench.type(":raw NO")
    bench.advance(until: \.isReading)
    #expect(bench.said.last == Self.noEnd)
    bench.type(":next")
    #expect(bench.said.last == Self.noEnd)
    bench.type(#":raw OP\r\n"#, "QUIT")
    #expect(bench.sent.suffix(2) == ["NOOP", "QUIT"])
    #expect(bench.said.filter { $0 == Self.noEnd }.count == 2)
  }

  @Test func `a line that was typed meanwhile goes out after the end`() {
    var bench = connected()
    bench.type(":raw NOOP", "QUIT")
    #expect(bench.sent.last == "HELO crepes.fr")
    bench.type(#":raw \r\n"#)
    bench.settle()
    #expect(bench.sent.suffix(2) == ["NOOP", "QUIT"])
  }

  @Test(arguments: [":raw NOOP、r、n", ":raw NOOP/r/n", ":raw NOOP＼ｒ＼ｎ"])
  func `a line end of an input method is not sent`(line: String) {
    var bench = connected()
    bench.type(line)
    #expect(bench.said.last?.contains("backslash") == true)
    bench.type("NOOP")
    #expect(bench.sent.last == "NOOP")
  }

  @Test func `a whole line needs no word`() {
    var bench = connected()
    bench.type(#":raw NOOP\r\n"#, #":raw NOOP\n"#, "QUIT")
    #expect(!bench.said.contains(Self.noEnd))
  }
}
