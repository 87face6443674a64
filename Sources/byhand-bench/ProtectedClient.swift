import Glibc
import Protocols
import TLS

/// A client that protects its connection by STARTTLS, with blocking calls.
final class ProtectedClient {
  private let socket: Int32
  private var session: TLSSession
  /// What has come and was not yet asked for, without TLS.
  private var heard: [UInt8] = []

  /// Connected, protected, and introduced by EHLO.
  ///
  /// - Parameter context: one that takes any certificate: the servers make their own.
  init(_ server: RunningServer, _ context: TLSContext) throws {
    guard let socket = Sockets.connect(port: server.port) else {
      throw BenchError("\(server.kind.rawValue) takes no more connections")
    }
    self.socket = socket
    // EHLO must not wait for the acknowledgement of the handshake's last record.
    var isOn: Int32 = 1
    setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
    guard let session = TLSSession(client: context, to: "127.0.0.1") else {
      throw BenchError("no TLS")
    }
    self.session = session
    _ = try reply(reading: { try Self.read(socket) })
    for request in ["EHLO crepes.fr\r\n", "STARTTLS\r\n"] {
      Sockets.write(request, to: socket)
      _ = try reply(reading: { try Self.read(socket) })
    }
    try step(self.session.start())
    while !self.session.isSecured { try step(self.session.receive(try Self.read(socket))) }
    try say("EHLO crepes.fr\r\n")
  }

  deinit { close(socket) }

  /// Sends a request, and waits for its reply.
  ///
  /// - Throws: where the reply refuses.
  func say(_ request: String) throws {
    try step(session.send(Array(request.utf8)))
    let code = try reply {
      while heard.isEmpty { try step(session.receive(try Self.read(socket))) }
      defer { heard = [] }
      return heard
    }
    guard code < 400 else { throw BenchError("\(code) to \(request.prefix(20))") }
  }

  private func step(_ progress: TLSProgress) throws {
    if !progress.wire.isEmpty { Sockets.write(progress.wire, to: socket) }
    heard += progress.plaintext
    if case .failed(let failure) = progress.ending { throw BenchError("TLS: \(failure.name)") }
  }

  private func reply(reading: () throws -> [UInt8]) throws -> Int {
    var reply: [UInt8] = []
    while true {
      reply += try reading()
      let text = String(decoding: reply, as: UTF8.self)
      guard text.hasSuffix("\r\n"), let last = text.split(separator: "\r\n").last else { continue }
      if last.utf8.dropFirst(3).first == UInt8(ascii: " ") { return Int(last.prefix(3)) ?? 0 }
    }
  }

  private static func read(_ socket: Int32) throws -> [UInt8] {
    guard let octets = Sockets.read(socket, atMost: 16_384) else { throw BenchError("no reply") }
    return octets
  }
}
