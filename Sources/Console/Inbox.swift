import Synchronization
import Terminal
import Transcripts

/// What happened on the network, on its way to the one thread of the console.
struct Arrival: Sendable {
  enum Source: Hashable, Sendable {
    /// A connection of the student's, by its conversation.
    case line(Int)
    /// A connection between two servers of the world: whose, and which of its.
    case relay(host: String, connection: Int)
    /// A server's queue.
    case queue
  }

  let source: Source
  let act: Act
  let instant: ContinuousClock.Instant
}

/// The one queue of inputs: network threads put in, the console's thread takes out when the pipe wakes it.
final class Inbox: Sendable {
  /// What is taken out at once: however much comes, the keyboard has its turn in between.
  private static let portion = 200

  private let arrivals = Mutex<[Arrival]>([])
  let wake: WakePipe

  init(wake: WakePipe) { self.wake = wake }

  func put(_ act: Act, from source: Arrival.Source) {
    let arrival = Arrival(source: source, act: act, instant: .now)
    let wasEmpty = arrivals.withLock { arrivals in
      defer { arrivals.append(arrival) }
      return arrivals.isEmpty
    }
    if wasEmpty { wake.wake() }
  }

  /// The oldest arrivals. Where there are more, the pipe wakes again.
  func drain() -> [Arrival] {
    let (portion, isMore) = arrivals.withLock { arrivals in
      let portion = Array(arrivals.prefix(Self.portion))
      arrivals.removeFirst(portion.count)
      return (portion, !arrivals.isEmpty)
    }
    if isMore { wake.wake() }
    return portion
  }
}
