package import PracticeWorld
import Synchronization
package import Terminal
package import Transcripts

/// The queue of network arrivals. Network threads put them in, and the console's thread takes them
/// out when the pipe wakes it.
package final class Inbox: Sendable {
  private struct State {
    /// New arrivals, and those being taken out, oldest first. Two arrays, so that taking some out
    /// does not move the rest.
    var incoming: [Arrival] = []
    var outgoing: ArraySlice<Arrival> = []
    /// The number of the current listener. Arrivals from earlier listeners are ignored.
    var listener = 0
    var watch = RelayWatch()

    var isEmpty: Bool { incoming.isEmpty && outgoing.isEmpty }

    mutating func take(_ count: Int) -> [Arrival] {
      if outgoing.isEmpty {
        outgoing = incoming[...]
        incoming = []
      }
      let portion = Array(outgoing.prefix(count))
      outgoing = outgoing.count > count ? outgoing.dropFirst(count) : []
      return portion
    }

    /// - Returns: The new listener's number, and the discarded arrivals of the old world.
    mutating func replaceListener() -> (listener: Int, discarded: [Arrival]) {
      listener += 1
      watch.reset()
      let discarded = (outgoing + incoming).filter { !$0.source.isFromStudent }
      incoming = incoming.filter(\.source.isFromStudent)
      outgoing = outgoing.filter(\.source.isFromStudent)[...]
      return (listener, discarded)
    }
  }

  /// The most arrivals taken out at once, so that the keyboard gets its turn in between.
  private static let portion = 200

  private let state = Mutex(State())
  private let start = ContinuousClock.now
  package let wake: WakePipe

  package init(wake: WakePipe) { self.wake = wake }

  /// The time since the inbox was made. It is the console's clock.
  package var now: Duration { ContinuousClock.now - start }

  package func put(_ act: Act, from source: Arrival.Source) { put(act, from: source) { _ in true } }

  /// An arrival that is not wanted is acknowledged at once.
  private func put(
    _ act: Act, from source: Arrival.Source, taken: (@Sendable () -> Void)? = nil,
    where isWanted: (inout State) -> Bool
  ) {
    let arrival = Arrival(source: source, act: act, moment: now, taken: taken)
    let (isKept, isFirst) = state.withLock { state in
      guard isWanted(&state) else { return (false, false) }
      defer { state.incoming.append(arrival) }
      return (true, state.isEmpty)
    }
    if !isKept { taken?() }
    if isFirst { wake.wake() }
  }

  /// The oldest arrivals. If more remain, the pipe wakes the console again.
  package func drain() -> [Arrival] {
    let (portion, isMore) = state.withLock { state in
      (state.take(Self.portion), !state.isEmpty)
    }
    if isMore { wake.wake() }
    return portion
  }

  // MARK: The servers' own conversations

  /// The servers whose own conversations are watched. Other servers' conversations are ignored.
  package var watched: [String] {
    get { state.withLock { $0.watch.hosts } }
    set { state.withLock { $0.watch.hosts = newValue } }
  }

  /// A listener for one world. It replaces the listener before it and discards that one's waiting
  /// arrivals: two worlds have servers of the same name, and their events must not mix.
  package func observer() -> WorldObserver.Listener {
    let (listener, discarded) = state.withLock { $0.replaceListener() }
    for arrival in discarded { arrival.taken?() }
    return { [self] host, news in
      switch news {
      case .world(let act): put(.world(act), from: .world) { $0.listener == listener }
      case .connection(let number, let act, let taken):
        put(act, from: .relay(host: host, connection: number), taken: taken) { state in
          state.listener == listener && state.watch.includes(act, of: number, at: host)
        }
      }
    }
  }
}

extension Arrival.Source {
  fileprivate var isFromStudent: Bool {
    if case .student = self { true } else { false }
  }
}
