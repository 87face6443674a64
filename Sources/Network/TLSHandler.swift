package import NIOCore
import Protocols
package import TLS

/// Pumps a TLS session between the socket, next to which it stands, and the handlers above it, which
/// hear and write in clear. It decides nothing about TLS.
///
/// It may be there from the beginning (implicit TLS), or be added to a connection that is open
/// (STARTTLS). What came before that has gone past it: the handlers above throw away what of it they
/// have not used yet, or else words that a stranger put there would count as said under TLS
/// (CVE-2011-0411).
///
/// Above it a `TLSOutcome` is an inbound event: once when the handshake ends, and `failed` once more
/// if a secured connection breaks. After a failure the connection ends by itself. The other side's
/// close_notify is the event `ChannelEvent.inputClosed`, and ends a connection that takes no half
/// closure, as TCP's FIN does.
package final class TLSHandler: ChannelDuplexHandler {
  package typealias InboundIn = ByteBuffer
  package typealias InboundOut = ByteBuffer
  package typealias OutboundIn = ByteBuffer
  package typealias OutboundOut = ByteBuffer

  private enum Stage {
    /// The connection is not open yet.
    case idle
    /// What is written waits.
    case handshake
    case secured
    /// This side has said goodbye. The other side is still heard.
    case closed
    /// Nothing that comes counts any more.
    case failed
  }

  private struct Write {
    let octets: ByteBuffer
    let promise: EventLoopPromise<Void>?
  }

  /// How long the other side has to take in the alert and hang up.
  private static let lingering = TimeAmount.seconds(1)

  private var session: TLSSession
  private let limit: TimeAmount
  private var stage = Stage.idle
  private var heldWrites = CircularBuffer<Write>()
  private var timer: Scheduled<Void>?
  /// The handlers above have asked for something to read, and nothing has come for them since.
  private var isReadAwaited = false
  private var isInputClosed = false
  private var isLost = false

  /// - Parameter limit: how long the handshake may take.
  package init(_ session: consuming TLSSession, limit: TimeAmount = .seconds(30)) {
    self.session = session
    self.limit = limit
  }

  // MARK: The handshake

  package func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { begin(context) }
  }

  package func channelActive(context: ChannelHandlerContext) {
    context.fireChannelActive()
    if case .idle = stage { begin(context) }
  }

  private func begin(_ context: ChannelHandlerContext) {
    stage = .handshake
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: limit) { [self] in
      fail(.stalled, context)
    }
    pass(session.start(), context)
    context.read()
  }

  private func pass(_ progress: TLSProgress, _ context: ChannelHandlerContext) {
    if !progress.wire.isEmpty {
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: progress.wire)), promise: nil)
    }
    if let security = progress.secured { open(security, context) }
    if !progress.plaintext.isEmpty {
      isReadAwaited = false
      context.fireChannelRead(wrapInboundOut(ByteBuffer(bytes: progress.plaintext)))
    }
    switch progress.ending {
    case .closed:
      closeInput(context)
      if !takesHalfClosure(context) { close(context: context, mode: .all, promise: nil) }
    case .failed(let failure): fail(failure, context)
    case nil: break
    }
  }

  private func open(_ security: Security, _ context: ChannelHandlerContext) {
    timer?.cancel()
    stage = .secured
    context.fireUserInboundEventTriggered(TLSOutcome.secured(security))
    let writes = takeHeldWrites()
    for held in writes { write(held, context) }
    if !writes.isEmpty { context.flush() }
  }

  /// The alert is on its way. If the connection were closed with something unread, TCP would reset
  /// it, and the other side might never see the alert: what still comes is read away.
  private func fail(_ failure: TLSFailure, _ context: ChannelHandlerContext) {
    if case .failed = stage { return }
    finish(.failed)
    context.fireUserInboundEventTriggered(TLSOutcome.failed(failure))
    guard context.channel.isActive else { return }
    context.close(mode: .output, promise: nil)
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: Self.lingering) {
      context.close(promise: nil)
    }
    context.read()
  }

  private func finish(_ last: Stage) {
    timer?.cancel()
    stage = last
    for write in takeHeldWrites() { write.promise?.fail(ChannelError.ioOnClosedChannel) }
  }

  private func takeHeldWrites() -> CircularBuffer<Write> {
    defer { heldWrites = [] }
    return heldWrites
  }

  // MARK: What comes

  package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .failed = stage { return }
    pass(session.receive(Array(buffer: unwrapInboundIn(data))), context)
  }

  /// Records that held nothing for the handlers above do not count as read by them.
  package func channelReadComplete(context: ChannelHandlerContext) {
    context.fireChannelReadComplete()
    switch stage {
    case .handshake, .failed: context.read()
    case .idle, .secured, .closed: if isReadAwaited { context.read() }
    }
  }

  package func read(context: ChannelHandlerContext) {
    isReadAwaited = true
    context.read()
  }

  /// Without it, nothing above will say goodbye, and there are servers that wait for that for seconds.
  private func takesHalfClosure(_ context: ChannelHandlerContext) -> Bool {
    (try? context.channel.syncOptions?.getOption(.allowRemoteHalfClosure)) ?? false
  }

  private func closeInput(_ context: ChannelHandlerContext) {
    guard !isInputClosed else { return }
    isInputClosed = true
    context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
  }

  package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard case ChannelEvent.inputClosed = event else {
      return context.fireUserInboundEventTriggered(event)
    }
    if case .failed = stage { return context.close(promise: nil) }
    pass(session.end(), context)
    closeInput(context)
  }

  // MARK: What goes

  package func write(
    context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
  ) {
    let wanted = Write(octets: unwrapOutboundIn(data), promise: promise)
    switch stage {
    case .idle, .handshake: heldWrites.append(wanted)
    case .secured: write(wanted, context)
    case .closed, .failed: promise?.fail(ChannelError.ioOnClosedChannel)
    }
  }

  private func write(_ wanted: Write, _ context: ChannelHandlerContext) {
    let progress = session.send(Array(buffer: wanted.octets))
    context.write(wrapOutboundOut(ByteBuffer(bytes: progress.wire)), promise: wanted.promise)
    if case .failed(let failure) = progress.ending { fail(failure, context) }
  }

  // MARK: The end

  /// Goodbye is said first, so that the other side knows that it has heard everything.
  package func close(
    context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?
  ) {
    guard mode != .input else { return context.close(mode: mode, promise: promise) }
    let goodbye = session.close().wire
    switch stage {
    case .secured, .closed: finish(.closed)
    case .idle, .handshake, .failed: finish(.failed)
    }
    guard !goodbye.isEmpty else { return context.close(mode: mode, promise: promise) }
    // The socket may be at work on an earlier write: closed now, it would drop the goodbye.
    let said = context.eventLoop.makePromise(of: Void.self)
    said.futureResult.assumeIsolated().whenComplete { [self] _ in
      timer?.cancel()
      context.close(mode: mode, promise: promise)
    }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: goodbye)), promise: said)
    guard mode == .all, context.channel.isActive else { return }
    // The other side may not read.
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: Self.lingering) {
      context.close(promise: nil)
    }
  }

  package func errorCaught(context: ChannelHandlerContext, error: any Error) {
    isLost = true
    context.fireErrorCaught(error)
  }

  package func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    switch stage {
    // That the connection was lost says more than that it was cut off.
    case .secured where isLost: break
    case .handshake, .secured, .closed: pass(session.end(), context)
    case .idle, .failed: break
    }
    finish(.failed)
    context.fireChannelInactive()
  }
}
