import Glibc
import Messages
import NIOCore
import NIOPosix
import Network
import Protocols
import Transcripts

/// Carries the messages of a server's queue on: into mailboxes here, to the other hosts of the world. What cannot go now is
/// tried again, what cannot go at all is reported to its sender (RFC 5321 §4.5.4.1, §6.1).
final class Relay: Destination {
  private let plan: RelayPlan
  let policy: ServerPolicy
  private let store: any MessageStore
  let queue: MailQueue
  private let carrier: MailCarrier
  private let threads: NIOThreadPool
  private let loop: any EventLoop
  private let state = Guarded(State())

  /// Messages that are tried at once. A long queue does not fall upon a server that has just come up, and a crash leaves few
  /// of which the other side has heard the end and this one has not: those arrive twice (RFC 1047).
  private static let concurrency = 4

  private struct Turn {
    let id: String
    let isDueAnyway: Bool
  }

  private struct State {
    /// Messages that are being tried just now, and those whose turn comes next.
    var busy: Set<String> = []
    var line: [Turn] = []
    var connections = 0
    /// What comes before the relay is started waits with what an earlier run left.
    var isStarted = false
    var isClosed = false
  }

  init(
    plan: RelayPlan, policy: ServerPolicy, store: any MessageStore, threads: NIOThreadPool,
    loops: any EventLoopGroup
  ) throws(StoreError) {
    self.plan = plan
    self.policy = policy
    self.store = store
    self.threads = threads
    loop = loops.next()
    queue = try MailQueue(folder: plan.folder)
    carrier = MailCarrier(
      name: .name(policy.domain), pace: plan.pace, threads: threads, loops: loops)
  }

  /// What an earlier run left goes on from where it stood. Whoever it may be for must be known by now: mail for a domain that
  /// is nobody's goes back to its sender.
  func start() {
    state.withLock { $0.isStarted = true }
    for message in queue.all { schedule(message) }
  }

  /// What waits stays on disk.
  func close() { state.withLock { $0.isClosed = true } }

  var waiting: [QueuedMessage] { queue.all }

  /// Everything that waits is tried now.
  func flush() {
    for message in queue.all { enqueue(Turn(id: message.id, isDueAnyway: true)) }
  }

  // MARK: Accepting

  var isFinal: Bool { false }
  var waitsForDisk: Bool { true }

  func spool() throws(StoreError) -> any Spool {
    let id = Self.name()
    return try FileSpool(path: queue.contentPath(id)) { spool, _ throws(StoreError) in
      try spool.finish()
    }
  }

  func accept(_ spool: any Spool, _ delivery: Delivery) throws(StoreError) {
    guard let spool = spool as? FileSpool else { throw .nothingToDeliver }
    let envelope = delivery.envelope
    var known: Set<String> = []
    let addresses = envelope.recipients.map { recipient in
      recipient.domain == nil ? "\(recipient)@\(policy.domain)" : recipient.description
    }.filter { known.insert($0).inserted }
    try spool.deliver(to: [])
    let now = Self.now
    let message = QueuedMessage(
      id: Self.id(ofContent: spool.path), sender: envelope.sender?.description,
      isInternationalized: envelope.isInternationalized, is8Bit: try Self.is8Bit(spool.path),
      size: spool.count,
      arrived: now / 1_000, recipients: addresses.map { .init(address: $0, nextTry: now) })
    do throws(StoreError) { try queue.save(message) } catch {
      queue.remove(message.id)
      throw error
    }
    announce(message)
  }

  private static func is8Bit(_ path: String) throws(StoreError) -> Bool {
    let source = try QueueFile(path)
    while let block = try source.next() {
      if block.contains(where: { $0 >= 0x80 }) { return true }
    }
    return false
  }

  private func announce(_ message: QueuedMessage) {
    for recipient in message.recipients { tell(.queued, message, recipient) }
    schedule(message)
  }

  // MARK: Trying

  private func schedule(_ message: QueuedMessage) {
    guard state.withLock({ $0.isStarted }) else { return }
    let delay = max(0, message.nextTry - Self.now)
    let id = message.id
    loop.scheduleTask(in: .milliseconds(Int64(delay))) { [weak self] in
      self?.enqueue(Turn(id: id, isDueAnyway: false))
    }
  }

  private func enqueue(_ turn: Turn) { enqueue { $0.work(on: turn) } }

  private func enqueue(_ job: @escaping @Sendable (Relay) -> Void) {
    threads.submit { [weak self] state in
      if case .active = state, let self { job(self) }
    }
  }

  private func work(on turn: Turn) {
    let isFree = state.withLock { state in
      guard !state.isClosed, !state.busy.contains(turn.id) else { return false }
      guard state.busy.count < Self.concurrency else {
        state.line.append(turn)
        return false
      }
      return state.busy.insert(turn.id).inserted
    }
    guard isFree else { return }
    guard let message = queue[turn.id] else { return release(turn.id) }
    let now = Self.now
    let due = message.recipients.filter { turn.isDueAnyway || $0.nextTry <= now }
    var groups: [(domain: String, recipients: [QueuedMessage.Recipient])] = []
    for recipient in due {
      let domain = recipient.mailbox.flatMap(\.hostName) ?? ""
      if let index = groups.firstIndex(where: { $0.domain == domain }) {
        groups[index].recipients.append(recipient)
      } else {
        groups.append((domain, [recipient]))
      }
    }
    proceed(message, groups[...], tried: [:])
  }

