import Glibc
import Messages
import PracticeWorld
import Protocols
import Synchronization
import TestSupport
import Testing
import Transcripts

/// Two servers on sockets: alice's, which carries mail on, and bob's.
@Suite(.fewAtOnce) struct RelayTests {
  /// Hears the relay's news, and waits for certain acts.
  private final class NewsListener: Sendable {
    private struct State {
      var acts: [QueueAct] = []
      var lines: [String] = []
      var waiting: (deed: QueueAct.Deed, count: Int, resume: CheckedContinuation<Void, Never>)?
    }
    private let state = Mutex(State())

    func hear(_ news: WorldNews) {
      defer { news.acknowledge() }
      let ready = state.withLock { state -> CheckedContinuation<Void, Never>? in
        switch news {
        case .world(.queue(let act)): state.acts.append(act)
        case .world: break
        case .connection(_, .heard(let side, .line(let line)), _):
          state.lines.append((side == .client ? "C: " : "S: ") + line.lossyText)
        case .connection: break
        }
        guard let waiting = state.waiting,
          state.acts.count(where: { $0.deed == waiting.deed }) >= waiting.count
        else { return nil }
        state.waiting = nil
        return waiting.resume
      }
      ready?.resume()
    }

    func wait(for deed: QueueAct.Deed, _ count: Int = 1) async {
      await withCheckedContinuation { continuation in
        let isThere = state.withLock { state -> Bool in
          if state.acts.count(where: { $0.deed == deed }) >= count { return true }
          state.waiting = (deed, count, continuation)
          return false
        }
        if isThere { continuation.resume() }
      }
    }

    var deeds: [QueueAct.Deed] { state.withLock { $0.acts.map(\.deed) } }
    var acts: [QueueAct] { state.withLock { $0.acts } }
    var lines: [String] { state.withLock { $0.lines } }
  }

  /// Where hamburger.edu listens now; `nil`: nowhere.
  private final class Route: Sendable {
    private let place = Mutex<BoundAddress?>(nil)
    var end: BoundAddress? {
      get { place.withLock { $0 } }
      set { place.withLock { $0 = newValue } }
    }
  }

  private static let nowhere = BoundAddress(host: "127.0.0.1", port: 1)

  private func hamburger(_ folder: Scratch) -> (MailServer, Maildir) {
    let store = Maildir(root: folder.path, domain: "hamburger.edu")
    let server = MailServer(
      .init(
        policy: ServerPolicy(domain: "hamburger.edu", mailboxes: ["bob", "carol"]), store: store,
        smtp: [ListenAddress(host: "127.0.0.1", port: 0)]))
    return (server, store)
  }

  private func crepes(
    _ folder: Scratch, _ route: Route, _ news: NewsListener, interval: Int = 1,
    patience: Int = 3_600_000
  ) -> (MailServer, Maildir) {
    let store = Maildir(root: folder.path, domain: "crepes.fr")
    let server = MailServer(
      .init(
        policy: ServerPolicy(
          domain: "crepes.fr", mailboxes: ["alice"], relayDomains: ["hamburger.edu"]),
        store: store, smtp: [ListenAddress(host: "127.0.0.1", port: 0)],
        relay: RelayPlan(
          folder: folder.path + "/crepes.fr/queue",
          schedule: RetrySchedule(interval: interval, patience: patience),
          route: { domain in
            domain == "hamburger.edu"
              ? route.end.map { MailExchange(host: domain, address: $0) } : nil
          }, news: { news.hear($0) })))
    return (server, store)
  }

  private func open(_ server: MailServer) throws -> BoundAddress {
    let smtp = try server.start().smtp[0]
    server.carryMail()
    return smtp
  }

  private func submit(
    to address: BoundAddress, from sender: String = "alice@crepes.fr", recipients: [String],
    text: String = "Subject: pickles\r\n\r\nHow about pickles?\r\n"
  ) async -> [String] {
    let client = TestClient(address)
    _ = await client.lines(1)
    let envelope =
      ["HELO me.example", "MAIL FROM:<\(sender)>"] + recipients.map { "RCPT TO:<\($0)>" }
    for line in envelope { client.send(line + "\r\n") }
    client.send("DATA\r\n")
    _ = await client.lines(recipients.count + 4)
    client.send(text + ".\r\nQUIT\r\n")
    return TestClient.lines(await client.whole())
  }

