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

  /// Octets of a message that may wait for the disk before reading stops.
  private static let waitingLimit = 1 << 20

  private var session: ServerSession
  private var framer = Framer()
  private let clerk: any Clerk
  private var waiting = 0
  private var holdsRead = false
  private var isLeaving = false
  private var isShuttingDown = false
  private let isFull: Bool
  private let whenOver: (SessionSummary) -> Void
  private var received = 0
  private var sent = 0
  private var lingering: Scheduled<Void>?

  /// `isFull`: too many are connected already; the client is sent away with 421. `whenOver` is called once, when the
  /// connection is gone.
  package init(
    policy: ServerPolicy, clerk: any Clerk, isFull: Bool = false,
    whenOver: @escaping (SessionSummary) -> Void = { _ in }
  ) {
    session = ServerSession(policy: policy)
    self.clerk = clerk
    self.isFull = isFull
    self.whenOver = whenOver
  }

  package func channelActive(context: ChannelHandlerContext) {
    obey(isFull ? session.turnAway() : session.greet(), context)
    context.flush()
    context.fireChannelActive()
  }

  package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    // After the farewell what still comes is only read away, so that the farewell arrives (see `leave`).
    let octets = unwrapInboundIn(data).readableBytesView
    received += octets.count
    guard !isLeaving else { return }
    framer.append(octets)
    proceed(context)
  }

  /// Replies of one read leave in one write, which is what PIPELINING is for (RFC 2920).
  private func proceed(_ context: ChannelHandlerContext) {
    while !isPaused(context), !isLeaving, case .line(let line)? = framer.next(.lines) {
      obey(session.receive(line), context)
    }
    context.flush()
  }

  /// A client that sends and never reads its replies waits, too: they would pile up here.
  private func isPaused(_ context: ChannelHandlerContext) -> Bool {
    session.isSuspended || waiting > Self.waitingLimit || !context.channel.isWritable
  }

  // MARK: Effects

  private func obey(_ effects: [ServerEffect], _ context: ChannelHandlerContext) {
    for effect in effects {
      switch effect {
      case .reply(let reply):
        let octets = ByteBuffer(bytes: reply.wire)
        sent += octets.readableBytes
        context.write(wrapOutboundOut(octets), promise: nil)
      case .beginContent: clerk.begin(session.delivery)
      case .content(let octets): append(octets, context)
      case .discardContent: clerk.discard()
      case .ask(let question): ask(question, context)
      case .close: leave(context)
      }
    }
  }

  private func append(_ octets: [UInt8], _ context: ChannelHandlerContext) {
    waiting += octets.count
    let resume = resumption(context) { handler in handler.waiting -= octets.count }
    clerk.append(octets, done: resume)
  }

  private func ask(_ question: ServerQuestion, _ context: ChannelHandlerContext) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let loop = context.eventLoop
    clerk.settle(question) { answer in
      loop.execute {
        let (handler, context) = bound.value
        guard !handler.isLeaving else { return }
        handler.obey(handler.session.answer(answer), context)
        // A message under way gets its answer before the server says goodbye.
        if handler.isShuttingDown { handler.obey(handler.session.shutDown(), context) }
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
      loop.execute {
        let (handler, context) = bound.value
        let wasPaused = handler.isPaused(context)
        change(handler)
        if wasPaused, !handler.isPaused(context) { handler.resume(context) }
      }
    }
  }

  private func resume(_ context: ChannelHandlerContext) {
    proceed(context)
    if holdsRead, !isPaused(context) { read(context: context) }
  }

  /// What the client may take to read the farewell and hang up, too.
  private static let patience = TimeAmount.seconds(2)

  /// The server's side is closed; what the client still sends is read away. Closing with something unread would make TCP
  /// reset the connection, and the client might never see the 221 or 421.
  private func leave(_ context: ChannelHandlerContext) {
    guard !isLeaving else { return }
    isLeaving = true
    let channel = context.channel
    context.triggerUserOutboundEvent(TapHandler.Leaving(), promise: nil)
    context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in
      channel.close(mode: .output, promise: nil)
    }
    lingering = context.eventLoop.scheduleTask(in: Self.patience) { channel.close(promise: nil) }
    if holdsRead { read(context: context) }
  }

  // MARK: The channel

  /// Reading stops while the session is suspended: what is on its way waits in the network.
  package func read(context: ChannelHandlerContext) {
    holdsRead = isPaused(context) && !isLeaving
    if !holdsRead { context.read() }
  }

  package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is IdleStateHandler.IdleStateEvent where !session.isSuspended && !isLeaving:
      obey(session.timeOut(), context)
      context.flush()
    case is ShutDown where !isLeaving:
      isShuttingDown = true
      if !session.isSuspended { obey(session.shutDown(), context) }
      context.flush()
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  package func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable { resume(context) }
    context.fireChannelWritabilityChanged()
  }

  package func channelInactive(context: ChannelHandlerContext) {
    isLeaving = true
    clerk.discard()
    lingering?.cancel()
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
