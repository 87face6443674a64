package import Protocols

/// Handshakes as a client and a server see them, one of each kind.
package enum SampleTLS {
  package static let certificate = Certificate(
    subject: "hamburger.edu", issuer: "byhand practice world", names: ["hamburger.edu"],
    notBefore: 1_796_083_200, notAfter: 1_830_384_000, key: "EC 256")

  package static func security(
    _ verification: Security.Verification = .verified(by: "byhand practice world")
  ) -> Security {
    Security(
      version: "TLSv1.3", cipher: "TLS_AES_256_GCM_SHA384", name: "hamburger.edu",
      certificates: [certificate], verification: verification)
  }

  package static let verified = TLSOutcome.secured(security())

  package static let atServer = TLSOutcome.secured(
    Security(
      version: "TLSv1.2", cipher: "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", name: nil,
      verification: .notAsked))

  package static let faults = CertificateFault.named + [.other("words \u{202E} of OpenSSL")]

  package static let failures: [TLSFailure] =
    TLSFailure.plain + faults.map { .certificate($0, [certificate]) }
    + [.certificate(.expired, []), .alert("unknown_ca"), .injected(17), .other("bad record")]

  package static let all: [TLSOutcome] =
    [verified, atServer] + faults.map { .secured(security(.unverified($0))) }
    + failures.map { .failed($0) }
}
