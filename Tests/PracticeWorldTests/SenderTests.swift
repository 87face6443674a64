import PracticeWorld
import Protocols
import Testing
import Transcripts

/// What a server that checks senders finds out.
@Suite struct SenderTests {
  private static let records = SenderRecords([
    "crepes.fr": .init(address: "127.0.0.3", rejects: true),
    "hamburger.edu": .init(address: nil), "pears.example": .init(address: "127.0.0.4"),
  ])

  private func check(
    from client: String, sender: String?, name: String = "crepes.fr", author: String?
  ) throws -> SenderCheck {
    let from = author.map { "From: Alice <\($0)>\r\n" } ?? ""
    return SenderCheck(
      of: Array("Subject: pickles\r\n\(from)\r\nHow about pickles?\r\n".utf8),
      sender: try sender.map { try Mailbox(parsing: $0) }, clientName: name, client: client,
      by: Self.records)
  }

  @Test(
    arguments: [
      // Her own server brings it.
      ("127.0.0.3", "alice@crepes.fr", "alice@crepes.fr", "pass pass pass", false),
      ("127.0.0.3", "alice@crepes.fr", "alice@news.crepes.fr", "pass pass pass", false),
      // Somebody else does.
      ("127.0.0.1", "alice@crepes.fr", "alice@crepes.fr", "fail none fail", true),
      // Under a sender of their own, people still see alice's name.
      ("127.0.0.1", "eve@evil.example", "alice@crepes.fr", "none none fail", true),
      ("127.0.0.4", "dave@pears.example", "alice@crepes.fr", "pass pass fail", true),
      // Whose domain only wants to look.
      ("127.0.0.1", "dave@pears.example", "dave@pears.example", "fail none fail", false),
      ("127.0.0.1", "bob@hamburger.edu", "bob@hamburger.edu", "fail none fail", false),
      // Nothing is known of them.
      ("127.0.0.1", "eve@evil.example", "eve@evil.example", "none none none", false),
      // A report, and its sender's name.
      ("127.0.0.3", nil, "postmaster@crepes.fr", "pass pass pass", false),
      ("127.0.0.1", nil, "postmaster@crepes.fr", "fail none fail", true),
      ("127.0.0.1", "eve@evil.example", nil, "none none permerror", false),
      (
        "127.0.0.1", "eve@evil.example", "a@crepes.fr>, <b@evil.example", "none none permerror",
        false
      ),
    ] as [(String, String?, String?, String, Bool)])
  func `each method answers its own question`(
    client: String, sender: String?, author: String?, results: String, isRefused: Bool
  ) throws {
    let check = try check(from: client, sender: sender, author: author)
    #expect([check.spf, check.dkim, check.dmarc].map(\.rawValue).joined(separator: " ") == results)
    #expect(check.isRefused == isRefused)
  }

  @Test func `the field says what was simulated, and for whom`() throws {
    let check = try check(from: "127.0.0.1", sender: "alice@crepes.fr", author: "alice@crepes.fr")
    #expect(
      String(decoding: check.field(by: "hamburger.edu"), as: UTF8.self) == """
        Authentication-Results: hamburger.edu;\r
        \tspf=fail (simulated: 127.0.0.1 does not send for crepes.fr) smtp.mailfrom=crepes.fr;\r
        \tdkim=none (simulated: not signed);\r
        \tdmarc=fail (simulated: p=reject) header.from=crepes.fr\r

        """)
  }

  @Test func `a stranger's name cannot end a comment or a line`() throws {
    let check = try check(
      from: "127.0.0.1", sender: nil, name: "[x) spf=pass (\"\r\nA: b]", author: nil)
    let field = String(decoding: check.field(by: "hamburger.edu"), as: UTF8.self)
    #expect(field.split(whereSeparator: \.isNewline).count == 4)
    #expect(field.count { $0 == "(" } == 3 && field.count { $0 == ")" } == 3)
    #expect(field.contains("smtp.helo=\"[x??spf=pass?????a:?b]\";"))
  }

  // MARK: In a world

  private static let world = {
    var world = HostDescription.lectureWorld
    world[0].scenario = [.checkSenders]
    world[1].rejectsForgeries = true
    return world
  }()

  private func message(from author: String) -> [String] {
    ["MAIL FROM:<alice@crepes.fr>", "RCPT TO:<bob@hamburger.edu>", "DATA", "From: \(author)"]
      + ["Authentication-Results: hamburger.edu;", " spf=pass", "", "Hello", ".", "QUIT"]
  }

  /// bob's mail, after the lines have been said to a server of a world in memory.
  private func delivered(_ lines: [String], to port: Int) throws -> (
    replies: [String], mail: String
  ) {
    var world = MemoryWorld(Self.world)
    let host = port == 2_525 ? "hamburger.edu" : "crepes.fr"
    world.dial(Attempt(dialect: .smtp, host: host, port: 25), port: port, conversation: 1)
    for line in lines { world.send(Array("\(line)\r\n".utf8)) }
    let replies = world.takeNews().compactMap { source, act -> String? in
      guard case (.student, .heard(.server, .line(let line))) = (source, act) else { return nil }
      return line.lossyText
    }
    world.dial(
      Attempt(dialect: .http, host: "hamburger.edu", port: 80), port: 8_080, conversation: 2)
    world.send(Array("GET /bob/1.eml HTTP/1.0\r\n\r\n".utf8))
    let mail = world.takeNews().compactMap { _, act -> String? in
      switch act {
      case .heard(.server, .line(let line)): line.lossyText + "\n"
      case .heard(.server, .octets(let octets)): String(decoding: octets, as: UTF8.self)
      default: nil
      }
    }
    return (replies, mail.joined())
  }

  @Test func `mail that forges a domain is refused where that domain asks for it`() throws {
    let (replies, mail) = try delivered(["HELO x"] + message(from: "alice@crepes.fr"), to: 2_525)
    #expect(replies.dropLast().last?.hasPrefix("550 5.7.26 ") == true)
    #expect(mail.hasPrefix("HTTP/1.1 404"))
  }

  @Test func `what a sender says that a server found out is taken out`() throws {
    let (replies, mail) = try delivered(["HELO x"] + message(from: "eve@evil.example"), to: 2_525)
    #expect(replies.dropLast().last?.hasPrefix("250") == true)
    #expect(mail.contains("spf=fail (simulated") && !mail.contains("spf=pass"))
    #expect(mail.contains("From: eve@evil.example"))
  }

  @Test func `a host's own mail comes from its own address, and passes`() throws {
    let (_, mail) = try delivered(["HELO x"] + message(from: "alice@crepes.fr"), to: 2_526)
    #expect(mail.contains("Received: from crepes.fr ([127.0.0.3])"))
    #expect(mail.contains("spf=pass (simulated: 127.0.0.3 sends for crepes.fr)"))
    #expect(mail.contains("dmarc=pass"))
  }
}
