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

  /// Inbound event: the connection must end now, unless a message is being stored. Its sender first
  /// hears what became of it.
  package struct CloseNow: Sendable {
    package init() {}
  }

  /// How far the connection has come. It never goes back.
  private enum Stage {
    /// `isFull`: too many are connected already; the client gets 421 in place of the greeting.
    case opening(isFull: Bool)
    case open
    /// The client sends nothing more (`nc -N`), but it still gets its replies.
    case inputEnded
    /// The server is being stopped, but an answer to the session is due first. `atOnce`: after it
    /// the connection does not wait for the client to hang up.
    case stopping(atOnce: Bool)
    /// The server has said its last word. What still comes is only read away (see `leave`).
    case leaving
  }

  /// Octets of a message that may wait for the disk before reading stops.
  private static let waitingLimit = 1 << 20
  /// Octets of replies that are gathered before they are written.
  private static let outgoingLimit = 1 << 14
  /// Octets of room for replies that a connection keeps.
  private static let outgoingRoom = 1 << 9
  /// How long a client may take to read the server's last word and hang up.
  private static let lingering = TimeAmount.seconds(2)

  // All of these are used on the event loop only, and many times for each line: the check at run
  // time that no two accesses overlap is not needed, and costs.
  @exclusivity(unchecked) private var session: ServerSession
  @exclusivity(unchecked) private var framer = Framer()
  @exclusivity(unchecked) private var stage: Stage
  @exclusivity(unchecked) private var outgoing = ByteBuffer()
  /// The group will send `outgoing` at the end of the round.
  @exclusivity(unchecked) private var isQueued = false
  /// Octets of the message that the disk has not taken yet.
  @exclusivity(unchecked) private var waiting = 0
  /// The client reads its replies.
  @exclusivity(unchecked) private var isWritable = true
  /// A read was asked for while the session was paused.
  @exclusivity(unchecked) private var isReadHeld = false
  /// `proceed` is at work, and goes on by itself when an answer comes at once.
  @exclusivity(unchecked) private var isProceeding = false
  @exclusivity(unchecked) private var received = 0
  @exclusivity(unchecked) private var sent = 0
  /// When something was last said or heard.
  @exclusivity(unchecked) private var lastActive = NIODeadline.now()
  private let tls: ServerTLS?
  private let deliveries: any DeliveryService
  private let group: ConnectionGroup
  private let whenLeaving: () -> Void
  private let whenOver: (SessionSummary) -> Void

  /// `whenLeaving` is called once, when the server has said its last word, and `whenOver` once,
  /// when the connection is gone.
  ///
  /// - Parameter tls: needed where `policy` offers STARTTLS.
  package init(
    policy: ServerPolicy, deliveries: any DeliveryService, group: ConnectionGroup,
    tls: ServerTLS? = nil, isFull: Bool = false,
    whenLeaving: @escaping () -> Void = {},
    whenOver: @escaping (SessionSummary) -> Void = { _ in }
  ) {
    session = ServerSession(policy: policy, isSecured: tls?.isImplicit ?? false)
    self.tls = tls
    stage = .opening(isFull: isFull)
    self.deliveries = deliveries
    self.group = group
    self.whenLeaving = whenLeaving
    self.whenOver = whenOver
  }

  private var isLeaving: Bool {
    if case .leaving = stage { true } else { false }
  }

  /// A client that has only stopped sending still gets the replies to what it sent.
  package func handlerAdded(context: ChannelHandlerContext) {
    try? context.channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
  }

  package func channelActive(context: ChannelHandlerContext) {
    group.add(self, context)
    if let tls, tls.isImplicit { beginTLS(tls, context) } else { open(context) }
    context.fireChannelActive()
  }

  private func open(_ context: ChannelHandlerContext) {
    guard case .opening(let isFull) = stage else { return }
    stage = .open
    obey(isFull ? session.turnAway() : session.greet(), context)
    flush(context)
  }

  package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let octets = Array(buffer: unwrapInboundIn(data))
    received += octets.count
    guard !isLeaving else { return }
    lastActive = .now()
    framer.append(octets)
    proceed(context)
  }

  /// Replies to one read leave in one write, which is what PIPELINING is for (RFC 2920).
  private func proceed(_ context: ChannelHandlerContext) {
    isProceeding = true
    while !isPaused, !isLeaving, let effects = session.receive(from: &framer) {
      obey(effects, context)
    }
    isProceeding = false
    flush(context)
    if case .inputEnded = stage, !isPaused { part(context) }
  }

  /// A client that sends and never reads its replies is paused too: they would pile up here.
  private var isPaused: Bool {
    session.isSuspended || waiting > Self.waitingLimit || !isWritable
  }

  // MARK: Effects

  private func obey(_ effects: [ServerEffect], _ context: ChannelHandlerContext) {
    for effect in effects {
      switch effect {
      case .reply(let reply): say(reply, context)
      case .content(let block): pass(block, context)
      case .discardContent: deliveries.discard()
      case .ask(let question): ask(question, context)
      case .secure: secure(context)
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

  private func flush(_ context: ChannelHandlerContext) {
    guard outgoing.readableBytes > 0, !isQueued else { return }
    isQueued = true
    group.sendAtEndOfRound(self, context)
  }

  func sendGathered(_ context: ChannelHandlerContext) {
    isQueued = false
    // A connection that is leaving has sent everything.
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
    deliveries.append(
      block, of: { session.delivery }, done: resumption(context) { $0.waiting -= count })
  }

  private func ask(_ question: ServerQuestion, _ context: ChannelHandlerContext) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let loop = context.eventLoop
    deliveries.settle(question) { answer in
      loop.runSoon {
        let (handler, context) = bound.value
        guard !handler.isLeaving else { return }
        handler.obey(handler.session.answer(answer), context)
        handler.stop(context)
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
    guard !isProceeding else { return }
    proceed(context)
    if isReadHeld, !isPaused { read(context: context) }
  }

  // MARK: TLS

  /// What came in clear behind STARTTLS may be somebody else's: it is thrown away, or it would be
  /// obeyed as if the client had said it under TLS (CVE-2011-0411).
  private func secure(_ context: ChannelHandlerContext) {
    guard let tls else { return part(context) }
    send(context)
    framer = Framer()
    beginTLS(tls, context)
  }

  private func beginTLS(_ tls: ServerTLS, _ context: ChannelHandlerContext) {
    let pipeline = context.pipeline.syncOperations
    do { try pipeline.addHandler(tls.handler(), position: .first) } catch { part(context) }
  }

  private func hear(_ outcome: TLSOutcome, _ context: ChannelHandlerContext) {
    guard !isLeaving else { return }
    lastActive = .now()
    switch outcome {
    case .secured:
      session.secured()
      open(context)
      stop(context)
      resume(context)
    case .failed:
      // The TLS handler ends the connection, and nothing more can be said.
      stage = .leaving
      whenLeaving()
    }
  }

  // MARK: The end

  /// A message under way gets its answer before the server says goodbye.
  private func stop(_ context: ChannelHandlerContext) {
    guard case .stopping(let atOnce) = stage, !session.isSuspended else { return }
    obey(session.shutDown(), context)
    if atOnce { part(context) }
  }

  /// Where the client may still send, only the server's side is closed, and what comes is read
  /// away. If the connection were closed with something unread, TCP would reset it, and the client
  /// might never see the 221 or 421.
  private func leave(_ context: ChannelHandlerContext, _ mode: CloseMode) {
    guard !isLeaving else { return }
    stage = .leaving
    whenLeaving()
    sendAndClose(context, mode)
    if isReadHeld, mode == .output { read(context: context) }
  }

  /// What was said goes out, then the connection ends: the client has sent all, or a scenario
  /// breaks it off.
  private func part(_ context: ChannelHandlerContext) {
    if !isLeaving { whenLeaving() }
    stage = .leaving
    sendAndClose(context, .all)
  }

  private func sendAndClose(_ context: ChannelHandlerContext, _ mode: CloseMode) {
    let channel = context.channel
    let written = context.eventLoop.makePromise(of: Void.self)
    written.futureResult.whenComplete { _ in channel.close(mode: mode, promise: nil) }
    send(context, promise: written)
  }

  /// A silent client gets 421, and one that does not hang up after the last word is closed.
  func checkTime(_ now: NIODeadline, _ context: ChannelHandlerContext) {
    if isLeaving {
      if now - lastActive >= Self.lingering { context.close(promise: nil) }
    } else if !session.isSuspended, now - lastActive >= group.idleTimeout {
      obey(session.timeOut(), context)
      flush(context)
    }
  }

  // MARK: The channel

  /// Reading stops while the session is suspended: what is on its way waits in the network.
  package func read(context: ChannelHandlerContext) {
    isReadHeld = isPaused && !isLeaving
    if !isReadHeld { context.read() }
  }

  /// Replies that were said still go out.
  package func close(
    context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?
  ) {
    if !isLeaving { send(context) }
    context.close(mode: mode, promise: promise)
  }

  package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case ChannelEvent.inputClosed: endInput(context)
    case let outcome as TLSOutcome: hear(outcome, context)
    case is ShutDown where !isLeaving:
      stage = .stopping(atOnce: false)
      stop(context)
      flush(context)
    case is CloseNow where session.isStoring && !isLeaving: stage = .stopping(atOnce: true)
    case is CloseNow: context.close(promise: nil)
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  private func endInput(_ context: ChannelHandlerContext) {
    switch stage {
    case .leaving: return part(context)
    case .opening, .open, .inputEnded: stage = .inputEnded
    case .stopping: break
    }
    proceed(context)
  }

  package func channelWritabilityChanged(context: ChannelHandlerContext) {
    isWritable = context.channel.isWritable
    if isWritable { resume(context) }
    context.fireChannelWritabilityChanged()
  }

  package func channelInactive(context: ChannelHandlerContext) {
    stage = .leaving
    group.remove(self)
    deliveries.discard()
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
