package import Logging
package import Protocols

/// What `byhand serve` is asked to be.
package struct Hosting: Sendable {
  package enum Storing: Hashable, Sendable {
    /// A folder that ends with the server.
    case temporary
    case folder(String)
  }

  package var policy: ServerPolicy
  package var smtp: [ListenAddress]
  package var http: [ListenAddress]
  package var storing: Storing
  /// A folder for a transcript of every session, as the server saw it.
  package var recordFolder: String?
  package var maxConnections: Int
  /// Seconds of silence before 421.
  package var idleTimeout: Int
  /// Name and version, for the transcripts' headers.
  package var software: String
  package var logger: Logger

  package init(
    policy: ServerPolicy, smtp: [ListenAddress], http: [ListenAddress], storing: Storing,
    recordFolder: String?, maxConnections: Int, idleTimeout: Int, software: String, logger: Logger
  ) {
    self.policy = policy
    self.smtp = smtp
    self.http = http
    self.storing = storing
    self.recordFolder = recordFolder
    self.maxConnections = maxConnections
    self.idleTimeout = idleTimeout
    self.software = software
    self.logger = logger
  }
}

extension Hosting {
  fileprivate var storeRoot: String? {
    guard case .folder(let path) = storing else { return nil }
    return path
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
    let archive = try hosting.recordFolder.map {
      try SessionArchive(folder: $0, software: hosting.software)
    }
    store = try StoreFolder(hosting.storeRoot)
    server = MailServer(
      .init(
        policy: hosting.policy,
        store: Maildir(root: store.path, domain: hosting.policy.domain), smtp: hosting.smtp,
        http: hosting.http, idleTimeout: hosting.idleTimeout,
        maxConnections: Descriptors.connections(
          wanted: hosting.maxConnections, isRecording: archive != nil),
        archive: archive, logger: hosting.logger))
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
