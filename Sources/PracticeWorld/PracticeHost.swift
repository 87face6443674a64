package import Logging
import Protocols

/// What `byhand serve` is asked to be.
package struct Hosting: Sendable {
  package var domain: String
  package var mailboxes: [String]
  package var smtp: [ListenAddress]
  package var http: [ListenAddress]
  /// `nil`: a temporary folder, which ends with the server.
  package var storeRoot: String?
  /// Octets of one message.
  package var maxSize: Int
  package var logger: Logger

  package init(
    domain: String, mailboxes: [String], smtp: [ListenAddress], http: [ListenAddress],
    storeRoot: String?, maxSize: Int, logger: Logger
  ) {
    self.domain = domain
    self.mailboxes = mailboxes
    self.smtp = smtp
    self.http = http
    self.storeRoot = storeRoot
    self.maxSize = maxSize
    self.logger = logger
  }
}

/// One host, served for others until it is closed.
package final class PracticeHost: Sendable {
  package let smtp: [BoundAddress]
  package let http: [BoundAddress]
  private let server: MailServer
  private let store: StoreFolder

  /// - Throws: where an address cannot be bound or the store not be written.
  package init(_ hosting: Hosting) throws {
    store = try StoreFolder(hosting.storeRoot)
    server = MailServer(
      .init(
        policy: ServerPolicy(
          domain: hosting.domain, mailboxes: Set(hosting.mailboxes + ["postmaster"]),
          maxSize: hosting.maxSize),
        store: Maildir(root: store.path, domain: hosting.domain), smtp: hosting.smtp,
        http: hosting.http, logger: hosting.logger))
    do {
      (smtp, http) = try server.start()
    } catch {
      server.stop()
      store.close()
      throw error
    }
  }

  package func close() {
    server.stop()
    store.close()
  }
}
