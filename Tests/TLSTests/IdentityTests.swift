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

  private struct Files: CustomTestStringConvertible {
    let testDescription: String
    let certificates: String
    let key: String
    let fault: Identity.Fault
  }

  private static let broken = [
    Files(testDescription: "empty", certificates: "", key: key, fault: .noCertificate),
    Files(testDescription: "a text", certificates: "a text", key: key, fault: .noCertificate),
    Files(testDescription: "only a key", certificates: key, key: key, fault: .noCertificate),
    Files(
      testDescription: "a changed letter", certificates: certificate.replacing("MII", with: "MIA"),
      key: key, fault: .brokenCertificate),
    Files(
      testDescription: "cut off", certificates: String(certificate.dropLast(40)), key: key,
      fault: .brokenCertificate),
    Files(testDescription: "an empty key", certificates: certificate, key: "", fault: .noKey),
    Files(
      testDescription: "no key", certificates: certificate, key: certificate, fault: .noKey),
    Files(
      testDescription: "a changed letter of the key", certificates: certificate,
      key: key.replacing("MI", with: "MA"), fault: .brokenKey),
    Files(
      testDescription: "an encrypted key", certificates: certificate, key: lockedKey,
      fault: .lockedKey),
    Files(
      testDescription: "another's key", certificates: certificate,
      key: String(decoding: made { try SampleIdentities.identity().keyPEM }, as: UTF8.self),
      fault: .otherKey),
  ]

  @Test(arguments: broken)
  private func `what is wrong with a file is said`(_ files: Files) {
    #expect(throws: files.fault) {
      try Identity(certificates: Array(files.certificates.utf8), key: Array(files.key.utf8))
    }
  }

  @Test(arguments: [
    "", "a b", "a,DNS:b", "a\nkeyUsage = keyCertSign", "例 子.cn", "$ENV::HOME", "@names",
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
