package import NIOCore
package import Protocols

/// Feeds a server session and obeys its effects. It decides nothing.
package final class SMTPServerHandler: ChannelDuplexHandler {
  package typealias InboundIn = ByteBuffer
  package typealias OutboundIn = ByteBuffer
  package typealias OutboundOut = ByteBuffer

  /// Inbound event: the server is being stopped.
  package struct ShutDown: Sendable {
    package init() {}
  }

  /// Inbound event: whoever is still here must go, save a message that is being stored: its sender hears first what became
  /// of it.
  package struct LastCall: Sendable {
    package init() {}
  }

  /// Octets of a message that may wait for the disk before reading stops.
  private static let waitingLimit = 1 << 20
  /// Octets of replies that are gathered before they are written.
  private static let outgoingLimit = 1 << 14
  /// Octets of room for replies that a connection keeps.
  private static let outgoingRoom = 1 << 9

  // All of it is touched on the event loop only, many times for each line: the compiler need not watch at run time that no
  // two accesses meet.
  @exclusivity(unchecked) private var session: ServerSession
  @exclusivity(unchecked) private var framer = Framer()
  private let clerk: any Clerk
  private let steward: Steward
  @exclusivity(unchecked) private var outgoing = ByteBuffer()
  /// Something was said that leaves at the end of the loop's round.
  @exclusivity(unchecked) private var isToBeSent = false
  @exclusivity(unchecked) private var waiting = 0
  /// The client reads its replies.
  @exclusivity(unchecked) private var isWritable = true
  @exclusivity(unchecked) private var holdsRead = false
  @exclusivity(unchecked) private var isProceeding = false
  @exclusivity(unchecked) private var isLeaving = false
  @exclusivity(unchecked) private var isShuttingDown = false
  @exclusivity(unchecked) private var isLastCall = false
  /// The client will send nothing more; it may still read.
  @exclusivity(unchecked) private var hasEnded = false
  private let isFull: Bool
  private let whenLeaving: () -> Void
  private let whenOver: (SessionSummary) -> Void
  @exclusivity(unchecked) private var received = 0
  @exclusivity(unchecked) private var sent = 0
  /// When something was last said or heard.
  @exclusivity(unchecked) private var lastActive = NIODeadline.now()

  /// `isFull`: too many are connected already; the client is sent away with 421. `whenLeaving` is called once, where the
  /// server takes its leave, and `whenOver` once, when the connection is gone.
  package init(
    policy: ServerPolicy, clerk: any Clerk, steward: Steward, isFull: Bool = false,
    whenLeaving: @escaping () -> Void = {},
    whenOver: @escaping (SessionSummary) -> Void = { _ in }
  ) {
    session = ServerSession(policy: policy)
    self.clerk = clerk
    self.steward = steward
    self.isFull = isFull
    self.whenLeaving = whenLeaving
    self.whenOver = whenOver
  }

  /// A client that has only stopped sending (`nc -N`) still gets the replies to what it sent.
  package func handlerAdded(context: ChannelHandlerContext) {
    try? context.channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
  }

  package func channelActive(context: ChannelHandlerContext) {
    steward.welcome(self, context)
    obey(isFull ? session.turnAway() : session.greet(), context)
    flush(context)
    context.fireChannelActive()
  }

  package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    // After the farewell what still comes is only read away, so that the farewell arrives (see `leave`).
    let octets = Array(buffer: unwrapInboundIn(data))
    received += octets.count
    guard !isLeaving else { return }
    lastActive = .now()
    framer.append(octets)
    proceed(context)
  }

  /// Replies of one read leave in one write, which is what PIPELINING is for (RFC 2920).
  private func proceed(_ context: ChannelHandlerContext) {
    isProceeding = true
    while !isPaused, !isLeaving, let effects = session.receive(from: &framer) {
      obey(effects, context)
    }
    isProceeding = false
    flush(context)
    if hasEnded, !isPaused, !isLeaving { part(context) }
  }

  /// A client that sends and never reads its replies waits, too: they would pile up here.
  private var isPaused: Bool {
    session.isSuspended || waiting > Self.waitingLimit || !isWritable
  }

  // MARK: Effects

  private func obey(_ effects: [ServerEffect], _ context: ChannelHandlerContext) {
    for effect in effects {
      switch effect {
      case .reply(let reply): say(reply, context)
      case .content(let block): pass(block, context)
      case .discardContent: clerk.discard()
      case .ask(let question): ask(question, context)
      case .close where framer.isEmpty: leave(context, .all)
      case .close, .leave: leave(context, .output)
      case .drop: part(context)
      }
    }
  }

  private func say(_ reply: Reply, _ context: ChannelHandlerContext) {
    outgoing.writeBytes(reply.wire)
    if outgoing.readableBytes >= Self.outgoingLimit { send(context) }
  }

  /// What was said leaves at the end of the loop's round.
  private func flush(_ context: ChannelHandlerContext) {
    guard outgoing.readableBytes > 0, !isToBeSent else { return }
    isToBeSent = true
    steward.sendOff(self, context)
  }

  func sendOff(_ context: ChannelHandlerContext) {
    isToBeSent = false
    // Who leaves has sent everything already.
    if !isLeaving { send(context) }
  }

  /// At once.
  private func send(_ context: ChannelHandlerContext, promise: EventLoopPromise<Void>? = nil) {
    guard outgoing.readableBytes > 0 || promise != nil else { return }
    lastActive = .now()
    sent += outgoing.readableBytes
    context.writeAndFlush(wrapOutboundOut(outgoing), promise: promise)
    if outgoing.capacity > Self.outgoingRoom { outgoing = ByteBuffer() } else { outgoing.clear() }
  }

  private func pass(_ block: [UInt8], _ context: ChannelHandlerContext) {
    let count = block.count
    waiting += count
    clerk.append(
      block, of: { session.delivery }, done: resumption(context) { $0.waiting -= count })
  }

  private func ask(_ question: ServerQuestion, _ context: ChannelHandlerContext) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let loop = context.eventLoop
    clerk.settle(question) { answer in
      loop.runSoon {
        let (handler, context) = bound.value
        guard !handler.isLeaving else { return }
        handler.obey(handler.session.answer(answer), context)
        // A message under way gets its answer before the server says goodbye.
        if handler.isShuttingDown { handler.obey(handler.session.shutDown(), context) }
        if handler.isLastCall { handler.part(context) }
        handler.resume(context)
      }
    }
  }

  private func resumption(
    _ context: ChannelHandlerContext, _ change: @escaping @Sendable (SMTPServerHandler) -> Void
  ) -> @Sendable () -> Void {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let loop = context.eventLoop
    return {
      loop.runSoon {
        let (handler, context) = bound.value
        let wasPaused = handler.isPaused
        change(handler)
        if wasPaused, !handler.isPaused { handler.resume(context) }
      }
    }
  }

  private func resume(_ context: ChannelHandlerContext) {
    // The clerk has answered at once: whoever asked him goes on by himself.
    guard !isProceeding else { return }
    proceed(context)
    if holdsRead, !isPaused { read(context: context) }
  }

  /// What the client may take to read the farewell and hang up, too.
  private static let patience = TimeAmount.seconds(2)

  /// Where the client may send still, only the server's side is closed, and what comes is read away: closing with something
  /// unread would make TCP reset the connection, and the client might never see the 221 or 421.
  private func leave(_ context: ChannelHandlerContext, _ mode: CloseMode) {
    guard !isLeaving else { return }
    isLeaving = true
    whenLeaving()
    let channel = context.channel
    let written = context.eventLoop.makePromise(of: Void.self)
    written.futureResult.whenComplete { _ in channel.close(mode: mode, promise: nil) }
    send(context, promise: written)
    if holdsRead, mode == .output { read(context: context) }
  }

  /// What was said goes out; then the connection ends without a farewell: none was asked for, or a scenario breaks it off.
  private func part(_ context: ChannelHandlerContext) {
    if !isLeaving { whenLeaving() }
    isLeaving = true
    let channel = context.channel
    let written = context.eventLoop.makePromise(of: Void.self)
    written.futureResult.whenComplete { _ in channel.close(promise: nil) }
    send(context, promise: written)
  }

  /// Silence ends in 421, and the client's lingering after the farewell in a closed connection.
  func mindTime(_ now: NIODeadline, _ context: ChannelHandlerContext) {
    if isLeaving {
      if now - lastActive >= Self.patience { context.close(promise: nil) }
    } else if !session.isSuspended, now - lastActive >= steward.idleTimeout {
      obey(session.timeOut(), context)
      flush(context)
    }
  }

  // MARK: The channel

  /// Reading stops while the session is suspended: what is on its way waits in the network.
  package func read(context: ChannelHandlerContext) {
    holdsRead = isPaused && !isLeaving
    if !holdsRead { context.read() }
  }

  /// Whoever closes the connection takes away no reply that was said.
  package func close(
    context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?
  ) {
    if !isLeaving { send(context) }
    context.close(mode: mode, promise: promise)
  }

  package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case ChannelEvent.inputClosed:
      hasEnded = true
      if isLeaving { part(context) } else { proceed(context) }
    case is ShutDown where !isLeaving:
      isShuttingDown = true
      if !session.isSuspended { obey(session.shutDown(), context) }
      flush(context)
    case is LastCall where session.isStoring && !isLeaving: isLastCall = true
    case is LastCall: context.close(promise: nil)
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  package func channelWritabilityChanged(context: ChannelHandlerContext) {
    isWritable = context.channel.isWritable
    if isWritable { resume(context) }
    context.fireChannelWritabilityChanged()
  }

  package func channelInactive(context: ChannelHandlerContext) {
    isLeaving = true
    steward.dismiss(self)
    clerk.discard()
    whenOver(
      SessionSummary(
        clientName: session.clientName, accepted: session.accepted, refused: session.errors,
        received: received, sent: sent))
    context.fireChannelInactive()
  }

  package func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}

extension EventLoop {
  /// At once where this is the loop already.
  fileprivate func runSoon(_ task: @escaping @Sendable () -> Void) {
    if inEventLoop { task() } else { execute(task) }
  }
}
