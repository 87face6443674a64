import Subprocess
import TestSupport
import Testing

/// `byhand explain` with replies on its standard input.
@Suite(.fewAtOnce) struct ExplainTests {
  @Test func `each line that is not empty gives one object, whatever stands in it`() async throws {
    let lines = [
      "550 5.1.1 User unknown", "", "250 ok", "SIZE", "554 {\"x\": 1}", "\u{1B}[2J", "550",
    ]
    let outcome = try await Program.byhand(
      ["explain", "--json"], input: lines.joined(separator: "\n"))
    #expect(outcome.lines.count == 6)
    let keys = ["reply", "code", "enhanced", "diagnosis", "meaning", "advice"].map { "\"\($0)\":" }
    for line in outcome.lines {
      let places = keys.compactMap { line.firstRange(of: $0)?.lowerBound }
      #expect(places.count == keys.count && places == places.sorted())
      #expect(!line.contains("\u{1B}"))
    }
    let first = outcome.lines.first ?? ""
    let head =
      #"{"reply":"550 5.1.1 User unknown","code":550,"enhanced":"5.1.1","diagnosis":"user-unknown","#
    #expect(first.hasPrefix(head + #""meaning":{"en":""#))
    // A line that is neither a reply nor a topic.
    #expect(outcome.status == 65)
  }

  @Test func `replies end well, known or not`() async throws {
    let outcome = try await Program.byhand(
      ["explain", "--json"], input: "550 Zxqv\r\n421 bye\n")
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == 2)
    #expect(outcome.lines.first?.hasPrefix(#"{"reply":"550 Zxqv","#) == true)
  }

  @Test(arguments: [("en", "The recipient's mailbox is full."), ("zh", "收件人的邮箱已满。")])
  func `a reply line as argument is diagnosed as well`(language: String, text: String) async throws
  {
    let reply = "552 5.2.2 Mailbox full"
    let outcome = try await Program.byhand(["explain", reply, "--lang", language])
    #expect(outcome.status == 0)
    #expect(outcome.lines.joined(separator: "\n").contains(text))
    let json = try await Program.byhand(["explain", reply, "--json"])
    #expect(json.lines.count == 1)
    #expect(json.lines.first?.contains(#""diagnosis":"mailbox-full""#) == true)
  }
}
