/// What the domains of a practice world publish about their mail, as DNS would tell it. Simulated:
/// the world has no DNS.
package struct SenderRecords: Hashable, Sendable {
  package struct Record: Hashable, Sendable {
    /// The one IP address that sends the domain's mail, as SPF would say it (RFC 7208); `nil`: the
    /// domain sends none.
    package let address: String?
    /// Asks receivers to refuse what fails (DMARC's `p=reject`, RFC 9989 §4.7); otherwise they are
    /// only to look (`p=none`).
    package let rejects: Bool

    package init(address: String?, rejects: Bool = false) {
      self.address = address
      self.rejects = rejects
    }
  }

  /// By domain, in lower case.
  private let records: [String: Record]

  package init(_ records: [String: Record] = [:]) { self.records = records }

  package func record(of domain: String) -> Record? { records[domain.hostName] }

  /// The record that counts for a name in `From:`: its own, else that of the domain it lies in
  /// (RFC 9989 §4.10.1, before it RFC 7489 §6.6.3); of several, the nearest.
  func policy(for name: String) -> Record? {
    var name = name.hostName[...]
    while true {
      if let record = records[String(name)] { return record }
      guard let dot = name.firstIndex(of: ".") else { return nil }
      name = name[name.index(after: dot)...]
    }
  }

  /// The domain whose mail comes from this address.
  func domain(sendingFrom address: String) -> String? {
    records.filter { $0.value.address == address }.map(\.key).min()
  }
}
