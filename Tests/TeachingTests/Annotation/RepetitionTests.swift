import Language
import Protocols
import Teaching
import Testing
import Transcripts

/// What has been explained twice is explained briefly the third time.
struct RepetitionTests {
  private func answers(_ count: Int, to line: String, _ reply: String) -> [[Note]] {
    var lecture = Lecture(Lecture.sender)
    return (0..<count).map { _ in
      _ = lecture.type(line)
      return lecture.hear("S: \(reply)")
    }
  }

  @Test func `the third time a reply has its code and class, and how to see the rest once`() {
    let replies = answers(4, to: "RCPT TO:<bob@hamburger.edu>", "250 2.1.5 ok")
    #expect(replies.map(\.count) == [2, 2, 1, 1])
    let again = replies[1].map { moved($0, to: replies[0][0].event) }
    #expect(again == replies[0])
    let third = replies[2][0]
    #expect(third.code == 250 && third.gist == nil && third.rule == replies[0][0].rule)
    #expect(third.text.english == "success · mail system   (:explain gives it in full)")
    #expect(third.text.chinese == "成功 · 邮件系统  （:explain 再看完整的解释）")
    #expect(replies[3][0].text == replies[0][0].gist)
  }

  private func moved(_ note: Note, to event: Int?) -> Note {
    var note = note
    note.event = event
    return note
  }

  @Test func `another meaning of the same code is explained, and another enhanced code`() {
    var lecture = Lecture(Lecture.sender)
    for _ in 0..<3 { lecture.hear("C: RCPT TO:<a@b>\nS: 550 5.1.1 no") }
    #expect(lecture.hear("C: RCPT TO:<a@b>\nS: 550 5.7.1 no").first?.gist != nil)
    #expect(lecture.hear("C: VRFY a\nS: 550 no").first?.gist != nil)
    #expect(lecture.hear("C: RCPT TO:<a@b>\nS: 550 5.1.1 no").map(\.gist) == [nil])
  }

  @Test func `a mistake is never folded`() {
    var lecture = Lecture(Lecture.sender)
    let mistakes = (0..<4).map { _ in
      let found = lecture.type("RCPT TO:bob").mistakes
      lecture.hear("S: 501 no")
      return found.map { moved($0, to: nil) }
    }
    #expect(Set(mistakes).count == 1)
    #expect(mistakes[0][0].column == 9 && mistakes[0][0].suggestion != nil)
  }

  @Test func `extensions are listed in full twice`() {
    var lecture = Lecture(Lecture.greeted)
    let counts = (0..<3).map { _ in
      lecture.hear("C: EHLO a\nS: 250-x\nS: 250-SIZE 1000\nS: 250 PIPELINING").filter {
        $0.about == .capability
      }.count
    }
    #expect(counts == [2, 2, 0])
  }

  @Test func `permanent is explained once, and not for a greeting or a message`() {
    func isExplained(_ notes: [Note]) -> Bool {
      notes.contains { $0.text.english.hasPrefix("Permanent means") && $0.rule == .smtp("4.2.1") }
    }
    var lecture = Lecture(Lecture.content)
    #expect(!isExplained(lecture.hear("C: .\nS: 554 no")))
    #expect(!isExplained(lecture.hear("C: MAIL FROM:<a@b>\nS: 451 no")))
    #expect(isExplained(lecture.hear("C: MAIL FROM:<a@b>\nS: 550 no")))
    #expect(!isExplained(lecture.hear("C: MAIL FROM:<a@b>\nS: 550 no")))
  }

  private static let request = "C: GET / HTTP/1.1\nC: Host: x\nC: \n"

  @Test func `a second response has one line for the fields that were explained`() {
    let head = "S: HTTP/1.1 204 x\nS: Date: y\nS: Server: z\nS: ETag: "
    var lecture = Lecture(dialect: .http)
    let first = lecture.hear(Self.request + head + "\"a\"\nS: ")
    #expect(first.filter { $0.text.english.contains("Explained before") }.isEmpty)
    let second = lecture.hear(Self.request + head + "\"b\"\nS: Vary: Accept\nS: ")
    let known = second.first { $0.text.english.hasPrefix("Explained before") }
    #expect(known?.text.english == "Explained before: Date, Server, ETag. (:explain Date)")
    #expect(second.contains { $0.text == HTTPMeaning.field("Vary")?.phrase })
    #expect(!second.contains { $0.text == HTTPMeaning.field("Date")?.phrase })
    #expect(!second.contains { $0.text == HTTPMeaning.field("Host")?.phrase })
  }

  @Test func `a field with another meaning is explained again`() {
    var lecture = Lecture(dialect: .http)
    for (value, isExplained) in [("close", true), ("keep-alive", true), ("close", false)] {
      let notes = lecture.hear(
        Self.request + "S: HTTP/1.1 204 x\nS: Connection: \(value)\nS: ")
      #expect(notes.contains { $0.text.english.hasPrefix("\(value): ") } == isExplained)
    }
  }

  @Test func `a server's texts past a limit cost no memory and are not folded`() {
    var lecture = Lecture(Lecture.sender)
    for number in 1...700 {
      lecture.hear("C: NOOP\nS: \(200 + number % 100) 2.\(number).\(number) x")
    }
    for _ in 0..<3 { lecture.hear("C: NOOP\nS: 250 2.900.1 x") }
    #expect(lecture.hear("C: NOOP\nS: 250 2.900.1 x").count > 0)
  }
}
