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

  /// All that waits, taken as the console takes it: as long as the pipe has woken it.
  private func drained(_ inbox: Inbox) -> [Arrival] {
    var arrivals: [Arrival] = []
    var octets = [UInt8](repeating: 0, count: 64)
    while read(inbox.wake.descriptor, &octets, octets.count) > 0 { arrivals += inbox.drain() }
    return arrivals
  }

  @Test func `whatever comes is handed on once, in order, and the pipe wakes for all of it`() throws
  {
    let inbox = try inbox()
    for number in 0..<10_000 { inbox.put(Self.line(number), from: .student(1)) }
    let first = inbox.drain()
    #expect(first.count < 10_000)
    // What comes while the others leave is behind them.
    for number in 10_000..<10_500 { inbox.put(Self.line(number), from: .student(1)) }
    let acts = (first + drained(inbox)).map(\.act)
    #expect(acts == (0..<10_500).map(Self.line))
    #expect(inbox.drain().isEmpty)
    inbox.put(Self.line(0), from: .student(1))
    #expect(drained(inbox).count == 1)
  }

  @Test func `of a server that nobody watches only its queue is heard`() throws {
    let inbox = try inbox()
    let tell = inbox.observer()
    for act in [Self.opened, Self.line(1), Self.closed] {
      tell("crepes.fr", .connection(1, act, taken: {}))
    }
    guard case .world(.queue(let news)) = Self.queued else { return }
    tell("crepes.fr", .world(.queue(news)))
    #expect(drained(inbox).map(\.act) == [Self.queued])
  }

  @Test func `a watch begun in the middle of a connection hears the next`() throws {
    let inbox = try inbox()
    let tell = inbox.observer()
    tell("crepes.fr", .connection(1, Self.opened, taken: {}))
    inbox.watched = ["crepes.fr"]
    tell("crepes.fr", .connection(1, Self.line(1), taken: {}))
    tell("crepes.fr", .connection(2, Self.opened, taken: {}))
    tell("crepes.fr", .connection(1, Self.closed, taken: {}))
    tell("crepes.fr", .connection(2, Self.line(2), taken: {}))
    // What is watched from its beginning is watched to its end.
    inbox.watched = []
    tell("crepes.fr", .connection(2, Self.closed, taken: {}))
    tell("crepes.fr", .connection(2, Self.line(3), taken: {}))
    let arrivals = drained(inbox)
    #expect(arrivals.map(\.act) == [Self.opened, Self.line(2), Self.closed])
    #expect(Set(arrivals.map(\.source)) == [.relay(host: "crepes.fr", connection: 2)])
  }

  @Test func `who has moved to another world hears nothing of the one left behind`() throws {
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
    // The lesson's first connection is not home's, though it has its number.
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
  func `a relay waits for what is watched until it is done with, or nobody wants it any more`()
    throws
  {
    let taken = Count()
    let inbox = try inbox()
    let tell = inbox.observer()
    func hear(_ number: Int, _ act: Act) {
      tell("crepes.fr", .connection(number, act, taken: { taken.add() }))
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
