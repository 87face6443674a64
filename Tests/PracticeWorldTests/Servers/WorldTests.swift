import PracticeWorld
import Protocols
import Synchronization
import TestSupport
import Testing
import Transcripts

/// What a world tells of itself, and how its hosts reach each other.
@Suite(.fewAtOnce) struct WorldTests {
  private static let hosts = [
    HostDescription(name: "hamburger.edu", mailboxes: ["bob"], scenario: [.greylist]),
    HostDescription(
      name: "crepes.fr", mailboxes: ["alice"], relays: true, passwords: ["alice": "pickles"]),
  ]

  private final class News: Sendable {
    private let heard = Mutex<[WorldAct]>([])
    private let delivered = AsyncStream<Void>.makeStream()

    var acts: [WorldAct] { heard.withLock { $0 } }

    func hear(_ news: WorldNews) {
      defer { news.acknowledge() }
      guard case .world(let act) = news else { return }
      heard.withLock { $0.append(act) }
      if case .queue(let act) = act, act.deed == .delivered { delivered.continuation.yield() }
    }

    func delivery() async { for await _ in delivered.stream { return } }
  }

  private func world(_ storing: WorldConfiguration.Storing = .memory) throws -> World {
    let anyPort = [ListenAddress(host: "127.0.0.1", port: 0)]
    var configuration = WorldConfiguration(
      hosts: Self.hosts, storing: storing,
      listens: ServiceAddresses(smtp: anyPort, http: anyPort))
    configuration.canChange = true
    return try World(configuration)
  }

  private static func opened(_ scenarios: [[Behaviour]]) -> WorldAct {
    .opened(
      zip(hosts, scenarios).map { host, scenario in
        var host = host.withoutPasswords
        host.scenario = scenario
        return host
      })
  }

  @Test func `a listener hears first how the world is now, without passwords, then each change`()
    throws
  {
    let world = try world()
    defer { world.close() }
    let (first, second) = (News(), News())
    world.listen { _, news in first.hear(news) }
    try world.hosts[0].behave([.down])
    try world.hosts[1].behave([.closing])
    let changes = [
      WorldAct.changed(host: "hamburger.edu", scenario: [.down]),
      .changed(host: "crepes.fr", scenario: [.closing]),
    ]
    #expect(first.acts == [Self.opened([[.greylist], []])] + changes)
    // Another listener takes the first one's place, and hears the world as it is by then.
    world.listen { _, news in second.hear(news) }
    try world.hosts[0].behave([])
    #expect(
      second.acts
        == [
          Self.opened([[.down], [.closing]]), .changed(host: "hamburger.edu", scenario: []),
        ])
    #expect(first.acts.count == 3)
  }

  @Test(arguments: [WorldConfiguration.Storing.memory, .temporary])
  func `hosts carry mail to each other, wherever it is stored`(
    storing: WorldConfiguration.Storing
  ) async throws {
    let world = try world(storing)
    defer { world.close() }
    try world.hosts[0].behave([])
    let news = News()
    world.listen { _, heard in news.hear(heard) }
    let client = TestClient(world.hosts[1].smtp[0])
    _ = await client.lines(1)
    client.send("HELO me\r\nMAIL FROM:<alice@crepes.fr>\r\nRCPT TO:<bob@hamburger.edu>\r\nDATA\r\n")
    _ = await client.lines(5)
    client.send("\r\nHow about pickles?\r\n.\r\nQUIT\r\n")
    _ = await client.whole()
    await news.delivery()
    #expect(try world.hosts[0].store.messages(of: "bob").count == 1)
  }

  @Test func `a port beyond the last is refused, not wrapped round`() {
    let last = [ListenAddress(host: "127.0.0.1", port: 65_535, isExact: false)]
    #expect(throws: CannotListen.self) {
      try World(
        WorldConfiguration(
          hosts: Self.hosts, storing: .memory, listens: ServiceAddresses(smtp: last)))
    }
  }
}
