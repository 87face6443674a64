import Dispatch
import Files
package import Language
import Logging
package import Protocols
import Synchronization
package import TLS
package import Transcripts

/// A practice world: real mail servers on this machine that know each other, and nothing beyond
/// them.
///
/// The console's world and the one that `byhand serve` hosts are both this one.
package final class World: Sendable {
  package let hosts: [WorldHost]
  private let folder: StoreFolder?
  private let routes: Routes
  private let observer: WorldObserver
  private let authority: WorldAuthority

  /// Where the hosts listen; known only once all are open.
  private final class Routes: Sendable {
    let map = Mutex(WorldMap(hosts: []))
  }

  /// Opens the servers. It blocks.
  ///
  /// - Throws: `CannotListen` where no port can be had, `CannotKeep` where a folder cannot be
  ///   written.
  package init(_ configuration: WorldConfiguration) throws {
    let (routes, observer) = (Routes(), WorldObserver())
    self.routes = routes
    self.observer = observer
    let archive = try configuration.recording.map { recording in
      do throws(StoreError) {
        return try SessionArchive(folder: recording.folder, software: recording.software)
      } catch { throw CannotKeep(.recordings, in: recording.folder, error) }
    }
    let folder = try configuration.folder()
    self.folder = folder
    var keptIn: String?
    if case .folder(let path) = configuration.storing { keptIn = path }
    let authority = WorldAuthority(for: configuration.hosts, keptIn: keptIn)
    self.authority = authority
    let maxConnections = configuration.possibleConnections
    let sources = configuration.hosts.indices.map { configuration.source(ofHostAt: $0) }
    let senders = configuration.senders(from: sources)
    var hosts: [WorldHost] = []
    do {
      for index in configuration.hosts.indices {
        var server = try configuration.server(at: index, in: folder?.path)
        server.maxConnections = maxConnections
        server.archive = archive
        server.senders = senders
        server.security = configuration.security(
          of: configuration.hosts[index], from: authority)
        server.relay?.source = sources[index]
        let name = configuration.hosts[index].name
        server.relay?.route = { domain in routes.map.withLock { $0 }.exchange(for: domain) }
        server.relay?.news = { news in observer.tell(name, news) }
        hosts.append(
          try WorldHost(configuration.hosts[index], opening: MailServer(server), observer))
      }
    } catch {
      for host in hosts { host.server.stop() }
      folder?.close()
      guard let reason = error as? StoreError, let path = folder?.path else { throw error }
      throw CannotKeep(.mail, in: path, reason)
    }
    self.hosts = hosts
    let map = WorldMap(hosts: hosts.map(\.mapped))
    routes.map.withLock { $0 = map }
    for host in hosts { host.server.carryMail() }
  }

  /// From now on `listener` hears the news, in place of the one before: first that the world
  /// is open, with each host as it is now, then what happens, on the servers' threads.
  package func listen(_ listener: @escaping WorldObserver.Listener) {
    observer.listen(listener) { .opened(hosts.map(\.description.withoutPasswords)) }
  }

  /// Where its hosts listen, for those who only look.
  package var map: WorldMap {
    WorldMap(hosts: hosts.map(\.mapped))
  }

  /// For clients inside the world: it trusts the world's own authority alone.
  ///
  /// - Parameter insecure: goes on with a server whose certificate fails, too.
  package func clientContext(insecure: Bool = false) throws -> TLSContext {
    let pem = try authority.authority().identity.certificatePEM
    return try TLSContext(clientTrusting: .only(pem), insecure: insecure)
  }

  /// The session's language has changed.
  package func speak(_ language: Language) {
    for host in hosts { host.server.speak(.fixed(language)) }
  }

  /// Ends every conversation, and closes the servers. It blocks, and is called once.
  package func close() {
    for host in hosts { host.server.rest() }
    DispatchQueue.concurrentPerform(iterations: hosts.count) { hosts[$0].server.stop() }
    folder?.close()
  }
}

