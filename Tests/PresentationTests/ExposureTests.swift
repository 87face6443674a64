import Language
import Presentation
import Protocols
import TestSupport
import Testing
import Transcripts

/// What an eavesdropper learns from each line.
struct ExposureTests {
  private struct Ear {
    var session = Session()
    var number = 0

    mutating func hear(_ act: Act) -> Exposure? {
      number += 1
      let event = Event(number: number, milliseconds: 0, conversation: 1, act: act)
      let facts = session.take(event)
      return Exposure(of: event, facts, in: session)
    }

    mutating func hear(_ script: String) -> [Exposure?] {
      DialogueLine.all(in: script).map { hear(.heard($0.side, .line($0.line))) }
    }
  }

  @Test func `all before TLS, and after it only about how long it is`() {
    var ear = Ear()
    _ = ear.hear(
      .opened(
        Opening(
          attempt: Attempt(dialect: .smtp, host: "x", port: 25), address: "", local: nil,
          isPractice: true)))
    // Where nothing can be protected, nothing is said.
    #expect(ear.hear("S: 220 x\nC: EHLO a") == [nil, nil])
    #expect(
      ear.hear("S: 250-x\nS: 250-AUTH PLAIN\nS: 250 STARTTLS\nC: NOOP\nS: 250 ok")
        == [nil, nil, .readable, .readable, .readable])
    #expect(ear.hear("C: AUTH PLAIN AGEAYg==\nS: 235 ok") == [.readableSecret, .readable])
    #expect(ear.hear("C: STARTTLS\nS: 220 go") == [.readable, .readable])
    #expect(ear.hear(.secured(SampleTLS.verified)) == nil)
    #expect(ear.hear("C: EHLO a") == [.encrypted(octets: "EHLO a\r\n".utf8.count + 22)])
  }

  @Test func `the view says it where counts are shown`() {
    var options = ViewOptions(language: .english, width: 120)
    let event = Event(
      number: 1, milliseconds: 0, conversation: 1, act: .heard(.server, .line(Line("250 ok"))))
    let exposure = Exposure.encrypted(octets: 30)
    for isShown in [false, true] {
      options.showsWire = isShown
      for view in [TerminalView(options), PlainView(options)] as [any View] {
        let text = view.show(event, [], by: nil, exposure, isEchoed: false)
        #expect(text.contains("17 03 03") == isShown)
      }
    }
  }
}