  private func text(_ store: Maildir, _ user: String) throws -> [String] {
    try store.messages(of: user).map {
      String(decoding: try store.read($0, atMost: 1 << 20), as: UTF8.self)
    }
  }

  @Test func `alice's mail for bob travels from server to server`() async throws {
    let (one, two) = (Scratch(), Scratch())
    let (route, news) = (Route(), NewsListener())
    let (receiver, bobs) = hamburger(two)
    route.end = try receiver.start().smtp[0]
    let (sender, alices) = crepes(one, route, news)
    let smtp = try open(sender)
    defer {
      sender.stop()
      receiver.stop()
    }
    _ = await submit(to: smtp, recipients: ["bob@hamburger.edu", "alice@crepes.fr"])
    await news.wait(for: .delivered, 2)
    let bob = try #require(try text(bobs, "bob").first)
    #expect(bob.hasPrefix("Return-Path: <alice@crepes.fr>\r\nDelivered-To: bob@hamburger.edu\r\n"))
    #expect(bob.hasSuffix("Subject: pickles\r\n\r\nHow about pickles?\r\n"))
    #expect(bob.components("Received: from ") == 2)
    #expect(bob.components("Return-Path:") == 1)
    let alice = try #require(try text(alices, "alice").first)
    #expect(alice.hasPrefix("Return-Path: <alice@crepes.fr>\r\nDelivered-To: alice@crepes.fr\r\n"))
    #expect(sender.queue == [])
    #expect(news.lines.contains("C: EHLO crepes.fr"))
    #expect(news.lines.contains("S: 250 2.0.0 Message accepted for delivery"))
  }

  @Test func `a message for a server that is down waits, also over a restart, and arrives once`()
    async throws
  {
    let (one, two) = (Scratch(), Scratch())
    let (route, news) = (Route(), NewsListener())
    route.end = Self.nowhere
    let (first, _) = crepes(one, route, news, interval: 3_600_000)
    _ = await submit(to: try open(first), recipients: ["bob@hamburger.edu"])
    await news.wait(for: .deferred)
    #expect(first.queue.map { $0.recipients.map(\.tries) } == [[1]])
    first.stop()

    let (receiver, bobs) = hamburger(two)
    route.end = try receiver.start().smtp[0]
    let (second, _) = crepes(one, route, news, interval: 3_600_000)
    _ = try open(second)
    defer {
      second.stop()
      receiver.stop()
    }
    #expect(second.queue.map { $0.recipients.map(\.address) } == [["bob@hamburger.edu"]])
    second.flushQueue()
    await news.wait(for: .delivered)
    #expect(try text(bobs, "bob").count == 1)
    #expect(news.deeds == [.queued, .deferred, .delivered])
  }

  /// A file in the queue's folder cannot crash the server with a number.
  @Test func `an envelope that this program did not write is skipped`() throws {
    let folder = Scratch()
    let (route, news) = (Route(), NewsListener())
    let (first, _) = crepes(folder, route, news)
    _ = try first.start()
    first.stop()
    func envelope(id: String, arrived: String, nextTry: String) -> String {
      """
      {"id":"\(id)","sender":"alice@crepes.fr","isInternationalized":false,"is8Bit":false,"size":1,\
      "arrived":\(arrived),"recipients":[{"address":"bob@hamburger.edu","tries":0,"nextTry":\(nextTry)}]}
      """
    }
    let most = String(Int.max)
    let files = [
      ("a", envelope(id: "a", arrived: most, nextTry: "0")),
      ("b", envelope(id: "b", arrived: "0", nextTry: String(Int.min))),
      ("c", envelope(id: "../c", arrived: "0", nextTry: "0")), ("d", "{"),
    ]
    for (name, text) in files { folder.put(text, at: "crepes.fr/queue/\(name).envelope") }
    folder.put(envelope(id: "e", arrived: "1", nextTry: "1"), at: "crepes.fr/queue/e.envelope")
    let (second, _) = crepes(folder, route, news)
    _ = try second.start()
    defer { second.stop() }
    #expect(second.queue.map(\.id) == ["e"])
  }

