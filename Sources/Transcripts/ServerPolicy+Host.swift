package import Protocols

extension ServerPolicy {
  /// As a host of a practice world is described.
  ///
  /// - Parameters:
  ///   - hosts: All hosts of its world: it relays to those alone.
  ///   - hasTLS: It has a certificate to show.
  package init(
    of host: HostDescription, among hosts: [HostDescription], hasTLS: Bool,
    takesAnyMailbox: Bool = false, maxSize: Int = 35_882_577, maxRecipients: Int = 1_000,
    maxErrors: Int = 100
  ) {
    let others = Set(hosts.map(\.mailDomain)).subtracting([host.mailDomain])
    self.init(
      domain: host.mailDomain, hostName: host.name, mailboxes: Set(host.mailboxes + ["postmaster"]),
      takesAnyMailbox: takesAnyMailbox, relayDomains: host.relays ? others : [],
      maxSize: maxSize, maxRecipients: maxRecipients, maxErrors: maxErrors,
      users: Users(host.passwords))
    offersTLS = hasTLS
    login = host.passwords.isEmpty ? .never : host.login
    // Who carries mail on can report on it.
    offersDSN = host.relays
  }
}