/// One host of a practice world that is open.
package struct WorldHost: Sendable {
  /// As it was described when the world opened.
  private let original: HostDescription
  package let addresses: ServiceAddresses<BoundAddress>
  fileprivate let server: MailServer
  private let observer: WorldObserver

  /// On failure the server is stopped.
  fileprivate init(
    _ description: HostDescription, opening server: MailServer, _ observer: WorldObserver
  ) throws {
    original = description
    self.server = server
    self.observer = observer
    do { addresses = try server.start() } catch {
      server.stop()
      throw error
    }
  }

  /// As it is now: with the scenario that is in force.
  package var description: HostDescription {
    var host = original
    host.scenario = server.behaviours
    return host
  }

  fileprivate var mapped: WorldMap.Host { WorldMap.Host(description, at: addresses) }

  package var name: String { original.name }
  package var smtp: [BoundAddress] { addresses.smtp }
  package var submission: [BoundAddress] { addresses.submission }
  package var smtps: [BoundAddress] { addresses.smtps }
  package var web: [BoundAddress] { addresses.http }
  /// With postmaster's, which every host has (RFC 5321 §4.5.1).
  package var mailboxes: [String] { original.mailboxes + ["postmaster"] }
  /// What the student is told, to play the user.
  package var passwords: [String: String] { original.passwords }
  package var isRelay: Bool { original.relays }
  package var store: any MessageStore { server.configuration.store }
  package var behaviours: [Behaviour] { server.behaviours }
  /// What waits in its queue; empty where it has none.
  package var queue: [QueuedMessage] { server.queue }

  package func flushQueue() { server.flushQueue() }

  /// It blocks.
  ///
  /// - Throws: where a server that was down cannot get its port back; it stays down then.
  package func behave(_ behaviours: [Behaviour]) throws {
    try server.behave(behaviours)
    observer.tell(name, .world(.changed(host: name, scenario: behaviours)))
  }
}

extension WorldConfiguration {
  /// The server of one host; its routes and what hears it are still to come.
  fileprivate func server(
    at index: Int, in folder: String?
  ) throws -> MailServer.Configuration {
    let host = hosts[index]
    let store: any MessageStore =
      if storing != .memory, let folder {
        Maildir(root: folder, domain: host.mailDomain)
      } else {
        MemoryStore()
      }
    var server = MailServer.Configuration(
      policy: policy(of: host), store: store, smtp: [], idleTimeout: idleTimeout,
      threads: threads, webLanguage: webLanguage, logger: logger)
    for service in Service.allCases where offers(service, at: host) {
      let before = hosts[..<index].count { offers(service, at: $0) }
      server.listens[service] = try listens[service].map { try $0.advanced(by: before) }
    }
    if canChange || !host.scenario.isEmpty { server.scenario = host.scenario }
    if host.relays, let folder {
      server.relay = RelayPlan(
        folder: "\(folder)/\(host.name)/queue", schedule: schedule, route: { _ in nil })
    }
    return server
  }

  func policy(of host: HostDescription) -> ServerPolicy {
    ServerPolicy(
      of: host, among: hosts, hasTLS: hasTLS(at: host), takesAnyMailbox: takesAnyMailbox,
      maxSize: maxSize, maxRecipients: maxRecipients, maxErrors: maxErrors)
  }

  fileprivate func security(
    of host: HostDescription, from authority: WorldAuthority
  ) -> ServerSecurity? {
    guard hasTLS(at: host) else { return nil }
    if case .given(let identity) = certificates { return ServerSecurity { identity } }
    return ServerSecurity {
      guard let identity = try authority.identity(of: host) else {
        throw Identity.Fault.noCertificate
      }
      return identity
    }
  }

  /// `nil`: nothing is kept in files. A queue always is.
  fileprivate func folder() throws -> StoreFolder? {
    switch storing {
    case .temporary: try StoreFolder(nil)
    case .folder(let path): try StoreFolder(path)
    case .memory: try hosts.contains(where: \.relays) ? StoreFolder(nil) : nil
    }
  }

  /// As many connections a host as this process may have files for.
  fileprivate var possibleConnections: Int {
    let possible = Descriptors.connections(
      wanted: maxConnections, hosts: hosts.count, isRecording: recording != nil,
      hasWeb: !listens.http.isEmpty)
    if possible < maxConnections {
      logger?.warning(
        .init(stringLiteral: Phrase.fewerConnections[webLanguage.chosen(by: nil)]),
        metadata: [
          "wanted": .stringConvertible(maxConnections), "possible": .stringConvertible(possible),
        ])
    }
    return possible
  }
}

extension Phrase {
  fileprivate static let fewerConnections = Phrase(
    en: "fewer connections at a time than wanted: this process may not open more files",
    zh: "同时的连接数少于设定值：本进程不能再打开更多文件")
}
