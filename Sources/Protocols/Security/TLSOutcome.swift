/// How a TLS handshake ended, or how a secured connection broke.
package enum TLSOutcome: Hashable, Sendable {
  case secured(Security)
  case failed(TLSFailure)

  package var isSecured: Bool { if case .secured = self { true } else { false } }

  /// Encrypted, and nothing is wrong with the certificate: at a server, none was asked for.
  package var isVerified: Bool {
    guard case .secured(let security) = self else { return false }
    if case .unverified = security.verification { return false }
    return true
  }
}

/// Why a connection is not secured, or no longer.
package enum TLSFailure: Hashable, Sendable {
  /// The server's certificate was not believed. It presented these, its own first.
  case certificate(CertificateFault, [Certificate])
  /// The other side gave up. Its alert, as RFC 8446 §6 names it: `unknown_ca`.
  case alert(String)
  /// What came is text in clear, not TLS: the other side does not know of a handshake here.
  case notTLS
  /// The other side knows no version from TLS 1.2 on (RFC 8996).
  case versionTooOld
  case noSharedCipher
  /// The connection ended inside the handshake, or without close_notify (RFC 8446 §6.1): what had
  /// been said last may have been cut off by somebody on the way.
  case truncated
  /// The other side took too long for the handshake.
  case stalled
  /// So many octets came in clear behind STARTTLS or behind its 220, where anybody can put words
  /// into the other side's mouth (CVE-2011-0411), and this side ended the connection.
  case injected(Int)
  /// As OpenSSL words it.
  case other(String)

  /// Those that carry nothing: their name says all.
  package static let plain: [TLSFailure] = [
    .notTLS, .versionTooOld, .noSharedCipher, .truncated, .stalled,
  ]

  /// `not-tls`. Two failures may have the same name and differ in what they carry.
  package var name: String {
    switch self {
    case .certificate: "certificate"
    case .alert: "alert"
    case .notTLS: "not-tls"
    case .versionTooOld: "version-too-old"
    case .noSharedCipher: "no-shared-cipher"
    case .truncated: "truncated"
    case .stalled: "stalled"
    case .injected: "injected"
    case .other: "other"
    }
  }
}
