import NIOCore
import NIOPosix
import Protocols

/// Carries one message to one server: feeds a client session and obeys its effects. It decides
/// nothing.
final class SMTPClientHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private var session: ClientSession
  private var framer = Framer()
  private let source: any MessageSource
  private let threads: NIOThreadPool
  /// How many seconds one second of the standard's timeouts lasts here.
  private let pace: Double
  private let settled: @Sendable ([DeliveryOutcome]) -> Void
  private var timeout: Scheduled<Void>?
  private var closing: Scheduled<Void>?
  /// The listener is behind and holds the connection up: the other side is not late.
  private var isHeldUp = false

  /// `settled` is called once, with an outcome for each recipient of the message.
  init(
    session: ClientSession, source: any MessageSource, threads: NIOThreadPool, pace: Double,
    settled: @escaping @Sendable ([DeliveryOutcome]) -> Void
  ) {
    self.session = session
    self.source = source
    self.threads = threads
    self.pace = pace
    self.settled = settled
  }

  func channelActive(context: ChannelHandlerContext) {
    setTimeout(context)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    framer.append(Array(buffer: unwrapInboundIn(data)))
    while case .line(let line)? = framer.next(.lines) { obey(session.receive(line), context) }
    setTimeout(context)
  }

  private func obey(_ effects: [ClientEffect], _ context: ChannelHandlerContext) {
    for effect in effects {
      switch effect {
      case .send(let octets):
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: octets)), promise: nil)
      case .sendContent: sendContent(context, stuffing: DotStuffer())
      case .settled(let outcomes): settled(outcomes)
      case .close: closeSoon(context)
      }
    }
  }

  /// The server closes after QUIT (RFC 5321 §4.1.1.10). One that does not is not waited for.
  private func closeSoon(_ context: ChannelHandlerContext) {
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    closing = context.eventLoop.scheduleTask(in: .seconds(1)) { bound.value.close(promise: nil) }
  }

  /// A block at a time: the next is read once this one is sent, so that a long message needs little
  /// memory.
  private func sendContent(_ context: ChannelHandlerContext, stuffing: DotStuffer) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    threads.runIfActive(eventLoop: context.eventLoop) { [source] in try source.next() }
      .whenComplete { result in
        let (handler, context) = bound.value
        guard case .success(let block) = result else {
          // A message cut short must not end with the dot: the connection is closed instead.
          return context.close(promise: nil)
        }
        var stuffing = stuffing
        guard let block else {
          return context.writeAndFlush(
            handler.wrapOutboundOut(ByteBuffer(bytes: stuffing.end())), promise: nil)
        }
        let octets = stuffing.stuffed(block)
        let rest = stuffing
        handler.setTimeout(context)
        context.writeAndFlush(handler.wrapOutboundOut(ByteBuffer(bytes: octets)))
          .whenSuccess {
            let (handler, context) = bound.value
            handler.sendContent(context, stuffing: rest)
          }
      }
  }

  // MARK: Timeouts

  private func setTimeout(_ context: ChannelHandlerContext) {
    timeout?.cancel()
    guard !isHeldUp, let awaited = session.awaits else { return }
    let milliseconds = Int64(Double(ClientSession.patience(for: awaited)) * pace * 1_000)
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    timeout = context.eventLoop.scheduleTask(in: .milliseconds(max(1, milliseconds))) {
      let (handler, context) = bound.value
      handler.obey(handler.session.lose(), context)
      context.close(promise: nil)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if let observing = event as? TapHandler.Observing {
      isHeldUp = observing == .behind
      setTimeout(context)
    }
    context.fireUserInboundEventTriggered(event)
  }

  func channelInactive(context: ChannelHandlerContext) {
    timeout?.cancel()
    closing?.cancel()
    obey(session.lose(), context)
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
