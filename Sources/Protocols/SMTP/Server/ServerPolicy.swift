/// What one mail server is: whose mail it takes, and how much of it.
package struct ServerPolicy: Hashable, Sendable {
  /// The domain whose mail it takes.
  package var domain: String
  /// Its own name, in the greeting and in EHLO's reply. Often the domain's.
  package var hostName: String
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
  /// Whether STARTTLS is served (RFC 3207).
  package var offersTLS = false
  /// Whether AUTH is served (RFC 4954).
  package var login = Login.never
  /// Takes mail from its own users only, after a login, and under TLS where it has TLS and wants it
  /// for a login (RFC 6409 §4.3, RFC 8314 §3.3).
  package var isSubmission = false
  /// Takes the parameters of delivery status notifications (RFC 3461).
  package var offersDSN = false
  /// The session asks about each request that could proceed (`ServerQuestion.consult`).
  package var consults = false
  /// Offers no 8BITMIME, and clears the eighth bit of what it takes.
  package var strips8Bit = false
  /// Says 221 to a client that speaks HTTP, and closes.
  package var leavesHTTP = false
  /// As if a box on the way took STARTTLS out of EHLO's reply, and answered it with 502 (RFC 3207
  /// §6).
  package var hidesTLS = false
  /// Takes LF for CR LF in a message's text, so that `\n.\n` ends it: the careless parser that
  /// makes smuggling possible (CVE-2023-51764).
  package var endsAtBareLF = false
  /// Refused commands before the server hangs up with 421.
  package var maxErrors: Int

  package init(
    domain: String, hostName: String? = nil, mailboxes: Set<String>, takesAnyMailbox: Bool = false,
    relayDomains: Set<String> = [],
    maxSize: Int = 35_882_577, maxRecipients: Int = 1_000, maxErrors: Int = 100,
    users: Users = Users()
  ) {
    self.domain = domain
    self.hostName = hostName ?? domain
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
    sender.flatMap(user) != nil && relays(to: recipient)
  }

  /// For a client that has proved to be a user, whatever sender it names.
  func relays(to recipient: Mailbox) -> Bool {
    guard case .name(let domain)? = recipient.domain else { return false }
    return relayDomains.holds(domain.lowercasedASCII)
  }

  /// Who logs in with these; `nil`: nobody, for the password is wrong, or it is another user in whose
  /// name the client wants to act (RFC 4616 §2). `actingAs`: empty for its own name.
  func user(ofLogin credentials: Credentials, actingAs: String) -> String? {
    let name = userName(ofLogin: credentials.name)
    guard users.admit(Credentials(name: name, password: credentials.password)),
      actingAs.isEmpty || userName(ofLogin: actingAs).hasOctets(of: name)
    else { return nil }
    return name
  }

  /// The user whom a login means: by the name of the mailbox, or by its whole address.
  private func userName(ofLogin name: String) -> String {
    let name = name.lowercasedASCII
    let suffix = "@\(domain.lowercasedASCII)"
    return name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
  }

  package func isLocal(_ mailbox: Mailbox) -> Bool {
    switch mailbox.domain {
    case nil: true
    case .name?: mailbox.domain?.matches(domain) == true
    case .literal(let text)?: AddressLiteral.octets(text).map(addresses.contains) ?? false
    }
  }
}
