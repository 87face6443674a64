import Protocols
package import TLS

package func made<Value>(_ make: () throws -> Value) -> Value {
  do { return try make() } catch { preconditionFailure("\(error)") }
}

/// Identities and contexts for tests. Made once: keys cost time.
package enum SampleIdentities {
  package static let now: Int64 = 1_800_000_000
  package static let authority = made {
    try Authority(
      named: "byhand practice world", domains: ["hamburger.edu", "crepes.fr"], now: now)
  }
  package static let server = made { try TLSContext(server: identity()) }
  package static let client = client()

  package static func identity(
    for names: [String] = ["hamburger.edu", "127.0.0.1", "::1"],
    by authority: Authority = authority, _ validity: Identity.Validity = .server(from: now)
  ) throws -> Identity {
    try authority.issue(for: names, validity)
  }

  /// - Parameter extra: lines that replace those of an ordinary certificate.
  package static func server(
    commonName: String = "hamburger.edu", by authority: Authority = authority, extra: [String]
  ) throws -> Identity {
    let usual = [
      "keyUsage = critical, digitalSignature, keyCertSign", "subjectKeyIdentifier = hash",
      "authorityKeyIdentifier = keyid:always", "subjectAltName = DNS:hamburger.edu",
    ]
    return try Identity(
      issuedBy: authority.identity, commonName: commonName, validity: .server(from: now),
      extensions: usual + extra)
  }

  package static func client(
    insecure: Bool = false, at time: Int64 = now, latest: TLSContext.Version = .tls13,
    trusting authority: Authority = authority
  ) -> TLSContext {
    made {
      try TLSContext(
        clientTrusting: .only(authority.identity.certificatePEM), insecure: insecure,
        at: time, latest: latest)
    }
  }
}
