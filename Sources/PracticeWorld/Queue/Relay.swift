import Files
import Language
import Messages
import NIOCore
import NIOPosix
import Network
import Protocols
import Synchronization
import Transcripts

/// Delivers the messages of a server's queue: into mailboxes here, and to the other hosts of the
/// world. What cannot go now is tried again; what cannot go at all is reported to its sender (RFC
/// 5321 §4.5.4.1, §6.1).
final class Relay: Destination {
  let plan: RelayPlan
  let policy: ServerPolicy
  private let store: any MessageStore
  let queue: MailQueue
  private let carrier: MailCarrier
  /// In which its reports begin.
  let language: @Sendable () -> Language
  /// Its own threads: a delivered message leaves the queue at once, and does not wait behind
  /// incoming mail.
  private let threads: NIOThreadPool
  private let loop: any EventLoop
  private let state = Mutex(State())

  /// Messages that are tried at the same time. A long queue does not overwhelm a server that has
  /// just come up. And a crash leaves few messages whose end the other side has heard and this side
  /// has not: those arrive twice (RFC 1047).
  private static let concurrency = 4

  private struct Turn {
    let id: String
    let isDueAnyway: Bool
  }

  private struct State {
    /// Messages that are being tried, or whose arrival is still being announced.
    var busy: Set<String> = []
    /// Those whose turn comes next.
    var line = CircularBuffer<Turn>()
    /// Busy messages to be tried again at once: the try under way may have begun before the reason
    /// for another came up.
    var wanted: Set<String> = []
    /// When each message will be looked at again.
    var timers: [String: Scheduled<Void>] = [:]
    var connections = 0
    /// Messages that come before the start wait with those that an earlier run left.
    var isStarted = false
    var isClosed = false

    var isAtWork: Bool { isStarted && !isClosed }
  }

  /// `threads`: how many it uses.
  init(
    plan: RelayPlan, policy: ServerPolicy, store: any MessageStore, threads count: Int,
    loops: any EventLoopGroup, language: @escaping @Sendable () -> Language
  ) throws(StoreError) {
    self.plan = plan
    self.policy = policy
    self.store = store
    self.language = language
    loop = loops.next()
    queue = try MailQueue(folder: plan.folder)
    threads = NIOThreadPool(numberOfThreads: count)
    threads.start()
    carrier = MailCarrier(
      name: .name(policy.domain), pace: plan.pace, source: plan.source, threads: threads,
      loops: loops)
  }

  /// Goes on with what an earlier run left. All hosts must be known by now: mail for an unknown
  /// domain goes back to its sender.
  func start() {
    state.withLock { $0.isStarted = true }
    for message in queue.all { schedule(message) }
  }

  /// Begins nothing new. What waits stays on disk.
  func close() {
    let timers = state.withLock { state in
      state.isClosed = true
      return state.timers.values
    }
    for timer in timers { timer.cancel() }
  }

  /// Writes down the results of tries that were under way. It blocks, and is called once.
  func finish() { threads.finish() }

  var waiting: [QueuedMessage] { queue.all }

  /// Tries everything that waits now.
  func flush() {
    for message in queue.all { enqueue(Turn(id: message.id, isDueAnyway: true)) }
  }

  // MARK: Accepting

  var isFinal: Bool { false }
  var waitsForDisk: Bool { true }

  func intake() throws(StoreError) -> any Intake { try QueueIntake(self) }

  /// Keeps a message whose octets are on disk. When this returns, it is safe. It is tried only once
  /// it is announced, so that no listener hears of a delivery before the arrival.
  func keep(_ message: QueuedMessage) throws(StoreError) {
    state.withLock { _ = $0.busy.insert(message.id) }
    do throws(StoreError) { try queue.add(message) } catch {
      release(message.id)
      throw error
    }
  }

  func announce(_ message: QueuedMessage) {
    for recipient in message.recipients { tell(.queued, message, recipient) }
    release(message.id)
    schedule(message)
  }

  // MARK: Trying

  private func schedule(_ message: QueuedMessage) {
    guard state.withLock({ $0.isAtWork }) else { return }
    let delay = max(0, message.nextTry - WallClock.now)
    let id = message.id
    let timer: Scheduled<Void> = loop.scheduleTask(in: .milliseconds(Int64(delay))) { [weak self] in
      if let self { enqueue(Turn(id: id, isDueAnyway: false)) }
    }
    state.withLock { $0.timers.updateValue(timer, forKey: id) }?.cancel()
  }

  private func enqueue(_ turn: Turn) { enqueue { $0.work(on: turn) } }

  private func enqueue(_ job: @escaping @Sendable (Relay) -> Void) {
    threads.submit { [weak self] state in
      if case .active = state, let self { job(self) }
    }
  }

