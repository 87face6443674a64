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

  /// `isFull`: too many are connected already; the client is sent away with 421.
  package init(policy: ServerPolicy, clerk: any Clerk, isFull: Bool = false) {
    session = ServerSession(policy: policy)
    self.clerk = clerk
    self.isFull = isFull
  }

  package func channelActive(context: ChannelHandlerContext) {
    obey(isFull ? session.turnAway() : session.greet(), context)
    context.flush()
    context.fireChannelActive()
  }

  package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    framer.append(unwrapInboundIn(data).readableBytesView)
    proceed(context)
  }

  /// Replies of one read leave in one write, which is what PIPELINING is for (RFC 2920).
  private func proceed(_ context: ChannelHandlerContext) {
    while !isPaused, !isLeaving, case .line(let line)? = framer.next(.lines) {
      obey(session.receive(line), context)
    }
    context.flush()
  }

  private var isPaused: Bool { session.isSuspended || waiting > Self.waitingLimit }

  // MARK: Effects

  private func obey(_ effects: [ServerEffect], _ context: ChannelHandlerContext) {
    for effect in effects {
      switch effect {
      case .reply(let reply):
        context.write(wrapOutboundOut(ByteBuffer(bytes: reply.wire)), promise: nil)
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
        let wasPaused = handler.isPaused
        change(handler)
        if wasPaused, !handler.isPaused { handler.resume(context) }
      }
    }
  }

  private func resume(_ context: ChannelHandlerContext) {
    proceed(context)
    if holdsRead, !isPaused { read(context: context) }
  }

  private func leave(_ context: ChannelHandlerContext) {
    isLeaving = true
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in
      bound.value.close(promise: nil)
    }
  }

  // MARK: The channel

  /// Reading stops while the session is suspended: what is on its way waits in the network.
  package func read(context: ChannelHandlerContext) {
    holdsRead = isPaused
    if !holdsRead { context.read() }
  }

  package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is IdleStateHandler.IdleStateEvent where !session.isSuspended:
      obey(session.timeOut(), context)
      context.flush()
    case is ShutDown where !isLeaving:
      isShuttingDown = true
      if !session.isSuspended { obey(session.shutDown(), context) }
      context.flush()
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  package func channelInactive(context: ChannelHandlerContext) {
    isLeaving = true
    clerk.discard()
    context.fireChannelInactive()
  }

  package func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
