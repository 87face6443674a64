import Protocols
import Teaching
import Testing

struct ReplyStandingTests {
  /// RFC 5321 §4.3.2 a second time, to check the first. 502 may answer any command (§4.2.4), 530
  /// those of RFC 3207 §4 and RFC 4954 §6.
  static let table: [(AnsweredRequest, String)] = [
    (.connection, "220 554 421"),
    (.verb(.helo), "250 504 550 502 501 500 421 530"),
    (.verb(.ehlo), "250 504 550 502 501 500 421"),
    (.verb(.mail), "250 552 451 452 550 553 503 455 555 500 501 421 530"),
    (.verb(.rcpt), "250 251 550 551 552 553 450 451 452 503 455 555 500 501 421 530"),
    (.verb(.data), "354 503 554 500 501 421 530"),
    (.endOfData, "250 552 554 451 452 450 550 500 501 421"),
    (.verb(.rset), "250 500 501 421 530"),
    (.verb(.vrfy), "250 251 252 550 551 553 502 504 500 501 421 530"),
    (.verb(.expn), "250 252 550 500 502 504 501 421 530"),
    (.verb(.help), "211 214 502 504 500 501 421 530"),
    (.verb(.noop), "250 500 501 421"),
    (.verb(.quit), "221 500 501 421"),
  ]

  @Test(arguments: table)
  func `the usual replies are those of the table, and no others`(
    request: AnsweredRequest, codes: String
  ) {
    let usual = everyCode.filter { ReplyStanding.of($0, answering: request) == .usual }
    let anyCommand = request == .connection || request == .endOfData ? [] : ["502"]
    let listed = codes.split(separator: " ").map(String.init) + anyCommand
    #expect(Set(usual.map(\.description)) == Set(listed))
  }

  @Test(arguments: [
    (554, AnsweredRequest.verb(.rcpt)), (530, .verb(.quit)), (521, .connection),
    (556, .verb(.rcpt)), (450, .verb(.mail)), (221, .unknownCommand), (250, .verb(.quit)),
  ])
  func `a code outside the table is still legal`(value: Int, request: AnsweredRequest) throws {
    let code = try #require(ReplyCode(value))
    #expect(ReplyStanding.of(code, answering: request) == .unlisted)
  }

  @Test(arguments: [
    (354, AnsweredRequest.verb(.helo)), (354, .verb(.rcpt)), (250, .verb(.data)),
    (354, .endOfData), (354, .connection), (334, .verb(.mail)), (150, .verb(.quit)),
  ])
  func `a class that cannot answer is impossible`(value: Int, request: AnsweredRequest) throws {
    let code = try #require(ReplyCode(value))
    #expect(ReplyStanding.of(code, answering: request) == .impossible)
  }

  @Test(arguments: everyRequest)
  func `a refusal is always possible, and the class alone decides what is impossible`(
    request: AnsweredRequest
  ) {
    for code in everyCode where code.value >= 400 {
      #expect(ReplyStanding.of(code, answering: request) != .impossible)
    }
    for code in everyCode {
      let twin = everyCode.first { $0.severity == code.severity }
      guard let twin, ReplyStanding.of(code, answering: request) == .impossible else { continue }
      #expect(ReplyStanding.of(twin, answering: request) == .impossible)
    }
  }

  @Test func `only unusual codes are remarked on`() {
    #expect(ReplyStanding.usual.phrase == nil)
    for standing in ReplyStanding.allCases where standing != .usual {
      let phrase = standing.phrase
      #expect(phrase.map { Wording.breaches(of: $0) } == [])
      #expect(phrase.map { Wording.isSentence($0) } == true)
    }
  }
}
