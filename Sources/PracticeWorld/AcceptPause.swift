import NIOCore

/// Where the system lets no more files be opened, whoever comes waits until one is closed: asking it again and again would
/// only keep a processor busy. (NIO's `AcceptBackoffHandler` holds back a read that has not begun; this one has, and stays
/// registered.)
final class AcceptPause: ChannelInboundHandler {
  typealias InboundIn = any Channel

  private static let length = TimeAmount.milliseconds(250)

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    let channel = context.channel
    channel.setOption(.autoRead, value: false).whenSuccess {
      channel.eventLoop.scheduleTask(in: Self.length) {
        channel.setOption(.autoRead, value: true)
      }
    }
  }
}
