import Protocols
import TLS
import TestSupport
import Testing

@Suite struct IdentityTests {
  @Test func `written and read, an identity is the same`() throws {
    let identity = try SampleIdentities.identity()
    let read = try Identity(
      certificates: identity.certificatePEM, key: identity.keyPEM)
    #expect(read.certificates == identity.certificates)
    #expect(read.keyPEM == identity.keyPEM)
    let authority = Authority(
      try Identity(
        certificates: SampleIdentities.authority.identity.certificatePEM,
        key: SampleIdentities.authority.identity.keyPEM))
    let pair = try Pair(
      SampleIdentities.client,
      TLSContext(
        server: authority.issue(for: ["hamburger.edu"], .server(from: SampleIdentities.now))))
    pair.shakeHands()
    guard case .secured = pair.client.outcome else {
      Issue.record("\(String(describing: pair.client.outcome))")
      return
    }
  }

  private static let identity = made { try SampleIdentities.identity() }
  private static let certificate = String(decoding: identity.certificatePEM, as: UTF8.self)
  private static let key = String(decoding: identity.keyPEM, as: UTF8.self)
  /// `openssl genpkey -algorithm ed25519 -aes256`; the password is not told.
  private static let lockedKey = """
    -----BEGIN ENCRYPTED PRIVATE KEY-----
    MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjx8bBcw28otQICCAAw
    DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEHVEgesJ4xLzIjk1uIgZmI8EQABP
    SoP2jsu0+fXymPITGXDtrMOpLt0yijsvUpWVmcij2hNOTuAHMDpUxEiTIHsgY614
    fiMVhUKLRz42o0I7/4Y=
    -----END ENCRYPTED PRIVATE KEY-----
    """

  @Test(arguments: [
    ("", key, Identity.Fault.noCertificate),
    ("a text", key, .noCertificate),
    (key, key, .noCertificate),
    (certificate.replacing("MII", with: "MIA"), key, .brokenCertificate),
    (String(certificate.dropLast(40)), key, .brokenCertificate),
    (certificate, "", .noKey),
    (certificate, certificate, .noKey),
    (certificate, key.replacing("MI", with: "MA"), .brokenKey),
    (certificate, lockedKey, .lockedKey),
    (
      certificate, String(decoding: made { try SampleIdentities.identity().keyPEM }, as: UTF8.self),
      .otherKey
    ),
  ])
  func `what is wrong with a file is said`(
    certificates: String, key: String, fault: Identity.Fault
  ) {
    #expect(throws: fault) {
      try Identity(certificates: Array(certificates.utf8), key: Array(key.utf8))
    }
  }

  @Test(arguments: [
    "", "a b", "a,DNS:b", "a\nkeyUsage = keyCertSign", "例子.cn", "$ENV::HOME", "@names",
    String(repeating: "a", count: 254),
  ])
  func `a name that is none makes no certificate`(name: String) {
    #expect(throws: Identity.Fault.badName(name)) { try SampleIdentities.identity(for: [name]) }
  }

  @Test(arguments: ["", "a text", "-----BEGIN CERTIFICATE-----"])
  func `a client without an authority is refused at its start`(pem: String) {
    #expect(throws: TLSContext.Unusable.self) {
      try TLSContext(clientTrusting: .only(Array(pem.utf8)))
    }
  }
}
