import Glibc
import PracticeWorld
import Protocols
import Synchronization
import Terminal
import Testing
import Transcripts

@testable import Console

@Suite struct InboxTests {
  private static func line(_ number: Int) -> Act {
    .heard(.client, .line(Line("line \(number)")))
  }

  private static let opened = Act.opened(
    Opening(
      attempt: Attempt(dialect: .smtp, host: "hamburger.edu", port: 25), address: "127.0.0.1:2525",
      local: nil, isPractice: true, client: "crepes.fr"))
  private static let closed = Act.closed(by: .client, .finished)
  private static let queued = Act.world(
    .queue(
      QueueAct(.queued, host: "crepes.fr", message: "1", recipient: "bob@hamburger.edu")))

  private func inbox() throws -> Inbox { Inbox(wake: try WakePipe()) }

  /// Drains the inbox as the console does: as long as the pipe has woken it.
  private func drained(_ inbox: Inbox) -> [Arrival] {
    var arrivals: [Arrival] = []
    var octets = [UInt8](repeating: 0, count: 64)
    while read(inbox.wake.descriptor, &octets, octets.count) > 0 { arrivals += inbox.drain() }
    return arrivals
  }

  @Test func `every arrival comes out once, in order, and the pipe wakes for all of them`() throws {
    let inbox = try inbox()
    for number in 0..<10_000 { inbox.put(Self.line(number), from: .student(1)) }
    let first = inbox.drain()
    #expect(first.count < 10_000)
    // New arrivals stay behind the ones being taken out.
    for number in 10_000..<10_500 { inbox.put(Self.line(number), from: .student(1)) }
    let acts = (first + drained(inbox)).map(\.act)
    #expect(acts == (0..<10_500).map(Self.line))
    #expect(inbox.drain().isEmpty)
    inbox.put(Self.line(0), from: .student(1))
    #expect(drained(inbox).count == 1)
  }

  @Test func `only queue events arrive from an unwatched server`() throws {
    let inbox = try inbox()
    let report = inbox.observer()
    for act in [Self.opened, Self.line(1), Self.closed] {
      report("crepes.fr", .connection(1, act, taken: {}))
    }
    guard case .world(.queue(let news)) = Self.queued else { return }
    report("crepes.fr", .world(.queue(news)))
    #expect(drained(inbox).map(\.act) == [Self.queued])
  }

  @Test func `a watch that begins in the middle of a connection shows the next connection`() throws
  {
    let inbox = try inbox()
    let report = inbox.observer()
    report("crepes.fr", .connection(1, Self.opened, taken: {}))
    inbox.watched = ["crepes.fr"]
    report("crepes.fr", .connection(1, Self.line(1), taken: {}))
    report("crepes.fr", .connection(2, Self.opened, taken: {}))
    report("crepes.fr", .connection(1, Self.closed, taken: {}))
    report("crepes.fr", .connection(2, Self.line(2), taken: {}))
    // A connection watched from its beginning is watched to its end.
    inbox.watched = []
    report("crepes.fr", .connection(2, Self.closed, taken: {}))
    report("crepes.fr", .connection(2, Self.line(3), taken: {}))
    let arrivals = drained(inbox)
    #expect(arrivals.map(\.act) == [Self.opened, Self.line(2), Self.closed])
    #expect(Set(arrivals.map(\.source)) == [.relay(host: "crepes.fr", connection: 2)])
  }

  @Test func `after a move to another world nothing arrives from the old one`() throws {
    guard case .world(.queue(let news)) = Self.queued else { return }
    let inbox = try inbox()
    inbox.watched = ["crepes.fr"]
    let home = inbox.observer()
    home("crepes.fr", .connection(1, Self.opened, taken: {}))
    home("crepes.fr", .world(.queue(news)))
    inbox.put(Self.line(0), from: .student(7))
    let lesson = inbox.observer()
    home("crepes.fr", .connection(1, Self.line(1), taken: {}))
    home("crepes.fr", .world(.queue(news)))
    home("crepes.fr", .connection(2, Self.opened, taken: {}))
    // The lesson's first connection is not the home world's, although it has the same number.
    lesson("crepes.fr", .connection(1, Self.line(2), taken: {}))
    lesson("crepes.fr", .connection(1, Self.opened, taken: {}))
    lesson("crepes.fr", .connection(1, Self.line(3), taken: {}))
    #expect(drained(inbox).map(\.act) == [Self.line(0), Self.opened, Self.line(3)])
  }

  private final class Count: Sendable {
    private let value = Mutex(0)
    var now: Int { value.withLock { $0 } }
    func add() { value.withLock { $0 += 1 } }
  }

  @Test
  func `a relay waits until a watched event is processed or discarded`()
    throws
  {
    let taken = Count()
    let inbox = try inbox()
    let report = inbox.observer()
    func hear(_ number: Int, _ act: Act) {
      report("crepes.fr", .connection(number, act, taken: { taken.add() }))
    }
    hear(1, Self.opened)
    hear(1, Self.line(1))
    #expect(taken.now == 2)
    inbox.watched = ["crepes.fr"]
    hear(2, Self.opened)
    hear(2, Self.line(1))
    #expect(taken.now == 2)
    let arrivals = inbox.drain()
    #expect(arrivals.count == 2 && taken.now == 2)
    for arrival in arrivals { arrival.taken?() }
    #expect(taken.now == 4)
    hear(2, Self.line(2))
    _ = inbox.observer()
    #expect(taken.now == 5)
    hear(2, Self.line(3))
    #expect(taken.now == 6)
    #expect(inbox.drain().isEmpty)
  }
}
