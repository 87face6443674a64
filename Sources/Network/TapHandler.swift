package import NIOCore
package import Protocols
package import Transcripts

/// Stands between the socket and whoever speaks, hears both ways, and changes nothing.
///
/// The one who listens may be slow: reading stops while too many acts wait to be acknowledged.
package final class TapHandler: ChannelDuplexHandler {
  package typealias InboundIn = ByteBuffer
  package typealias OutboundIn = ByteBuffer

  /// Outbound event: the listener has taken in so many acts.
  package struct Acknowledgement: Sendable {
    let count: Int

    package init(count: Int) { self.count = count }
  }
  /// Outbound event: this side is about to close the connection.
  struct Leaving: Sendable {}

  /// Acts that may wait for the listener before reading stops.
  static let backlogLimit = 1_000

  private let side: Side
  private let opening: @Sendable (any Channel) -> Opening
  private let signal: @Sendable (Act) -> Void
  private var tap: Tap
  private var backlog = 0
  private var holdsRead = false
  private var isLeaving = false
  private var isLost = false
  private var isAnnounced = false

  package init(
    hearing side: Side, dialect: Dialect,
    opening: @escaping @Sendable (any Channel) -> Opening,
    signal: @escaping @Sendable (Act) -> Void
  ) {
    self.side = side
    self.opening = opening
    self.signal = signal
    tap = Tap(dialect: dialect)
  }

  package func channelActive(context: ChannelHandlerContext) {
    announce(context)
    context.fireChannelActive()
  }

  /// Once, before anything else: a write may come between the connection and its becoming active.
  private func announce(_ context: ChannelHandlerContext) {
    guard !isAnnounced else { return }
    isAnnounced = true
    tell([.opened(opening(context.channel))])
  }

  package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    tell(tap.take(unwrapInboundIn(data).readableBytesView, from: side.other))
    context.fireChannelRead(data)
  }

  package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?)
  {
    announce(context)
    tell(tap.take(unwrapOutboundIn(data).readableBytesView, from: side))
    context.write(data, promise: promise)
  }

  package func read(context: ChannelHandlerContext) {
    holdsRead = backlog > Self.backlogLimit
    if !holdsRead { context.read() }
  }

  package func triggerUserOutboundEvent(
    context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
  ) {
    switch event {
    case let acknowledgement as Acknowledgement:
      backlog -= acknowledgement.count
      if holdsRead, backlog <= Self.backlogLimit / 2 { read(context: context) }
      promise?.succeed()
    case is Leaving:
      isLeaving = true
      promise?.succeed()
    default: context.triggerUserOutboundEvent(event, promise: promise)
    }
  }

  package func errorCaught(context: ChannelHandlerContext, error: any Error) {
    isLost = true
    context.close(promise: nil)
  }

  package func channelInactive(context: ChannelHandlerContext) {
    tell(tap.end())
    tell([.closed(by: isLeaving ? side : side.other, isLost ? .lost : .finished)])
    context.fireChannelInactive()
  }

  private func tell(_ acts: [Act]) {
    backlog += acts.count
    acts.forEach(signal)
  }
}