  private func release(_ id: String) {
    let next = state.withLock { state -> Turn? in
      state.busy.remove(id)
      return state.line.isEmpty ? nil : state.line.removeFirst()
    }
    if let next { enqueue(next) }
  }

  /// One host after the other; then the outcome of all.
  private func proceed(
    _ message: QueuedMessage,
    _ groups: ArraySlice<(domain: String, recipients: [QueuedMessage.Recipient])>,
    tried: [String: DeliveryOutcome]
  ) {
    guard let group = groups.first else { return conclude(message, tried) }
    let addresses = group.recipients.map(\.address)
    attempt(message, group.domain, group.recipients) { [weak self] outcomes in
      let tried = tried.merging(zip(addresses, outcomes)) { _, new in new }
      let rest = groups.dropFirst()
      self?.enqueue { $0.proceed(message, rest, tried: tried) }
    }
  }

  private func attempt(
    _ message: QueuedMessage, _ domain: String, _ recipients: [QueuedMessage.Recipient],
    _ settled: @escaping @Sendable ([DeliveryOutcome]) -> Void
  ) {
    if Domain.name(domain).matches(policy.domain) {
      return settled(recipients.map { deliver(message, to: $0) })
    }
    guard let place = plan.route(domain) else {
      return settled(recipients.map { _ in .unsendable(EnhancedStatus(5, 1, 2)) })
    }
    guard let source = try? QueueFile(queue.contentPath(message.id)) else {
      return settled(recipients.map { _ in .deferred(nil) })
    }
    let number = state.withLock { state in
      state.connections += 1
      return state.connections
    }
    carrier.carry(
      message.errand(for: recipients), from: source,
      to: Attempt(dialect: .smtp, host: domain, port: 25), host: place.host, port: place.port,
      signal: { [plan] act in plan.news(.connection(number, act)) },
      settled: settled)
  }

  /// Into a mailbox of this host.
  private func deliver(
    _ message: QueuedMessage, to recipient: QueuedMessage.Recipient
  ) -> DeliveryOutcome {
    guard let user = recipient.mailbox.flatMap({ policy.user(for: $0) }) else {
      return .unsendable(EnhancedStatus(5, 1, 1))
    }
    do {
      let source = try QueueFile(queue.contentPath(message.id))
      let spool = try store.spool()
      try spool.append(
        ArrivalTrace.delivery(reversePath: message.sender ?? "", recipient: recipient.address))
      while let block = try source.next() { try spool.append(block) }
      try spool.deliver(to: [user])
      return .kept
    } catch { return .deferred(nil) }
  }

  // MARK: Concluding

  private func conclude(_ message: QueuedMessage, _ tried: [String: DeliveryOutcome]) {
    let now = Self.now
    var left = message
    left.recipients = []
    var failed: [(QueuedMessage.Recipient, DeliveryOutcome)] = []
    var news: [() -> Void] = []
    for var recipient in message.recipients {
      guard let outcome = tried[recipient.address] else {
        left.recipients.append(recipient)
        continue
      }
      recipient.tries += 1
      recipient.reply = outcome.reply
      switch outcome {
      case .delivered, .kept:
        news.append { self.tell(.delivered, message, recipient) }
      case .deferred where plan.schedule.next(after: now, arrived: message.arrived * 1_000) != nil:
        recipient.nextTry =
          plan.schedule.next(after: now, arrived: message.arrived * 1_000) ?? now
        left.recipients.append(recipient)
        news.append { self.tell(.deferred, message, recipient) }
      case .deferred, .failed, .unsendable:
        failed.append((recipient, outcome))
      }
    }
    // The report is safe before what it reports is forgotten; where it cannot be written, nobody is forgotten yet.
    var report: QueuedMessage?
    do throws(StoreError) {
      report = failed.isEmpty ? nil : try self.report(failed, on: message)
      for (recipient, _) in failed { news.append { self.tell(.bounced, message, recipient) } }
    } catch {
      for (var recipient, _) in failed {
        recipient.nextTry = now + plan.schedule.interval
        left.recipients.append(recipient)
        news.append { [recipient] in self.tell(.deferred, message, recipient) }
      }
    }
    if left.recipients.isEmpty {
      queue.remove(message.id)
    } else {
      try? queue.save(left)
    }
    release(message.id)
    if !left.recipients.isEmpty { schedule(left) }
    news.forEach { $0() }
    if let report { announce(report) }
  }

  private func tell(
    _ deed: WorldAct.Deed, _ message: QueuedMessage, _ recipient: QueuedMessage.Recipient
  ) {
    let retry = max(0, (recipient.nextTry - Self.now + 999) / 1_000)
    plan.news(
      .queue(
        WorldAct(
          deed, host: policy.domain, message: message.id, recipient: recipient.address,
          reply: recipient.reply, retry: deed == .deferred ? retry : nil)))
  }

  // MARK: Names and times

  static func name() -> String { MessageID.next() }

  private static func id(ofContent path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".eml") ? String(name.dropLast(4)) : name
  }

  /// Milliseconds since 1970.
  static var now: Int {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return now.tv_sec * 1_000 + now.tv_nsec / 1_000_000
  }
}

extension Mailbox {
  var hostName: String? {
    guard case .name(let name)? = domain else { return nil }
    return name.lowercased()
  }
}
