import NIOCore
import NIOEmbedded
import Network
import Protocols
import Testing
import Transcripts

/// A slow observer holds the connection up, so that nothing piles up.
@Suite struct TapHandlerTests {
  /// Takes the socket's place, and counts reads and writes.
  private final class Socket: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    var reads = 0

    func read(context: ChannelHandlerContext) {
      reads += 1
      context.read()
    }
  }

  private final class Events: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    var heard: [TapHandler.Observing] = []

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
      if let observing = event as? TapHandler.Observing { heard.append(observing) }
    }
  }

  private final class Write {
    var isSettled = false
    var isDone = false
  }

  /// A connection whose acts only the test acknowledges.
  private final class Line {
    let channel = EmbeddedChannel()
    let socket = Socket()
    let events = Events()

    init() throws {
      let tap = TapHandler(
        hearing: .client, dialect: .smtp,
        opening: { _ in
          Opening(
            attempt: Attempt(dialect: .smtp, host: "hamburger.edu", port: 25), address: "",
            local: nil, isPractice: true)
        }, signal: { _ in })
      try channel.pipeline.syncOperations.addHandlers(socket, tap, events)
      try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 25)).wait()
    }

    func hear(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

    func send(_ text: String) -> Write {
      let write = Write()
      channel.writeAndFlush(ByteBuffer(string: text)).assumeIsolated().whenComplete { result in
        write.isSettled = true
        if case .success = result { write.isDone = true }
      }
      return write
    }

    func take(_ count: Int) {
      channel.triggerUserOutboundEvent(TapHandler.Acknowledgement(count: count), promise: nil)
    }

    /// Whether a read reaches the socket now.
    var reads: Bool {
      let before = socket.reads
      channel.read()
      return socket.reads > before
    }
  }

  /// More acts, or more octets, than may wait for the observer.
  private static let floods = [
    String(repeating: "250-x\r\n", count: 1_001),
    String(repeating: String(repeating: "x", count: 60_000) + "\r\n", count: 18),
  ]

  @Test(arguments: floods)
  func `nothing more is read until the observer has caught up`(flood: String) throws {
    let line = try Line()
    try line.hear("220 x\r\n")
    #expect(line.reads)
    try line.hear(flood)
    #expect(!line.reads)
    #expect(line.events.heard == [.behind])
    let before = line.socket.reads
    line.take(1)
    #expect(line.socket.reads == before)
    line.take(2_000)
    #expect(line.socket.reads == before + 1)
    #expect(line.events.heard == [.behind, .caughtUp])
    #expect(line.reads)
    _ = try line.channel.finish()
  }

  @Test(arguments: floods)
  func `no write completes while the observer is behind`(flood: String) throws {
    let line = try Line()
    #expect(line.send("NOOP\r\n").isDone)
    let block = line.send(flood)
    #expect(!block.isSettled)
    #expect(!line.send("NOOP\r\n").isSettled)
    line.take(2_000)
    #expect(block.isDone)
    #expect(line.send("NOOP\r\n").isDone)
    _ = try line.channel.finish()
  }

  @Test func `a write that waits for the observer fails with the connection`() throws {
    let line = try Line()
    let block = line.send(Self.floods[0])
    _ = try line.channel.finish()
    #expect(block.isSettled && !block.isDone)
  }
}
