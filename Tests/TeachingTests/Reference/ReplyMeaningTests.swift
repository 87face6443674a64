import Language
import Protocols
import Teaching
import Testing

struct ReplyMeaningTests {
  @Test(arguments: everyRequest)
  func `every code has a short text in every context, in both languages`(
    request: AnsweredRequest
  ) {
    for code in everyCode {
      let phrase = ReplyMeaning.text(code: code, answering: request).phrase
      #expect(Wording.breaches(of: phrase) == [], "\(code)")
      #expect(Wording.isSentence(phrase), "\(code) \(request) \(phrase)")
      #expect(phrase.english.count <= 160, "\(code) \(request) \(phrase.english)")
      #expect(phrase.chinese.count <= 90, "\(code) \(request) \(phrase.chinese)")
    }
  }

  @Test func `the standards' codes are known, 24 of them from RFC 5321`() {
    let core = [
      211, 214, 220, 221, 250, 251, 252, 354, 421, 450, 451, 452, 455, 500, 501, 502, 503, 504,
      550, 551, 552, 553, 554, 555,
    ]
    let extensions = [235, 334, 432, 454, 530, 534, 535, 538, 521, 556]
    #expect(core.count == 24)
    #expect(ReplyMeaning.codes.map(\.value) == (core + extensions).sorted())
  }

  @Test(arguments: everyRequest)
  func `a known code never falls back to its digits`(request: AnsweredRequest) {
    for code in ReplyMeaning.codes {
      let text = ReplyMeaning.text(code: code, answering: request).phrase.english
      #expect(!text.hasPrefix("No standard"), "\(code)")
    }
  }

  @Test(arguments: everyRequest)
  func `every usual reply is known`(request: AnsweredRequest) {
    let known = Set(ReplyMeaning.codes.map(\.value))
    #expect(known.isSuperset(of: ReplyStanding.listed(for: request)))
  }

  @Test(arguments: [(249, "success"), (349, "waits"), (449, "Try again later"), (549, "no")])
  func `an unknown code means what its first digit means`(value: Int, word: String) throws {
    let code = try #require(ReplyCode(value))
    let text = ReplyMeaning.text(code: code, answering: .verb(.rcpt))
    #expect(text.phrase.english.contains(word))
    #expect(text.rule == .smtp("4.3.2"))
  }

  @Test(arguments: everyRequest)
  func `a code whose second digit is above 5 is called none, and gets no meaning of its own`(
    request: AnsweredRequest
  ) {
    for code in everyCode where code.value % 100 >= 60 && code.severity != .preliminary {
      let text = ReplyMeaning.text(code: code, answering: request)
      #expect(text.phrase.english.hasPrefix("SMTP has no such code"), "\(code) \(request)")
      #expect(text.rule == .smtp("4.2"))
    }
  }

  @Test func `x3z is unspecified, as RFC 5321 has it`() throws {
    for value in [235, 334, 432, 535] {
      let code = try #require(ReplyCode(value))
      #expect(ReplyMeaning.category(code.category) == Phrase(en: "unspecified", zh: "未规定"))
    }
  }

  @Test(arguments: [
    (235, AnsweredRequest.connection), (235, .verb(.mail)), (250, .connection),
    (252, .verb(.mail)), (214, .verb(.data)), (454, .verb(.data)), (432, .endOfData),
    (555, .verb(.auth)), (555, .unknownCommand), (450, .verb(.ehlo)),
  ])
  func `a code meant for another request is explained by its first digit only`(
    value: Int, request: AnsweredRequest
  ) throws {
    let code = try #require(ReplyCode(value))
    let text = ReplyMeaning.text(code: code, answering: request).phrase
    #expect(text.english.contains("another occasion"))
    #expect(text != ReplyMeaning.general(of: code).phrase)
  }

  @Test func `250 means something different after each request`() throws {
    let code = try #require(ReplyCode(250))
    let requests: [AnsweredRequest] =
      [.endOfData] + [.helo, .ehlo, .mail, .rcpt, .rset, .noop, .vrfy, .expn].map { .verb($0) }
    let texts = Set(requests.map { ReplyMeaning.text(code: code, answering: $0).phrase })
    #expect(texts.count == requests.count)
  }

  @Test func `550 means something different after each request`() throws {
    let code = try #require(ReplyCode(550))
    let requests: [AnsweredRequest] =
      [.connection, .endOfData] + [.helo, .mail, .rcpt, .data, .vrfy, .expn].map { .verb($0) }
    let texts = Set(requests.map { ReplyMeaning.text(code: code, answering: $0).phrase })
    #expect(texts.count == requests.count)
  }

  @Test(arguments: everyRequest)
  func `a 3yz reply is never called an error`(request: AnsweredRequest) throws {
    for value in [334, 354] {
      let code = try #require(ReplyCode(value))
      let phrase = ReplyMeaning.text(code: code, answering: request).phrase
      #expect(phrase.english.hasPrefix("Not an error: go on."))
      #expect(phrase.chinese.hasPrefix("不是错误，请继续"))
    }
  }

  @Test(arguments: everyRequest)
  func `a failure is never called a success, nor a success a failure`(request: AnsweredRequest) {
    for code in everyCode {
      let phrase = ReplyMeaning.text(code: code, answering: request).phrase
      switch code.severity {
      case .completion, .intermediate:
        for word in ["refuse", "not accepted", "wrong", "again later"] {
          #expect(!phrase.english.contains(word), "\(code) \(request)")
        }
        for word in ["拒绝", "没有被接受", "稍后"] {
          #expect(!phrase.chinese.contains(word), "\(code) \(request)")
        }
      case .transientFailure, .permanentFailure:
        for word in ["Done", "is accepted", "is noted", "go on"] {
          #expect(!phrase.english.contains(word), "\(code) \(request)")
        }
        for word in ["成功", "完成。", "已记下", "已被接受，", "请继续"] {
          #expect(!phrase.chinese.contains(word), "\(code) \(request)")
        }
      case .preliminary: break
      }
    }
  }

  @Test func `the lecture's dialogue reads as the design shows it`() throws {
    let ready = try #require(ReplyCode(220))
    let greeting = ReplyMeaning.text(code: ready, answering: .connection).phrase
    #expect(greeting.english == "The server is ready. In SMTP the server speaks first.")
    #expect(greeting.chinese == "服务器已就绪。SMTP 由服务器先发言。")
    let done = try #require(ReplyCode(250))
    #expect(
      ReplyMeaning.text(code: done, answering: .verb(.helo)).phrase.english
        == "Done. Each side has named itself; the handshake is complete.")
    #expect(ReplyMeaning.severity(ready.severity) == Phrase(en: "success", zh: "成功"))
    #expect(ReplyMeaning.category(ready.category) == Phrase(en: "connection", zh: "连接"))
    #expect(ReplyMeaning.category(done.category) == Phrase(en: "mail system", zh: "邮件系统"))
  }

  @Test func `every digit has its own word`() {
    let severities = ReplyCode.Severity.allCases.map { ReplyMeaning.severity($0) }
    #expect(Set(severities).count == severities.count)
    let phrases = severities + ReplyCode.Category.allCases.map { ReplyMeaning.category($0) }
    for phrase in phrases { #expect(Wording.breaches(of: phrase) == []) }
  }
}
