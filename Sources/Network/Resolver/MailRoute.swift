import Protocols

/// Where a sending server would connect for a domain (RFC 5321 §5.1).
package enum MailRoute: Hashable, Sendable {
  /// A host that takes the domain's mail, and its known addresses.
  package struct Exchange: Hashable, Sendable {
    package let preference: Int
    /// As the tool printed it. A hostile zone can put any octets there; `isHost` says whether it is
    /// a host's name.
    package let name: String
    package let isHost: Bool
    package let addresses: [String]
  }

  /// The lowest preference first, as they are to be tried.
  case exchanges([Exchange])
  /// No MX: the domain's own address is its mail server.
  case itself(addresses: [String])
  /// RFC 7505: the domain says that it takes no mail.
  case null
  case noSuchName
  /// The name exists, with neither MX nor address.
  case nothing
  case failed(DNSFailure)

  /// How many exchanges' addresses are looked up: a stranger's list may be long.
  private static let exchangeLimit = 4

  /// Asks as a sending server does: MX, then A and AAAA. `ask` gets names without the final dot.
  package static func find(
    _ domain: String, ask: (DNSQuestion, String) -> DNSReply
  ) -> MailRoute {
    switch ask(.mx, domain) {
    case .failed(let failure): return .failed(failure)
    case .noSuchName: return .noSuchName
    case .records(let records):
      let exchanges = records.compactMap { record in
        if case .mx(let preference, let name) = record { (preference, name) } else { nil }
      }
      guard !exchanges.isEmpty else { return addressOnly(domain, ask: ask) }
      let sorted = exchanges.sorted { $0 < $1 }.filter { !$0.1.isEmpty }
      // RFC 7505 §3: a null MX stands alone.
      if sorted.isEmpty { return .null }
      return .exchanges(
        sorted.enumerated().map { index, exchange in
          let isHost = isHost(exchange.1)
          // Only a host's name is passed to a tool.
          let isLookedUp = isHost && index < exchangeLimit
          return Exchange(
            preference: exchange.0, name: exchange.1, isHost: isHost,
            addresses: isLookedUp ? addresses(of: exchange.1, ask: ask).found : [])
        })
    }
  }

  private static func addressOnly(
    _ domain: String, ask: (DNSQuestion, String) -> DNSReply
  ) -> MailRoute {
    let addresses = addresses(of: domain, ask: ask)
    if !addresses.found.isEmpty { return .itself(addresses: addresses.found) }
    return addresses.failure.map { .failed($0) } ?? .nothing
  }

  private static func addresses(
    of name: String, ask: (DNSQuestion, String) -> DNSReply
  ) -> (found: [String], failure: DNSFailure?) {
    var found: [String] = []
    var failure: DNSFailure?
    for question in [DNSQuestion.a, .aaaa] {
      switch ask(question, name) {
      case .records(let records):
        found += records.compactMap { record in
          if case .address(let address) = record { address } else { nil }
        }
      case .failed(let reason): failure = failure ?? reason
      case .noSuchName: break
      }
    }
    return (found, failure)
  }

  /// Letters, digits and hyphens; the last label is not a number (RFC 1123 §2.1). An underscore is
  /// out of spec, but seen.
  private static func isHost(_ name: String) -> Bool {
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    return name.utf8.count <= 253 && labels.last?.utf8.allSatisfy(\.isDigit) == false
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count) && label.first != "-"
          && label.utf8.allSatisfy { $0.isLetter || $0.isDigit || "-_".utf8.contains($0) }
      }
  }
}
