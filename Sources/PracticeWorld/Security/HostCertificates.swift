import Protocols
import TLS
import Transcripts

/// What each kind of certificate says.
extension HostDescription {
  /// The names and addresses in its certificate; the first is the one that people read.
  var certificateNames: [String] {
    // The world's authority may vouch for names inside the host's only.
    certificate == .wrongName ? ["www.\(name)"] : [name, "127.0.0.1", "::1"]
  }

  /// - Parameter now: in seconds since 1970.
  func certificateValidity(at now: Int64) -> Identity.Validity {
    guard certificate == .expired else { return .server(from: now) }
    let yesterday = now - 86_400
    return Identity.Validity(from: yesterday - 397 * 86_400, until: yesterday)
  }

  /// What a handshake with this host comes to, where there are no octets to be encrypted.
  ///
  /// - Parameters:
  ///   - wanted: the name or address that the certificate must be for.
  ///   - isInsecure: the client goes on whatever is wrong.
  ///   - now: in seconds since 1970.
  func handshake(for wanted: String, isInsecure: Bool, at now: Int64) -> TLSOutcome {
    let validity = certificateValidity(at: now)
    let issuer = certificate == .selfSigned ? name : WorldAuthority.name
    let shown = Certificate(
      subject: certificateNames[0], issuer: issuer, names: certificateNames,
      notBefore: validity.from, notAfter: validity.until, key: "EC 256")
    let fault: CertificateFault? =
      if certificate == .selfSigned {
        .selfSigned
      } else if !certificateNames.contains(wanted.hostName) {
        .wrongName
      } else {
        certificate == .expired ? .expired : nil
      }
    if let fault, !isInsecure { return .failed(.certificate(fault, [shown])) }
    return .secured(
      Security(
        version: "TLSv1.3", cipher: "TLS_AES_256_GCM_SHA384", name: wanted.hostName,
        certificates: [shown],
        verification: fault.map { .unverified($0) } ?? .verified(by: WorldAuthority.name)))
  }
}
