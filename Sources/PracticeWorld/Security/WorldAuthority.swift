import Files
import Protocols
import Synchronization
import TLS
import Transcripts

/// The certificate authority of a practice world. It is made when somebody first needs it, vouches
/// for the world's names and this machine alone, and is trusted inside the world alone.
final class WorldAuthority: Sendable {
  /// What people read as the issuer.
  static let name = "byhand practice world"

  private let domains: [String]
  /// Where it is kept for the next time; `nil`: nowhere.
  private let folder: String?
  private let made = Mutex<Authority?>(nil)

  init(for hosts: [HostDescription], keptIn folder: String?) {
    domains = Set(hosts.map(\.name)).sorted()
    self.folder = folder
  }

  func authority() throws -> Authority {
    try made.withLock { made in
      if let made { return made }
      let authority = try kept() ?? anew()
      made = authority
      return authority
    }
  }

  /// What a host shows, as it is described; `nil` where it has no certificate.
  func identity(of host: HostDescription) throws -> Identity? {
    let names = host.certificateNames
    let validity = host.certificateValidity(at: Int64(WallClock.seconds))
    return switch host.certificate {
    case .valid, .expired, .wrongName: try authority().issue(for: names, validity)
    case .selfSigned: try Identity.selfSigned(for: names, validity)
    case .none: nil
    }
  }

  // MARK: The file

  /// RFC 7468 §2 allows words before the certificate: the names that it may vouch for stand there.
  private var heading: String { "\(Self.name): \(domains.joined(separator: " "))\n" }
  private var path: String? { folder.map { "\($0)/tls/authority.pem" } }

  /// `nil` where there is none, or it is for other hosts, or soon too old.
  private func kept() -> Authority? {
    guard let path, let octets = try? File.head(of: path, atMost: 1 << 16),
      octets.starts(with: heading.utf8),
      let identity = try? Identity(certificates: octets, key: octets),
      let end = identity.certificates.first?.notAfter,
      // It outlives what it issues.
      end > Int64(WallClock.seconds) + 400 * 86_400
    else { return nil }
    return Authority(identity)
  }

  /// Where it cannot be kept, the next world has another: nothing else is lost.
  private func anew() throws(Identity.Fault) -> Authority {
    let authority = try Authority(
      named: Self.name, domains: domains, now: Int64(WallClock.seconds))
    if let folder, let path {
      let pem = Array(heading.utf8) + authority.identity.certificatePEM + authority.identity.keyPEM
      try? Folder.make("\(folder)/tls")
      try? File.replace(path, with: pem)
    }
    return authority
  }
}
