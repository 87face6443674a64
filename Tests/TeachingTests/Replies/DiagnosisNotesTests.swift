import Language
import Teaching
import Testing
import Transcripts

struct DiagnosisNotesTests {
  private func notes(_ dialogue: String, isPractice: Bool = false, last count: Int = 1) -> [Note] {
    var lecture = Lecture("", isPractice: isPractice)
    return dialogue.split(separator: "\n").map { lecture.hear(String($0)) }.suffix(count)
      .flatMap { $0 }
  }

  private static let refusals = [
    "S: 554 5.7.1 spam message rejected", "S: 421 4.3.2 too busy",
    Lecture.sender + "\nC: RCPT TO:<a@b.cc>\nS: 550 5.1.1 User unknown",
    Lecture.content + "\nC: .\nS: 552 5.3.4 message too big",
    Lecture.sender + "\nS: 421 4.4.2 timeout",
  ]

  @Test(arguments: refusals)
  func `a real server's refusal has one line of diagnosis and one of advice`(dialogue: String) {
    let said = notes(dialogue)
    let diagnosis = said.filter { note in Diagnosis.allCases.contains { $0.name == note.gist } }
    #expect(diagnosis.count == 1)
    let labels = WhoCanAct.allCases.map(\.label.english)
    #expect(said.count { note in labels.contains { note.text.english.hasPrefix($0) } } == 1)
  }

  @Test(arguments: refusals)
  func `the practice world is explained as ever`(dialogue: String) {
    for note in notes(dialogue, isPractice: true) {
      #expect(!Diagnosis.allCases.contains { $0.name == note.gist })
    }
  }

  @Test func `a success is not diagnosed`() {
    #expect(
      notes(Lecture.sender, last: 9).allSatisfy { note in
        !Diagnosis.allCases.contains { $0.name == note.gist }
      })
  }

  @Test func `nothing is said twice: the enhanced code's meaning is the diagnosis`() {
    let said = notes(Lecture.sender + "\nC: RCPT TO:<a@b.cc>\nS: 550 5.1.1 User unknown")
    #expect(!said.contains { $0.text.english.hasPrefix("5.1.1: ") })
    let other = notes(Lecture.sender + "\nC: RCPT TO:<a@b.cc>\nS: 550 5.1.1 mailbox full")
    #expect(!other.contains { $0.text.english.hasPrefix("5.1.1: ") })
    #expect(other.contains { $0.text.english.contains("5.1.1 stands for") })
  }

  @Test func `the third time it is brief`() {
    let again = "\nC: RCPT TO:<a@b.cc>\nS: 550 5.1.1 User unknown"
    let third = notes(Lecture.sender + again + again + again)
    #expect(third.map(\.gist) == [nil, nil])
    #expect(third.last?.text == Diagnosis.userUnknown.name)
  }
}
