import PracticeWorld
import Protocols
import TestSupport
import Testing
import Transcripts

/// What a server that was told to misbehave says on its socket.
@Suite(.fewAtOnce) struct ScenarioTests {
  private static let hello = ["EHLO crepes.fr"]
  private static let mail = hello + ["MAIL FROM:<alice@crepes.fr>"]
  private static let bob = "RCPT TO:<bob@hamburger.edu>"

  private func server(_ scenario: String...) throws -> (MailServer, BoundAddress, MemoryStore) {
    let store = MemoryStore()
    let server = MailServer(
      .init(
        policy: ServerPolicy(domain: "hamburger.edu", mailboxes: ["bob", "carol"]), store: store,
        smtp: [ListenAddress(host: "127.0.0.1", port: 0)],
        scenario: try scenario.map { try Behaviour($0.split(separator: " ").map(String.init)) }))
    return (server, try server.start().smtp[0], store)
  }

  /// The last line of each reply to these lines, the greeting first; each waits for the reply
  /// before. Ends with `-` where the connection broke off.
  private func replies(at address: BoundAddress, to lines: [String]) async -> [String] {
    let client = TestClient(address)
    var heard: [String] = []
    var count = 0
    func nextReply() async -> Bool {
      while true {
        let all = await client.lines(count + 1)
        guard all.count > count else { return false }
        count += 1
        let line = all[count - 1]
        if line.dropFirst(3).first != "-" {
          heard.append(line)
          return true
        }
      }
    }
    guard await nextReply() else { return ["-"] }
    for line in lines {
      client.send(line + "\r\n")
      guard await nextReply() else { return heard + ["-"] }
    }
    client.close()
    _ = await client.whole()
    return heard
  }

  private func last(
    _ scenario: String, _ lines: [String]
  ) async throws -> String {
    let (server, address, _) = try server(scenario)
    defer { server.stop() }
    return await replies(at: address, to: lines).last ?? ""
  }

  @Test(
    arguments: [
      ("full", mail + [bob], "452 4.2.2 Mailbox full"),
      ("closing", [], "421 Service closing"),
      (
        "recipients 1", mail + [bob, "RCPT TO:<carol@hamburger.edu>"],
        "452 4.5.3 Too many recipients"
      ),
      ("reject connect 554", [], "554 Refused by the scenario"),
      ("reject MAIL 451", mail, "451 4.0.0 Refused by the scenario"),
      // RFC 5321 §3.8: after 421 the server closes.
      ("reject MAIL 421", mail, "421 4.0.0 Refused by the scenario"),
      ("reject MAIL 421", mail + ["NOOP"], "-"),
      ("reject RCPT 550 2nd", mail + [bob], "250 2.1.5 bob@hamburger.edu ... Recipient ok"),
      ("reject RCPT 550 2nd", mail + [bob, bob], "550 5.0.0 Refused by the scenario"),
      ("reject dot 452", mail + [bob, "DATA", "."], "452 4.0.0 Refused by the scenario"),
      ("drop at MAIL", mail, "-"),
      ("drop after MAIL", mail, "250 2.1.0 alice@crepes.fr... Sender ok"),
      ("drop after MAIL", mail + [bob], "-"),
      (
        "drop after DATA", mail + [bob, "DATA"],
        #"354 Enter mail, end with "." on a line by itself"#
      ),
      ("postfix-get", ["GET / HTTP/1.1"], "221 2.7.0 This is not a web server, goodbye"),
      (
        "strip-8bit", mail + ["RSET", "MAIL FROM:<alice@crepes.fr> BODY=8BITMIME"],
        "555 5.5.4 Parameter not recognized"
      ),
      // What the standard refuses is refused as ever, and counts for nothing.
      ("reject RCPT 452 1st", hello + [bob], "503 5.5.1 Need MAIL first"),
    ] as [(String, [String], String)])
  func `a scenario decides the reply`(scenario: String, lines: [String], reply: String) async throws
  {
    #expect(try await last(scenario, lines) == reply)
  }

  @Test func `a greylisted sender gets through at the second try`() async throws {
    let (server, address, _) = try server("greylist")
    defer { server.stop() }
    let lines = Self.mail + [Self.bob]
    #expect(
      await replies(at: address, to: lines).last == "450 4.7.1 Greylisted, please try again later")
    #expect(
      await replies(at: address, to: lines).last == "250 2.1.5 bob@hamburger.edu ... Recipient ok")
  }

  @Test func `a dropped message is in no mailbox, one dropped after its reply is`() async throws {
    let (server, address, store) = try server("drop at dot 1st", "drop after dot 2nd")
    defer { server.stop() }
    let lines = Self.mail + [Self.bob, "DATA", "."]
    #expect(await replies(at: address, to: lines).last == "-")
    #expect(try store.messages(of: "bob") == [])
    #expect(await replies(at: address, to: lines).last == "250 2.0.0 Message accepted for delivery")
    #expect(try store.messages(of: "bob").count == 1)
  }

  @Test func `a stripped message loses its eighth bits, and gains no line breaks`()
    async throws
  {
    let (server, address, store) = try server("strip-8bit")
    defer { server.stop() }
    let client = TestClient(address)
    _ = await client.lines(1)
    client.send("HELO x\r\nMAIL FROM:<>\r\n\(Self.bob)\r\nDATA\r\n")
    _ = await client.lines(5)
    client.send(Array("\r\n".utf8) + [0x8D, 0x8A, 0xE9] + Array("\r\n.\r\nQUIT\r\n".utf8))
    _ = await client.whole()
    let message = try #require(try store.messages(of: "bob").first)
    let octets = try store.read(message, atMost: 1 << 20)
    #expect(octets.suffix(7) == Array("\r\n  i\r\n".utf8)[...])
  }

  @Test(arguments: [true, false])
  func `a server that is down refuses connections, and comes back to its port`(
    fromTheBeginning: Bool
  ) async throws {
    let (server, address, _) = try fromTheBeginning ? server("down") : server()
    defer { server.stop() }
    if !fromTheBeginning { try server.behave([.down]) }
    let attempt = await TestClient(address).whole()
    #expect(attempt.contains { if case .failed = $0 { true } else { false } })
    // Another server cannot take its port meanwhile.
    let other = MailServer(
      .init(
        policy: ServerPolicy(domain: "other.example", mailboxes: []), store: MemoryStore(),
        smtp: [ListenAddress(host: address.host, port: address.port)], threads: .few))
    defer { other.stop() }
    #expect(throws: (any Error).self) { try other.start() }
    try server.behave([])
    #expect(await replies(at: address, to: []) == ["220 hamburger.edu"])
  }
}
