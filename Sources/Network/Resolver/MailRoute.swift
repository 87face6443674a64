/// Where a sending server would connect for a domain (RFC 5321 §5.1).
package enum MailRoute: Hashable, Sendable {
  /// A host that takes the domain's mail, and the addresses that are known of it.
  package struct Exchange: Hashable, Sendable {
    package let preference: Int
    package let name: String
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
  case failed

  /// How many exchanges are looked up further: a stranger's list may be long.
  private static let exchangeLimit = 4

  /// Asks as a sending server does: MX, then A and AAAA. `ask` is given names without a dot at their end.
  package static func find(
    _ domain: String, ask: (DNSQuestion, String) -> DNSReply
  ) -> MailRoute {
    switch ask(.mx, domain) {
    case .failed: return .failed
    case .noSuchName: return .noSuchName
    case .records(let records):
      let exchanges = records.compactMap { record in
        if case .mx(let preference, let name) = record { (preference, name) } else { nil }
      }
      guard !exchanges.isEmpty else { return addressOnly(domain, ask: ask) }
      // RFC 7505 §3: a null MX stands alone.
      if exchanges.count == 1, exchanges[0].1.isEmpty { return .null }
      let sorted = exchanges.sorted { $0 < $1 }.filter { !$0.1.isEmpty }
      return .exchanges(
        sorted.enumerated().map { index, exchange in
          Exchange(
            preference: exchange.0, name: exchange.1,
            addresses: index < exchangeLimit ? addresses(of: exchange.1, ask: ask) : [])
        })
    }
  }

  private static func addressOnly(
    _ domain: String, ask: (DNSQuestion, String) -> DNSReply
  ) -> MailRoute {
    let addresses = addresses(of: domain, ask: ask)
    return addresses.isEmpty ? .nothing : .itself(addresses: addresses)
  }

  private static func addresses(
    of name: String, ask: (DNSQuestion, String) -> DNSReply
  ) -> [String] {
    [DNSQuestion.a, .aaaa].flatMap { question -> [String] in
      guard case .records(let records) = ask(question, name) else { return [] }
      return records.compactMap { record in
        if case .address(let address) = record { address } else { nil }
      }
    }
  }
}
