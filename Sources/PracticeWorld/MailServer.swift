import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import Network
package import Protocols
import Synchronization
import Transcripts

/// One host of mail: its SMTP server and its web mailbox, over one store.
package final class MailServer: Sendable {
  package let configuration: Configuration
  private let loops: MultiThreadedEventLoopGroup
  private let disk: NIOThreadPool
  /// One for each loop.
  private let groups: [ObjectIdentifier: ConnectionGroup]
  private let guests: Guests
  private let budget: ResponseBudget
  private let doors = Mutex<[Door]>([])
  private let scenario = ScenarioDesk()
  private let relay = Mutex<Relay?>(nil)

  package init(_ configuration: Configuration) {
    self.configuration = configuration
    guests = Guests(limit: configuration.maxConnections)
    budget = ResponseBudget(limit: configuration.webOctets)
    loops = MultiThreadedEventLoopGroup(numberOfThreads: configuration.crew.loops)
    let idleTimeout = TimeAmount.seconds(Int64(configuration.idleTimeout))
    groups = Dictionary(
      uniqueKeysWithValues: loops.makeIterator().map {
        (ObjectIdentifier($0), ConnectionGroup(on: $0, idleTimeout: idleTimeout))
      })
    disk = NIOThreadPool(numberOfThreads: configuration.crew.disk)
    disk.start()
  }

  /// Opens every door. Call it off the event loop.
  ///
  /// - Returns: where it listens, as `127.0.0.1:2525`.
  /// - Throws: `CannotListen` where an address cannot be had, `StoreError` where the store or the queue cannot be made.
  package func start() throws -> (smtp: [BoundAddress], http: [BoundAddress]) {
    try configuration.store.cleanUp()
    if let plan = configuration.relay {
      let relay = try Relay(
        plan: plan, policy: configuration.policy, store: configuration.store,
        threads: configuration.crew.relay, loops: loops)
      self.relay.withLock { $0 = relay }
    }
    for user in configuration.policy.mailboxes.sorted() {
      try configuration.store.prepare(user: user)
    }
    let doors =
      try configuration.smtp.map { try door(at: $0, .smtp) }
      + configuration.http.map { try door(at: $0, .http) }
    self.doors.withLock { $0 = doors }
    scenario.behaviours = configuration.scenario ?? []
    if scenario.behaviours.contains(.down) { shutDoors() } else { try openDoors() }
    return (
      doors.filter { $0.dialect == .smtp }.map(\.place),
      doors.filter { $0.dialect == .http }.map(\.place)
    )
  }

  /// Mail in its queue sets out: when all have opened to whom it may go.
  package func carryMail() { relay.withLock { $0 }?.start() }

  // MARK: Scenarios

  package var behaviours: [Behaviour] { scenario.behaviours }

  /// From now on, for sessions that stand as well. Call it off the event loop.
  ///
  /// - Throws: where a server that was down cannot listen again.
  package func behave(_ behaviours: [Behaviour]) throws {
    let former = scenario.behaviours
    scenario.behaviours = behaviours
    switch (former.contains(.down), behaviours.contains(.down)) {
    case (false, true):
      shutDoors()
      for guest in guests.all { guest.close(promise: nil) }
    case (true, false):
      do { try openDoors() } catch {
        // It stays down, and can be told again.
        shutDoors()
        scenario.behaviours = former
        throw error
      }
    default: break
    }
  }

  private func openDoors() throws {
    for door in doors.withLock({ $0 }) {
      let bootstrap = ServerBootstrap(group: loops)
        .serverChannelOption(.maxMessagesPerRead, value: 32)
        .serverChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(AcceptPause())
          }
        }
        .childChannelInitializer { [self] channel in
          channel.eventLoop.makeCompletedFuture { try welcome(channel, door.dialect) }
        }
      do { try door.open(bootstrap) } catch {
        throw CannotListen(ListenAddress(host: door.place.host, port: door.place.port), error)
      }
    }
  }

  private func shutDoors() { for door in doors.withLock({ $0 }) { door.shut() } }

  private func door(at address: ListenAddress, _ dialect: Dialect) throws -> Door {
    do { return try Door(address.host, address.port, dialect) } catch {
      guard !address.isExact else { throw CannotListen(address, error) }
    }
    do { return try Door(address.host, 0, dialect) } catch { throw CannotListen(address, error) }
  }

  private func welcome(_ channel: any Channel, _ dialect: Dialect) throws {
    switch (dialect, guests.welcome(channel, dialect)) {
    case (.smtp, .seated): try speak(channel, isFull: false)
    case (.smtp, .standing): try speak(channel, isFull: true)
    case (.http, .seated): try showMailboxes(channel)
    case (.smtp, .turnedAway), (.http, .standing), (.http, .turnedAway):
      channel.close(promise: nil)
    }
  }

  private var destination: any Destination {
    relay.withLock { $0 } ?? Mailboxes(store: configuration.store)
  }

  /// What waits in its queue.
  package var queue: [QueuedMessage] { relay.withLock { $0 }?.waiting ?? [] }

  /// Everything in its queue is tried now.
  package func flushQueue() { relay.withLock { $0 }?.flush() }

  /// This server as one connection finds it.
  private func policy(at address: SocketAddress?) -> ServerPolicy {
    var policy = configuration.policy
    policy.addresses = address.map { [AddressLiteral.unmapped($0.octets)] } ?? []
    policy.consults = configuration.scenario != nil
    return policy
  }

  private func advising(
    _ channel: any Channel, _ policy: ServerPolicy
  ) -> StoreClerk.Advising? {
    guard configuration.scenario != nil else { return nil }
    let client = channel.remoteAddress?.ipAddress ?? ""
    return { [scenario] consultation in
      let (advice, delay) = scenario.advise(on: consultation, client: client, policy: policy)
      return (advice, .milliseconds(Int64(delay)))
    }
  }

  private func speak(_ channel: any Channel, isFull: Bool) throws {
    guard let group = groups[ObjectIdentifier(channel.eventLoop)] else {
      preconditionFailure("every connection lives on one of the loops")
    }
    let policy = policy(at: channel.localAddress)
    let clerk = StoreClerk(
      destination: destination, domain: configuration.policy.domain,
      client: channel.remoteAddress, threads: disk, loop: channel.eventLoop,
      advise: advising(channel, policy))
    let handlers = channel.pipeline.syncOperations
    if let archive = configuration.archive { try handlers.addHandler(tap(channel, archive)) }
    try handlers.addHandler(
      SMTPServerHandler(
        policy: policy, clerk: clerk, group: group, isFull: isFull,
        whenLeaving: { [guests] in guests.release(channel, .smtp) }, whenOver: report(channel)))
  }

  private func tap(_ channel: any Channel, _ archive: SessionArchive) -> TapHandler {
    let recorder = SessionRecorder(archive, threads: disk)
    let domain = configuration.policy.domain
    return TapHandler(
      hearing: .server, dialect: .smtp,
      opening: { channel in
        Opening(
          attempt: Attempt(dialect: .smtp, host: domain, port: channel.localAddress?.port ?? 25),
          address: channel.localAddress.map(\.endpoint) ?? "",
          local: channel.remoteAddress.map(\.endpoint), isPractice: true)
      },
      signal: { act in
        recorder.take(act) {
          channel.triggerUserOutboundEvent(TapHandler.Acknowledgement(count: 1), promise: nil)
        }
      })
  }

  /// The log's line of a session.
  private func report(_ channel: any Channel) -> (SessionSummary) -> Void {
    guard let logger = configuration.logger else { return { _ in } }
    let client = channel.remoteAddress
    let start = NIODeadline.now()
    return { summary in
      logger.info(
        "session ended",
        metadata: [
          "client": .string(client?.endpoint ?? "?"), "name": .string(summary.clientName),
          "accepted": .stringConvertible(summary.accepted),
          "refused": .stringConvertible(summary.refused),
          "received": .stringConvertible(summary.received),
          "sent": .stringConvertible(summary.sent),
          "ms": .stringConvertible((NIODeadline.now() - start).nanoseconds / 1_000_000),
        ])
    }
  }

  private func showMailboxes(_ channel: any Channel) throws {
    let handlers = channel.pipeline.syncOperations
    try handlers.addHandler(
      IdleStateHandler(allTimeout: .seconds(Int64(configuration.idleTimeout))))
    try handlers.configureHTTPServerPipeline(withErrorHandling: false)
    try handlers.addHandler(
      WebHandler(
        mailbox: WebMailbox(policy: configuration.policy, store: configuration.store),
        disk: disk, budget: budget))
  }

  /// Begins nothing more of its own accord; what waits in its queue stays there.
  package func rest() { relay.withLock { $0 }?.close() }

  /// Ends every conversation with 421, lets what was accepted reach the disk, and closes. Within a second, as far as the disk
  /// allows: a message that is being stored gets its answer, for which five seconds are waited. It blocks, and is called once, off the event loop.
  package func stop() {
    rest()
    shutDoors()
    let channels = guests.all
    for channel in channels {
      channel.pipeline.fireUserInboundEventTriggered(SMTPServerHandler.ShutDown())
    }
    let goodbyes = EventLoopFuture.andAllComplete(
      channels.map(\.closeFuture), on: loops.next())
    let loop = loops.next()
    let patience = [
      loop.scheduleTask(in: .milliseconds(700)) { [store = configuration.store] in
        store.hurry()
        for channel in channels {
          channel.pipeline.fireUserInboundEventTriggered(SMTPServerHandler.CloseNow())
        }
      },
      loop.scheduleTask(in: .seconds(5)) {
        for channel in channels { channel.close(promise: nil) }
      },
    ]
    try? goodbyes.wait()
    for task in patience { task.cancel() }
    // The disk first: its answers still need a loop to come back on.
    disk.finish()
    relay.withLock { $0 }?.finish()
    try? loops.syncShutdownGracefully()
  }
}
