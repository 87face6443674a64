package import Files
import Glibc
import Protocols
import Synchronization

/// Mailboxes that last as long as their server: for trying things out, and for measuring without a
/// disk.
package final class MemoryStore: MessageStore {
  fileprivate struct Letter {
    let name: UniqueName
    /// One array, shared by all its recipients.
    let octets: [UInt8]

    func stored(number: Int, of user: String) -> StoredMessage {
      StoredMessage(
        number: number, user: user, name: name.text, octets: octets.count, arrived: name.seconds)
    }
  }

  private struct State {
    var mailboxes: [OctetName: [Letter]] = [:]
    /// Octets kept, each message counted once, and those being written.
    var used = 0
  }

  private let capacity: Int
  private let state = Mutex(State())

  /// `capacity`: octets of all messages together; beyond that the store is full.
  package init(capacity: Int = 1 << 30) { self.capacity = capacity }

  /// With the messages that the other store has now.
  init(copying other: MemoryStore) {
    capacity = other.capacity
    let copy = other.state.withLock { $0 }
    state.withLock { $0 = copy }
  }

  package var waitsForDisk: Bool { false }

  /// It accepts the names that a Maildir accepts, so that a test cannot pass here and fail there.
  package func prepare(user: String) throws(StoreError) {
    _ = try FolderName.from(user)
    state.withLock { $0.mailboxes[OctetName(user), default: []] += [] }
  }

  package func spool() throws(StoreError) -> any Spool { MemorySpool(self) }

  package func latest(
    _ limit: Int, of user: String
  ) throws(StoreError) -> (messages: [StoredMessage], count: Int) {
    let letters = letters(of: user)
    let first = max(0, letters.count - limit)
    let messages = letters.indices[first...].map { letters[$0].stored(number: $0 + 1, of: user) }
    return (messages, letters.count)
  }

  package func message(_ number: Int, of user: String) throws(StoreError) -> StoredMessage? {
    let letters = letters(of: user)
    guard letters.indices.contains(number - 1) else { return nil }
    return letters[number - 1].stored(number: number, of: user)
  }

  private func letters(of user: String) -> [Letter] {
    state.withLock { $0.mailboxes[OctetName(user)] ?? [] }
  }

  package func read(_ message: StoredMessage, atMost limit: Int) throws(StoreError) -> [UInt8] {
    // Messages are never removed: the number is the index.
    let letter = state.withLock { state -> Letter? in
      let letters = state.mailboxes[OctetName(message.user)] ?? []
      return letters.indices.contains(message.number - 1) ? letters[message.number - 1] : nil
    }
    guard let letter, letter.name.text == message.name else { throw .after("read", errno: ENOENT) }
    return limit >= letter.octets.count ? letter.octets : Array(letter.octets.prefix(max(0, limit)))
  }

  // MARK: Spools

  fileprivate func reserve(_ octets: Int) throws(StoreError) {
    try state.withLock { state throws(StoreError) in
      guard octets <= capacity - state.used else { throw .full }
      state.used += octets
    }
  }

  fileprivate func free(_ octets: Int) {
    state.withLock { $0.used -= octets }
  }

  fileprivate func keep(_ octets: [UInt8], for users: [String]) throws(StoreError) {
    guard !users.isEmpty else { throw .nothingToDeliver }
    var boxes = users.map { OctetName($0) }
    if boxes.count > 1 { boxes = Array(Set(boxes)) }
    try state.withLock { state throws(StoreError) in
      for box in boxes where state.mailboxes[box] == nil { _ = try FolderName.from(box.text) }
      // Named under the lock, so that names sort as the messages do.
      let letter = Letter(name: .next(), octets: octets)
      for box in boxes { state.mailboxes[box, default: []].append(letter) }
    }
  }
}

/// A message on its way into a memory store.
private final class MemorySpool: Spool {
  private let store: MemoryStore
  /// `nil`: delivered or discarded.
  private let octets = Mutex<[UInt8]?>([])

  init(_ store: MemoryStore) { self.store = store }

  deinit { discard() }

  var count: Int { octets.withLock { $0?.count ?? 0 } }

  func append(_ new: [UInt8]) throws(StoreError) {
    try octets.withLock { octets throws(StoreError) in
      guard octets != nil else { throw .nothingToDeliver }
      do throws(StoreError) { try store.reserve(new.count) } catch {
        store.free(octets?.count ?? 0)
        octets = nil
        throw error
      }
      if octets?.isEmpty == true { octets = new } else { octets?.append(contentsOf: new) }
    }
  }

  func deliver(to users: [String]) throws(StoreError) {
    guard let whole = take() else { throw .nothingToDeliver }
    do throws(StoreError) { try store.keep(whole, for: users) } catch {
      store.free(whole.count)
      throw error
    }
  }

  func discard() {
    if let whole = take() { store.free(whole.count) }
  }

  private func take() -> [UInt8]? {
    octets.withLock { octets in
      defer { octets = nil }
      return octets
    }
  }
}