  @Test func `mail that comes before the other hosts have opened waits for them`() async throws {
    let (one, two) = (Scratch(), Scratch())
    let (route, news) = (Route(), NewsListener())
    let (sender, _) = crepes(one, route, news)
    _ = await submit(to: try sender.start().smtp[0], recipients: ["bob@hamburger.edu"])
    let (receiver, bobs) = hamburger(two)
    route.end = try receiver.start().smtp[0]
    sender.carryMail()
    defer {
      sender.stop()
      receiver.stop()
    }
    await news.wait(for: .delivered)
    #expect(news.deeds == [.queued, .delivered])
    #expect(try text(bobs, "bob").count == 1)
  }

  @Test func `a permanent refusal comes back to alice as a report`() async throws {
    let (one, two) = (Scratch(), Scratch())
    let (route, news) = (Route(), NewsListener())
    let (receiver, bobs) = hamburger(two)
    route.end = try receiver.start().smtp[0]
    let (sender, alices) = crepes(one, route, news)
    let smtp = try open(sender)
    defer {
      sender.stop()
      receiver.stop()
    }
    _ = await submit(to: smtp, recipients: ["nobody@hamburger.edu", "bob@hamburger.edu"])
    // bob's copy and the report.
    await news.wait(for: .delivered, 2)
    let report = try #require(try text(alices, "alice").first)
    #expect(report.hasPrefix("Return-Path: <>\r\n"))
    for line in [
      "Content-Type: multipart/report; report-type=delivery-status;",
      "Reporting-MTA: dns; crepes.fr", "Final-Recipient: rfc822; nobody@hamburger.edu",
      "Action: failed", "Status: 5.1.1", "Remote-MTA: dns; hamburger.edu",
      "Diagnostic-Code: smtp; 550 5.1.1 nobody@hamburger.edu... User unknown", "Subject: pickles",
    ] { #expect(report.contains(line + "\r\n"), "\(line)") }
    #expect(try text(bobs, "bob").count == 1)
  }

  @Test func `a server that never answers is given up after the schedule's patience`() async throws
  {
    let one = Scratch()
    let (route, news) = (Route(), NewsListener())
    route.end = Self.nowhere
    let (sender, alices) = crepes(one, route, news, patience: 20)
    _ = await submit(to: try open(sender), recipients: ["bob@hamburger.edu"])
    defer { sender.stop() }
    await news.wait(for: .delivered)
    #expect(try text(alices, "alice").first?.contains("Status: 5.4.7\r\n") == true)
    #expect(news.deeds.filter { $0 == .bounced } == [.bounced])
  }

  @Test func `only its own users' mail is relayed, and only to hosts of the world`() async throws {
    let one = Scratch()
    let (route, news) = (Route(), NewsListener())
    let (sender, _) = crepes(one, route, news)
    let smtp = try open(sender)
    defer { sender.stop() }
    let stranger = await submit(
      to: smtp, from: "eve@example.com", recipients: ["bob@hamburger.edu"])
    #expect(stranger.contains { $0.hasPrefix("550 5.7.1 bob@hamburger.edu... Relaying denied") })
    for recipient in [
      "bob@example.com", "bob@[192.0.2.1]", "bob@[IPv6:2001:db8::1]",
      "bob@hamburger.edu.example.com",
    ] {
      let outside = await submit(to: smtp, recipients: [recipient])
      #expect(outside.contains { $0.hasPrefix("550 5.7.1 \(recipient)... Relaying denied") })
    }
    // A source route is dropped, not followed (RFC 5321 appendix C); a percent sign is part of a
    // name here.
    let routed = await submit(
      to: smtp, recipients: ["@example.com:bob@example.org", "bob%example.com@crepes.fr"])
    #expect(routed.contains { $0.hasPrefix("550 5.7.1 bob@example.org... Relaying denied") })
    #expect(routed.contains { $0.hasPrefix("550 5.1.1 bob%example.com@crepes.fr... User unknown") })
    #expect(sender.queue == [])
  }
}

extension String {
  fileprivate func components(_ part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
