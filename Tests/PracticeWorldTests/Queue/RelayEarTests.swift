import PracticeWorld
import Protocols
import Synchronization
import Testing
import Transcripts

@Suite struct RelayEarTests {
  private final class Count: Sendable {
    private let value = Mutex(0)
    var now: Int { value.withLock { $0 } }
    func add() { value.withLock { $0 += 1 } }
  }

  private func say(_ count: Int, to ear: RelayEar, taken: Count) {
    for _ in 0..<count {
      ear.tell(
        "crepes.fr",
        .connection(1, .heard(.client, .line(Line("x"))), taken: { taken.add() }))
    }
  }

  @Test func `who has heard very much hears on`() {
    let (heard, taken) = (Count(), Count())
    let ear = RelayEar()
    ear.listen { _, news in
      heard.add()
      news.acknowledge()
    }
    // Had each word cost the listener a wrapping, this many would have cost him his stack.
    say(200_000, to: ear, taken: taken)
    #expect(heard.now == 200_000)
    #expect(taken.now == 200_000)
  }

  @Test func `where nobody listens nothing is waited for`() {
    let taken = Count()
    say(3, to: RelayEar(), taken: taken)
    #expect(taken.now == 3)
  }
}
