/// Why a server's certificate is not believed. Where several things are wrong, the first that
/// matters.
package enum CertificateFault: Hashable, Sendable {
  case expired
  case notYetValid
  /// It is for other names or addresses (RFC 9525 §6).
  case wrongName
  /// It vouches for itself, and this side does not trust it.
  case selfSigned
  /// Its chain ends at a root that this side does not trust.
  case unknownIssuer
  /// The server left out certificates between its own and a root (RFC 8446 §4.4.2).
  case incompleteChain
  /// Too short a key, or a signature that can be forged.
  case weak
  case revoked
  /// It, or an authority above it, may not be used for this: a purpose, or names that are forbidden
  /// to the authority (RFC 5280 §4.2.1.10).
  case notForServers
  /// As OpenSSL words it.
  case other(String)

  /// `wrong-name`; the words themselves where there is no name of its own.
  package var name: String {
    switch self {
    case .expired: "expired"
    case .notYetValid: "not-yet-valid"
    case .wrongName: "wrong-name"
    case .selfSigned: "self-signed"
    case .unknownIssuer: "unknown-issuer"
    case .incompleteChain: "incomplete-chain"
    case .weak: "weak"
    case .revoked: "revoked"
    case .notForServers: "not-for-servers"
    case .other(let words): words
    }
  }

  package init(name: String) {
    self = Self.named.first { $0.name == name } ?? .other(name)
  }

  /// All that have a name of their own.
  package static let named: [CertificateFault] = [
    .expired, .notYetValid, .wrongName, .selfSigned, .unknownIssuer, .incompleteChain, .weak,
    .revoked, .notForServers,
  ]
}
