import Language
package import Logging
import NIOCore
package import Protocols

extension MailServer {
  /// How many threads do a server's work.
  package struct Threads: Sendable {
    package let loops: Int
    /// Messages that reach the disk side by side share its commits.
    package let disk: Int
    /// For the relay, where there is one.
    package let relay: Int

    /// For a lecture hall. The clients' own work, and the system's, need the other half of a small
    /// machine: on two processors, two loops let fewer messages through than one.
    package static let many = Threads(
      loops: max(1, min(4, System.coreCount / 2)), disk: 16, relay: 2)
    /// For one of several hosts of a hall.
    package static let several = Threads(loops: 1, disk: 8, relay: 2)
    /// For one student: a world opens at once.
    package static let few = Threads(loops: 1, disk: 2, relay: 2)
  }

  package struct Configuration: Sendable {
    package var policy: ServerPolicy
    package var store: any MessageStore
    package var listens: ServiceAddresses<ListenAddress>
    /// Seconds of silence before 421; RFC 5321 §4.5.3.2.7 wants 300 at least.
    package var idleTimeout: Int
    package var maxConnections: Int
    package var threads: Threads
    package var archive: SessionArchive?
    /// `nil`: it behaves well, and cannot be told to misbehave.
    package var scenario: [Behaviour]?
    /// `nil`: all mail that it takes is for its own mailboxes.
    package var relay: RelayPlan?
    /// `nil`: it has no TLS.
    package var security: ServerSecurity?
    /// What there is to be found out about a message's sender.
    package var senders = SenderRecords()
    /// Octets of the web mailbox's responses that may be on their way at a time.
    package var webOctets: Int
    package var webLanguage: WebLanguage
    package var logger: Logger?

    /// The policy for a connection at this address of the server's from that one of the client's,
    /// as octets in network order. Without a login only this machine submits: nobody on a network can
    /// relay.
    package func policy(
      of service: Service = .smtp, at address: [UInt8]?, from client: [UInt8]?
    ) -> ServerPolicy {
      var policy = policy
      policy.isSubmission = service == .submission || service == .smtps
      if !policy.isSubmission, client.map(AddressLiteral.unmapped)?.isLoopback != true {
        policy.relayDomains = []
      }
      policy.addresses = address.map { [AddressLiteral.unmapped($0)] } ?? []
      policy.consults = scenario != nil
      return policy
    }

    package init(
      policy: ServerPolicy, store: any MessageStore, smtp: [ListenAddress],
      http: [ListenAddress] = [], idleTimeout: Int = 300, maxConnections: Int = 10_000,
      threads: Threads = .many,
      archive: SessionArchive? = nil, scenario: [Behaviour]? = nil, relay: RelayPlan? = nil,
      webOctets: Int = 256 << 20, webLanguage: WebLanguage = .readers(otherwise: .english),
      logger: Logger? = nil
    ) {
      self.policy = policy
      self.store = store
      listens = ServiceAddresses(smtp: smtp, http: http)
      self.idleTimeout = idleTimeout
      self.maxConnections = maxConnections
      self.threads = threads
      self.archive = archive
      self.scenario = scenario
      self.relay = relay
      self.webOctets = webOctets
      self.webLanguage = webLanguage
      self.logger = logger
    }
  }
}

extension [UInt8] {
  /// RFC 1122 §3.2.1.3, RFC 4291 §2.5.3.
  fileprivate var isLoopback: Bool {
    switch count {
    case 4: self[0] == 127
    case 16: dropLast().allSatisfy { $0 == 0 } && self[15] == 1
    default: false
    }
  }
}
