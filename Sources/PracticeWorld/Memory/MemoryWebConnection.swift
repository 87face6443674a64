import Language
import NIOCore
import NIOEmbedded

/// One connection to a web mailbox in memory: octets in, octets out.
///
/// A value, which a channel is not: it keeps the request under way, and shows it to a new channel
/// each time more of it comes.
struct MemoryWebConnection: Sendable {
  private(set) var request: [UInt8] = []
  private(set) var isOver = false

  /// - Returns: what the server says.
  mutating func receive(_ octets: [UInt8], at host: MemoryHost) throws -> [UInt8] {
    request += octets
    let channel = EmbeddedChannel()
    defer { _ = try? channel.finish(acceptAlreadyClosed: true) }
    try channel.pipeline.syncOperations.serveWeb(
      host.mailbox, language: { .fixed(.english) }, disk: nil, budget: ResponseBudget(limit: .max))
    try channel.connect(to: SocketAddress(ipAddress: MemoryHost.clientAddress, port: 80)).wait()
    try channel.writeInbound(ByteBuffer(bytes: request))
    var said: [UInt8] = []
    while let block = try channel.readOutbound(as: ByteBuffer.self) { said += Array(buffer: block) }
    isOver = !channel.isActive
    if !said.isEmpty { request = [] }
    return said
  }
}
