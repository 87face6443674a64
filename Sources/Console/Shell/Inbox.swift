package import PracticeWorld
import Synchronization
package import Terminal
package import Transcripts

/// The one queue of inputs: network threads put in, the console's thread takes out when the pipe wakes it.
package final class Inbox: Sendable {
  private struct State {
    /// What has come, and what of it is being taken out, oldest first: nothing is moved for the sake of what leaves.
    var come: [Arrival] = []
    var leaving: ArraySlice<Arrival> = []
    /// The ear that hears; those before it are deaf.
    var ear = 0
    var watch = RelayWatch()

    var isEmpty: Bool { come.isEmpty && leaving.isEmpty }

    mutating func take(_ count: Int) -> [Arrival] {
      if leaving.isEmpty {
        leaving = come[...]
        come = []
      }
      let portion = Array(leaving.prefix(count))
      leaving = leaving.count > count ? leaving.dropFirst(count) : []
      return portion
    }

    /// - Returns: the new ear, and what the one before it had heard in vain.
    mutating func turn() -> (ear: Int, forgotten: [Arrival]) {
      ear += 1
      watch.leave()
      let forgotten = (leaving + come).filter { !$0.source.isStudents }
      come = come.filter(\.source.isStudents)
      leaving = leaving.filter(\.source.isStudents)[...]
      return (ear, forgotten)
    }
  }

  /// What is taken out at once: however much comes, the keyboard has its turn in between.
  private static let portion = 200

  private let state = Mutex(State())
  private let start = ContinuousClock.now
  package let wake: WakePipe

  package init(wake: WakePipe) { self.wake = wake }

  /// Since it was made: the time by which the console goes.
  package var now: Duration { ContinuousClock.now - start }

  package func put(_ act: Act, from source: Arrival.Source) { put(act, from: source) { _ in true } }

  /// What nobody wants waits for nobody.
  private func put(
    _ act: Act, from source: Arrival.Source, taken: (@Sendable () -> Void)? = nil,
    where isWanted: (inout State) -> Bool
  ) {
    let arrival = Arrival(source: source, act: act, moment: now, taken: taken)
    let (isKept, isFirst) = state.withLock { state in
      guard isWanted(&state) else { return (false, false) }
      defer { state.come.append(arrival) }
      return (true, state.isEmpty)
    }
    if !isKept { taken?() }
    if isFirst { wake.wake() }
  }

  /// The oldest arrivals. Where there are more, the pipe wakes again.
  package func drain() -> [Arrival] {
    let (portion, isMore) = state.withLock { state in
      (state.take(Self.portion), !state.isEmpty)
    }
    if isMore { wake.wake() }
    return portion
  }

  // MARK: The servers' own doings

  /// Servers whose own conversations are watched; those of the others do not come in.
  package var watched: [String] {
    get { state.withLock { $0.watch.hosts } }
    set { state.withLock { $0.watch.hosts = newValue } }
  }

  /// An ear for one world. The ear before it hears no more, and what it heard last is forgotten: two worlds have servers of
  /// the same name, and what goes on in one is no news in the other.
  package func observer() -> WorldObserver.Listener {
    let (ear, forgotten) = state.withLock { $0.turn() }
    for arrival in forgotten { arrival.taken?() }
    return { [self] host, news in
      switch news {
      case .world(let act): put(.world(act), from: .world) { $0.ear == ear }
      case .connection(let number, let act, let taken):
        put(act, from: .relay(host: host, connection: number), taken: taken) { state in
          state.ear == ear && state.watch.hears(act, of: number, at: host)
        }
      }
    }
  }
}

extension Arrival.Source {
  fileprivate var isStudents: Bool {
    if case .student = self { true } else { false }
  }
}
