import NIOCore
import NIOEmbedded
import Network
import Protocols
import Synchronization
import TLS
import TestSupport
import Testing
import Transcripts

/// What the student's connection makes of the 220 to STARTTLS.
@Suite struct STARTTLSTests {
  private final class Acts: Sendable {
    let list = Mutex<[Act]>([])
  }

  /// A client with its tap, and the TLS of a server that the test plays itself.
  private final class Student {
    let channel = EmbeddedChannel()
    private let heard = Acts()
    var acts: [Act] { heard.list.withLock { $0 } }
    private var server = TLSSession(server: SampleIdentities.server)

    init(_ tls: ClientTLS.Start?) throws {
      let name = "hamburger.edu"
      let tls = tls.map { ClientTLS(name: name, start: $0) { SampleIdentities.client } }
      try channel.pipeline.syncOperations.addHandlers(
        ClientConnection.handlers(
          Attempt(dialect: .smtp, host: name, port: 25), isPractice: true, tls: tls,
          signal: { [heard] act in heard.list.withLock { $0.append(act) } }))
      try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 25)).wait()
    }

    func hear(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

    func say(_ text: String) {
      channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
    }

    func takeWire() throws -> [UInt8] {
      var octets: [UInt8] = []
      while let buffer = try channel.readOutbound(as: ByteBuffer.self) {
        octets += Array(buffer: buffer)
      }
      return octets
    }

    /// The server's side of the handshake, and what it hears under TLS.
    func answer(saying text: String = "") throws -> String {
      var plaintext: [UInt8] = []
      var wire = try takeWire()
      while !wire.isEmpty {
        let progress = server.receive(wire)
        plaintext += progress.plaintext
        try channel.writeInbound(ByteBuffer(bytes: progress.wire))
        wire = try takeWire()
      }
      if !text.isEmpty {
        try channel.writeInbound(ByteBuffer(bytes: server.send(Array(text.utf8)).wire))
      }
      return String(decoding: plaintext, as: UTF8.self)
    }
  }

  private static func heard(_ side: Side, _ text: String) -> Act {
    .heard(side, .line(Line(octets: Array(text.utf8), ending: .crlf)))
  }

  @Test func `at the 220 the handshake begins by itself, and lines go on under it`() throws {
    let student = try Student(.afterSTARTTLS)
    try student.hear("220 hamburger.edu\r\n")
    student.say("STARTTLS\r\n")
    #expect(try student.takeWire() == Array("STARTTLS\r\n".utf8))
    try student.hear("220 2.0.0 Ready\r\n")
    // A line that was typed early waits until it is protected.
    student.say("EHLO crepes.fr\r\n")
    #expect(try student.answer(saying: "250 hamburger.edu\r\n") == "EHLO crepes.fr\r\n")
    guard case .opened = student.acts.first, case .secured(.secured(let security)) = student.acts[4]
    else {
      Issue.record("\(student.acts)")
      return
    }
    #expect(security.verification == .verified(by: "byhand practice world"))
    #expect(
      student.acts[1...3] == [
        Self.heard(.server, "220 hamburger.edu"), Self.heard(.client, "STARTTLS"),
        Self.heard(.server, "220 2.0.0 Ready"),
      ])
    #expect(
      student.acts[5...] == [
        Self.heard(.client, "EHLO crepes.fr"), Self.heard(.server, "250 hamburger.edu"),
      ])
  }

  @Test(arguments: ["250 injected\r\n", "2", "\r\n", "\u{16}\u{3}"])
  func `octets in clear behind the 220 end the connection, and none of them is heard`(
    injected: String
  ) throws {
    let student = try Student(.afterSTARTTLS)
    try student.hear("220 hamburger.edu\r\n")
    student.say("STARTTLS\r\n")
    _ = try student.takeWire()
    try student.hear("220 2.0.0 Ready\r\n\(injected)")
    #expect(
      student.acts[3...] == [
        Self.heard(.server, "220 2.0.0 Ready"),
        .secured(.failed(.injected(injected.utf8.count))), .closed(by: .client, .finished),
      ])
    #expect(try student.takeWire().isEmpty)
  }

  @Test func `an answer in clear in place of the server's hello is not heard either`() throws {
    let student = try Student(.afterSTARTTLS)
    try student.hear("220 hamburger.edu\r\n")
    student.say("STARTTLS\r\n")
    try student.hear("220 2.0.0 Ready\r\n")
    try student.hear("250 injected\r\n")
    #expect(
      student.acts[4...] == [.secured(.failed(.notTLS)), .closed(by: .client, .finished)])
  }

  @Test func `a refused STARTTLS changes nothing`() throws {
    let student = try Student(.afterSTARTTLS)
    try student.hear("220 hamburger.edu\r\n")
    student.say("STARTTLS\r\n")
    try student.hear("454 4.7.0 TLS not available\r\n220 unasked\r\n")
    _ = try student.takeWire()
    student.say("NOOP\r\n")
    #expect(try student.takeWire() == Array("NOOP\r\n".utf8))
  }

  @Test func `with implicit TLS nothing is said before it`() throws {
    let student = try Student(.atOnce)
    student.say("EHLO crepes.fr\r\n")
    #expect(try student.answer(saying: "220 hamburger.edu\r\n") == "EHLO crepes.fr\r\n")
    guard student.acts.count == 4, case .opened = student.acts[0],
      case .secured(.secured) = student.acts[1]
    else {
      Issue.record("\(student.acts)")
      return
    }
    #expect(
      student.acts[2...] == [
        Self.heard(.client, "EHLO crepes.fr"), Self.heard(.server, "220 hamburger.edu"),
      ])
  }

  @Test func `who cannot do TLS goes on in clear`() throws {
    let student = try Student(nil)
    try student.hear("220 hamburger.edu\r\n")
    student.say("STARTTLS\r\n")
    try student.hear("220 2.0.0 Ready\r\n250 more\r\n")
    #expect(student.acts.last == Self.heard(.server, "250 more"))
  }
}