  private func work(on turn: Turn) {
    let isFree = state.withLock { state in
      guard state.isAtWork else { return false }
      guard !state.busy.contains(turn.id) else {
        if turn.isDueAnyway { state.wanted.insert(turn.id) }
        return false
      }
      guard state.busy.count < Self.concurrency else {
        state.line.append(turn)
        return false
      }
      return state.busy.insert(turn.id).inserted
    }
    guard isFree else { return }
    guard let message = queue[turn.id] else { return release(turn.id) }
    guard let attempt = DeliveryTry(message, at: WallClock.now, isDueAnyway: turn.isDueAnyway)
    else {
      // Another try came first, or the timer's clock is ahead of the wall clock.
      release(turn.id)
      return schedule(message)
    }
    proceed(attempt)
  }

  private func release(_ id: String) {
    let next = state.withLock { state in
      state.busy.remove(id)
      let again = state.wanted.remove(id).map { Turn(id: $0, isDueAnyway: true) }
      return [again, state.line.popFirst()].compactMap { $0 }
    }
    for turn in next { enqueue(turn) }
  }

  private var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Tries one host after the other, then concludes with the outcomes.
  private func proceed(_ attempt: DeliveryTry) {
    guard let leg = attempt.next(from: policy.domain, route: plan.route), !isClosed else {
      return conclude(attempt)
    }
    go(leg, of: attempt.message) { [weak self] outcomes in
      var attempt = attempt
      attempt.settle(outcomes)
      let rest = attempt
      self?.enqueue { $0.proceed(rest) }
    }
  }

  private func go(
    _ leg: DeliveryTry.Leg, of message: QueuedMessage,
    _ settled: @escaping @Sendable ([DeliveryOutcome]) -> Void
  ) {
    switch leg {
    case .here(let recipients): settled(recipients.map { deliver(message, to: $0) })
    case .nowhere(let recipients): settled(recipients.map { _ in .unknownDomain })
    case .host(let exchange, let recipients): carry(message, to: recipients, at: exchange, settled)
    }
  }

  private func carry(
    _ message: QueuedMessage, to recipients: [QueuedMessage.Recipient], at exchange: MailExchange,
    _ settled: @escaping @Sendable ([DeliveryOutcome]) -> Void
  ) {
    guard let source = try? queue.content(of: message.id) else {
      return settled(recipients.map { _ in .deferred(nil) })
    }
    let number = state.withLock { state in
      state.connections += 1
      return state.connections
    }
    carrier.carry(
      message.outgoing(to: recipients), from: source,
      to: Attempt(dialect: .smtp, host: exchange.host, port: 25), host: exchange.address.host,
      port: exchange.address.port,
      signal: { [plan] act, taken in plan.news(.connection(number, act, taken: taken)) },
      settled: settled)
  }

  /// Into a mailbox of this host.
  private func deliver(
    _ message: QueuedMessage, to recipient: QueuedMessage.Recipient
  ) -> DeliveryOutcome {
    guard let user = recipient.mailbox.flatMap({ policy.user(for: $0) }) else {
      return .unknownMailbox
    }
    do {
      let source = try queue.content(of: message.id)
      let spool = try store.spool()
      try spool.append(
        ArrivalTrace.delivery(reversePath: message.sender ?? "", recipient: recipient.address))
      while let block = try source.next() { try spool.append(block) }
      try spool.deliver(to: [user])
      return .kept
    } catch { return .deferred(nil) }
  }

  // MARK: Concluding

  private func conclude(_ attempt: DeliveryTry) {
    let message = attempt.message
    var results = attempt.results(at: WallClock.now, schedule: plan.schedule)
    // A recipient is given up only once the report to the sender is safe on disk.
    var report: QueuedMessage?
    do throws(StoreError) { report = try self.report(results, on: message) } catch {
      results.keepFailed(until: WallClock.now + plan.schedule.interval)
    }
    let left = results.left
    if left.recipients.isEmpty {
      queue.remove(message.id)
      state.withLock { _ = $0.timers.removeValue(forKey: message.id) }
    } else {
      // A full disk may keep an old envelope; this process knows better.
      try? queue.update(left)
    }
    for (deed, recipient) in results.news { tell(deed, message, recipient) }
    release(message.id)
    if !left.recipients.isEmpty { schedule(left) }
    if let report { announce(report) }
  }

  private func tell(
    _ deed: QueueAct.Deed, _ message: QueuedMessage, _ recipient: QueuedMessage.Recipient
  ) {
    let act = QueueAct(deed, message, recipient, at: policy.domain, now: WallClock.now)
    plan.news(.world(.queue(act)))
  }
}
