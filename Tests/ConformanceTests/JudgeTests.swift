import Testing

/// The tests of the test: a row that asks for the wrong reply must fail.
@Suite struct JudgeTests {
  private static let wrong: [Row] = [
    Row("wrong", "code", .ehlo, "NOOP", "500"),
    Row("wrong", "enhanced code", .ehlo, "FOO", "500 5.1.1"),
    Row("wrong", "enhanced code where none is due", .ehlo, "FOO", "500 -"),
    Row("wrong", "count of replies", .ehlo, "NOOP", ["250", "250"]),
    Row("wrong", "place afterwards", .ehlo, "RSET", "250", then: .mail),
    Row("wrong", "recipients", .rcpt, "NOOP", "250", then: .recipients(["carol"])),
    Row("wrong", "kind of hello", .greeted, "HELO x.fr", "ehlo", then: .ehlo),
    Row("wrong", "end", .ehlo, "NOOP", "250", then: .closed),
    Row("wrong", "text", .data, ["a", "."], "250", stores: [.bob("b\r\n")]),
    Row("wrong", "storing", .data, ["a", "."], "250"),
    Row("wrong", "sender", .data, ["a", "."], "250", stores: [.bob("a\r\n", from: "<>")]),
  ]

  @Test(arguments: wrong)
  func `a server that does not conform is found out`(row: Row) throws {
    let script = Script(row)
    let heard = CoreDriver.heard(script.sent.octets, at: row.host)
    #expect(script.complaints(about: heard) != [])
  }

  @Test func `replies are read strictly`() {
    let broken = [
      "250 bare\n", "250 cut", "25 short\r\n", "250\u{1B}[m\r\n", "250 caf\u{E9}\r\n",
      "250 \(String(repeating: "x", count: 510))\r\n",
    ]
    for text in broken {
      #expect(HeardReply.all(in: Array(text.utf8)).complaints != [], "\(text)")
    }
  }

  @Test func `each requirement stands once, and there are more than 500`() {
    let rows = Table.all.flatMap(\.rows)
    #expect(rows.count > 500)
    #expect(Set(rows.map(\.testDescription)).count == rows.count)
  }
}
