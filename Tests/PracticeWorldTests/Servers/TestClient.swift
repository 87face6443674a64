import Network
import PracticeWorld
import Protocols
import Synchronization
import Transcripts

/// A client that speaks to a real server and waits for what it hears: no sleeping, no polling.
final class TestClient: Sendable {
  private struct State {
    var acts: [Act] = []
    /// Nothing more can come.
    var isEnded = false
    var waiting: (isEnough: @Sendable ([Act]) -> Bool, resume: CheckedContinuation<[Act], Never>)?
  }

  private let state = Mutex(State())
  private let connection = Mutex<ClientConnection?>(nil)

  init(
    _ address: BoundAddress, dialect: Dialect = .smtp, host: String? = nil, tls: ClientTLS? = nil
  ) {
    let opened = ClientConnection.open(
      Attempt(dialect: dialect, host: host ?? address.host, port: address.port),
      host: host ?? address.host, port: address.port, isPractice: true, tls: tls
    ) { [weak self] act in self?.hear(act) }
    connection.withLock { $0 = opened }
  }

  private func hear(_ act: Act) {
    let ready = state.withLock { state -> (CheckedContinuation<[Act], Never>, [Act])? in
      state.acts.append(act)
      state.isEnded = state.isEnded || Self.isEnd(act)
      guard let waiting = state.waiting, state.isEnded || waiting.isEnough(state.acts)
      else { return nil }
      state.waiting = nil
      return (waiting.resume, state.acts)
    }
    if let (continuation, acts) = ready { continuation.resume(returning: acts) }
  }

  func send(_ text: String) { send(Array(text.utf8)) }
  func send(_ octets: [UInt8]) { connection.withLock { $0 }?.send(octets) }
  func close() { connection.withLock { $0 }?.close() }

  /// Everything heard, once it is enough, or once nothing more can come.
  func acts(until isEnough: @escaping @Sendable ([Act]) -> Bool) async -> [Act] {
    await withCheckedContinuation { continuation in
      let acts = state.withLock { state -> [Act]? in
        if state.isEnded || isEnough(state.acts) { return state.acts }
        state.waiting = (isEnough, continuation)
        return nil
      }
      if let acts { continuation.resume(returning: acts) }
    }
  }

  /// The server's lines, once there are `count`.
  func lines(_ count: Int) async -> [String] {
    Self.lines(await acts { $0.count { Self.line($0) != nil } >= count })
  }

  /// Everything, once the connection has ended or failed.
  func whole() async -> [Act] { await acts { _ in false } }

  static func lines(_ acts: [Act]) -> [String] {
    acts.compactMap { line($0)?.lossyText }
  }

  private static func line(_ act: Act) -> Line? {
    guard case .heard(.server, .line(let line)) = act else { return nil }
    return line
  }

  private static func isEnd(_ act: Act) -> Bool {
    switch act {
    case .closed, .failed: true
    default: false
    }
  }
}
