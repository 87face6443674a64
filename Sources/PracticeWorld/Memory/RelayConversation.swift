import Network
import Protocols
import Transcripts

/// A whole conversation between two hosts: the client session and the server session talk until
/// both have finished.
struct RelayConversation {
  private var client: ClientSession
  private var server: MemoryMailConnection
  private let content: [UInt8]
  private var tap = Tap(dialect: .smtp)
  private var framer = Framer()
  private var isOver = false
  private(set) var acts: [Act] = []
  private(set) var outcomes: [DeliveryOutcome] = []
  private(set) var queued: [QueuedMessage] = []

  init(_ client: ClientSession, _ content: [UInt8], from source: String, to host: MemoryHost) {
    self.client = client
    self.content = content
    server = MemoryMailConnection(to: host, from: source)
  }

  mutating func run(at host: inout MemoryHost, _ clock: MemoryClock) {
    var clock = clock
    server.greet(at: &host, clock)
    while !isOver {
      if let wake = server.wakeAt {
        clock.now = wake
        server.wake(at: &host, clock)
      }
      let said = server.takeSaid()
      if said.isEmpty, server.wakeAt == nil { end(by: .server) }
      acts += tap.take(said, from: .server)
      framer.append(said)
      while case .line(let line)? = framer.next(.lines) {
        obey(client.receive(line), &host, clock)
      }
    }
    queued = server.takeQueued()
  }

  private mutating func obey(
    _ effects: [ClientEffect], _ host: inout MemoryHost, _ clock: MemoryClock
  ) {
    for effect in effects {
      switch effect {
      case .send(let octets): send(octets, &host, clock)
      case .sendContent:
        var stuffing = DotStuffer()
        send(stuffing.stuffed(content) + stuffing.end(), &host, clock)
      case .settled(let outcomes): self.outcomes = outcomes
      // After QUIT the server closes (RFC 5321 §4.1.1.10).
      case .close: end(by: server.isOver ? .server : .client)
      }
    }
  }

  private mutating func send(
    _ octets: [UInt8], _ host: inout MemoryHost, _ clock: MemoryClock
  ) {
    acts += tap.take(octets, from: .client)
    server.receive(octets, at: &host, clock)
  }

  private mutating func end(by side: Side) {
    guard !isOver else { return }
    isOver = true
    for case .settled(let outcomes) in client.lose() { self.outcomes = outcomes }
    acts += tap.end() + [.closed(by: side, .finished)]
  }
}
