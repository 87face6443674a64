package import NIOCore
import NIOPosix
import Protocols
package import Transcripts

/// One connection opened by the console. Its acts come on the connection's own thread, in the order in which they happened;
/// the last of them is `failed` or `closed`, and comes once.
package final class ClientConnection: Sendable {
  private let channel: EventLoopFuture<any Channel>

  private init(channel: EventLoopFuture<any Channel>) { self.channel = channel }

  /// Dials `host` (a name, or an address without brackets) at `port`; `attempt` is what the student asked for.
  package static func open(
    _ attempt: Attempt, host: String, port: Int, isPractice: Bool,
    timeout: TimeAmount = .seconds(20),
    on group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
    signal: @escaping @Sendable (Act) -> Void
  ) -> ClientConnection {
    let opening: @Sendable (any Channel) -> Opening = { channel in
      Opening(
        attempt: attempt, address: channel.remoteAddress.map(\.endpoint) ?? "",
        local: channel.localAddress.map(\.endpoint), isPractice: isPractice)
    }
    let channel = ClientBootstrap(group: group)
      .connectTimeout(timeout)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            TapHandler(
              hearing: .client, dialect: attempt.dialect, opening: opening, signal: signal))
        }
      }
      .connect(host: host, port: port)
    channel.whenFailure { error in signal(.failed(attempt, ConnectionFailure(error))) }
    return ClientConnection(channel: channel)
  }

  /// Puts octets on the wire; they are heard as the client's.
  package func send(_ octets: [UInt8]) {
    channel.whenSuccess { channel in
      channel.writeAndFlush(ByteBuffer(bytes: octets), promise: nil)
    }
  }

  /// Closes the connection from this side.
  package func close() {
    channel.whenSuccess { channel in channel.close(promise: nil) }
  }

  /// So many acts have been taken in: reading goes on where it had stopped for them.
  package func acknowledge(_ count: Int) {
    channel.whenSuccess { channel in
      channel.triggerUserOutboundEvent(
        TapHandler.Acknowledgement(count: count), promise: nil)
    }
  }
}
