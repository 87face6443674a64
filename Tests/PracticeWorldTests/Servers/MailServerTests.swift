import Messages
import PracticeWorld
import Protocols
import TestSupport
import Testing
import Transcripts

/// hamburger.edu, over a socket.
@Suite(.fewAtOnce) struct MailServerTests {
  private func serve<Result>(
    maxSize: Int = 35_882_577, maxConnections: Int = 100,
    leavings: SessionEndCounter = SessionEndCounter(),
    _ body: (Maildir, BoundAddress, BoundAddress) async throws -> Result
  ) async throws -> Result {
    let folder = Scratch()
    let store = Maildir(root: folder.path, domain: "hamburger.edu")
    let server = MailServer(
      .init(
        policy: ServerPolicy(
          domain: "hamburger.edu", mailboxes: ["bob", "carol", "postmaster"], maxSize: maxSize),
        store: store, smtp: [ListenAddress(host: "127.0.0.1", port: 0)],
        http: [ListenAddress(host: "127.0.0.1", port: 0)], maxConnections: maxConnections,
        logger: leavings.logger))
    let bound = try server.start()
    defer { server.stop() }
    return try await body(store, bound.smtp[0], bound.http[0])
  }

  @Test func `the lecture's conversation, line by line, ends on disk`() async throws {
    try await serve { store, smtp, _ in
      let client = TestClient(smtp)
      var count = 1
      _ = await client.lines(count)
      for line in [
        "HELO crepes.fr", "MAIL FROM: <alice@crepes.fr>", "RCPT TO: <bob@hamburger.edu>", "DATA",
      ] {
        client.send(line + "\r\n")
        count += 1
        _ = await client.lines(count)
      }
      client.send("Do you like ketchup?\r\nHow about pickles?\r\n.\r\n")
      _ = await client.lines(6)
      // Answered 250: it is there now.
      let messages = try store.messages(of: "bob")
      #expect(messages.count == 1)
      client.send("QUIT\r\n")
      let acts = await client.whole()
      #expect(
        TestClient.lines(acts) == [
          "220 hamburger.edu", "250 Hello crepes.fr, pleased to meet you",
          "250 alice@crepes.fr... Sender ok", "250 bob@hamburger.edu ... Recipient ok",
          #"354 Enter mail, end with "." on a line by itself"#, "250 Message accepted for delivery",
          "221 hamburger.edu closing connection",
        ])
      #expect(acts.last == .closed(by: .server, .finished))
    }
  }

  @Test func `a group of commands in one write is answered in order`() async throws {
    try await serve { store, smtp, _ in
      let client = TestClient(smtp)
      _ = await client.lines(1)
      client.send(
        "EHLO crepes.fr\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<bob@hamburger.edu>\r\nDATA\r\n")
      _ = await client.lines(11)
      client.send("one\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<carol@hamburger.edu>\r\nNOOP\r\nQUIT\r\n")
      let codes = TestClient.lines(await client.whole()).suffix(5).map { $0.prefix(9) }
      #expect(codes == ["250 2.0.0", "250 2.1.0", "250 2.1.5", "250 2.0.0", "221 2.0.0"])
      let kept = try store.messages(of: "bob")
      #expect(kept.count == 1)
    }
  }

  @Test func `a large message passes, octet for octet`() async throws {
    try await serve { store, smtp, _ in
      let client = TestClient(smtp)
      _ = await client.lines(1)
      client.send("HELO x.example\r\nMAIL FROM:<>\r\nRCPT TO:<bob@hamburger.edu>\r\nDATA\r\n")
      _ = await client.lines(5)
      let line = Array((String(repeating: "x", count: 998) + "\r\n").utf8)
      let text = Array(repeatElement(line, count: 5_000).joined())
      client.send(text)
      client.send(".\r\nQUIT\r\n")
      _ = await client.whole()
      let stored = try #require(try store.messages(of: "bob").first)
      let octets = try store.read(stored, atMost: .max)
      #expect(Array(octets.suffix(text.count)) == text)
    }
  }

  @Test func `a message beyond the limit is refused and leaves nothing`() async throws {
    try await serve(maxSize: 1_000) { store, smtp, _ in
      let client = TestClient(smtp)
      _ = await client.lines(1)
      client.send("HELO x.example\r\nMAIL FROM:<>\r\nRCPT TO:<bob@hamburger.edu>\r\nDATA\r\n")
      _ = await client.lines(5)
      client.send(String(repeating: "pickles\r\n", count: 1_000) + ".\r\nQUIT\r\n")
      #expect(TestClient.lines(await client.whole()).dropLast().last?.hasPrefix("552") == true)
      let kept = try store.messages(of: "bob")
      #expect(kept.isEmpty)
    }
  }

  @Test func `a client that vanishes in DATA leaves nothing`() async throws {
    let leavings = SessionEndCounter()
    try await serve(leavings: leavings) { store, smtp, _ in
      let client = TestClient(smtp)
      _ = await client.lines(1)
      client.send("HELO x.example\r\nMAIL FROM:<>\r\nRCPT TO:<bob@hamburger.edu>\r\nDATA\r\n")
      _ = await client.lines(5)
      client.send("half a mess")
      client.close()
      #expect(await client.whole().last == .closed(by: .client, .finished))
      await leavings.wait(for: 1)
      let kept = try store.messages(of: "bob")
      #expect(kept.isEmpty)
    }
  }

  @Test func `one connection too many gets 421`() async throws {
    try await serve(maxConnections: 1) { _, smtp, _ in
      let first = TestClient(smtp)
      _ = await first.lines(1)
      let second = TestClient(smtp)
      #expect(TestClient.lines(await second.whole()).first?.hasPrefix("421") == true)
      first.send("NOOP\r\n")
      #expect(await first.lines(2).last == "250 2.0.0 OK")
    }
  }

  @Test func `a client that got 421 does not take a place, even if it never reads it`()
    async throws
  {
    try await serve(maxConnections: 2) { _, smtp, _ in
      let first = TestClient(smtp)
      _ = await first.lines(1)
      let second = TestClient(smtp)
      _ = await second.lines(1)
      // Those that are told to go keep their side open.
      let lingering = try (0..<3).map { _ in try #require(LingeringClient(smtp)) }
      for lingerer in lingering { #expect(lingerer.line()?.hasPrefix("421") == true) }
      // A place is free once its guest has been told goodbye.
      second.send("QUIT\r\n")
      _ = await second.lines(2)
      let third = TestClient(smtp)
      #expect(await third.lines(1) == ["220 hamburger.edu"])
    }
  }

  @Test func `the server's own address literal names the server`() async throws {
    try await serve { store, smtp, _ in
      let client = TestClient(smtp)
      _ = await client.lines(1)
      client.send(
        "EHLO x.example\r\nMAIL FROM:<>\r\nRCPT TO:<bob@[127.0.0.1]>\r\nRCPT TO:<bob@[127.0.0.2]>\r\n"
          + "DATA\r\n")
      _ = await client.lines(12)
      client.send(".\r\nQUIT\r\n")
      let codes = TestClient.lines(await client.whole()).suffix(5).map { $0.prefix(3) }
      #expect(codes == ["250", "550", "354", "250", "221"])
      let kept = try store.messages(of: "bob")
      #expect(kept.count == 1)
    }
  }

  @Test func `a message that is being stored when the server stops is answered first`() async throws
  {
    let store = SlowStore()
    let server = MailServer(
      .init(
        policy: ServerPolicy(domain: "hamburger.edu", mailboxes: ["bob"]), store: store,
        smtp: [ListenAddress(host: "127.0.0.1", port: 0)]))
    let client = TestClient(try server.start().smtp[0])
    _ = await client.lines(1)
    client.send("HELO x.example\r\nMAIL FROM:<>\r\nRCPT TO:<bob@hamburger.edu>\r\nDATA\r\n")
    _ = await client.lines(5)
    client.send(".\r\n")
    await store.begun()
    let stop = Task.detached { server.stop() }
    let whole = TestClient.lines(await client.whole())
    await stop.value
    #expect(whole.suffix(2).map { $0.prefix(3) } == ["250", "421"])
  }

  @Test func `stopping says 421 to every connected client`() async throws {
    let client = try await serve { _, smtp, _ in
      let client = TestClient(smtp)
      _ = await client.lines(1)
      return client
    }
    #expect(TestClient.lines(await client.whole()).last?.hasPrefix("421") == true)
  }

  @Test func `a closed port refuses`() async throws {
    // A port that was somebody's a moment ago may be another test's by now.
    let acts = await TestClient(BoundAddress(host: "127.0.0.1", port: 1)).whole()
    guard case .failed(_, .refused) = acts.last else {
      Issue.record("\(acts)")
      return
    }
  }

  @Test func `an invalid name is unknown`() async throws {
    // No DNS is asked for it, so none can be slow to answer: it has a label that is too long.
    let name = String(repeating: "x", count: 64) + ".invalid"
    let acts = await TestClient(BoundAddress(host: name, port: 25)).whole()
    guard case .failed(_, .unknownHost) = acts.last else {
      Issue.record("\(acts)")
      return
    }
  }
}
