import Language
import Network
package import Protocols
package import Transcripts

/// What time it is in a world in memory.
struct MemoryClock: Hashable, Sendable {
  /// Since the world opened.
  var now = Duration.zero

  /// Milliseconds since 1970, on the day of the lecture's example.
  var wall: Int { 1_795_446_000_000 + now.milliseconds }
}

/// A practice world in memory, a value: no sockets, threads, disk or clock. Its owner says what the
/// student's connection does and what time it is, and takes the news.
///
/// What decides is the same as in `World`: sessions, scenarios, queues and web mailboxes. Only the
/// way of the octets is another.
package struct MemoryWorld: Sendable {
  package enum Source: Hashable, Sendable {
    /// The student's connection with this conversation number.
    case student(Int)
    /// A connection that this host opened, counted from 1.
    case relay(host: String, connection: Int)
    case world
  }

  /// The student's connection.
  private struct Call: Sendable {
    enum Server: Sendable {
      case mail(MemoryMailConnection)
      case web(MemoryWebConnection)
    }
    let number: Int
    let host: Int
    /// The name or address that the student asked for.
    let name: String
    let isInsecure: Bool
    var tap: Tap
    var server: Server
  }

  var hosts: [MemoryHost]
  private(set) var clock = MemoryClock()
  private var call: Call?
  private var news: [(source: Source, act: Act)] = []

  package init(_ hosts: [HostDescription]) {
    let configuration = WorldConfiguration.forConsole(hosts, in: nil, .english)
    let sources = hosts.indices.map { configuration.source(ofHostAt: $0) { _ in true } }
    let senders = configuration.senders(from: sources)
    self.hosts = hosts.enumerated().map { index, host in
      var addresses = ServiceAddresses<BoundAddress>()
      for service in Service.allCases where configuration.offers(service, at: host) {
        addresses[service] = configuration.listens[service].map {
          BoundAddress(host: MemoryHost.clientAddress, port: $0.port + index)
        }
      }
      return MemoryHost(
        WorldMap.Host(host, at: addresses), policy: configuration.policy(of: host),
        source: sources[index], senders)
    }
    tell(.world, .world(.opened(hosts.map(\.withoutPasswords))))
  }

  /// All that decides what its servers will say, without times and numbers.
  package struct Situation: Hashable, Sendable {
    fileprivate struct Host: Hashable {
      let scenario: Scenario
      let letters: [String: [[UInt8]]]
      let queue: [Waiting]
    }
    fileprivate struct Waiting: Hashable {
      let content: [UInt8]
      let recipients: [String]
    }
    fileprivate let hosts: [Host]
    fileprivate let mail: ServerSession?
    fileprivate let web: [UInt8]?
  }

  package var situation: Situation {
    var (mail, web): (ServerSession?, [UInt8]?)
    switch call?.server {
    case .mail(let connection)?: mail = connection.session.withoutCounts
    case .web(let connection)?: web = connection.request
    case nil: break
    }
    return Situation(
      hosts: hosts.map { host in
        Situation.Host(
          scenario: host.scenario, letters: host.letters,
          queue: host.waiting.map {
            .init(content: $0.original, recipients: $0.message.recipients.map(\.address))
          })
      }, mail: mail, web: web)
  }

  package var map: WorldMap { WorldMap(hosts: hosts.map(\.map)) }

  /// What has happened since it was last asked, oldest first.
  package mutating func takeNews() -> [(source: Source, act: Act)] {
    defer { news = [] }
    return news
  }

  mutating func tell(_ source: Source, _ act: Act) { news.append((source, act)) }

  // MARK: Time

  /// When a slow server goes on. A queue's next try is not waited for.
  package var wakeAt: Duration? {
    guard case .mail(let connection)? = call?.server else { return nil }
    return connection.wakeAt
  }

  package mutating func advance(to moment: Duration) {
    clock.now = max(clock.now, moment)
    if var call, case .mail(var connection) = call.server {
      connection.wake(at: &hosts[call.host], clock)
      call.server = .mail(connection)
      hear(&call)
    }
    carryMail()
  }

  // MARK: The student's connection

  /// Connects to what listens at this port.
  ///
  /// - Parameters:
  ///   - attempt: what the student asked for.
  ///   - isImplicitTLS: the client begins with TLS; otherwise it does so at the 220 to STARTTLS.
  ///   - isInsecure: it goes on with a server whose certificate fails.
  package mutating func dial(
    _ attempt: Attempt, port: Int, isImplicitTLS: Bool = false, isInsecure: Bool = false,
    conversation number: Int
  ) {
    let found = hosts.indices.lazy.compactMap { [hosts] index -> (Int, Service)? in
      let addresses = hosts[index].map.addresses
      return Service.allCases.first { addresses[$0].contains { $0.port == port } }
        .map { (index, $0) }
    }.first
    guard let (index, service) = found, !hosts[index].scenario.isDown else {
      return tell(.student(number), .failed(attempt, .refused))
    }
    var call = Call(
      number: number, host: index, name: attempt.host, isInsecure: isInsecure,
      tap: Tap(dialect: attempt.dialect),
      server: service == .http
        ? .web(MemoryWebConnection())
        : .mail(MemoryMailConnection(to: hosts[index], at: service)))
    tell(.student(number), .opened(opening(attempt, port: port, client: nil)))
    self.call = call
    if isImplicitTLS {
      // A server that speaks first in clear, or waits for a request, knows nothing of TLS here.
      guard service.isImplicitTLS, secure(&call) else { return fail(.notTLS) }
    } else if service.isImplicitTLS {
      // It waits for the client's hello, and hangs up at anything else.
      return
    }
    if case .mail(var connection) = call.server {
      connection.greet(at: &hosts[index], clock)
      call.server = .mail(connection)
    }
    hear(&call)
  }

  /// TLS's handshake, without its records.
  ///
  /// - Returns: `false` where it has failed.
  private mutating func secure(_ call: inout Call) -> Bool {
    guard case .mail(var connection) = call.server else { return false }
    let outcome = hosts[call.host].map.description.handshake(
      for: call.name, isInsecure: call.isInsecure, at: Int64(clock.wall / 1_000))
    tell([.secured(outcome)], of: call)
    guard case .secured = outcome else {
      end(by: .client)
      return false
    }
    call.tap.secured()
    connection.secured(at: &hosts[call.host], clock)
    call.server = .mail(connection)
    return true
  }

  private mutating func fail(_ failure: TLSFailure) {
    guard let call else { return }
    tell([.secured(.failed(failure))], of: call)
    end(by: .client)
  }

  func opening(
    _ attempt: Attempt, port: Int, client: String?, at address: String = MemoryHost.clientAddress
  ) -> Opening {
    Opening(
      attempt: attempt, address: "\(MemoryHost.clientAddress):\(port)",
      local: "\(address):50000", isPractice: true, client: client)
  }

  /// Sends octets to the server. Without a connection they are lost.
  package mutating func send(_ octets: [UInt8]) {
    guard var call else { return }
    tell(call.tap.take(octets, from: .client), of: call)
    switch call.server {
    case .mail(var connection):
      connection.receive(octets, at: &hosts[call.host], clock)
      call.server = .mail(connection)
    case .web(var connection):
      let said = try? connection.receive(octets, at: hosts[call.host])
      tell(call.tap.take(said ?? [], from: .server) + call.tap.pause(from: .server), of: call)
      call.server = .web(connection)
    }
    hear(&call)
    carryMail()
  }

  /// Passes on what the server has said, and ends the connection if the server has.
  private mutating func hear(_ call: inout Call) {
    var isOver = false
    switch call.server {
    case .mail(var connection):
      for message in connection.takeQueued() { announce(message, at: call.host) }
      tell(call.tap.take(connection.takeSaid(), from: .server), of: call)
      isOver = connection.isOver
      call.server = .mail(connection)
      self.call = call
      // At a port of implicit TLS a client that speaks in clear is waited for.
      if connection.awaitsTLS, connection.session.isSuspended, !isOver {
        if secure(&call) { hear(&call) }
        return
      }
    case .web(let connection): isOver = connection.isOver
    }
    self.call = call
    if isOver { end(by: .server) }
  }

  private mutating func tell(_ acts: [Act], of call: Call) {
    for act in acts { tell(.student(call.number), act) }
  }

  package mutating func hangUp() { end(by: .client) }

  private mutating func end(by side: Side) {
    guard var call else { return }
    tell(call.tap.end() + [.closed(by: side, .finished)], of: call)
    self.call = nil
  }

  // MARK: The hosts

  package mutating func behave(_ behaviours: [Behaviour], at name: String) {
    guard let index = hosts.firstIndex(where: { $0.name == name }) else { return }
    hosts[index].scenario = Scenario(behaviours)
    if hosts[index].scenario.isDown, call?.host == index { end(by: .server) }
    tell(.world, .world(.changed(host: name, scenario: behaviours)))
  }

  /// Tries everything in the queues now.
  package mutating func flushQueues() {
    for index in hosts.indices {
      for waiting in hosts[index].waiting { attempt(waiting, at: index, isDueAnyway: true) }
    }
    carryMail()
  }
}
