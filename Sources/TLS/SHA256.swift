import COpenSSL

/// SHA-256 (FIPS 180-4).
package enum SHA256 {
  /// 32 octets.
  package static func digest(of message: some Collection<UInt8>) -> [UInt8] {
    let message = Array(message)
    return [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
      guard let room = digest.baseAddress else { return }
      copenssl_sha256(message, message.count, room)
      count = 32
    }
  }
}
