import Glibc
import NIOCore

/// Pauses accepting when the system has no more files or memory for a connection: retrying at once
/// would only keep a processor busy.
///
/// NIO's `AcceptBackoffHandler` does not do: it holds back a read that has not begun, and the
/// listener's read has begun and stays registered.
final class AcceptPause: ChannelInboundHandler {
  typealias InboundIn = any Channel

  private static let length = TimeAmount.milliseconds(250)

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A client that has gone again is not a reason to pause.
    if (error as? IOError)?.errnoCode == ECONNABORTED { return }
    let channel = context.channel
    channel.setOption(.autoRead, value: false).whenSuccess {
      channel.eventLoop.scheduleTask(in: Self.length) {
        channel.setOption(.autoRead, value: true)
      }
    }
  }
}
