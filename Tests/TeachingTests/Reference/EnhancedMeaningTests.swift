import Language
import Protocols
import Teaching
import Testing

struct EnhancedMeaningTests {
  @Test(arguments: [(0, 1), (1, 11), (2, 5), (3, 7), (4, 8), (5, 7), (6, 11), (7, 31)])
  func `each subject has as many details as the registry`(subject: Int, count: Int) {
    let details = EnhancedMeaning.all.filter { $0.subject == subject }.map(\.detail)
    #expect(details == Array(0..<count))
  }

  @Test func `the registry holds 81 codes`() {
    #expect(EnhancedMeaning.all.count == 81)
  }

  @Test func `every code has its own text in both languages`() {
    var seen: Set<Phrase> = []
    for (subject, detail) in EnhancedMeaning.all {
      let phrase = EnhancedMeaning.text(EnhancedStatus(5, subject, detail)).phrase
      #expect(Wording.breaches(of: phrase) == [], "X.\(subject).\(detail)")
      #expect(Wording.isSentence(phrase))
      #expect(seen.insert(phrase).inserted, "X.\(subject).\(detail)")
    }
  }

  @Test func `subject and detail mean the same in every class that has them`() {
    let successes: Set<[Int]> = [[1, 5], [1, 9], [3, 6], [6, 4], [6, 8], [6, 10]]
    for (subject, detail) in EnhancedMeaning.all {
      let isSuccess = detail == 0 || successes.contains([subject, detail])
      let texts = (isSuccess ? [2, 4, 5] : [4, 5]).map {
        EnhancedMeaning.text(EnhancedStatus($0, subject, detail)).phrase
      }
      #expect(Set(texts).count == 1)
    }
  }

  @Test func `a success is never explained as a failure`() {
    for (subject, detail) in EnhancedMeaning.all where detail > 0 {
      let failure = EnhancedMeaning.text(EnhancedStatus(5, subject, detail)).phrase
      let success = EnhancedMeaning.text(EnhancedStatus(2, subject, detail)).phrase
      guard failure != success else { continue }
      #expect(success.english.hasPrefix("A success;"))
      #expect(success.english.contains(EnhancedMeaning.subject(subject).english))
      #expect(success.chinese.contains(EnhancedMeaning.subject(subject).chinese))
      #expect(Wording.breaches(of: success) == [] && Wording.isSentence(success))
    }
    // Sendmail's 252.
    let success = EnhancedMeaning.text(EnhancedStatus(2, 5, 2))
    #expect(success.rule == Rule("RFC 3463", "2"))
    #expect(!success.phrase.english.contains("syntax"))
  }

  @Test func `an invented detail is explained by its subject`() {
    let phrase = EnhancedMeaning.text(EnhancedStatus(5, 1, 351)).phrase
    #expect(EnhancedMeaning.registered(EnhancedStatus(5, 1, 351)) == nil)
    #expect(phrase.english.contains("addressing"))
    #expect(phrase.chinese.contains("地址"))
    #expect(Wording.breaches(of: phrase) == [])
    for subject in [0, 8, 99] {
      let unknown = EnhancedMeaning.text(EnhancedStatus(5, subject, 999)).phrase
      #expect(Wording.isSentence(unknown) && Wording.breaches(of: unknown) == [])
    }
  }

  @Test func `there are three classes`() throws {
    #expect((0...9).filter { EnhancedMeaning.category($0) != nil } == [2, 4, 5])
    for number in [2, 4, 5] {
      let phrase = try #require(EnhancedMeaning.category(number)).phrase
      #expect(Wording.breaches(of: phrase) == [] && Wording.isSentence(phrase))
    }
  }

  @Test(arguments: [
    ((5, 1, 1), "RFC 3463 §3.2"), ((5, 1, 10), "RFC 7505"), ((4, 3, 6), "RFC 6710"),
    ((5, 5, 6), "RFC 4954 §6"), ((5, 6, 6), "RFC 4468 §5"), ((5, 7, 8), "RFC 4954 §6"),
    ((5, 7, 23), "RFC 7372 §3.2"), ((5, 7, 30), "RFC 8689"),
  ])
  func `a code is cited from the document that made it`(code: (Int, Int, Int), rule: String) {
    let status = EnhancedStatus(code.0, code.1, code.2)
    #expect(EnhancedMeaning.text(status).rule.description == rule)
  }
}
