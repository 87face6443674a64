import Language
import PracticeWorld
import Protocols
import TestSupport
import Testing
import Transcripts

/// Nothing makes a practice world listen, or lead, to anything but this machine.
@Suite(.fewAtOnce) struct ThisMachineTests {
  @Test(arguments: [
    ("127.0.0.1:25", true), ("127.8.9.10:0", true), ("[::1]:25", true), ("localhost:25", true),
    ("LocalHost:25", true), ("0.0.0.0:25", false), ("[::]:25", false), ("192.0.2.1:25", false),
    ("127.0.0.1.example.com:25", false), ("127.example.com:25", false), ("127.1:25", false),
    ("[::ffff:192.0.2.1]:25", false), ("localhost.example.com:25", false),
  ])
  func `loopback is recognised by its address`(text: String, isLoopback: Bool) {
    #expect(ListenAddress(text)?.isLoopback == isLoopback)
  }

  @Test func `localhost is loopback whatever /etc/hosts says`() {
    #expect(ListenAddress("localhost:25")?.host == "127.0.0.1")
  }

  @Test(
    arguments: [
      ([127, 0, 0, 1], true), ([127, 9, 9, 9], true), ([10, 0, 0, 1], false), (nil, false),
      (Array(repeating: 0, count: 15) + [1], true),
      (Array(repeating: 0, count: 10) + [0xFF, 0xFF, 127, 0, 0, 1], true),
      (Array(repeating: 0, count: 10) + [0xFF, 0xFF, 192, 0, 2, 1], false),
    ] as [([UInt8]?, Bool)])
  func `only this machine can relay`(client: [UInt8]?, relays: Bool) {
    let configuration = MailServer.Configuration(
      policy: ServerPolicy(
        domain: "crepes.fr", mailboxes: ["alice"], relayDomains: ["hamburger.edu"]),
      store: MemoryStore(), smtp: [])
    #expect(configuration.policy(at: nil, from: client).relayDomains.isEmpty != relays)
  }

  @Test func `a world's hosts are on loopback, whatever they are called`() throws {
    let world = try World(
      .forConsole(
        [
          .init(name: "example.com", mailboxes: ["bob"]),
          .init(name: "mail.example.net", mailboxes: ["carol"], relays: true),
        ], in: nil, .english))
    defer { world.close() }
    for host in world.hosts {
      #expect(host.smtp.map(\.host) == ["127.0.0.1"] && host.web.map(\.host) == ["127.0.0.1"])
      for port in [25, 80] {
        guard case .listening(let endpoint) = world.map.resolve(host: host.name, port: port) else {
          Issue.record("\(host.name) does not listen on \(port)")
          continue
        }
        #expect(endpoint.host == "127.0.0.1")
      }
      #expect(world.map.resolve(host: host.name, port: 587) == .closed)
    }
    #expect(world.map.resolve(host: "example.org", port: 25) == nil)
  }

  @Test func `a name and a port lead where DNS and a provider's filter would let them`() {
    var host = HostDescription(
      name: "mail.hamburger.edu", domain: "hamburger.edu", mailboxes: ["bob"])
    host.blocked = [25]
    let address = { (port: Int) in [BoundAddress(host: "127.0.0.1", port: port)] }
    let map = WorldMap(hosts: [
      .init(
        host,
        at: ServiceAddresses(
          smtp: address(1), submission: address(2), smtps: address(3), http: address(4)))
    ])
    let service = { (name: String, port: Int) -> Service? in
      guard case .listening(let endpoint) = map.resolve(host: name, port: port) else { return nil }
      return endpoint.service
    }
    #expect(map.resolve(host: "Mail.hamburger.edu.", port: 25) == .blocked)
    #expect(service("mail.hamburger.edu", 1) == .smtp)
    #expect(service("mail.hamburger.edu", 587) == .submission)
    #expect(service("mail.hamburger.edu", 465) == .smtps)
    #expect(service("127.0.0.1", 3) == .smtps && service("127.0.0.1", 465) == nil)
    #expect(map.resolve(host: "mail.hamburger.edu", port: 26) == .closed)
    // The domain's mail has a host; its name has no address.
    #expect(map.resolve(host: "hamburger.edu", port: 25) == .noAddress)
    #expect(map.exchanges(for: "Hamburger.EDU").map(\.name) == ["mail.hamburger.edu"])
    #expect(map.exchanges(for: "mail.hamburger.edu").isEmpty)
  }
}
