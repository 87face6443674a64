import Dispatch
import Files
package import Protocols
import Synchronization
import Transcripts

/// One host of the practice world.
package struct WorldHost: Sendable {
  package let name: String
  package let mailboxes: [String]
  /// What the student is told, to play the user.
  package let passwords: [String: String]
  package let smtp: BoundAddress
  package let web: BoundAddress
  package let store: any MessageStore
  fileprivate let server: MailServer

  /// What waits in its queue; empty where it has none.
  package var queue: [QueuedMessage] { server.queue }
  /// It carries its users' mail on.
  package var isRelay: Bool { !server.configuration.policy.relayDomains.isEmpty }
  package var behaviours: [Behaviour] { server.behaviours }

  package func flushQueue() { server.flushQueue() }

  /// - Throws: where a server that was down cannot get its port back.
  package func behave(_ behaviours: [Behaviour]) throws { try server.behave(behaviours) }
}

/// What a world consists of. The default is the lecture's picture: alice's server and bob's.
package struct WorldPlan: Hashable, Sendable {
  package struct Host: Hashable, Sendable {
    package var name: String
    package var mailboxes: [String]
    /// Takes its own users' mail for the other hosts, and carries it there.
    package var isRelay: Bool
    package var scenario: [Behaviour]
    /// By user: of those who have one.
    package var passwords: [String: String]

    package init(
      name: String, mailboxes: [String], isRelay: Bool, scenario: [Behaviour] = [],
      passwords: [String: String] = [:]
    ) {
      self.name = name
      self.mailboxes = mailboxes
      self.isRelay = isRelay
      self.scenario = scenario
      self.passwords = passwords
    }
  }

  package var hosts: [Host]
  package var schedule: RetrySchedule

  package init(hosts: [Host], schedule: RetrySchedule = .classroom) {
    self.hosts = hosts
    self.schedule = schedule
  }

  package static let lecture = WorldPlan(hosts: [
    Host(name: "hamburger.edu", mailboxes: ["bob", "carol"], isRelay: false),
    Host(name: "crepes.fr", mailboxes: ["alice"], isRelay: true, passwords: ["alice": "pickles"]),
  ])
}

/// The practice world: real mail servers on this machine, and nothing beyond it.
package final class World: Sendable {
  package let hosts: [WorldHost]
  private let folder: StoreFolder
  private let roads: Roads
  private let ear: RelayEar

  /// Where each domain's server listens; known only once all have opened.
  private final class Roads: Sendable {
    let places = Mutex<[String: BoundAddress]>([:])
  }

  /// Opens the servers. `storeRoot`: where mailboxes are kept; `nil` is a folder that ends with the world.
  ///
  /// - Throws: `CannotListen` where no port can be had, `CannotKeep` where the folder cannot be written.
  package init(storeRoot: String?, plan: WorldPlan = .lecture) throws {
    let folder = try StoreFolder(storeRoot)
    let (roads, ear) = (Roads(), RelayEar())
    self.folder = folder
    self.roads = roads
    self.ear = ear
    var hosts: [WorldHost] = []
    do {
      for (index, host) in plan.hosts.enumerated() {
        hosts.append(
          try Self.open(host, at: index, of: plan, in: folder.path, roads: roads, ear: ear))
      }
    } catch {
      for host in hosts { host.server.stop() }
      folder.close()
      throw error
    }
    self.hosts = hosts
    roads.places.withLock { places in
      for host in hosts { places[host.name] = host.smtp }
    }
    for host in hosts { host.server.carryMail() }
  }

  private static func open(
    _ host: WorldPlan.Host, at index: Int, of plan: WorldPlan, in folder: String, roads: Roads,
    ear: RelayEar
  ) throws -> WorldHost {
    let name = host.name
    let mailboxes = host.mailboxes + ["postmaster"]
    let store = Maildir(root: folder, domain: name)
    let others = Set(plan.hosts.map(\.name)).subtracting([name])
    let relay = RelayPlan(
      folder: "\(folder)/\(name)/queue", schedule: plan.schedule,
      route: { domain in roads.places.withLock { $0[domain] } },
      news: { news in ear.tell(name, news) })
    // A student may think for long: the console's world waits six times what the RFC asks for.
    let server = MailServer(
      .init(
        policy: ServerPolicy(
          domain: name, mailboxes: Set(mailboxes), relayDomains: host.isRelay ? others : [],
          maxErrors: 1_000, users: Users(host.passwords)),
        store: store,
        smtp: [ListenAddress(host: "127.0.0.1", port: 2525 + index, isExact: false)],
        http: [ListenAddress(host: "127.0.0.1", port: 8080 + index, isExact: false)],
        idleTimeout: 1_800, crew: .few, scenario: host.scenario, relay: host.isRelay ? relay : nil))
    do {
      let bound = try server.start()
      return WorldHost(
        name: name, mailboxes: mailboxes, passwords: host.passwords, smtp: bound.smtp[0],
        web: bound.http[0], store: store, server: server)
    } catch {
      server.stop()
      throw (error as? StoreError).map { CannotKeep(.mail, in: folder, $0) } ?? error
    }
  }

  /// Who hears what the relays do, on their threads.
  package func listen(_ listener: @escaping RelayEar.Listener) { ear.listen(listener) }

  /// Where its hosts listen, for those who know no server.
  package var map: WorldMap {
    WorldMap(
      hosts: hosts.map {
        WorldMap.Host(
          HostDescription(
            name: $0.name, mailboxes: $0.mailboxes, relays: $0.isRelay, scenario: $0.behaviours,
            passwords: $0.passwords),
          address: $0.smtp.host, smtpPort: $0.smtp.port, webPort: $0.web.port)
      })
  }

  /// It blocks, and is called once.
  package func close() {
    for host in hosts { host.server.rest() }
    DispatchQueue.concurrentPerform(iterations: hosts.count) { hosts[$0].server.stop() }
    folder.close()
  }
}
