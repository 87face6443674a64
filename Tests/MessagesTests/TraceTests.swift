import Messages
import Testing

@Suite struct TraceTests {
  private var trace = ArrivalTrace(
    reversePath: "alice@crepes.fr", recipients: ["bob@hamburger.edu"], clientName: "crepes.fr",
    clientAddress: "127.0.0.1", domain: "hamburger.edu", manner: "SMTP", id: "a1",
    seconds: 1_795_446_000)

  @Test func `the lecture's message gets its trace and an empty line`() {
    let written = trace.placed(above: crlf("Do you like ketchup?", "How about pickles?"))
    #expect(
      text(written) == """
        Return-Path: <alice@crepes.fr>\r
        Delivered-To: bob@hamburger.edu\r
        Received: from crepes.fr ([127.0.0.1])\r
        \tby hamburger.edu with SMTP id a1\r
        \tfor <bob@hamburger.edu>; Mon, 23 Nov 2026 15:00:00 +0000\r
        \r
        Do you like ketchup?\r
        How about pickles?\r\n
        """)
  }

  @Test func `a text that begins with a header gets no empty line, nor does an empty header`() {
    for first in ["Subject: x", "X-Y:", ""] {
      let text = crlf(first, "rest")
      let message = Message.parse(trace.placed(above: text))
      #expect(message.header.count == (first.isEmpty ? 3 : 4))
      #expect(!message.body.starts(with: [13, 10]))
    }
  }

  @Test(arguments: ["ketchup?", " folded", "a b: c", ": x", "你好：x"])
  func `a first line that is not a field stays in the body`(first: String) {
    let text = crlf(first, "B: c")
    let message = Message.parse(trace.placed(above: text))
    #expect(message.header.map(\.name) == ["Return-Path", "Delivered-To", "Received"])
    #expect(Array(message.body) == text)
  }

  @Test func `of several recipients none is named`() {
    var trace = trace
    trace.recipients.append("carol@hamburger.edu")
    let header = Message.parse(trace.placed(above: [])).header
    #expect(header.all(named: "Delivered-To").isEmpty)
    #expect(
      header.first(named: "Received")?.text
        == "from crepes.fr ([127.0.0.1])\tby hamburger.edu with SMTP id a1;"
        + "\tMon, 23 Nov 2026 15:00:00 +0000")
  }

  @Test func `the null reverse-path and an IPv6 address are written as the grammar has them`() {
    var trace = trace
    trace.reversePath = ""
    trace.clientAddress = "::1"
    let written = text(trace.placed(above: []))
    #expect(written.hasPrefix("Return-Path: <>\r\n"))
    #expect(written.contains("([IPv6:::1])"))
  }

  @Test func `a client cannot write lines of its own`() {
    var trace = trace
    trace.clientName = "x\r\nSubject: forged (" + String(repeating: "你", count: 2_000)
    trace.reversePath = "a\r\n b\0\u{7F}@x"
    trace.recipients = ["\"b\r\nc\"@x" + String(repeating: "y", count: 2_000)]
    let written = trace.placed(above: [])
    #expect(
      Message.parse(written).header.map(\.name) == ["Return-Path", "Delivered-To", "Received"])
    let lines = written.split(separator: 10)
    #expect(lines.allSatisfy { $0.count < 999 })
    #expect(written.allSatisfy { [9, 10, 13].contains($0) || (32...126).contains($0) })
  }
}
