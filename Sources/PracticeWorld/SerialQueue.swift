import NIOPosix
import Synchronization

/// Runs blocking jobs one after the other on a pool of threads. Different queues do not wait for
/// each other.
final class SerialQueue: Sendable {
  private struct State {
    var jobs: [@Sendable () -> Void] = []
    var isWorking = false
  }

  private let threads: NIOThreadPool
  private let state = Mutex(State())

  init(_ threads: NIOThreadPool) { self.threads = threads }

  func enqueue(_ job: @escaping @Sendable () -> Void) {
    let mustStart = state.withLock { state in
      state.jobs.append(job)
      defer { state.isWorking = true }
      return !state.isWorking
    }
    if mustStart { threads.submit { [self] _ in work() } }
  }

  private func work() {
    while case let jobs = nextJobs(), !jobs.isEmpty {
      for job in jobs { job() }
    }
  }

  private func nextJobs() -> [@Sendable () -> Void] {
    state.withLock { state in
      let jobs = state.jobs
      state.jobs = []
      state.isWorking = !jobs.isEmpty
      return jobs
    }
  }
}
