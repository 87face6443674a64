import COpenSSL

/// What the TLS sessions of one kind have in common. Any thread may use it.
package final class TLSContext: Sendable {
  package enum Role: Sendable { case client, server }

  /// Whose certificates a client believes.
  package enum Trust: Sendable {
    /// The roots that the system came with. OpenSSL's own environment variables `SSL_CERT_FILE` and
    /// `SSL_CERT_DIR` name others.
    case system
    /// These alone: certificates in PEM.
    case only([UInt8])
  }

  package enum Version: Int32, Sendable { case tls12 = 2, tls13 = 3 }

  /// Cannot be used, in OpenSSL's words.
  package struct Unusable: Error, Hashable { package let words: String }

  package let role: Role
  /// It never changes, and OpenSSL counts those who hold it.
  nonisolated(unsafe) let pointer: OpaquePointer

  /// - Parameters:
  ///   - insecure: goes on with a server whose certificate fails, too.
  ///   - time: at which certificates are judged, in seconds since 1970; `nil`: now.
  package init(
    clientTrusting trust: Trust, insecure: Bool = false, at time: Int64? = nil,
    latest: Version = .tls13
  ) throws(Unusable) {
    role = .client
    let authorities: [UInt8]? = if case .only(let pem) = trust { pem } else { nil }
    let context = Self.withSettings(latest) { settings in
      guard let authorities else {
        return copenssl_client_context(settings, nil, 0, time ?? 0, insecure)
      }
      // An empty array may have no address, which would stand for the system's roots.
      return (authorities + [0]).withUnsafeBufferPointer {
        copenssl_client_context(settings, $0.baseAddress, authorities.count, time ?? 0, insecure)
      }
    }
    guard let context else { throw Unusable(words: "there is no certificate of an authority") }
    pointer = context
  }

  package init(server identity: Identity, latest: Version = .tls13) throws(Unusable) {
    role = .server
    var words: UnsafePointer<CChar>?
    let context = Self.withSettings(latest) { settings in
      copenssl_server_context(settings, identity.pointer, &words)
    }
    guard let context else { throw Unusable(words: words.map { String(cString: $0) } ?? "") }
    pointer = context
  }

  deinit { copenssl_context_free(pointer) }

  /// Forward secrecy and authenticated encryption alone (RFC 9325 §4.2); TLS 1.3 has nothing else.
  private static let suites = [
    "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384",
    "ECDHE-ECDSA-CHACHA20-POLY1305", "ECDHE-RSA-CHACHA20-POLY1305",
    "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256",
  ].joined(separator: ":")

  private static func withSettings<Result>(
    _ latest: Version, _ body: (copenssl_settings) -> Result
  ) -> Result {
    suites.withCString { suites in
      "X25519:P-256:P-384".withCString { groups in
        body(
          copenssl_settings(
            suites: suites, groups: groups,
            // Older ones are broken (RFC 8996).
            oldest_version: Version.tls12.rawValue, latest_version: latest.rawValue,
            // RSA from 2048 bits on, and no SHA-1.
            security_level: 2))
      }
    }
  }
}
