import Protocols
import Testing

struct ReplyTests {
  @Test(arguments: [
    ("250 ok", 250, true, "ok"), ("250-SIZE 1", 250, false, "SIZE 1"), ("250", 250, true, ""),
    ("250 ", 250, true, ""), ("354-", 354, false, ""),
  ])
  func `a reply line is three digits, a separator and a text`(
    text: String, code: Int, isLast: Bool, rest: String
  ) throws {
    let line = try #require(ReplyLine(Line(text)))
    #expect(line.code.value == code)
    #expect(line.isLast == isLast)
    #expect(line.text == Array(rest.utf8))
  }

  @Test(arguments: ["", "25", "2500", "250_ok", "25x ok", "650 ok", "050 ok", " 250 ok", "２５０ ok"])
  func `anything else is not a reply line`(text: String) {
    #expect(ReplyLine(Line(text)) == nil)
  }

  @Test func `an enhanced code counts only in its own class`() {
    #expect(ReplyLine(Line("550 5.1.1 no"))?.enhanced == EnhancedStatus(5, 1, 1))
    #expect(ReplyLine(Line("550 4.1.1 no"))?.enhanced == nil)
    #expect(ReplyLine(Line("250 1.2.3.4 is you"))?.enhanced == nil)
    #expect(ReplyLine(Line("250 2.1000.1"))?.enhanced == nil)
  }

  @Test func `what a server says is heard as it was said`() throws {
    let reply = Reply(
      code: try #require(ReplyCode(250)), enhanced: nil,
      lines: [Array("hamburger.edu".utf8), Array("SIZE 1000".utf8)])
    #expect(reply.wire == Array("250-hamburger.edu\r\n250 SIZE 1000\r\n".utf8))
  }

  @Test func `old forms of EHLO's reply are read`() {
    #expect(
      Capability(Array("AUTH=PLAIN LOGIN".utf8))
        == Capability(keyword: "AUTH", parameters: ["PLAIN", "LOGIN"]))
    #expect(
      Capability(Array("size 1000".utf8)) == Capability(keyword: "SIZE", parameters: ["1000"]))
    #expect(Capability([]) == nil)
    #expect(Capability(Array("=".utf8)) == nil)
  }
}
