import COpenSSL
package import Protocols

/// What a server shows of itself: a chain of certificates, its own first, and the key of the first.
package final class Identity: Sendable {
  /// Why a file or a name cannot be used.
  package enum Fault: Error, Hashable {
    case noCertificate, brokenCertificate
    case noKey, brokenKey
    /// It is encrypted. A server that starts by itself has nobody to ask for a password.
    case lockedKey
    /// It belongs to another certificate than the first.
    case otherKey
    /// Not a DNS name in ASCII, nor an IP address.
    case badName(String)
    /// OpenSSL refused.
    case notMade
  }

  /// How long a certificate is valid, in seconds since 1970.
  package struct Validity: Hashable, Sendable {
    package let from: Int64
    package let until: Int64

    package init(from: Int64, until: Int64) {
      self.from = from
      self.until = until
    }

    /// - Parameter now: in seconds since 1970. Clocks differ: it is valid from an hour before.
    package static func days(_ count: Int64, from now: Int64) -> Validity {
      Validity(from: now - 3_600, until: now + count * 86_400)
    }
  }

  nonisolated(unsafe) let pointer: OpaquePointer

  /// - Parameters:
  ///   - certificates: PEM (RFC 7468), the server's own first, then those up to a root.
  ///   - key: PEM; may be the same text.
  package init(certificates: [UInt8], key: [UInt8]) throws(Fault) {
    var reading = copenssl_reading.COPENSSL_READ
    let pointer = certificates.withUnsafeBufferPointer { certificates in
      key.withUnsafeBufferPointer { key in
        copenssl_identity_read(
          certificates.baseAddress, certificates.count, key.baseAddress, key.count, &reading)
      }
    }
    switch reading {
    case .COPENSSL_NO_CERTIFICATE: throw .noCertificate
    case .COPENSSL_BROKEN_CERTIFICATE: throw .brokenCertificate
    case .COPENSSL_NO_KEY: throw .noKey
    case .COPENSSL_BROKEN_KEY: throw .brokenKey
    case .COPENSSL_LOCKED_KEY: throw .lockedKey
    case .COPENSSL_OTHER_KEY: throw .otherKey
    case .COPENSSL_READ: break
    }
    guard let pointer else { throw .notMade }
    self.pointer = pointer
  }

  /// A new key, and a certificate for it.
  ///
  /// - Parameter extensions: lines as in OpenSSL's configuration files (x509v3_config(5)).
  package init(
    issuedBy issuer: Identity?, commonName: String, validity: Validity, extensions: [String]
  ) throws(Fault) {
    let pointer = copenssl_identity_issue(
      issuer?.pointer, commonName, validity.from, validity.until,
      extensions.joined(separator: "\n"))
    guard let pointer else { throw .notMade }
    self.pointer = pointer
  }

  deinit { copenssl_identity_free(pointer) }

  package var certificates: [Certificate] {
    Certificate.all { copenssl_identity_certificate(pointer, $0, $1) }
  }

  /// The chain in PEM.
  package var certificatePEM: [UInt8] {
    Array(String(taking: copenssl_identity_certificates(pointer)).utf8)
  }
  /// The key in PEM, not encrypted: a file for it is for its owner's eyes only (0600).
  package var keyPEM: [UInt8] { Array(String(taking: copenssl_identity_key(pointer)).utf8) }
}
