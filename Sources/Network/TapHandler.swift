import Glibc
package import NIOCore
package import Protocols
import Synchronization
package import Transcripts

/// Stands between the socket and the protocol's handler, hears both ways, and changes nothing.
///
/// The observer may be slow: while too many of its acts are not acknowledged, nothing is read and
/// no write completes, so that a handler that sends block after block waits too.
///
/// Where the client can do TLS, it is begun from here: only the tap knows at which octet the server's
/// 220 to STARTTLS ends, and nothing may be heard behind it.
package final class TapHandler: ChannelDuplexHandler {
  package typealias InboundIn = ByteBuffer
  package typealias OutboundIn = ByteBuffer

  /// Outbound event: the observer has taken in this many acts.
  package struct Acknowledgement: Sendable {
    let count: Int

    package init(count: Int) { self.count = count }
  }
  /// Inbound event: the observer has fallen behind, and holds the connection up; or it has caught
  /// up. The other side is not to blame for a silence between the two.
  package enum Observing: Sendable { case behind, caughtUp }
  /// How many octets have come and have not been heard yet, because their line has no end. Any
  /// thread may ask.
  package final class Unheard: Sendable {
    private let octets = Atomic(0)

    package init() {}

    package internal(set) var count: Int {
      get { octets.load(ordering: .relaxed) }
      set { octets.store(newValue, ordering: .relaxed) }
    }
  }
  /// When nothing more of a body has come for so long, what there is of it is heard: a person waits
  /// for it.
  private static let lull = TimeAmount.milliseconds(200)
  /// Acts, and their octets, that may wait for the observer before it counts as behind.
  static let backlogLimit = 1_000
  static let octetLimit = 1 << 20

  private let side: Side
  private let opening: @Sendable (any Channel) -> Opening
  private let signal: @Sendable (Act) -> Void
  private var tap: Tap
  /// Makes what is put next to the socket after STARTTLS's 220; `nil`: TLS is not begun here.
  private var upgrade: (() throws -> TLSHandler)? {
    didSet { tap.stopsForTLS = upgrade != nil }
  }
  /// The octets of each act that is not acknowledged, the oldest first.
  private var backlog = CircularBuffer<Int>()
  private var backlogOctets = 0
  private var isBehind = false
  private var holdsRead = false
  private var heldWrites: [EventLoopPromise<Void>] = []
  /// The side that was the first to close the connection, or its half of it.
  private var closer: Side?
  private var isLost = false
  private var isAnnounced = false
  private let unheard: Unheard
  private var pause: Scheduled<Void>?

  package init(
    hearing side: Side, dialect: Dialect, unheard: Unheard = Unheard(),
    upgrade: (() throws -> TLSHandler)? = nil,
    opening: @escaping @Sendable (any Channel) -> Opening,
    signal: @escaping @Sendable (Act) -> Void
  ) {
    self.side = side
    self.opening = opening
    self.signal = signal
    self.unheard = unheard
    self.upgrade = upgrade
    tap = Tap(dialect: dialect)
    tap.stopsForTLS = upgrade != nil
  }

  package func channelActive(context: ChannelHandlerContext) {
    announce(context)
    context.fireChannelActive()
  }

  /// Once, before anything else: a write may come before the channel becomes active.
  private func announce(_ context: ChannelHandlerContext) {
    guard !isAnnounced else { return }
    isAnnounced = true
    tell([.opened(opening(context.channel))], context)
  }

  package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    tell(tap.take(Array(buffer: unwrapInboundIn(data)), from: side.other), context)
    noteUnheard(context)
    context.fireChannelRead(data)
    if tap.awaitsTLS, upgrade != nil { startTLS(context) }
  }

  // MARK: TLS

  /// Behind the 220 the server waits for the client's hello. Octets that came along with it can only
  /// be somebody else's (the client's twin of CVE-2011-0411).
  private func startTLS(_ context: ChannelHandlerContext) {
    let injected = tap.unheard(from: .server)
    guard injected == 0 else { return fail(.injected(injected), context) }
    do {
      let handler = try upgrade?()
      upgrade = nil
      guard let handler else { return }
      try context.pipeline.syncOperations.addHandler(handler, position: .first)
    } catch { fail(.other("\(error)"), context) }
  }

  private func fail(_ failure: TLSFailure, _ context: ChannelHandlerContext) {
    hear(.failed(failure), context)
    context.close(promise: nil)
  }

  private func hear(_ outcome: TLSOutcome, _ context: ChannelHandlerContext) {
    announce(context)
    switch outcome {
    case .secured:
      tap.secured()
      unheard.count = 0
    case .failed(.truncated), .failed(.alert): closer = closer ?? side.other
    case .failed: closer = closer ?? side
    }
    tell([.secured(outcome)], context)
  }

  // MARK: Both ways

  private func noteUnheard(_ context: ChannelHandlerContext) {
    unheard.count = tap.unheard(from: side.other)
    pause?.cancel()
    // At a server nobody is watching, and its recording must not depend on how fast the client
    // sends.
    guard side == .client, unheard.count > 0 else { return }
    pause = context.eventLoop.assumeIsolated().scheduleTask(in: Self.lull) { [self] in
      tell(tap.pause(from: side.other), context)
      unheard.count = tap.unheard(from: side.other)
    }
  }

  package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?)
  {
    announce(context)
    guard side == .client else {
      tell(tap.take(Array(buffer: unwrapOutboundIn(data)), from: side), context)
      return context.write(data, promise: promise)
    }
    // It is heard once the socket has taken it: what is sent to a server that does not read waits,
    // and costs no memory.
    let octets = unwrapOutboundIn(data)
    let taken = context.eventLoop.makePromise(of: Void.self)
    taken.futureResult.assumeIsolated().whenComplete { [self] result in
      switch result {
      case .success:
        tell(tap.take(Array(buffer: octets), from: side), context)
        if isBehind, let promise { heldWrites.append(promise) } else { promise?.succeed() }
      case .failure(let error):
        // A write met the RST before a read could. EPIPE is not a loss: there FIN had come first
        // (tcp_reset in Linux).
        isLost = isLost || error.isReset
        promise?.fail(error)
      }
    }
    context.write(data, promise: taken)
  }

  package func read(context: ChannelHandlerContext) {
    holdsRead = isBehind
    if !holdsRead { context.read() }
  }

  package func triggerUserOutboundEvent(
    context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
  ) {
    guard let acknowledgement = event as? Acknowledgement else {
      return context.triggerUserOutboundEvent(event, promise: promise)
    }
    for _ in 0..<min(acknowledgement.count, backlog.count) {
      backlogOctets -= backlog.removeFirst()
    }
    if isBehind, backlog.count <= Self.backlogLimit / 2, backlogOctets <= Self.octetLimit / 2 {
      catchUp(context)
    }
    promise?.succeed()
  }

  private func catchUp(_ context: ChannelHandlerContext) {
    isBehind = false
    context.fireUserInboundEventTriggered(Observing.caughtUp)
    for write in takeHeldWrites() { write.succeed() }
    if holdsRead { read(context: context) }
  }

  private func takeHeldWrites() -> [EventLoopPromise<Void>] {
    defer { heldWrites = [] }
    return heldWrites
  }

  package func close(
    context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?
  ) {
    closer = closer ?? side
    context.close(mode: mode, promise: promise)
  }

  package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event { closer = closer ?? side.other }
    if let outcome = event as? TLSOutcome { hear(outcome, context) }
    context.fireUserInboundEventTriggered(event)
  }

  package func errorCaught(context: ChannelHandlerContext, error: any Error) {
    isLost = true
    context.close(promise: nil)
  }

  package func channelInactive(context: ChannelHandlerContext) {
    pause?.cancel()
    unheard.count = 0
    tell(tap.end(), context)
    tell([.closed(by: closer ?? side.other, isLost ? .lost : .finished)], context)
    for write in takeHeldWrites() { write.fail(ChannelError.ioOnClosedChannel) }
    context.fireChannelInactive()
  }

  private func tell(_ acts: [Act], _ context: ChannelHandlerContext) {
    for act in acts {
      let octets = if case .heard(_, let piece) = act { piece.count } else { 0 }
      backlog.append(octets)
      backlogOctets += octets
      signal(act)
    }
    guard !isBehind, backlog.count > Self.backlogLimit || backlogOctets > Self.octetLimit else {
      return
    }
    isBehind = true
    context.fireUserInboundEventTriggered(Observing.behind)
  }
}

extension Error {
  fileprivate var isReset: Bool { (self as? IOError)?.errnoCode == ECONNRESET }
}
