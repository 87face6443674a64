import Language
import Protocols
import Teaching
import Testing

struct CapabilityMeaningTests {
  /// The keywords that IANA's Mail Parameters registry holds today.
  private static let current = [
    "EXPN", "HELP", "8BITMIME", "CHUNKING", "BINARYMIME", "CHECKPOINT", "DELIVERBY", "PIPELINING",
    "DSN", "ETRN", "ENHANCEDSTATUSCODES", "STARTTLS", "NO-SOLICITING", "MTRK", "ATRN", "BURL",
    "FUTURERELEASE", "CONPERM", "CONNEG", "SMTPUTF8", "MT-PRIORITY", "RRVS", "REQUIRETLS",
    "LIMITS", "SIZE", "AUTH",
  ]

  /// Obsolete keywords: a server that still offers one is old, or tolerant.
  private static let legacy = [
    "SEND", "SOML", "SAML", "TURN", "SUBMITTER", "UTF8SMTP", "VERB", "ONEX",
  ]

  @Test(arguments: current + legacy + ["VRFY", "XCLIENT"])
  func `every keyword is explained in both languages`(keyword: String) throws {
    let phrase = try #require(CapabilityMeaning.of(Capability(keyword: keyword))).phrase
    #expect(Wording.breaches(of: phrase) == [])
    #expect(Wording.isSentence(phrase))
  }

  @Test(arguments: ["XFORWARD", "XCLIENT", "X-ANYTHING"])
  func `a keyword with X is the server's own`(keyword: String) {
    #expect(CapabilityMeaning.of(Capability(keyword: keyword))?.rule == .smtp("2.2.2"))
  }

  @Test(arguments: ["", "HELLO", "8BIT", "SIZES"])
  func `an unknown keyword has no meaning`(keyword: String) {
    #expect(CapabilityMeaning.of(Capability(keyword: keyword)) == nil)
  }

  @Test func `SIZE names its limit where it has one`() throws {
    let limit = try #require(
      CapabilityMeaning.of(Capability(keyword: "SIZE", parameters: ["35882577"])))
    #expect(limit.phrase.english.contains("35882577"))
    #expect(limit.phrase.chinese.contains("35882577"))
    let none = CapabilityMeaning.of(Capability(keyword: "SIZE"))
    let zero = CapabilityMeaning.of(Capability(keyword: "SIZE", parameters: ["0"]))
    #expect(none?.phrase != zero?.phrase)
    // 1*20DIGIT has no sign.
    let signed = CapabilityMeaning.of(Capability(keyword: "SIZE", parameters: ["+5"]))
    #expect(signed?.phrase == none?.phrase)
    for text in [limit, none, zero] {
      #expect(text.map { Wording.breaches(of: $0.phrase) } == [])
    }
  }

  @Test func `AUTH names its mechanisms`() throws {
    let auth = try #require(Capability(Array("AUTH PLAIN LOGIN CRAM-MD5".utf8)))
    let phrase = try #require(CapabilityMeaning.of(auth)).phrase
    #expect(phrase.english.hasSuffix("PLAIN, LOGIN, CRAM-MD5."))
    #expect(phrase.chinese.hasSuffix("PLAIN、LOGIN、CRAM-MD5。"))
    let many = Capability(keyword: "AUTH", parameters: (1...9).map { "M\($0)" })
    #expect(CapabilityMeaning.of(many)?.phrase.english.hasSuffix("M8, …") == true)
  }

  @Test(arguments: ["SIZE \u{1B}[31m", "SIZE -1", "AUTH \u{1B}]0;x\u{07} \u{202E}NIALP"])
  func `a parameter from a stranger is repeated only if it is well formed`(line: String) throws {
    let capability = try #require(Capability(Array(line.utf8)))
    let phrase = try #require(CapabilityMeaning.of(capability)).phrase
    for text in [phrase.english, phrase.chinese] {
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    }
  }
}
