import Language
import Protocols
import Teaching
import Testing
import Transcripts

/// What is said of BDAT (RFC 3030).
struct ChunkNotesTests {
  private static let ready =
    Lecture.greeted + "\nC: EHLO crepes.fr\nS: 250-b\nS: 250 CHUNKING\n"
    + "C: MAIL FROM:<alice@crepes.fr>\nS: 250 ok\nC: RCPT TO:<bob@hamburger.edu>\nS: 250 ok"

  @Test func `a chunk is announced, and gets no 354`() {
    var lecture = Lecture(Self.ready)
    let notes = lecture.type("BDAT 5 LAST")
    #expect(notes.map(\.isRemark) == [true])
    #expect(notes.first?.text.english.contains("next 5 octets") == true)
    #expect(notes.allSatisfy { Wording.breaches(of: $0.text) == [] })
  }

  @Test func `octets beyond the count are explained`() {
    var lecture = Lecture(Self.ready + "\nC: BDAT 5 LAST")
    lecture.take(.heard(.client, .octets(Array("Hello".utf8))))
    #expect(lecture.type("").mistakes.map(\.rule) == [Rule("RFC 3030", "2")])
    lecture.hear("S: 250 ok\nS: 500 no")
    #expect(lecture.type("").mistakes.map(\.rule) != [Rule("RFC 3030", "2")])
  }

  @Test func `a line that is not the end of the chunk says how much is missing`() {
    var lecture = Lecture(Self.ready + "\nC: BDAT 7 LAST")
    let notes = lecture.take(.heard(.client, .octets(Array("Hi\r\n".utf8))))
    #expect(notes.map(\.text.english).last?.contains("waits for 3 octets") == true)
    #expect(notes.allSatisfy { Wording.breaches(of: $0.text) == [] })
    #expect(lecture.take(.heard(.client, .octets(Array("a\r\n".utf8)))).isEmpty)
  }

  @Test func `before MAIL the octets come first, and then the line that is due`() {
    var lecture = Lecture(
      Lecture.greeted + "\nC: EHLO crepes.fr\nS: 250-b\nS: 250 CHUNKING")
    let mistake = lecture.type("BDAT 20").mistakes.first
    #expect(mistake?.suggestion == nil)
    #expect(mistake?.text.english.contains("next 20 octets") == true)
  }

  @Test func `the last chunk's reply is the message's`() {
    var lecture = Lecture(Self.ready)
    func said(_ line: String) -> String? {
      lecture.hear("C: \(line)")
      lecture.take(.heard(.client, .octets([0x48])))
      return lecture.hear("S: 250 ok").first { $0.gist != nil }?.text.english
    }
    #expect(said("BDAT 1") != said("BDAT 1 LAST"))
  }

  @Test func `the next step inside a chunk is the rest of it`() {
    var lecture = Lecture(Self.ready + "\nC: BDAT 5 LAST")
    lecture.take(.heard(.client, .octets([0x48, 0x49])))
    let steps = NextSteps(
      in: lecture.session.conversation, naming: Annotator().participants(in: lecture.session))
    #expect(steps.all == [] && steps.standing.english.contains("3 octets"))
  }
}
