/// What one mail server is: whose mail it takes, and how much of it.
package struct ServerPolicy: Hashable, Sendable {
  package var domain: String
  /// Local parts, in lower case.
  package var mailboxes: Set<String>
  /// Its own IP addresses, as octets in network order: mail to such a literal is for itself
  /// (RFC 1123 §5.2.17).
  package var addresses: Set<[UInt8]> = []
  /// Takes mail for any local part of its domain.
  package var takesAnyMailbox: Bool
  /// Domains, in lower case, to which it relays its own users' mail. Empty: it never relays.
  package var relayDomains: Set<String>
  /// Octets of one message; declared by SIZE (RFC 1870).
  package var maxSize: Int
  /// RFC 5321 §4.5.3.1.8: at least 100.
  package var maxRecipients: Int
  /// Its users who have a password; only they can see their mailboxes.
  package var users: Users
  /// The session asks about each request that could proceed (`ServerQuestion.consult`).
  package var consults = false
  /// Offers no 8BITMIME, and clears the eighth bit of what it takes.
  package var strips8Bit = false
  /// Says 221 to a client that speaks HTTP, and closes.
  package var leavesHTTP = false
  /// Refused commands before the server hangs up with 421.
  package var maxErrors: Int

  package init(
    domain: String, mailboxes: Set<String>, takesAnyMailbox: Bool = false,
    relayDomains: Set<String> = [],
    maxSize: Int = 35_882_577, maxRecipients: Int = 1_000, maxErrors: Int = 100,
    users: Users = Users()
  ) {
    self.domain = domain
    self.mailboxes = Set(mailboxes.map(\.lowercasedASCII))
    self.takesAnyMailbox = takesAnyMailbox
    self.relayDomains = Set(relayDomains.map(\.lowercasedASCII))
    self.maxSize = maxSize
    self.maxRecipients = maxRecipients
    self.maxErrors = maxErrors
    self.users = users
  }

  /// The local part under which `mailbox` is kept here; `nil`: there is no such mailbox here.
  package func user(for mailbox: Mailbox) -> String? {
    // `""` is a local part (§4.1.2), but not a mailbox's name.
    guard isLocal(mailbox), !mailbox.localPart.isEmpty else { return nil }
    let name = mailbox.localPart.lowercasedASCII
    return takesAnyMailbox || isListed(name) ? name : nil
  }

  /// Known by name, not only because any name is accepted.
  ///
  /// §4.5.1: every domain has a postmaster.
  func isListed(_ user: String) -> Bool {
    mailboxes.holds(user) || user.hasOctets(of: "postmaster")
  }

  /// Only mail from its own users, to hosts that it relays to: submission, never an open relay.
  package func relays(from sender: Mailbox?, to recipient: Mailbox) -> Bool {
    guard let sender, user(for: sender) != nil, case .name(let domain)? = recipient.domain else {
      return false
    }
    return relayDomains.holds(domain.lowercasedASCII)
  }

  package func isLocal(_ mailbox: Mailbox) -> Bool {
    switch mailbox.domain {
    case nil: true
    case .name?: mailbox.domain?.matches(domain) == true
    case .literal(let text)?: AddressLiteral.octets(text).map(addresses.contains) ?? false
    }
  }
}
