import Protocols
import TestSupport
import Testing
import Transcripts

/// What TLS came to, in a transcript and in the fold.
struct TLSFormatTests {
  private static func event(_ outcome: TLSOutcome, conversation: Int = 1) -> Event {
    Event(number: 7, milliseconds: 120, conversation: conversation, act: .secured(outcome))
  }

  private func read(_ line: String) throws -> Event? {
    try Transcript(Array("\(EventFormatTests.header)\n\(line)\n".utf8)).events.first
  }

  private static let golden: [(String, TLSOutcome)] = [
    (
      #""version":"TLSv1.3","cipher":"TLS_AES_256_GCM_SHA384","name":"hamburger.edu","#
        + #""verified":true,"authority":"byhand practice world","certificates":[{"#
        + #""subject":"hamburger.edu","issuer":"byhand practice world","names":["hamburger.edu"],"#
        + #""from":"2026-12-01T00:00:00Z","until":"2028-01-02T00:00:00Z","key":"EC 256"}]"#,
      SampleTLS.verified
    ),
    (
      #""version":"TLSv1.2","cipher":"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384""#,
      SampleTLS.atServer
    ),
    (
      #""version":"TLSv1.3","cipher":"x","name":"a","verified":false,"fault":"self-signed""#,
      .secured(
        Security(
          version: "TLSv1.3", cipher: "x", name: "a", verification: .unverified(.selfSigned)))
    ),
    (#""failed":"certificate","fault":"expired""#, .failed(.certificate(.expired, []))),
    (#""failed":"not-tls""#, .failed(.notTLS)),
    (#""failed":"injected","count":17"#, .failed(.injected(17))),
    (#""failed":"alert","alert":"unknown_ca""#, .failed(.alert("unknown_ca"))),
    (#""failed":"other","reason":"bad record""#, .failed(.other("bad record"))),
  ]

  @Test(arguments: golden)
  func `a handshake is its line`(members: String, outcome: TLSOutcome) throws {
    let line = #"{"n":7,"ms":120,"c":1,"kind":"tls",\#(members)}"#
    #expect(Self.event(outcome).json == line)
    #expect(try read(line) == Self.event(outcome))
  }

  @Test(arguments: SampleTLS.all)
  func `every outcome comes back`(outcome: TLSOutcome) throws {
    #expect(try read(Self.event(outcome).json) == Self.event(outcome))
  }

  @Test func `names of a newer version are kept, and what cannot be read stays as it stood`() throws
  {
    let names = [
      (#""failed":"bewitched""#, TLSOutcome.failed(.other("bewitched"))),
      (#""failed":"certificate","fault":"ugly""#, .failed(.certificate(.other("ugly"), []))),
    ]
    for (members, outcome) in names {
      #expect(
        try read(#"{"n":7,"ms":120,"c":1,"kind":"tls",\#(members)}"#) == Self.event(outcome))
    }
    let certificate =
      #"{"subject":"a","from":"2026-02-30T00:00:00Z","until":"2027-01-01T00:00:00Z"}"#
    for members in [
      #""version":"TLSv1.3""#, #""failed":"injected","count":-1"#,
      #""failed":"certificate","#
        + #""certificates":[\#(certificate)]"#,
    ] {
      let line = #"{"n":7,"ms":120,"c":1,"kind":"tls",\#(members)}"#
      #expect(try read(line)?.act == .unknown(line))
    }
  }

  @Test func `the fold knows what is encrypted`() {
    var session = Session()
    _ = session.take(Event.opened())
    #expect(session.conversation?.isSecured == false)
    let facts = session.take(Self.event(SampleTLS.verified))
    #expect(facts.map(\.matter) == [.secured(SampleTLS.verified)])
    #expect(session.conversation?.security == SampleTLS.verified)
    #expect(session.conversation?.isSecured == true)
    // The connection broke.
    _ = session.take(Self.event(.failed(.truncated)))
    #expect(session.conversation?.isSecured == false)
    #expect(session.take(Self.event(SampleTLS.verified, conversation: 5)).isEmpty)
  }

  @Test(arguments: [0, 951_782_400, 1_709_164_800, 4_102_444_800, -62_135_596_800, 253_402_300_799])
  func `a date comes back`(seconds: Int) {
    let text = CalendarTime(seconds: seconds).iso8601
    #expect(CalendarTime.seconds(iso8601: text) == seconds)
    #expect(CalendarTime.seconds(iso8601: text.replacing("Z", with: " ")) == nil)
  }
}
