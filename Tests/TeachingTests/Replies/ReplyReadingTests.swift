import Language
import Protocols
import Teaching
import Testing

struct ReplyReadingTests {
  /// Words that the embedded table cannot know.
  private static let words = "Zxqv plugh."

  @Test(arguments: [
    (1, 1, Diagnosis.userUnknown), (1, 2, .domainUnknown), (1, 6, .mailboxMoved),
    (1, 8, .senderRejected), (1, 10, .doesNotAcceptMail), (2, 1, .mailboxDisabled),
    (2, 2, .mailboxFull), (2, 3, .messageTooLarge), (3, 1, .serverTrouble),
    (3, 4, .messageTooLarge), (4, 4, .domainUnknown), (4, 6, .serverTrouble), (5, 2, .syntax),
    (5, 3, .rateLimited), (6, 7, .syntax), (7, 1, .policy), (7, 8, .authFailed),
    (7, 10, .security), (7, 23, .senderAuthentication), (7, 25, .reverseDNS),
    (7, 26, .senderAuthentication), (7, 27, .senderRejected), (7, 28, .rateLimited),
    (7, 30, .security),
  ])
  func `an enhanced code decides where the words are unknown`(
    subject: Int, detail: Int, diagnosis: Diagnosis
  ) {
    for category in [4, 5] {
      let status = EnhancedStatus(category, subject, detail)
      let reading = ReplyReading("\(category)50 \(status) \(Self.words)".utf8)
      #expect(reading.diagnosis == diagnosis && reading.basis == .enhanced(status))
      #expect(reading.meaning.english.contains("goes by the code \(status) alone"))
    }
  }

  @Test(arguments: [
    (550, AnsweredRequest.verb(.rcpt), Diagnosis.userUnknown),
    (550, .verb(.mail), .senderRejected), (550, .connection, .reputation),
    (550, .endOfData, .policy), (554, .connection, .reputation), (421, .connection, .serverTrouble),
    (452, .verb(.rcpt), .rateLimited), (552, .endOfData, .messageTooLarge),
    (552, .verb(.rcpt), .mailboxFull), (503, .verb(.data), .badSequence),
    (530, .verb(.mail), .authRequired), (535, .authResponse, .authFailed),
    (454, .verb(.startTLS), .serverTrouble), (521, .connection, .doesNotAcceptMail),
    (556, .verb(.rcpt), .doesNotAcceptMail), (555, .verb(.mail), .syntax),
  ])
  func `else the code decides, with the command that it answers`(
    code: Int, request: AnsweredRequest, diagnosis: Diagnosis
  ) {
    let reading = ReplyReading("\(code) \(Self.words)".utf8, answering: request)
    #expect(reading.diagnosis == diagnosis)
    #expect(reading.basis == ReplyCode(code).map { .code($0) })
  }

  @Test(arguments: [
    ("(in reply to RCPT TO command)", Diagnosis.userUnknown),
    ("(in reply to MAIL FROM command)", .senderRejected),
    ("(in reply to end of DATA command)", .policy),
  ])
  func `a log may name the command`(words: String, diagnosis: Diagnosis) {
    #expect(ReplyReading("550 \(Self.words) \(words)".utf8).diagnosis == diagnosis)
  }

  @Test(arguments: ["250 2.1.5 user unknown", "354 mailbox full", "220 spam", "2.0.0 spam"])
  func `nothing failed where the code says so`(reply: String) {
    #expect(ReplyReading(reply.utf8).diagnosis == .ok)
  }

  @Test(arguments: ["550 Zxqv", "599 Zxqv", "450 Zxqv", "550 5.0.0 Zxqv"])
  func `an unknown reply is explained by its digits, and says that it is unknown`(reply: String) {
    let reading = ReplyReading(reply.utf8)
    #expect(reading.diagnosis == .unknown)
    #expect(reading.meaning.english.contains("does not know this wording"))
    #expect(reading.meaning.english.contains(reply.hasPrefix("4") ? "try later" : "permanent"))
    #expect(reading.meaning.chinese.contains(reply.hasPrefix("4") ? "暂时失败" : "永久失败"))
  }

  /// A reply, and what is said of the disagreement.
  @Test(arguments: [
    ("550 5.1.1 mailbox full", "5.1.1 stands for \"No such user\""),
    ("535 mailbox full", "535 stands for"), ("450 5.2.2 mailbox full", "5.2.2 is not"),
    ("550 greylisted, try again later", "550 says not to"), ("550 5.2.2 mailbox full", nil),
    ("550 5.7.1 spam message rejected", nil), ("550 mailbox full", nil),
  ])
  func `where words and codes disagree, both are said`(reply: String, words: String?) {
    let reading = ReplyReading(reply.utf8)
    #expect((reading.disagreement == nil) == (words == nil))
    if let words { #expect(reading.meaning.english.contains(words)) }
  }

  @Test func `a temporary failure is tried again, unless the advice is to wait or to log in`() {
    let again = "a mail server keeps the message and tries again by itself"
    let advice = { (reply: String) in ReplyReading(reply.utf8).whatToDo.english }
    #expect(advice("452 4.2.2 mailbox full").hasSuffix("\(again)."))
    #expect(!advice("552 5.2.2 mailbox full").contains(again))
    #expect(!advice("450 4.7.1 greylisted").contains(again))
    #expect(!advice("454 4.7.8 authentication failed").contains(again))
  }
}
