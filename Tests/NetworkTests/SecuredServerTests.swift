import NIOCore
import NIOEmbedded
import Network
import Protocols
import Synchronization
import TLS
import TestSupport
import Testing
import Transcripts

/// A mail server's connection under TLS, from the beginning or after STARTTLS.
@Suite struct SecuredServerTests {
  private struct NoDelivery: DeliveryService {
    func append(_ block: [UInt8], of delivery: () -> Delivery, done: @escaping @Sendable () -> Void)
    { done() }
    func discard() {}
    func settle(_ question: ServerQuestion, _ answer: @escaping @Sendable (ServerAnswer) -> Void) {
      answer(.stored)
    }
  }

  private final class Acts: Sendable {
    let list = Mutex<[Act]>([])
  }

  /// The server with its tap, and a client that the test plays.
  private final class Connection {
    let channel = EmbeddedChannel()
    private let heard = Acts()
    var acts: [Act] { heard.list.withLock { $0 } }
    private var client = TLSSession(client: SampleIdentities.client, to: "hamburger.edu")
    private(set) var leavings = 0

    init(isImplicit: Bool, isFull: Bool = false) throws {
      var policy = ServerPolicy(domain: "hamburger.edu", mailboxes: ["bob"])
      policy.offersTLS = true
      let group = ConnectionGroup(on: channel.eventLoop, idleTimeout: .minutes(5))
      try channel.pipeline.syncOperations.addHandlers(
        TapHandler(
          hearing: .server, dialect: .smtp,
          opening: { _ in
            Opening(
              attempt: Attempt(dialect: .smtp, host: "hamburger.edu", port: 25), address: "",
              local: nil, isPractice: true)
          }, signal: { [heard] act in heard.list.withLock { $0.append(act) } }),
        SMTPServerHandler(
          policy: policy, deliveries: NoDelivery(), group: group,
          tls: ServerTLS(SampleIdentities.server, isImplicit: isImplicit), isFull: isFull,
          whenLeaving: { [unowned self] in leavings += 1 }))
      try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 25)).wait()
    }

    private func takeWire() throws -> [UInt8] {
      channel.embeddedEventLoop.run()
      var octets: [UInt8] = []
      while let buffer = try channel.readOutbound(as: ByteBuffer.self) {
        octets += Array(buffer: buffer)
      }
      return octets
    }

    /// What the server answers to octets in clear.
    func inClear(_ text: String) throws -> String {
      if !text.isEmpty { try channel.writeInbound(ByteBuffer(string: text)) }
      return String(decoding: try takeWire(), as: UTF8.self)
    }

    /// What the server says in a handshake, besides.
    func secure() throws -> String { try exchange(client?.start()) }

    /// What the server answers to octets under TLS.
    func underTLS(_ text: String) throws -> String { try exchange(client?.send(Array(text.utf8))) }

    private func exchange(_ start: TLSProgress?) throws -> String {
      var wire = start?.wire ?? []
      var said: [UInt8] = []
      while !wire.isEmpty {
        try channel.writeInbound(ByteBuffer(bytes: wire))
        guard let progress = client?.receive(try takeWire()) else { break }
        said += progress.plaintext
        wire = progress.wire
      }
      return String(decoding: said, as: UTF8.self)
    }
  }

  private static let ready = "220 2.0.0 Ready to start TLS\r\n"

  /// A connection on which STARTTLS was said, and behind it what is to be thrown away.
  private static func starting(behind injected: String = "") throws -> Connection {
    let connection = try Connection(isImplicit: false)
    #expect(try connection.inClear("") == "220 hamburger.edu\r\n")
    #expect(try connection.inClear("EHLO crepes.fr\r\n").contains("250-STARTTLS\r\n"))
    #expect(try connection.inClear("STARTTLS\r\n\(injected)") == ready)
    return connection
  }

  @Test func `after STARTTLS the server waits for EHLO under TLS`() throws {
    let connection = try Self.starting()
    #expect(try connection.secure() == "")
    #expect(try connection.underTLS("MAIL FROM:<alice@crepes.fr>\r\n").hasPrefix("503 5.5.1 "))
    let reply = try connection.underTLS("EHLO crepes.fr\r\n")
    #expect(reply.hasPrefix("250-hamburger.edu") && !reply.contains("STARTTLS"))
    #expect(try connection.underTLS("QUIT\r\n").hasPrefix("221 "))
    #expect(!connection.channel.isActive)
    let secured = connection.acts.filter { if case .secured = $0 { true } else { false } }
    guard secured.count == 1, case .secured(.secured(let security))? = secured.first else {
      Issue.record("\(secured)")
      return
    }
    #expect(security.name == "hamburger.edu")
  }

  @Test(arguments: [
    "EHLO mallory\r\nMAIL FROM:<mallory@evil.example>\r\n", "RSET\r\nNOO", "NOO", "\u{16}\u{3}",
  ])
  func `what came in clear behind STARTTLS is never obeyed`(injected: String) throws {
    let connection = try Self.starting(behind: injected)
    #expect(try connection.secure() == "")
    // The end of a line whose beginning came in clear would make NOOP of it.
    #expect(try connection.underTLS("P\r\n").hasPrefix("500 "))
    #expect(try connection.underTLS("MAIL FROM:<alice@crepes.fr>\r\n").hasPrefix("503 "))
    let last = connection.acts.compactMap { act -> Protocols.Line? in
      if case .heard(.client, .line(let line)) = act { line } else { nil }
    }
    #expect(last.suffix(2).first == Protocols.Line(octets: [UInt8(ascii: "P")], ending: .crlf))
  }

  @Test func `octets in clear in place of the client's hello end the connection`() throws {
    let connection = try Self.starting()
    #expect(try connection.inClear("EHLO crepes.fr\r\n") == "")
    #expect(!connection.channel.isActive && connection.leavings == 1)
    #expect(
      connection.acts.suffix(2) == [.secured(.failed(.notTLS)), .closed(by: .server, .finished)])
  }

  @Test func `with implicit TLS the greeting comes under it`() throws {
    let connection = try Connection(isImplicit: true)
    #expect(try connection.inClear("") == "")
    #expect(try connection.secure() == "220 hamburger.edu\r\n")
    let reply = try connection.underTLS("EHLO crepes.fr\r\n")
    #expect(reply.hasPrefix("250-hamburger.edu") && !reply.contains("STARTTLS"))
    guard case .opened = connection.acts[0], case .secured(.secured) = connection.acts[1] else {
      Issue.record("\(connection.acts)")
      return
    }
  }

  @Test func `too many are told so under TLS`() throws {
    let connection = try Connection(isImplicit: true, isFull: true)
    #expect(try connection.secure().hasPrefix("421 "))
    #expect(connection.leavings == 1)
  }

  @Test(arguments: [false, true])
  func `a stalled handshake ends the connection`(isImplicit: Bool) throws {
    let connection = try isImplicit ? Connection(isImplicit: true) : Self.starting()
    connection.channel.embeddedEventLoop.advanceTime(by: .seconds(31))
    #expect(!connection.channel.isActive && connection.leavings == 1)
    #expect(
      connection.acts.suffix(2) == [.secured(.failed(.stalled)), .closed(by: .server, .finished)])
  }

  @Test func `a server that stops during a handshake says so under TLS`() throws {
    let connection = try Self.starting()
    connection.channel.pipeline.fireUserInboundEventTriggered(SMTPServerHandler.ShutDown())
    #expect(connection.channel.isActive)
    #expect(try connection.secure().hasPrefix("421 "))
    #expect(connection.leavings == 1)
  }

  @Test func `a client that goes without goodbye is told apart`() throws {
    let connection = try Self.starting()
    _ = try connection.secure()
    connection.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    #expect(!connection.channel.isActive && connection.leavings == 1)
    #expect(
      connection.acts.suffix(2) == [
        .secured(.failed(.truncated)), .closed(by: .client, .finished),
      ])
  }
}
