import Synchronization
import Terminal
import Transcripts

/// What happened on the network, on its way to the one thread of the console.
struct Arrival: Sendable {
  let conversation: Int
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

  func put(_ act: Act, conversation: Int) {
    let arrival = Arrival(conversation: conversation, act: act, instant: .now)
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
