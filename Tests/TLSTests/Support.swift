import Protocols
import TLS
import TestSupport

/// One side, and what it has found, in order. The macros of the tests take nothing that cannot be
/// copied, as a session.
final class Party {
  private var session: TLSSession
  private(set) var found: [TLSProgress] = []

  init(clientTo name: String = "hamburger.edu", _ context: TLSContext = SampleIdentities.client) {
    guard let session = TLSSession(client: context, to: name) else {
      preconditionFailure("\(name) is not a name")
    }
    self.session = session
  }

  init(server context: TLSContext) { session = TLSSession(server: context) }

  func start() -> TLSProgress { note(session.start()) }
  func receive(_ octets: [UInt8]) -> TLSProgress { note(session.receive(octets)) }
  func send(_ octets: [UInt8]) -> TLSProgress { note(session.send(octets)) }
  func close() -> TLSProgress { note(session.close()) }
  func end() -> TLSProgress { note(session.end()) }

  private func note(_ progress: TLSProgress) -> TLSProgress {
    found.append(progress)
    return progress
  }

  var outcome: TLSOutcome? {
    for progress in found {
      if let security = progress.secured { return .secured(security) }
      if case .failed(let failure) = progress.ending { return .failed(failure) }
    }
    return nil
  }

  var heard: String { String(decoding: found.flatMap(\.plaintext), as: UTF8.self) }
  var ending: TLSProgress.Ending? { found.compactMap(\.ending).first }
}

/// A client and a server, joined in memory.
final class Pair {
  let client: Party
  let server: Party
  /// Changes what is on its way from a side.
  var change: (_ octets: [UInt8], _ from: Side) -> [UInt8] = { octets, _ in octets }

  init(_ client: TLSContext, to name: String = "hamburger.edu", _ server: TLSContext) {
    self.client = Party(clientTo: name, client)
    self.server = Party(server: server)
  }

  subscript(side: Side) -> Party { side == .client ? client : server }

  func shakeHands() { carry(client.start(), from: .client) }

  func say(_ text: String, from side: Side) { carry(self[side].send(Array(text.utf8)), from: side) }

  func close(_ side: Side) { carry(self[side].close(), from: side) }

  /// Until neither has anything to say.
  private func carry(_ progress: TLSProgress, from side: Side) {
    var (wire, side) = (progress.wire, side)
    while !wire.isEmpty {
      let octets = change(wire, side)
      side = side.other
      wire = self[side].receive(octets).wire
    }
  }
}
