import Subprocess
import SystemPackage
import TestSupport

/// A mail server that people run, on free ports of loopback: `interop/peer.py` starts it, and says
/// what it has.
struct InteropPeer {
  private let settings: [Substring: Substring]

  /// STARTTLS is offered here, but for OpenSMTPD.
  var smtp: String { settings["smtp"].map(String.init) ?? "" }
  /// TLS begins at once here.
  var smtps: String { settings["smtps"].map(String.init) ?? "" }
  /// The file of the authority's certificate, for OpenSSL's `SSL_CERT_FILE`.
  var authority: String { settings["ca"].map(String.init) ?? "" }

  static let script = #filePath.replacing("InteropPeer.swift", with: "interop/peer.py")

  /// Waits for the next message that the server delivers, and reads it.
  typealias Delivery = () async throws -> [UInt8]

  static func run(
    _ name: String, _ body: @escaping @Sendable (InteropPeer, Delivery) async throws -> Void
  ) async throws {
    _ = try await Subprocess.run(
      .name("python3"), arguments: [script, name], input: .none, output: .sequence,
      error: .discarded
    ) { execution in
      defer { try? execution.send(signal: .terminate) }
      var said = execution.standardOutput.strings().makeAsyncIterator()
      let words = try await said.next()?.split(whereSeparator: \.isWhitespace) ?? []
      if words.first == "missing" { try Program.missing(name) }
      guard words.first == "ready" else {
        throw NotListening(log: words.joined(separator: " "))
      }
      let pairs = words.dropFirst().map { $0.split(separator: "=", maxSplits: 1) }
      let peer = InteropPeer(
        settings: Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1]) }))
      try await body(peer) {
        let path = try await said.next()?.split(whereSeparator: \.isWhitespace).last
        return path.flatMap { Program.octets(of: String($0)) } ?? []
      }
    }
  }

  struct NotListening: Error { let log: String }
}
