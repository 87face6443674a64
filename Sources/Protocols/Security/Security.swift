/// What a TLS handshake agreed on, as one side sees it.
package struct Security: Hashable, Sendable {
  package enum Verification: Hashable, Sendable {
    /// The chain ends at a root that this side trusts: its common name, else its organisation.
    case verified(by: String)
    /// The certificate failed, and this side went on because it had been told to.
    case unverified(CertificateFault)
    /// The server's side: clients present no certificate here.
    case notAsked
  }

  /// As OpenSSL names it: `TLSv1.3`, `TLSv1.2`.
  package var version: String
  /// As IANA names the suite: `TLS_AES_256_GCM_SHA384`.
  package var cipher: String
  /// At the client the name or address that the certificate was checked for; at the server the name
  /// that the client asked for (SNI, RFC 6066 §3), if it did.
  package var name: String?
  /// What the other side presented, its own certificate first. Empty at the server.
  package var certificates: [Certificate]
  package var verification: Verification

  package init(
    version: String, cipher: String, name: String?, certificates: [Certificate] = [],
    verification: Verification
  ) {
    self.version = version
    self.cipher = cipher
    self.name = name
    self.certificates = certificates
    self.verification = verification
  }
}

/// What a certificate says (RFC 5280).
package struct Certificate: Hashable, Sendable {
  /// The common name, else the organisation, else the first of `names`; empty where it has none.
  package var subject: String
  /// Who signed it, written in the same way.
  package var issuer: String
  /// The DNS names and IP addresses that it is for, from subjectAltName (RFC 5280 §4.2.1.6).
  package var names: [String]
  /// Both in seconds since 1970, UTC.
  package var notBefore: Int64
  package var notAfter: Int64
  /// The key's kind and its size in bits: `EC 256`, `RSA 2048`.
  package var key: String

  package init(
    subject: String, issuer: String, names: [String], notBefore: Int64, notAfter: Int64, key: String
  ) {
    self.subject = subject
    self.issuer = issuer
    self.names = names
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.key = key
  }
}
