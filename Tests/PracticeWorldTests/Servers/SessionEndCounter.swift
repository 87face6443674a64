import Logging
import Synchronization

/// Waits until the server itself has seen sessions end: a client that has closed its side does not
/// know when.
final class SessionEndCounter: Sendable {
  private struct State {
    var count = 0
    var waiting: (count: Int, turn: CheckedContinuation<Void, Never>)?
  }

  private let state = Mutex(State())

  /// For the server's configuration: it writes a line at the end of each session.
  var logger: Logger { Logger(label: "test") { _ in Handler(counter: self) } }

  /// Returns once `count` sessions have ended.
  func wait(for count: Int) async {
    await withCheckedContinuation { turn in
      let isOver = state.withLock { state in
        if state.count < count { state.waiting = (count, turn) }
        return state.count >= count
      }
      if isOver { turn.resume() }
    }
  }

  private func add() {
    let turn = state.withLock { state -> CheckedContinuation<Void, Never>? in
      state.count += 1
      guard let waiting = state.waiting, state.count >= waiting.count else { return nil }
      state.waiting = nil
      return waiting.turn
    }
    turn?.resume()
  }

  private struct Handler: LogHandler {
    let counter: SessionEndCounter
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      if event.message.description == "session ended" { counter.add() }
    }
  }
}
