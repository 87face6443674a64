package import Protocols

/// A host of a practice world: in a world's file, in the world, and in a transcript.
package struct HostDescription: Hashable, Sendable {
  package var name: String
  /// Whose mail it takes, where that is not its own name: DNS would say so in an MX record (RFC
  /// 5321 §5.1).
  package var domain: String?
  package var mailboxes: [String]
  /// Takes its own users' mail for the other hosts, and carries it there.
  package var relays: Bool
  package var scenario: [Behaviour]
  /// By mailbox, where it has one. Never in a transcript: an event holds none.
  package var passwords: [String: String]
  /// When its users who have a password may log in. Only counts where there are some.
  package var login = Login.whenSecured
  package var certificate = HostCertificate.valid
  /// Ports at which a student never gets an answer, because a provider's filter drops what is sent
  /// there. Other hosts reach them.
  package var blocked: [Int] = []

  /// Its domain asks receivers to refuse mail whose `From:` names it and that nothing vouches for
  /// (DMARC's `p=reject`, RFC 9989 §4.7).
  package var rejectsForgeries = false

  package init(
    name: String, domain: String? = nil, mailboxes: [String], relays: Bool = false,
    scenario: [Behaviour] = [], passwords: [String: String] = [:]
  ) {
    self.name = name
    self.domain = domain
    self.mailboxes = mailboxes
    self.relays = relays
    self.scenario = scenario
    self.passwords = passwords
  }

  /// What follows the `@` in its users' addresses.
  package var mailDomain: String { domain ?? name }

  package var withoutPasswords: HostDescription {
    var host = self
    host.passwords = [:]
    return host
  }
}

/// The certificate with which a practice host proves its name in TLS.
package enum HostCertificate: String, Hashable, Sendable, CaseIterable {
  /// From the world's own authority, which students trust inside the world.
  case valid
  case expired
  /// From the authority, but for another host.
  case wrongName = "wrong-name"
  case selfSigned = "self-signed"
  /// It has none, and offers no TLS.
  case none
}
