import Language
import Protocols
import Teaching
import Testing
import Transcripts

/// Remarks on a message's header, line by line.
struct HeaderChecksTests {
  private func typed(_ lines: String..., from sender: String = "<alice@crepes.fr>") -> [Note] {
    var lecture = Lecture(
      Lecture.identified + "\nC: MAIL FROM:\(sender)\nS: 250 ok"
        + "\nC: RCPT TO:<bob@hamburger.edu>\nS: 250 ok\nC: DATA\nS: 354 go on")
    return lines.flatMap { lecture.type($0) }
  }

  @Test(arguments: [
    ("From\u{FF1A}boss@hamburger.edu", 5, "From: boss@hamburger.edu"),
    ("Subject \u{FF1A} 你好", 9, "Subject: 你好"), ("Reply-To\u{FF1A}", 9, "Reply-To: "),
  ])
  func `a full-width colon behind a field's name ends the header`(
    line: String, column: Int, right: String
  ) throws {
    for before in [[], ["To: bob@hamburger.edu"]] {
      var lecture = Lecture(Lecture.content)
      for line in before { _ = lecture.type(line) }
      let notes = lecture.type(line)
      #expect(notes.count == 1)
      let note = try #require(notes.first)
      #expect(note.isRemark && note.column == column && note.suggestion == right)
      #expect(note.rule == Rule("RFC 5322", "2.2"))
      #expect(note.text.english.contains("full-width") && note.text.chinese.contains("全角冒号"))
    }
  }

  @Test(arguments: ["12\u{FF1A}30 lunch", "你好\u{FF1A}", "see\u{FF1A} a", "Re x\u{FF1A} a"])
  func `a full-width colon in the text is only text`(line: String) {
    let notes = typed("Subject: x", "", line)
    #expect(!notes.contains { $0.text.english.contains("full-width") })
  }

  @Test func `a missing empty line is remarked on once`() {
    let notes = typed("Subject: x", "Hello Bob,", "how are you?")
    #expect(notes.map(\.rule) == [Rule("RFC 5322", "2.1")])
    #expect(notes.map(\.isRemark) == [true])
    #expect(typed("Subject: x", " folded", "", "Hello Bob,", "").isEmpty)
  }

  @Test(arguments: ["Do you like ketchup?", "", "http//x"])
  func `a message without a header is remarked on at its first line`(line: String) {
    let notes = typed(line, "Subject: x", "", "more")
    #expect(notes.map(\.rule) == [Rule("RFC 5322", "3.6")])
    #expect(notes.allSatisfy { $0.isRemark && $0.about == .mistake })
  }

  @Test(arguments: [
    "From: boss@hamburger.edu", "from : The Boss <boss@hamburger.edu>",
    "From: \"alice@crepes.fr\" <boss@hamburger.edu>", "From: boss@hamburger.edu (alice@crepes.fr)",
  ])
  func `a sender who is not the envelope's is remarked on`(line: String) throws {
    let notes = typed(line)
    #expect(notes.count == 1)
    let note = try #require(notes.first)
    #expect(note.isRemark && note.rule == .smtp("7.1"))
    for text in [note.text.english, note.text.chinese] {
      #expect(text.contains("alice@crepes.fr") && text.contains("boss@hamburger.edu"))
    }
  }

  @Test(arguments: [
    "From: alice@crepes.fr", "From: Alice <ALICE@Crepes.fr>", "From: Alice",
    "From: boss@hamburger.edu, alice@crepes.fr", "Reply-To: boss@hamburger.edu",
    "Fromage: boss@hamburger.edu",
  ])
  func `the same sender is not remarked on, nor a line that names none`(line: String) {
    #expect(typed(line).isEmpty)
  }

  @Test func `a bounce has no sender to compare with`() {
    #expect(typed("From: postmaster@crepes.fr", from: "<>").isEmpty)
  }

  @Test func `remarks on a header are sentences in both languages`() {
    for note in typed("From: a@b.fr", "Subject\u{FF1A}x") + typed("x") + typed("To: x", "y") {
      #expect(Wording.breaches(of: note.text) == [])
      #expect(Wording.isSentence(note.text))
    }
  }
}
