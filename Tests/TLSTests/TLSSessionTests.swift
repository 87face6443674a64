import Protocols
import TLS
import TestSupport
import Testing

@Suite struct TLSSessionTests {
  @Test(arguments: [
    (TLSContext.Version.tls13, "TLSv1.3", "TLS_AES_256_GCM_SHA384"),
    (.tls12, "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"),
  ])
  func `both sides say what was agreed on`(
    latest: TLSContext.Version, version: String, cipher: String
  ) throws {
    let pair = Pair(SampleIdentities.client(latest: latest), SampleIdentities.server)
    pair.shakeHands()
    guard case .secured(let client) = pair.client.outcome,
      case .secured(let server) = pair.server.outcome
    else {
      Issue.record("\(pair.client.outcome) \(pair.server.outcome)")
      return
    }
    #expect(client.version == version && server.version == version)
    #expect(client.cipher == cipher && server.cipher == cipher)
    #expect(client.name == "hamburger.edu" && server.name == "hamburger.edu")
    #expect(client.verification == .verified(by: "byhand practice world"))
    #expect(server.verification == .notAsked && server.certificates.isEmpty)
    #expect(
      client.certificates == [
        Certificate(
          subject: "hamburger.edu", issuer: "byhand practice world",
          names: ["hamburger.edu", "127.0.0.1", "::1"], notBefore: SampleIdentities.now - 3_600,
          notAfter: SampleIdentities.now + 397 * 86_400, key: "EC 256")
      ])
    pair.say("EHLO crepes.fr\r\n", from: .client)
    pair.say("250 Hello\r\n", from: .server)
    #expect(pair.server.heard == "EHLO crepes.fr\r\n" && pair.client.heard == "250 Hello\r\n")
  }
}
