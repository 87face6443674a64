import Glibc
import NIOCore

/// Where the system has no more files or memory for a connection, whoever comes waits until some are given back: asking
/// again and again would only keep a processor busy. (NIO's `AcceptBackoffHandler` holds back a read that has not begun; this
/// one has, and stays registered.)
final class AcceptPause: ChannelInboundHandler {
  typealias InboundIn = any Channel

  private static let length = TimeAmount.milliseconds(250)

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A caller who has gone again keeps nobody waiting.
    if (error as? IOError)?.errnoCode == ECONNABORTED { return }
    let channel = context.channel
    channel.setOption(.autoRead, value: false).whenSuccess {
      channel.eventLoop.scheduleTask(in: Self.length) {
        channel.setOption(.autoRead, value: true)
      }
    }
  }
}
