import Synchronization
package import Transcripts

/// How a server carries on what it has accepted.
package struct RelayPlan: Sendable {
  /// The folder of its queue.
  package var folder: String
  package var schedule: RetrySchedule
  /// How many seconds a second of a client's patience lasts (RFC 5321 §4.5.3.2).
  package var pace: Double
  /// Where the mail server of a domain listens; `nil`: the world has no such domain.
  package var route: @Sendable (String) -> BoundAddress?
  package var news: @Sendable (RelayNews) -> Void

  package init(
    folder: String, schedule: RetrySchedule = .classroom, pace: Double = 0.1,
    route: @escaping @Sendable (String) -> BoundAddress?,
    news: @escaping @Sendable (RelayNews) -> Void = { $0.acknowledge() }
  ) {
    self.folder = folder
    self.schedule = schedule
    self.pace = pace
    self.route = route
    self.news = news
  }
}

/// What can be heard of a relay's work, in order.
package enum RelayNews: Sendable {
  case queue(QueueAct)
  /// On the relay's connection with this number, counted from 1. Whoever hears of it calls `taken`, from any thread: the
  /// connection rests while too much of it is not taken.
  case connection(Int, Act, taken: @Sendable () -> Void)

  /// Nothing of it is kept.
  package func acknowledge() {
    if case .connection(_, _, let taken) = self { taken() }
  }
}

/// Who hears what the relays of a world do: one, or nobody.
package final class RelayEar: Sendable {
  package typealias Listener = @Sendable (_ host: String, RelayNews) -> Void

  /// In a structure: a bare function is wrapped anew each time that it is read out of a `Mutex`, and put back so.
  private struct State {
    var listener: Listener?
  }

  private let state = Mutex(State())

  package init() {}

  package func listen(_ listener: @escaping Listener) {
    state.withLock { $0.listener = listener }
  }

  package func tell(_ host: String, _ news: RelayNews) {
    guard let listener = state.withLock({ $0.listener }) else { return news.acknowledge() }
    listener(host, news)
  }
}
