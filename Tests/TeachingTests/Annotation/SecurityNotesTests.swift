import Language
import Protocols
import Teaching
import TestSupport
import Testing
import Transcripts

/// What is said of TLS and logins.
struct SecurityNotesTests {
  private static let offering =
    Lecture.greeted + "\nC: EHLO crepes.fr\nS: 250-b\nS: 250-AUTH PLAIN\nS: 250 STARTTLS"
  private static let upgrading = offering + "\nC: STARTTLS\nS: 220 go ahead"

  private func notes(_ outcome: TLSOutcome) -> [Note] {
    var lecture = Lecture(Self.upgrading)
    return lecture.take(.secured(outcome))
  }

  @Test(arguments: SampleTLS.all)
  func `every outcome is explained in both languages`(outcome: TLSOutcome) {
    let notes = notes(outcome)
    #expect(!notes.isEmpty)
    for note in notes {
      #expect(note.about == .transport && note.phase == .handshake)
      #expect(Wording.breaches(of: note.text) == [] && Wording.isSentence(note.text))
    }
    let gist = SecurityMeaning.gist(of: outcome)
    #expect(!gist.english.isEmpty && !gist.chinese.isEmpty)
  }

  @Test(arguments: CertificateFault.named)
  func `what is not verified is said loudly, with its reason`(fault: CertificateFault) throws {
    let loud = notes(.secured(SampleTLS.security(.unverified(fault)))).filter { !$0.isRemark }
    let note = try #require(loud.first { $0.text.english.hasPrefix("NOT VERIFIED") })
    let reason = SecurityMeaning.reason(
      of: fault, name: "hamburger.edu", SampleTLS.certificate)
    #expect(note.text.english.contains(reason.english) && note.text.english.contains("no password"))
    #expect(note.text.chinese.contains(reason.chinese) && note.text.chinese.contains("密码"))
    let failed = notes(.failed(.certificate(fault, [SampleTLS.certificate])))
    #expect(failed.contains { $0.text.english.contains(reason.english) })
    #expect(failed.contains { $0.text.english.contains("--insecure") })
  }

  @Test func `a verified handshake names version, cipher, host, authority and date`() {
    let text = notes(SampleTLS.verified).map(\.text.english).joined(separator: "\n")
    for part in [
      "TLS 1.3", "TLS_AES_256_GCM_SHA384", "Verified: this is hamburger.edu",
      "byhand practice world", "2028-01-02", "EC 256", "EHLO again",
    ] {
      #expect(text.contains(part))
    }
  }

  @Test func `a wrong name says both names`() {
    var certificate = SampleTLS.certificate
    certificate.names = ["crepes.fr"]
    let note = notes(.failed(.certificate(.wrongName, [certificate]))).first
    #expect(note?.text.english.contains("for crepes.fr, not for hamburger.edu") == true)
  }

  @Test func `after TLS everything begins anew`() {
    var lecture = Lecture(Self.upgrading)
    lecture.take(.secured(SampleTLS.verified))
    let notes = lecture.type("MAIL FROM:<alice@crepes.fr>").mistakes
    #expect(notes.map(\.rule) == [Rule("RFC 3207", "4.2")])
    #expect(notes.map(\.suggestion) == ["EHLO crepes.fr"])
    lecture.hear("S: 503 no\nC: EHLO crepes.fr\nS: 250-b\nS: 250 AUTH PLAIN")
    #expect(lecture.type("STARTTLS").mistakes.map(\.rule) == [Rule("RFC 3207", "4.2")])
  }

  @Test func `a login in clear can be read by everybody on the way`() throws {
    var lecture = Lecture(Self.offering)
    let note = try #require(lecture.type("AUTH PLAIN AGEAYg==").mistakes.first)
    #expect(note.isRemark && note.text.english.contains("STARTTLS"))
    // It says nothing of why the server refuses the line.
    let reply = lecture.hear("S: 504 5.5.4 no").first { $0.code == 504 }
    #expect(reply?.text.english.contains("mechanism") == true)
  }

  @Test(
    arguments: [
      (SampleTLS.verified, false),
      (.secured(SampleTLS.security(.unverified(.selfSigned))), true),
    ] as [(TLSOutcome, Bool)])
  func `under TLS only where the server is not verified`(outcome: TLSOutcome, isSaid: Bool) {
    var lecture = Lecture(Self.upgrading)
    lecture.take(.secured(outcome))
    lecture.hear("C: EHLO crepes.fr\nS: 250-b\nS: 250 AUTH PLAIN")
    #expect(lecture.type("AUTH PLAIN").mistakes.isEmpty != isSaid)
  }

  @Test func `a second login comes too late`() {
    var lecture = Lecture(Self.upgrading)
    lecture.take(.secured(SampleTLS.verified))
    lecture.hear(
      "C: EHLO crepes.fr\nS: 250-b\nS: 250 AUTH PLAIN\nC: AUTH PLAIN AGEAYg==\nS: 235 ok")
    #expect(lecture.type("AUTH PLAIN AGEAYg==").mistakes.map(\.rule) == [Rule("RFC 4954", "4")])
  }

  @Test func `530 says which of the two is wanted, and 538 that it is too late`() {
    let mail = "\nC: MAIL FROM:<alice@crepes.fr>\nS: "
    func said(_ script: String) -> String {
      var lecture = Lecture(Self.offering)
      return lecture.hear(script).first { $0.gist != nil }?.text.english ?? ""
    }
    #expect(said(mail + "530 5.7.0 Must issue a STARTTLS command first").contains("Send STARTTLS"))
    #expect(said(mail + "530 5.7.0 Authentication required").contains("Send AUTH"))
    #expect(said("C: AUTH PLAIN AGEAYg==\nS: 538 5.7.11 no").contains("change a password"))
    #expect(!said("C: AUTH PLAIN\nS: 538 5.7.11 no").contains("change a password"))
  }

  @Test(arguments: [(587, true), (25, false)])
  func `a list without STARTTLS is suspicious where mail is handed in`(port: Int, isSaid: Bool) {
    var lecture = Lecture(Lecture.greeted, port: port)
    let notes = lecture.hear("C: EHLO crepes.fr\nS: 250-b\nS: 250 AUTH PLAIN")
    #expect(notes.contains { $0.rule == Rule("RFC 3207", "6") } == isSaid)
  }

  @Test func `the next step at a submission port is TLS, then the login, then the message`() {
    var lecture = Lecture(Self.offering, port: 587)
    func due() -> String? {
      NextSteps(
        in: lecture.session.conversation,
        naming: Annotator().participants(in: lecture.session)
      ).due.first?.line
    }
    #expect(due() == "STARTTLS")
    lecture.hear("C: STARTTLS\nS: 220 go ahead")
    #expect(due() == nil)
    lecture.take(.secured(SampleTLS.verified))
    #expect(due()?.hasPrefix("EHLO") == true)
    lecture.hear("C: EHLO crepes.fr\nS: 250-b\nS: 250 AUTH PLAIN")
    #expect(due() == "AUTH PLAIN")
    lecture.hear("C: AUTH PLAIN AGEAYg==\nS: 235 ok")
    #expect(due()?.hasPrefix("MAIL") == true)
  }
}
