import Files
import Glibc
import PracticeWorld
import Synchronization

/// A store whose disk takes longer than a server that stops waits for idle clients.
final class SlowStore: MessageStore {
  private let memory = MemoryStore()
  private let waiting = AsyncStream<Void>.makeStream()

  var waitsForDisk: Bool { true }

  /// Returns once a delivery is under way.
  func begun() async {
    for await _ in waiting.stream { return }
  }

  func prepare(user: String) throws(StoreError) { try memory.prepare(user: user) }

  func spool() throws(StoreError) -> any Spool {
    SlowSpool(try memory.spool(), waiting.continuation)
  }

  func latest(
    _ limit: Int, of user: String
  ) throws(StoreError) -> (messages: [StoredMessage], count: Int) {
    try memory.latest(limit, of: user)
  }

  func message(_ number: Int, of user: String) throws(StoreError) -> StoredMessage? {
    try memory.message(number, of: user)
  }

  func read(_ message: StoredMessage, atMost limit: Int) throws(StoreError) -> [UInt8] {
    try memory.read(message, atMost: limit)
  }
}

private final class SlowSpool: Spool {
  private let spool: any Spool
  private let waiting: AsyncStream<Void>.Continuation

  init(_ spool: any Spool, _ waiting: AsyncStream<Void>.Continuation) {
    self.spool = spool
    self.waiting = waiting
  }

  var count: Int { spool.count }

  func append(_ octets: [UInt8]) throws(StoreError) { try spool.append(octets) }

  func deliver(to users: [String]) throws(StoreError) {
    waiting.yield()
    // The slowness is the matter of the test, and no waiting for something else.
    usleep(1_200_000)
    try spool.deliver(to: users)
  }

  func discard() { spool.discard() }
}
