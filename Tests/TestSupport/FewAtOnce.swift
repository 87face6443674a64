import Synchronization
public import Testing

/// Bounds how many tests hold sockets and processes at a time. swift-testing begins all tests at
/// once, and a process that may have 1,024 descriptors would run out of them.
public struct FewAtOnce: TestTrait, SuiteTrait, TestScoping {
  public let isRecursive = true

  public func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
  ) async throws {
    await Turns.all.take()
    defer { Turns.all.giveBack() }
    try await body()
  }
}

extension Trait where Self == FewAtOnce {
  /// For a test, or each test of a suite, that opens sockets or runs programs without blocking its
  /// thread.
  public static var fewAtOnce: Self { Self() }
}

private final class Turns: Sendable {
  static let all = Turns(6)

  private struct State {
    var free: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>

  private init(_ count: Int) { state = Mutex(State(free: count)) }

  func take() async {
    await withCheckedContinuation { turn in
      let isFree = state.withLock { state in
        guard state.free > 0 else {
          state.waiting.append(turn)
          return false
        }
        state.free -= 1
        return true
      }
      if isFree { turn.resume() }
    }
  }

  func giveBack() {
    let next = state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.free += 1
        return nil as CheckedContinuation<Void, Never>?
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }
}
