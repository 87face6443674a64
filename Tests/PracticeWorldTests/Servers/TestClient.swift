import Network
import PracticeWorld
import Protocols
import Synchronization
import Transcripts

/// A client that speaks to a real server and waits for what it hears: no sleeping, no polling.
final class TestClient: Sendable {
  private struct State {
    var acts: [Act] = []
    var waiting: (isDone: @Sendable ([Act]) -> Bool, resume: CheckedContinuation<[Act], Never>)?
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
      guard let waiting = state.waiting, waiting.isDone(state.acts) else { return nil }
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
    let isDone: @Sendable ([Act]) -> Bool = { isEnough($0) || $0.contains(where: Self.isEnd) }
    return await withCheckedContinuation { continuation in
      let acts = state.withLock { state -> [Act]? in
        if isDone(state.acts) { return state.acts }
        state.waiting = (isDone, continuation)
        return nil
      }
      if let acts { continuation.resume(returning: acts) }
    }
  }

  /// The server's lines, once there are `count`.
  func lines(_ count: Int) async -> [String] {
    Self.lines(await acts { Self.lines($0).count >= count })
  }

  /// Everything, once the connection has ended or failed.
  func whole() async -> [Act] { await acts { _ in false } }

  static func lines(_ acts: [Act]) -> [String] {
    acts.compactMap { act in
      guard case .heard(.server, .line(let line)) = act else { return nil }
      return line.lossyText
    }
  }

  private static func isEnd(_ act: Act) -> Bool {
    switch act {
    case .closed, .failed: true
    default: false
    }
  }
}
