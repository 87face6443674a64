import Messages
import Testing

@Suite struct SummaryTests {
  @Test func `a list shows who, what and when, decoded`() {
    let octets = crlf(
      "Return-Path: <x@y>", "From: =?UTF-8?B?5L2g5aW9?= <alice@crepes.fr>",
      "Subject: =?UTF-8?Q?two_?=", " =?UTF-8?Q?words?=", "Date: Mon, 23 Nov 2026 15:00:00 +0000",
      "",
      "x")
    let summary = MessageSummary(Message.parse(octets))
    #expect(summary.from == "你好 <alice@crepes.fr>")
    #expect(summary.subject == "two words")
    #expect(summary.date == "Mon, 23 Nov 2026 15:00:00 +0000")
    #expect(summary.octets == octets.count)
  }

  @Test(arguments: [
    ("<alice@crepes.fr>", "boss@hamburger.edu", "alice@crepes.fr"),
    ("<alice@crepes.fr>", "Alice <ALICE@crepes.fr>", nil), ("<>", "postmaster@crepes.fr", nil),
    ("<alice@crepes.fr>", "The Boss", nil),
  ])
  func `a sender other than the envelope's has the envelope's beside it`(
    path: String, from: String, beside: String?
  ) {
    // Below the server's line, one that the sender wrote.
    let octets = crlf(
      "Return-Path: \(path)", "Return-Path: <boss@hamburger.edu>", "From: \(from)", "", "x")
    #expect(MessageSummary(Message.parse(octets)).envelopeSender == beside)
  }

  @Test func `the envelope fills in for a missing header`() {
    let octets = crlf(
      "Return-Path: <alice@crepes.fr>", "Received: from a",
      "\tby b; Mon, 23 Nov 2026 15:00:00 +0000",
      "", "Do you like ketchup?")
    let summary = MessageSummary(Message.parse(octets))
    #expect(summary.from == "<alice@crepes.fr>")
    #expect(summary.subject == "")
    #expect(summary.date == "Mon, 23 Nov 2026 15:00:00 +0000")
  }

  @Test func `nothing in a summary can move a cursor or reverse a line`() {
    let hostile = "Subject: =?UTF-8?Q?=1B[2J=0D=0A=E2=80=AEevil=C2=9B=00?= \u{202E}\u{200B}\u{7}"
    let subject = MessageSummary(Message.parse(crlf(hostile, ""))).subject
    #expect(subject == "␛[2J \u{FFFD}evil\u{FFFD}␀ \u{FFFD}\u{FFFD}␇")
  }

  @Test func `long text is cut and combining marks count`() {
    #expect(HarmlessText.line("abcdef", limit: 3) == "abc…")
    #expect(HarmlessText.line("abc", limit: 3) == "abc")
    let marks = "a" + String(repeating: "\u{301}", count: 1_000)
    #expect(HarmlessText.line(marks, limit: 10).unicodeScalars.count == 11)
  }
}
