import Synchronization
package import Transcripts

/// What can be heard of a world beside its servers' own clients, in order.
package enum WorldNews: Sendable {
  case world(WorldAct)
  /// On the relay's connection with this number, counted from 1. The listener calls `taken`, from
  /// any thread, when it is done with the act: the connection rests while too many acts wait.
  case connection(Int, Act, taken: @Sendable () -> Void)

  /// Nothing of it is kept.
  package func acknowledge() {
    if case .connection(_, _, let taken) = self { taken() }
  }
}

/// Tells a world's news to one listener, or to none.
package final class WorldObserver: Sendable {
  /// `host`: where it happened; empty where it concerns the whole world.
  package typealias Listener = @Sendable (_ host: String, WorldNews) -> Void

  /// A structure, because a bare function would be wrapped anew each time it is read out of a
  /// `Mutex`.
  private struct State {
    var listener: Listener?
  }

  private let state = Mutex(State())

  package init() {}

  /// The listener hears `first` before any other news.
  package func listen(_ listener: @escaping Listener, first: () -> WorldAct) {
    state.withLock { state in
      listener("", .world(first()))
      state.listener = listener
    }
  }

  package func tell(_ host: String, _ news: WorldNews) {
    guard let listener = state.withLock({ $0.listener }) else { return news.acknowledge() }
    listener(host, news)
  }
}
