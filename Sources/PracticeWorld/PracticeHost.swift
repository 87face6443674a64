import Files
package import Logging
package import Protocols

/// What `byhand serve` is asked to be.
package struct Hosting: Sendable {
  package enum Storing: Hashable, Sendable {
    /// A folder that ends with the server.
    case temporary
    case folder(String)
    /// Nothing is kept when the server ends.
    case memory
  }

  package var policy: ServerPolicy
  package var smtp: [ListenAddress]
  package var http: [ListenAddress]
  package var storing: Storing
  /// `nil`: it behaves.
  package var scenario: [Behaviour]?
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
    scenario: [Behaviour]?, recordFolder: String?, maxConnections: Int, idleTimeout: Int,
    software: String, logger: Logger
  ) {
    self.policy = policy
    self.smtp = smtp
    self.http = http
    self.storing = storing
    self.scenario = scenario
    self.recordFolder = recordFolder
    self.maxConnections = maxConnections
    self.idleTimeout = idleTimeout
    self.software = software
    self.logger = logger
  }
}

/// One host, served for others until it is closed.
package final class PracticeHost: Sendable {
  package let smtp: [BoundAddress]
  package let http: [BoundAddress]
  private let server: MailServer
  private let folder: StoreFolder?

  /// - Throws: `CannotListen` where an address cannot be had, `CannotKeep` where a folder cannot be written.
  package init(_ hosting: Hosting) throws {
    let archive = try hosting.recordFolder.map { folder in
      do throws(StoreError) {
        return try SessionArchive(folder: folder, software: hosting.software)
      } catch { throw CannotKeep(.recordings, in: folder, error) }
    }
    folder = try hosting.storing.folder()
    let store: any MessageStore =
      if let folder {
        Maildir(root: folder.path, domain: hosting.policy.domain)
      } else {
        MemoryStore()
      }
    let maxConnections = Descriptors.connections(
      wanted: hosting.maxConnections, isRecording: archive != nil, hasWeb: !hosting.http.isEmpty)
    if maxConnections < hosting.maxConnections {
      hosting.logger.warning(
        "fewer connections at a time than wanted: this process may not open more files",
        metadata: [
          "wanted": .stringConvertible(hosting.maxConnections),
          "possible": .stringConvertible(maxConnections),
        ])
    }
    server = MailServer(
      .init(
        policy: hosting.policy,
        store: store, smtp: hosting.smtp, http: hosting.http, idleTimeout: hosting.idleTimeout,
        maxConnections: maxConnections, archive: archive, scenario: hosting.scenario,
        logger: hosting.logger))
    do {
      (smtp, http) = try server.start()
    } catch {
      server.stop()
      folder?.close()
      guard let reason = error as? StoreError, let path = folder?.path else { throw error }
      throw CannotKeep(.mail, in: path, reason)
    }
  }

  package func close() {
    server.stop()
    folder?.close()
  }
}

extension Hosting.Storing {
  /// `nil`: what is kept is not kept in files.
  fileprivate func folder() throws -> StoreFolder? {
    switch self {
    case .temporary: try StoreFolder(nil)
    case .folder(let path): try StoreFolder(path)
    case .memory: nil
    }
  }
}
