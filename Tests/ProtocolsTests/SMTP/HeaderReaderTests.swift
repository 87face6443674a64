import Protocols
import Testing

struct HeaderReaderTests {
  /// `h` for each line of the header, `b` for each of the body.
  private func parts(_ lines: [String]) -> String {
    var reader = HeaderReader()
    return lines.map { reader.take(Array($0.utf8)[...]) == .header ? "h" : "b" }.joined()
  }

  @Test func `an empty line ends the header`() {
    #expect(parts(["From: a", "Subject: b", "", "To: c"]) == "hhbb")
    #expect(parts(["", "From: a"]) == "bb")
  }

  @Test func `a line that is not a field ends it too, and a text may have no header`() {
    #expect(parts(["Do you like ketchup?", "From: a"]) == "bb")
    #expect(parts(["From: a", "hello", "To: c"]) == "hbb")
    #expect(parts([": a"]) == "b")
    #expect(parts(["été: a"]) == "b")
  }

  @Test func `a folded line belongs to the field before it`() {
    #expect(parts(["Subject: a", " b", "\tc", "To: d"]) == "hhhh")
    #expect(parts([" Subject: a"]) == "b")
  }

  @Test func `white space before the colon is accepted`() {
    #expect(parts(["Subject \t: a"]) == "h")
    #expect(parts(["Subject a: b"]) == "b")
  }

  @Test func `a dialogue says in which part a message's last line stood`() {
    var observer = Observer(SMTPDialogueTests.toContent)
    observer.hear("C: Subject: a\nC:  b")
    #expect(observer.dialogue.messagePart == .header)
    observer.hear("C: ")
    #expect(observer.dialogue.messagePart == .body)
    observer.hear("C: .\nS: 250 ok\nC: MAIL FROM:<a@b>\nC: RCPT TO:<c@d>\nC: DATA")
    observer.hear("S: 250 ok\nS: 250 ok\nS: 354 go")
    #expect(observer.dialogue.messagePart == .header)
  }
}
