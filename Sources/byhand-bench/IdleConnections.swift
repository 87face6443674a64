import Glibc
import TLS

/// What a connection costs a server that only waits for its client.
struct IdleConnections {
  let connections: Int

  /// Octets of resident memory a connection.
  struct Cost {
    let afterBanner: Double
    let afterEHLO: Double
  }

  func measure(_ kind: MeasuredServer, in folder: String) async throws -> Cost {
    try await kind.run(in: folder) { try cost(at: $0) }
  }

  private func cost(at server: RunningServer) throws -> Cost {
    var clients: [Int32] = []
    defer { for client in clients { close(client) } }
    // The first connections pay for what all share.
    for _ in 0..<50 { clients.append(try greeted(server)) }
    for client in clients { try hello(client) }
    let before = server.residentKilobytes
    for _ in 0..<connections { clients.append(try greeted(server)) }
    let banner = server.residentKilobytes
    for client in clients.dropFirst(50) { try hello(client) }
    let extended = server.residentKilobytes
    return Cost(
      afterBanner: Double((banner - before) * 1_024) / Double(connections),
      afterEHLO: Double((extended - before) * 1_024) / Double(connections))
  }

  /// Octets of resident memory a connection that TLS protects.
  func measureProtected(_ kind: MeasuredServer, in folder: String) async throws -> Double {
    let context = try TLSContext(clientTrusting: .system, insecure: true)
    return try await kind.run(in: folder) { server in
      var clients: [ProtectedClient] = []
      for _ in 0..<50 { clients.append(try ProtectedClient(server, context)) }
      let before = server.residentKilobytes
      for _ in 0..<connections {
        try Task.checkCancellation()
        clients.append(try ProtectedClient(server, context))
      }
      return withExtendedLifetime(clients) {
        Double((server.residentKilobytes - before) * 1_024) / Double(connections)
      }
    }
  }

  private func greeted(_ server: RunningServer) throws -> Int32 {
    try Task.checkCancellation()
    guard let client = Sockets.connect(port: server.port) else {
      throw BenchError("\(server.kind.rawValue) takes no more connections")
    }
    guard Sockets.read(client, atMost: 512)?.starts(with: "220".utf8) == true else {
      throw BenchError("\(server.kind.rawValue) gave no greeting")
    }
    return client
  }

  private func hello(_ client: Int32) throws {
    Sockets.write("EHLO crepes.fr\r\n", to: client)
    var reply: [UInt8] = []
    while !Self.isWhole(reply) {
      guard let more = Sockets.read(client, atMost: 4_096) else {
        throw BenchError("no reply to EHLO")
      }
      reply += more
    }
  }

  private static func isWhole(_ reply: [UInt8]) -> Bool {
    let text = String(decoding: reply, as: UTF8.self)
    return text.hasSuffix("\r\n") && text.split(separator: "\r\n").last?.hasPrefix("250 ") == true
  }
}
