import Protocols

/// A certificate authority of one's own. It can vouch for nothing but the names that it was made
/// for, and for this machine: its key, stolen, opens nothing else.
package struct Authority: Sendable {
  package let identity: Identity

  /// Kept from earlier.
  package init(_ identity: Identity) { self.identity = identity }

  /// - Parameters:
  ///   - name: what people read as the issuer; at most 64 characters (RFC 5280 A.1).
  ///   - domains: all names in these may be vouched for.
  ///   - now: in seconds since 1970.
  package init(named name: String, domains: [String], now: Int64) throws(Identity.Fault) {
    var permitted = ["IP:127.0.0.0/255.0.0.0", "IP:::1/\(Self.wholeAddress)"]
    for domain in domains { permitted.append(try HostName(domain).alternativeName) }
    identity = try Identity(
      issuedBy: nil, commonName: name, validity: .days(3_650, from: now),
      extensions: [
        "basicConstraints = critical, CA:TRUE, pathlen:0",
        "keyUsage = critical, keyCertSign, cRLSign",
        "subjectKeyIdentifier = hash",
        "nameConstraints = critical, \(permitted.map { "permitted;\($0)" }.joined(separator: ", "))",
      ])
  }

  private static let wholeAddress = Array(repeating: "ffff", count: 8).joined(separator: ":")

  /// - Parameter names: DNS names and IP addresses; the first is the one that people read.
  package func issue(
    for names: [String], _ validity: Identity.Validity
  ) throws(Identity.Fault) -> Identity {
    try Identity(forServers: names, issuedBy: identity, validity)
  }
}

extension Identity.Validity {
  /// As long as browsers accept (CA/Browser Forum, Baseline Requirements §6.3.2, until 2026).
  package static func server(from now: Int64) -> Self { .days(397, from: now) }
}

extension Identity {
  /// A certificate that vouches for itself: nobody believes it who has not been told to.
  ///
  /// - Parameter names: DNS names and IP addresses; the first is the one that people read.
  package static func selfSigned(
    for names: [String], _ validity: Validity
  ) throws(Fault) -> Identity {
    try Identity(forServers: names, issuedBy: nil, validity)
  }

  convenience init(
    forServers names: [String], issuedBy issuer: Identity?, _ validity: Validity
  ) throws(Fault) {
    var alternatives: [String] = []
    for name in names { alternatives.append(try HostName(name).alternativeName) }
    guard !alternatives.isEmpty else { throw .badName("") }
    var extensions = [
      "basicConstraints = critical, CA:FALSE",
      "keyUsage = critical, digitalSignature",
      "extendedKeyUsage = serverAuth",
      "subjectKeyIdentifier = hash",
      "subjectAltName = \(alternatives.joined(separator: ", "))",
    ]
    if issuer != nil { extensions.append("authorityKeyIdentifier = keyid:always") }
    // A common name has room for 64 characters (RFC 5280 A.1), and nothing reads it but people.
    try self.init(
      issuedBy: issuer, commonName: names.first { $0.utf8.count <= 64 } ?? "mail server",
      validity: validity, extensions: extensions)
  }
}

/// What a certificate can be for: a DNS name, or an IP address.
struct HostName {
  /// As in subjectAltName: `DNS:hamburger.edu`, `IP:127.0.0.1`.
  let alternativeName: String

  init(_ text: String) throws(Identity.Fault) {
    if AddressLiteral.octets(text.contains(":") ? "IPv6:\(text)" : text) != nil {
      alternativeName = "IP:\(text)"
      return
    }
    // No other character can come from here into OpenSSL's configuration.
    guard let name = InternationalName.ascii(text), (1...253).contains(name.utf8.count),
      name.utf8.allSatisfy({ octet in octet.isLetterOrDigit || "-._*".utf8.contains(octet) })
    else { throw .badName(text) }
    alternativeName = "DNS:\(name)"
  }
}
