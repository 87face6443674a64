import NIOCore
import NIOEmbedded
import Network
import Protocols
import TLS
import TestSupport
import Testing

/// The handler between a socket and what speaks in clear, without a socket.
@Suite struct TLSHandlerTests {
  /// What stands above, and hears in clear.
  private final class Speaker: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    var heard = ""
    var outcomes: [TLSOutcome] = []
    var inputEnded = 0
    var isOver = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      heard += String(buffer: unwrapInboundIn(data))
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
      if let outcome = event as? TLSOutcome { outcomes.append(outcome) }
      if case ChannelEvent.inputClosed = event { inputEnded += 1 }
    }

    func channelInactive(context: ChannelHandlerContext) { isOver = true }

    var isSecured: Bool {
      if case .secured? = outcomes.first { outcomes.count == 1 } else { false }
    }
  }

  /// Takes the socket's place.
  private final class Socket: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    var reads = 0

    func read(context: ChannelHandlerContext) {
      reads += 1
      context.read()
    }
  }

  private final class Write {
    /// `nil`: it waits.
    var isDone: Bool?
  }

  /// One side of a connection.
  private final class End {
    let channel: EmbeddedChannel
    let socket = Socket()
    let speaker = Speaker()

    init(_ loop: EmbeddedEventLoop) throws {
      channel = EmbeddedChannel(loop: loop)
      try channel.pipeline.syncOperations.addHandlers(socket, speaker)
      try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 25)).wait()
    }

    func secure(_ session: consuming TLSSession) throws {
      try channel.pipeline.syncOperations.addHandler(
        TLSHandler(session, limit: .seconds(30)), position: .after(socket))
    }

    var reads: Int { socket.reads }

    func say(_ text: String) -> Write {
      let write = Write()
      channel.writeAndFlush(ByteBuffer(string: text)).assumeIsolated().whenComplete { result in
        write.isDone = if case .success = result { true } else { false }
      }
      return write
    }

    func takeWire() throws -> [UInt8] {
      var octets: [UInt8] = []
      while let buffer = try channel.readOutbound(as: ByteBuffer.self) {
        octets += Array(buffer: buffer)
      }
      return octets
    }
  }

  private final class Connection {
    let loop = EmbeddedEventLoop()
    let client: End
    let server: End

    init() throws {
      client = try End(loop)
      server = try End(loop)
    }

    func secure(
      _ context: TLSContext = SampleIdentities.client, to name: String = "hamburger.edu",
      _ identity: TLSContext = SampleIdentities.server
    ) throws {
      try server.secure(TLSSession(server: identity))
      guard let session = TLSSession(client: context, to: name) else { return }
      try client.secure(session)
    }

    /// Until nothing is on its way.
    func carry(atOnce portion: Int = .max) throws {
      var isQuiet = false
      while !isQuiet {
        isQuiet = true
        for (from, to) in [(client, server), (server, client)] {
          var octets = try from.takeWire()[...]
          isQuiet = isQuiet && octets.isEmpty
          while !octets.isEmpty {
            let count = min(portion, octets.count)
            try to.channel.writeInbound(ByteBuffer(bytes: octets.prefix(count)))
            octets = octets.dropFirst(count)
          }
        }
      }
    }
  }

  @Test(arguments: [1, 7, .max])
  func `what is written during the handshake waits, and comes when it is done`(portion: Int) throws
  {
    let connection = try Connection()
    try connection.secure()
    let lines = [connection.client.say("EHLO crepes.fr\r\n"), connection.client.say("NOOP\r\n")]
    let greeting = connection.server.say("220 hamburger.edu\r\n")
    #expect(lines[0].isDone == nil && greeting.isDone == nil)
    try connection.carry(atOnce: portion)
    #expect(connection.client.speaker.isSecured && connection.server.speaker.isSecured)
    #expect(lines.allSatisfy { $0.isDone == true } && greeting.isDone == true)
    #expect(connection.server.speaker.heard == "EHLO crepes.fr\r\nNOOP\r\n")
    #expect(connection.client.speaker.heard == "220 hamburger.edu\r\n")
  }

  @Test func `a connection that was in clear is secured from there on`() throws {
    let connection = try Connection()
    _ = connection.client.say("STARTTLS\r\n")
    try connection.carry()
    _ = connection.server.say("220 Ready\r\n")
    try connection.carry()
    try connection.secure()
    try connection.carry()
    _ = connection.client.say("EHLO crepes.fr\r\n")
    let wire = try connection.client.takeWire()
    #expect(wire.first == 23 && !String(decoding: wire, as: UTF8.self).contains("EHLO"))
    try connection.server.channel.writeInbound(ByteBuffer(bytes: wire))
    #expect(connection.server.speaker.heard == "STARTTLS\r\nEHLO crepes.fr\r\n")
  }

  @Test func `a stalled handshake ends with its reason`() throws {
    let connection = try Connection()
    try connection.secure()
    let line = connection.client.say("EHLO crepes.fr\r\n")
    _ = try connection.client.takeWire()
    connection.loop.advanceTime(by: .seconds(29))
    #expect(connection.client.speaker.outcomes.isEmpty && connection.client.channel.isActive)
    connection.loop.advanceTime(by: .seconds(1))
    for end in [connection.client, connection.server] {
      #expect(end.speaker.outcomes == [.failed(.stalled)])
      #expect(!end.channel.isActive && end.speaker.isOver)
    }
    #expect(line.isDone == false)
  }

  @Test func `time is no matter once the handshake is done`() throws {
    let connection = try Connection()
    try connection.secure()
    try connection.carry()
    connection.loop.advanceTime(by: .hours(1))
    #expect(connection.client.speaker.isSecured && connection.client.channel.isActive)
  }

  @Test func `a certificate that fails ends both sides, each with its reason`() throws {
    let connection = try Connection()
    try connection.secure(to: "crepes.fr")
    let line = connection.client.say("EHLO crepes.fr\r\n")
    try connection.carry()
    guard case .failed(.certificate(.wrongName, _))? = connection.client.speaker.outcomes.first
    else {
      Issue.record("\(connection.client.speaker.outcomes)")
      return
    }
    #expect(connection.client.speaker.outcomes.count == 1)
    #expect(connection.server.speaker.outcomes == [.failed(.alert("bad_certificate"))])
    #expect(!connection.client.channel.isActive && !connection.server.channel.isActive)
    #expect(line.isDone == false && connection.server.speaker.heard.isEmpty)
  }

  @Test func `an answer in clear ends the connection`() throws {
    let connection = try Connection()
    try connection.secure()
    try connection.client.channel.writeInbound(ByteBuffer(string: "250 injected\r\n"))
    #expect(connection.client.speaker.outcomes == [.failed(.notTLS)])
    #expect(connection.client.speaker.heard.isEmpty && !connection.client.channel.isActive)
  }

  @Test func `a side that closes says goodbye first`() throws {
    let connection = try Connection()
    connection.server.channel.allowRemoteHalfClosure = true
    try connection.secure()
    try connection.carry()
    _ = connection.client.say("QUIT\r\n")
    connection.client.channel.close(promise: nil)
    #expect(connection.client.say("NOOP\r\n").isDone == false)
    try connection.carry()
    #expect(connection.server.speaker.heard == "QUIT\r\n")
    #expect(connection.server.speaker.inputEnded == 1 && connection.server.speaker.isSecured)
    // TCP's end behind it is the same end.
    connection.server.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    #expect(connection.server.speaker.inputEnded == 1 && connection.server.speaker.isSecured)
    let reply = connection.server.say("221 Bye\r\n")
    #expect(reply.isDone == true)
    #expect(connection.client.speaker.isOver && connection.client.speaker.isSecured)
  }

  @Test func `goodbye is answered, and ends a connection that takes no half closure`() throws {
    let connection = try Connection()
    connection.server.channel.allowRemoteHalfClosure = true
    try connection.secure()
    try connection.carry()
    _ = connection.server.say("221 Bye\r\n")
    connection.server.channel.close(mode: .output, promise: nil)
    try connection.carry()
    let client = connection.client
    #expect(client.speaker.heard == "221 Bye\r\n" && client.speaker.isSecured)
    #expect(client.speaker.inputEnded == 1 && client.speaker.isOver)
    #expect(connection.server.speaker.inputEnded == 1 && connection.server.speaker.isSecured)
  }

  @Test func `an end without goodbye is told`() throws {
    let connection = try Connection()
    try connection.secure()
    try connection.carry()
    connection.client.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    #expect(connection.client.speaker.outcomes.last == .failed(.truncated))
    #expect(!connection.client.channel.isActive)
    _ = try connection.server.channel.finish(acceptAlreadyClosed: true)
    #expect(connection.server.speaker.isSecured)
  }

  @Test func `a connection that ends inside the handshake has a reason`() throws {
    let connection = try Connection()
    try connection.secure()
    connection.client.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    #expect(connection.client.speaker.outcomes == [.failed(.truncated)])
    connection.server.channel.close(promise: nil)
    // Its own wish.
    #expect(connection.server.speaker.outcomes.isEmpty && connection.server.speaker.isOver)
  }

  @Test func `a stopped reader stays stopped, and one that waits is not forgotten`() throws {
    let connection = try Connection()
    try connection.secure()
    try connection.carry()
    let server = connection.server
    _ = connection.client.say("NOOP\r\n")
    let record = try connection.client.takeWire()
    // The channel asks by itself for no more here.
    let before = server.reads
    server.channel.read()
    #expect(server.reads == before + 1)
    try server.channel.writeInbound(ByteBuffer(bytes: record.prefix(10)))
    // A part of a record is nothing to read.
    #expect(server.reads == before + 2)
    try server.channel.writeInbound(ByteBuffer(bytes: record.dropFirst(10)))
    #expect(server.speaker.heard == "NOOP\r\n" && server.reads == before + 2)
  }
}
