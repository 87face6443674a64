import Language
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import Network
package import Protocols
import Synchronization
import Transcripts

/// One mail host: its SMTP server and its web mailbox, over one store.
package final class MailServer: Sendable {
  package let configuration: Configuration
  private let loops: MultiThreadedEventLoopGroup
  private let disk: NIOThreadPool
  /// One for each loop.
  private let groups: [ObjectIdentifier: ConnectionGroup]
  private let limiter: ConnectionLimiter
  private let budget: ResponseBudget
  private let listeners = Mutex<[Listener]>([])
  private let scenario = Mutex(Scenario())
  private let relay = Mutex<Relay?>(nil)
  private let webLanguage: Mutex<WebLanguage>

  package init(_ configuration: Configuration) {
    self.configuration = configuration
    webLanguage = Mutex(configuration.webLanguage)
    limiter = ConnectionLimiter(limit: configuration.maxConnections)
    budget = ResponseBudget(limit: configuration.webOctets)
    loops = MultiThreadedEventLoopGroup(numberOfThreads: configuration.threads.loops)
    let idleTimeout = TimeAmount.seconds(Int64(configuration.idleTimeout))
    groups = Dictionary(
      uniqueKeysWithValues: loops.makeIterator().map {
        (ObjectIdentifier($0), ConnectionGroup(on: $0, idleTimeout: idleTimeout))
      })
    disk = NIOThreadPool(numberOfThreads: configuration.threads.disk)
    disk.start()
  }

  /// Opens every listener. Call it off the event loop.
  ///
  /// - Returns: where it listens.
  /// - Throws: `CannotListen` where an address cannot be had, `StoreError` where the store or the
  ///   queue cannot be made.
  package func start() throws -> ServiceAddresses<BoundAddress> {
    try configuration.store.cleanUp()
    if let plan = configuration.relay {
      let relay = try Relay(
        plan: plan, policy: configuration.policy, store: configuration.store,
        threads: configuration.threads.relay, loops: loops,
        language: { [self] in webLanguage.withLock { $0.chosen(by: nil) } })
      self.relay.withLock { $0 = relay }
    }
    for user in configuration.policy.mailboxes.sorted() {
      try configuration.store.prepare(user: user)
    }
    let listeners = try Service.allCases.flatMap { service in
      try configuration.listens[service].map { try listener(at: $0, service) }
    }
    self.listeners.withLock { $0 = listeners }
    let scenario = Scenario(configuration.scenario ?? [])
    self.scenario.withLock { $0 = scenario }
    if scenario.isDown { closeListeners() } else { try openListeners() }
    var bound = ServiceAddresses<BoundAddress>()
    for listener in listeners { bound[listener.service].append(listener.address) }
    return bound
  }

  /// Begins to deliver what is in its queue. Call it once all hosts are open to which that may go.
  package func carryMail() { relay.withLock { $0 }?.start() }

  // MARK: Scenarios

  package var behaviours: [Behaviour] { scenario.withLock { $0.behaviours } }

  /// How it behaves from now on, in open sessions too. Call it off the event loop.
  ///
  /// - Throws: where a server that was down cannot listen again.
  package func behave(_ behaviours: [Behaviour]) throws {
    let scenario = Scenario(behaviours)
    let former = self.scenario.withLock { current in
      defer { current = scenario }
      return current
    }
    switch (former.isDown, scenario.isDown) {
    case (false, true):
      closeListeners()
      for channel in limiter.all { channel.close(promise: nil) }
    case (true, false):
      do { try openListeners() } catch {
        // It stays down, and can be told again.
        closeListeners()
        self.scenario.withLock { $0 = former }
        throw error
      }
    default: break
    }
  }

  private func openListeners() throws {
    for listener in listeners.withLock({ $0 }) {
      let bootstrap = ServerBootstrap(group: loops)
        .serverChannelOption(.maxMessagesPerRead, value: 32)
        .serverChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(AcceptPause())
          }
        }
        .childChannelInitializer { [self] channel in
          channel.eventLoop.makeCompletedFuture { try serve(channel, listener.service) }
        }
        // `printf 'GET …' | nc` has sent all, and waits for the answer.
        .childChannelOption(.allowRemoteHalfClosure, value: listener.service == .http)
      do { try listener.open(bootstrap) } catch {
        let address = listener.address
        throw CannotListen(ListenAddress(host: address.host, port: address.port), error)
      }
    }
  }

  private func closeListeners() { for listener in listeners.withLock({ $0 }) { listener.close() } }

  private func listener(at address: ListenAddress, _ service: Service) throws -> Listener {
    do { return try Listener(address.host, address.port, service) } catch {
      guard !address.isExact else { throw CannotListen(address, error) }
    }
    do { return try Listener(address.host, 0, service) } catch {
      throw CannotListen(address, error)
    }
  }

  private func serve(_ channel: any Channel, _ service: Service) throws {
    switch (service.dialect, limiter.admit(channel, service.dialect)) {
    case (.smtp, .served): try serveMail(channel, service, isFull: false)
    case (.smtp, .full): try serveMail(channel, service, isFull: true)
    case (.http, .served): try serveWeb(channel)
    case (.smtp, .dropped), (.http, .full), (.http, .dropped):
      channel.close(promise: nil)
    }
  }

  private var destination: any Destination {
    relay.withLock { $0 } ?? Mailboxes(store: configuration.store)
  }

  /// What waits in its queue.
  package var queue: [QueuedMessage] { relay.withLock { $0 }?.waiting ?? [] }

  /// Tries everything in its queue now.
  package func flushQueue() { relay.withLock { $0 }?.flush() }

  private func advisor(
    _ channel: any Channel, _ policy: ServerPolicy
  ) -> StoreDeliveryService.Advisor? {
    guard configuration.scenario != nil else { return nil }
    let client = channel.remoteAddress?.ipAddress ?? ""
    return { [self] consultation in
      let (advice, delay) = scenario.withLock {
        $0.advise(on: consultation, client: client, policy: policy)
      }
      return (advice, .milliseconds(Int64(delay)))
    }
  }

  private func checker(_ channel: any Channel) -> @Sendable () -> SenderChecker? {
    guard configuration.scenario != nil else { return { nil } }
    let checker = SenderChecker(
      host: configuration.policy.hostName, client: channel.remoteAddress?.ipAddress ?? "",
      records: configuration.senders)
    return { [self] in scenario.withLock { $0.checksSenders } ? checker : nil }
  }

  private func serveMail(_ channel: any Channel, _ service: Service, isFull: Bool) throws {
    guard let group = groups[ObjectIdentifier(channel.eventLoop)] else {
      preconditionFailure("every connection lives on one of the loops")
    }
    let policy = configuration.policy(
      of: service, at: channel.localAddress?.octets, from: channel.remoteAddress?.octets)
    let tls = try configuration.security.map { security in
      ServerTLS(
        try security.context(), isImplicit: service.isImplicitTLS,
        limit: .seconds(Int64(min(30, configuration.idleTimeout))))
    }
    let deliveries = StoreDeliveryService(
      destination: destination, domain: policy.domain, hostName: policy.hostName,
      client: channel.remoteAddress, threads: disk, loop: channel.eventLoop,
      advise: advisor(channel, policy), checker: checker(channel))
    let handlers = channel.pipeline.syncOperations
    if let archive = configuration.archive { try handlers.addHandler(tap(channel, archive)) }
    try handlers.addHandler(
      SMTPServerHandler(
        policy: policy, deliveries: deliveries, group: group, tls: tls, isFull: isFull,
        whenLeaving: { [limiter] in limiter.release(channel, .smtp) }, whenOver: report(channel)))
  }

  private func tap(_ channel: any Channel, _ archive: SessionArchive) -> TapHandler {
    let recorder = SessionRecorder(archive, threads: disk)
    let name = configuration.policy.hostName
    return TapHandler(
      hearing: .server, dialect: .smtp,
      opening: { channel in
        Opening(
          attempt: Attempt(dialect: .smtp, host: name, port: channel.localAddress?.port ?? 25),
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

  private func serveWeb(_ channel: any Channel) throws {
    let handlers = channel.pipeline.syncOperations
    try handlers.addHandler(
      IdleStateHandler(allTimeout: .seconds(Int64(configuration.idleTimeout))))
    try handlers.serveWeb(
      WebMailbox(policy: configuration.policy, store: configuration.store),
      language: { [self] in webLanguage.withLock { $0 } }, disk: disk, budget: budget)
  }

  /// From now on the web mailbox speaks this language, and reports begin in it.
  func speak(_ language: WebLanguage) { webLanguage.withLock { $0 = language } }

  /// Starts no more deliveries; what waits in its queue stays there.
  package func rest() { relay.withLock { $0 }?.close() }

  /// Ends every conversation with 421, lets what was accepted reach the disk, and closes.
  ///
  /// It takes less than a second, unless the disk is slow: a message that is being stored gets its
  /// answer within five. It blocks, and is called once, off the event loop.
  package func stop() {
    rest()
    closeListeners()
    let channels = limiter.all
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
    // The disk first: its answers need an event loop.
    disk.finish()
    relay.withLock { $0 }?.finish()
    try? loops.syncShutdownGracefully()
  }
}
