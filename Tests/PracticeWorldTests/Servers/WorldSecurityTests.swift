import Files
import Glibc
import Network
import PracticeWorld
import Protocols
import TestSupport
import Testing
import Transcripts

/// TLS and logins of a practice world, over sockets.
@Suite(.fewAtOnce) struct WorldSecurityTests {
  private func world(
    _ certificate: HostCertificate = .valid, _ storing: WorldConfiguration.Storing = .temporary
  ) throws -> World {
    let anyPort = [ListenAddress(host: "127.0.0.1", port: 0)]
    var hosts = HostDescription.lectureWorld
    hosts[1].certificate = certificate
    var configuration = WorldConfiguration(
      hosts: hosts, storing: storing,
      listens: ServiceAddresses(
        smtp: anyPort, submission: anyPort, smtps: anyPort, http: anyPort))
    configuration.certificates = .issued
    configuration.threads = .few
    return try World(configuration)
  }

  /// A client at a service of crepes.fr.
  private func client(
    of world: World, at service: Service, insecure: Bool = false
  ) -> TestClient {
    let tls = ClientTLS(
      name: "crepes.fr", start: service.isImplicitTLS ? .atOnce : .afterSTARTTLS
    ) { try world.clientContext(insecure: insecure) }
    return TestClient(world.hosts[1].addresses[service][0], tls: tls)
  }

  private static func outcome(_ acts: [Act]) -> TLSOutcome? {
    acts.lazy.compactMap { if case .secured(let outcome) = $0 { outcome } else { nil } }.first
  }

  private func outcome(of client: TestClient) async -> TLSOutcome? {
    Self.outcome(await client.acts { Self.outcome($0) != nil })
  }

  @Test func `hosts whose users can log in take submissions, the others do not`() throws {
    let world = try world()
    defer { world.close() }
    let open = world.hosts.map { host in Service.allCases.filter { !host.addresses[$0].isEmpty } }
    #expect(open == [[.smtp, .http], Service.allCases])
  }

  @Test func `the world's own authority vouches for its hosts`() async throws {
    let world = try world()
    defer { world.close() }
    let client = client(of: world, at: .smtps)
    guard case .secured(let security)? = await outcome(of: client) else {
      return #expect(Bool(false), "not secured")
    }
    #expect(security.verification == .verified(by: "byhand practice world"))
    #expect(security.certificates.first?.names == ["crepes.fr", "127.0.0.1", "::1"])
    _ = await client.lines(1)
    client.send("EHLO me\r\nAUTH PLAIN AGFsaWNlAHBpY2tsZXM=\r\nQUIT\r\n")
    let acts = await client.whole()
    let lines = TestClient.lines(acts)
    #expect(lines.contains { $0.hasPrefix("235 ") } && lines.first == "220 crepes.fr")
    // The server has said TLS's goodbye, too.
    #expect(acts.count { if case .secured = $0 { true } else { false } } == 1)
    #expect(acts.last == .closed(by: .server, .finished))
  }

  @Test(arguments: [
    (HostCertificate.expired, CertificateFault.expired), (.wrongName, .wrongName),
    (.selfSigned, .selfSigned),
  ])
  func `a certificate that is to fail fails for its reason`(
    certificate: HostCertificate, fault: CertificateFault
  ) async throws {
    let world = try world(certificate)
    defer { world.close() }
    guard
      case .failed(.certificate(let found, _))? = await outcome(
        of: client(of: world, at: .smtps))
    else { return #expect(Bool(false), "believed") }
    #expect(found == fault)
    let insecure = client(of: world, at: .submission, insecure: true)
    _ = await insecure.lines(1)
    insecure.send("EHLO me\r\nSTARTTLS\r\n")
    guard case .secured(let security)? = await outcome(of: insecure) else {
      return #expect(Bool(false), "not secured")
    }
    #expect(security.verification == .unverified(fault))
    insecure.close()
  }

  @Test func `the authority is kept, for its owner's eyes, as long as it fits`() throws {
    let folder = Scratch()
    let path = "\(folder.path)/tls/authority.pem"
    func kept() throws -> [UInt8] { try File.head(of: path, atMost: 1 << 16) }
    func use(_ world: World) throws {
      defer { world.close() }
      _ = try world.clientContext()
    }
    try world(.valid, .folder(folder.path)).close()
    #expect(!File.exists(path), "it is made when it is needed")
    try use(try world(.valid, .folder(folder.path)))
    let first = try kept()
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    try use(try world(.expired, .folder(folder.path)))
    #expect(try kept() == first)
    // It may not vouch for another host.
    var configuration = WorldConfiguration(
      hosts: [HostDescription(name: "pears.example", mailboxes: ["dave"])],
      storing: .folder(folder.path), listens: ServiceAddresses())
    configuration.certificates = .issued
    try use(try World(configuration))
    #expect(try kept() != first)
  }

  @Test func `a host's own mail comes from an address of its own`() async throws {
    let world = try world()
    defer { world.close() }
    let client = TestClient(world.hosts[1].smtp[0])
    _ = await client.lines(1)
    client.send("HELO me\r\nMAIL FROM:<alice@crepes.fr>\r\nRCPT TO:<bob@hamburger.edu>\r\nDATA\r\n")
    _ = await client.lines(5)
    let (delivered, continuation) = AsyncStream.makeStream(of: Void.self)
    world.listen { _, news in
      defer { news.acknowledge() }
      if case .world(.queue(let act)) = news, act.deed == .delivered { continuation.yield() }
    }
    client.send("\r\nHow about pickles?\r\n.\r\nQUIT\r\n")
    for await _ in delivered { break }
    let store = world.hosts[0].store
    let message = try #require(try store.messages(of: "bob").first)
    let text = String(decoding: try store.read(message, atMost: 10_000), as: UTF8.self)
    #expect(text.contains("Received: from crepes.fr ([127.0.0.3])"))
  }
}
