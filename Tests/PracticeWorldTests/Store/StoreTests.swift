import Files
import PracticeWorld
import TestSupport
import Testing

/// What holds for every store, on disk or not.
@Suite struct StoreTests {
  enum Kind: CaseIterable {
    case maildir, memory
  }

  /// A store that is empty, and the folder it needs.
  private final class Fresh {
    let store: any MessageStore
    private let folder: Scratch

    init(_ kind: Kind) throws {
      folder = Scratch()
      store =
        switch kind {
        case .maildir: folder.maildir
        case .memory: MemoryStore()
        }
    }

    func deliver(_ text: String, to users: String...) throws {
      let spool = try store.spool()
      try spool.append(Array(text.utf8))
      try spool.deliver(to: users)
    }

    func texts(of user: String) throws -> [String] {
      try store.messages(of: user).map {
        String(decoding: try store.read($0, atMost: 1_000), as: UTF8.self)
      }
    }
  }

  @Test(arguments: Kind.allCases) func `every octet is kept exactly`(kind: Kind) throws {
    let fresh = try Fresh(kind)
    let octets = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) } + [13, 10, 0, 10, 13]
    let spool = try fresh.store.spool()
    for start in stride(from: 0, to: octets.count, by: 999) {
      try spool.append(Array(octets[start..<min(start + 999, octets.count)]))
    }
    #expect(spool.count == octets.count)
    try spool.deliver(to: ["bob"])
    let message = try #require(try fresh.store.messages(of: "bob").first)
    #expect(message.octets == octets.count)
    #expect(try fresh.store.read(message, atMost: .max) == octets)
    #expect(try fresh.store.read(message, atMost: 10) == Array(octets[..<10]))
    #expect(try fresh.store.read(message, atMost: 0) == [])
  }

  @Test(arguments: Kind.allCases)
  func `messages are numbered in the order they came`(kind: Kind) throws {
    let fresh = try Fresh(kind)
    for number in 1...20 { try fresh.deliver("\(number)", to: "bob", "carol", "bob") }
    for user in ["bob", "carol"] {
      let messages = try fresh.store.messages(of: user)
      #expect(messages.map(\.number) == Array(1...20))
      #expect(try fresh.texts(of: user) == (1...20).map(String.init))
      #expect(Set(messages.map(\.name)).count == 20)
      #expect(messages.allSatisfy { $0.arrived > 1_700_000_000 })
    }
  }

  @Test(arguments: Kind.allCases)
  func `a mailbox is empty before its first message and after it is prepared`(kind: Kind) throws {
    let fresh = try Fresh(kind)
    try fresh.store.prepare(user: "bob")
    #expect(try fresh.store.messages(of: "bob") == [])
    #expect(try fresh.store.messages(of: "nobody") == [])
    try fresh.deliver("pickles", to: "bob")
    try fresh.store.prepare(user: "bob")
    #expect(try fresh.texts(of: "bob") == ["pickles"])
  }

  @Test(arguments: Kind.allCases)
  func `a delivery that fails for one recipient fails for all`(kind: Kind) throws {
    let fresh = try Fresh(kind)
    for name in ["", "a\0", "a\nb", "\u{7F}", String(repeating: "a", count: 256)] {
      #expect(throws: StoreError.unsafeName) { try fresh.store.prepare(user: name) }
      #expect(throws: StoreError.unsafeName) { try fresh.deliver("x", to: "bob", name) }
    }
    #expect(try fresh.store.messages(of: "bob") == [])
  }

  @Test(arguments: Kind.allCases)
  func `a spool can be delivered or discarded once`(kind: Kind) throws {
    let store = try Fresh(kind)
    let spool = try store.store.spool()
    try spool.deliver(to: ["bob"])
    #expect(throws: StoreError.nothingToDeliver) { try spool.deliver(to: ["bob"]) }
    #expect(throws: StoreError.nothingToDeliver) { try spool.append([1]) }
    spool.discard()
    #expect(try store.store.messages(of: "bob").count == 1)
    let other = try store.store.spool()
    other.discard()
    #expect(throws: StoreError.nothingToDeliver) { try other.deliver(to: ["bob"]) }
    let third = try store.store.spool()
    #expect(throws: StoreError.nothingToDeliver) { try third.deliver(to: []) }
    #expect(try store.store.messages(of: "bob").count == 1)
  }

  @Test(arguments: Kind.allCases)
  func `the latest are the end of all, and each is found by its number`(kind: Kind) throws {
    let fresh = try Fresh(kind)
    for number in 1...5 { try fresh.deliver("\(number)", to: "bob") }
    let all = try fresh.store.messages(of: "bob")
    for limit in [0, 1, 4, 5, 6, .max] {
      let latest = try fresh.store.latest(limit, of: "bob")
      #expect(latest.messages == all.suffix(limit))
      #expect(latest.count == 5)
    }
    for number in -1...7 {
      let message = try fresh.store.message(number, of: "bob")
      #expect(message == all.first { $0.number == number })
    }
    #expect(try fresh.store.message(1, of: "nobody") == nil)
  }

  @Test(arguments: Kind.allCases)
  func `names that Unicode calls equivalent are two mailboxes`(kind: Kind) throws {
    let fresh = try Fresh(kind)
    try fresh.deliver("x", to: "\u{E9}", "e\u{301}", "\u{E9}")
    #expect(try fresh.texts(of: "\u{E9}") == ["x"])
    #expect(try fresh.texts(of: "e\u{301}") == ["x"])
    try fresh.deliver("y", to: "\u{E9}")
    #expect(try fresh.texts(of: "e\u{301}") == ["x"])
  }

  @Test(arguments: Kind.allCases)
  func `a message that is not there is not read`(kind: Kind) throws {
    let fresh = try Fresh(kind)
    try fresh.deliver("x", to: "bob")
    for number in [-1, 0, 1, 2] {
      let forged = StoredMessage(number: number, user: "bob", name: "1.x", octets: 1, arrived: 1)
      #expect(throws: StoreError.self) { try fresh.store.read(forged, atMost: 10) }
    }
  }

  @Test(arguments: Kind.allCases)
  func `many writers at once lose nothing and share no name`(kind: Kind) async throws {
    let fresh = try Fresh(kind)
    let store = fresh.store
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        group.addTask {
          let spool = try store.spool()
          try spool.append(Array("\(number)".utf8))
          try spool.deliver(to: ["bob", "carol"])
        }
      }
      try await group.waitForAll()
    }
    for user in ["bob", "carol"] {
      #expect(Set(try fresh.texts(of: user)) == Set((0..<40).map(String.init)))
      #expect(Set(try store.messages(of: user).map(\.name)).count == 40)
    }
  }

  @Test func `a full memory store takes no more until something is released`() throws {
    let store = MemoryStore(capacity: 10)
    let first = try store.spool()
    try first.append([1, 2, 3, 4, 5, 6])
    let second = try store.spool()
    #expect(throws: StoreError.full) { try second.append([1, 2, 3, 4, 5]) }
    first.discard()
    let third = try store.spool()
    try third.append(Array(repeating: 0, count: 10))
    try third.deliver(to: ["bob", "carol"])
    #expect(throws: StoreError.full) { try store.spool().append([1]) }
    #expect(try store.messages(of: "carol").map(\.octets) == [10])
  }
}
