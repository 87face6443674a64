import PracticeWorld
import Protocols
import Synchronization
import Testing
import Transcripts

/// Worlds tell their news to one listener.
@Suite struct WorldObserverTests {
  private final class Count: Sendable {
    private let value = Mutex(0)
    var now: Int { value.withLock { $0 } }
    func add() { value.withLock { $0 += 1 } }
  }

  private func say(_ count: Int, to observer: WorldObserver, taken: Count) {
    for _ in 0..<count {
      observer.tell(
        "crepes.fr",
        .connection(1, .heard(.client, .line(Line("x"))), taken: { taken.add() }))
    }
  }

  @Test func `a listener hears any amount of news`() {
    let (heard, taken) = (Count(), Count())
    let observer = WorldObserver()
    observer.listen { _, news in
      heard.add()
      news.acknowledge()
    } first: {
      .opened([])
    }
    // If each call wrapped the listener once more, this many would overflow the stack.
    say(200_000, to: observer, taken: taken)
    #expect(heard.now == 200_001)
    #expect(taken.now == 200_000)
  }

  @Test func `without a listener nothing is waited for`() {
    let taken = Count()
    say(3, to: WorldObserver(), taken: taken)
    #expect(taken.now == 3)
  }
}
