import PracticeWorld
import Protocols
import Testing
import Transcripts

/// Mail from host to host, in memory.
@Suite struct MemoryWorldTests {
  private var world = MemoryWorld(HostDescription.lectureWorld)

  /// Alice's message, handed to her own server.
  private mutating func send(to recipients: String...) -> [String] {
    world.dial(Attempt(dialect: .smtp, host: "crepes.fr", port: 25), port: 2_526, conversation: 1)
    let lines =
      ["HELO me", "MAIL FROM:<alice@crepes.fr>"] + recipients.map { "RCPT TO:<\($0)>" }
      + ["DATA", "Subject: pickles", "", "Hello", "."]
    for line in lines { world.send(Array("\(line)\r\n".utf8)) }
    world.hangUp()
    return news()
  }

  private mutating func news() -> [String] {
    world.takeNews().compactMap { source, act in
      switch (source, act) {
      case (_, .world(.queue(let act))): "\(act.deed) \(act.recipient) \(act.reply ?? "")"
      case (.relay(_, let number), .opened(let opening)):
        "\(number) \(opening.client ?? "") to \(opening.attempt.host)"
      case (.relay(_, let number), .failed): "\(number) failed"
      case (.relay(_, let number), .heard(let side, .line(let line))):
        "\(number) \(side == .client ? "C" : "S"): \(line.lossyText)"
      case (.relay(_, let number), .closed(let side, _)): "\(number) closed by \(side)"
      default: nil
      }
    }
  }

  @Test mutating func `a message is carried to another host at once, and each act is told`() {
    let news = send(to: "bob@hamburger.edu")
    #expect(news.first == "queued bob@hamburger.edu ")
    #expect(news[1...2] == ["1 crepes.fr to hamburger.edu", "1 S: 220 hamburger.edu"])
    #expect(news.contains("1 C: RCPT TO:<bob@hamburger.edu>"))
    #expect(news.contains("1 C: .") && news.contains("1 C: QUIT"))
    #expect(
      news.suffix(2).map { $0.prefix(16) } == ["1 closed by serv", "delivered bob@ha"])
  }

  @Test mutating func `mail for a domain goes to the host that takes it`() {
    var hosts = HostDescription.lectureWorld
    hosts[0].domain = hosts[0].name
    hosts[0].name = "mail.hamburger.edu"
    world = MemoryWorld(hosts)
    let news = send(to: "bob@hamburger.edu")
    #expect(news.contains("1 crepes.fr to mail.hamburger.edu"))
    #expect(news.last?.hasPrefix("delivered bob@hamburger.edu 250") == true)
  }

  // MARK: Reports that were asked for (RFC 3461)

  /// The messages that alice finds in her mailbox.
  private mutating func letters() throws -> [String] {
    var found: [String] = []
    for number in 1... {
      world.dial(
        Attempt(dialect: .http, host: "crepes.fr", port: 80), port: 8_081,
        conversation: 100 + number)
      let login = "Authorization: Basic YWxpY2U6cGlja2xlcw==\r\n"
      world.send(Array("GET /alice/\(number).eml HTTP/1.0\r\n\(login)\r\n".utf8))
      let text = world.takeNews().compactMap { _, act -> String? in
        switch act {
        case .heard(.server, .line(let line)): line.lossyText + "\n"
        case .heard(.server, .octets(let octets)): String(decoding: octets, as: UTF8.self)
        default: nil
        }
      }.joined()
      guard text.hasPrefix("HTTP/1.1 200") else { break }
      found.append(text)
    }
    return found
  }

  /// Alice's message to one recipient, with parameters.
  private mutating func send(mail: String, to recipient: String, _ parameters: String) -> [String] {
    world.dial(Attempt(dialect: .smtp, host: "crepes.fr", port: 25), port: 2_526, conversation: 1)
    let lines = [
      "EHLO me", "MAIL FROM:<alice@crepes.fr> \(mail)", "RCPT TO:<\(recipient)> \(parameters)",
      "DATA", "Subject: pickles", "", "How about pickles?", ".",
    ]
    for line in lines { world.send(Array("\(line)\r\n".utf8)) }
    world.hangUp()
    return news()
  }

  @Test mutating func `a report tells what became of a message, for those who asked`() throws {
    _ = send(
      mail: "ENVID=QQ+2B7", to: "bob@hamburger.edu",
      "NOTIFY=SUCCESS ORCPT=rfc822;b+2Bb@hamburger.edu")
    let letter = try #require(try letters().first)
    #expect(letter.contains("Subject: Delivery report for your message"))
    #expect(letter.contains("Original-Envelope-Id: QQ+7"))
    #expect(letter.contains("Original-Recipient: rfc822;b+b@hamburger.edu"))
    // hamburger.edu has no DSN: nobody will say more.
    #expect(letter.contains("Action: relayed") && letter.contains("Remote-MTA: dns; hamburger.edu"))
    #expect(letter.contains("Subject: pickles") && !letter.contains("How about pickles?"))
  }

  @Test mutating func `a delivery here is told as one`() throws {
    _ = send(mail: "RET=FULL", to: "postmaster@crepes.fr", "NOTIFY=SUCCESS,FAILURE")
    let letter = try #require(try letters().first)
    #expect(letter.contains("Action: delivered") && letter.contains("Status: 2.1.5"))
    // RET is about failures.
    #expect(!letter.contains("How about pickles?"))
  }

  @Test(arguments: [
    ("RET=FULL", "", 1, true), ("RET=HDRS", "NOTIFY=FAILURE", 1, false), ("", "", 1, false),
    ("RET=FULL", "NOTIFY=NEVER", 0, false), ("", "NOTIFY=SUCCESS", 0, false),
  ])
  mutating func `what is given up is reported, unless that was not wanted`(
    mail: String, parameters: String, count: Int, isWhole: Bool
  ) throws {
    let news = send(mail: mail, to: "nobody@hamburger.edu", parameters)
    #expect(news.contains { $0.hasPrefix("bounced nobody@hamburger.edu") })
    let letters = try letters()
    #expect(letters.count == count)
    #expect(letters.contains { $0.contains("How about pickles?") } == isWhole)
  }

  // MARK: TLS

  /// What the student hears after these lines, at this port of crepes.fr.
  private mutating func talk(
    to port: Int, implicit: Bool = false, insecure: Bool = false, _ lines: String...
  ) -> [String] {
    world.dial(
      Attempt(dialect: .smtp, host: "crepes.fr", port: port), port: port, isImplicitTLS: implicit,
      isInsecure: insecure, conversation: 1)
    for line in lines { world.send(Array("\(line)\r\n".utf8)) }
    return world.takeNews().compactMap { source, act in
      guard case .student = source else { return nil }
      return switch act {
      case .heard(.server, .line(let line)): line.lossyText
      case .secured(.secured(let security)):
        "TLS \(security.certificates[0].subject) \(security.verification)"
      case .secured(.failed(.certificate(let fault, _))): "failed \(fault)"
      case .secured(.failed(let failure)): "failed \(failure)"
      case .closed(let side, _): "closed by \(side)"
      default: nil
      }
    }
  }

  private static let login = "AUTH PLAIN AGFsaWNlAHBpY2tsZXM="

  @Test mutating func `after STARTTLS both begin again, and a user may log in`() throws {
    let heard = talk(
      to: 2_588, "EHLO me", Self.login, "STARTTLS", "MAIL FROM:<alice@crepes.fr>", "EHLO me",
      Self.login, "MAIL FROM:<alice@crepes.fr>")
    let secured = try #require(heard.firstIndex { $0.hasPrefix("TLS crepes.fr") })
    #expect(heard[secured].contains("byhand practice world"))
    #expect(heard[..<secured].contains("250-STARTTLS"))
    #expect(heard[secured - 2].hasPrefix("530 5.7.0") && heard[secured - 1].hasPrefix("220 "))
    let after = heard[(secured + 1)...]
    #expect(after.first?.hasPrefix("5") == true, "\(after)")
    #expect(!after.contains("250-STARTTLS") && after.contains("250-AUTH PLAIN LOGIN"))
    #expect(after.contains { $0.hasPrefix("235 ") } && after.last?.hasPrefix("250 ") == true)
  }

  @Test mutating func `behind STARTTLS nothing in clear is heard`() {
    let heard = talk(to: 2_526, "EHLO me", "STARTTLS\r\nEHLO eve\r\nRSET", "NOOP")
    #expect(heard.count { $0.hasPrefix("250 ") } == 2)
  }

  @Test mutating func `with implicit TLS the greeting comes under it`() {
    #expect(talk(to: 2_466, implicit: true).map { $0.prefix(4) } == ["TLS ", "220 "])
    world.hangUp()
    _ = world.takeNews()
    // In clear the server waits for TLS, and hangs up at anything else.
    #expect(talk(to: 2_466) == [])
    world.send(Array("EHLO me\r\n".utf8))
    #expect(world.takeNews().last?.act == .closed(by: .server, .finished))
    #expect(talk(to: 2_526, implicit: true) == ["failed notTLS", "closed by client"])
  }

  @Test(arguments: [
    (HostCertificate.expired, "expired"), (.wrongName, "wrongName"), (.selfSigned, "selfSigned"),
  ])
  mutating func `a certificate that fails ends the connection, unless it may go on`(
    certificate: HostCertificate, fault: String
  ) {
    var hosts = HostDescription.lectureWorld
    hosts[1].certificate = certificate
    world = MemoryWorld(hosts)
    #expect(talk(to: 2_466, implicit: true) == ["failed \(fault)", "closed by client"])
    #expect(
      talk(to: 2_526, "EHLO me", "STARTTLS").suffix(2) == ["failed \(fault)", "closed by client"])
    let heard = talk(to: 2_466, implicit: true, insecure: true)
    #expect(heard.first?.contains("unverified") == true && heard.last?.hasPrefix("220 ") == true)
  }

  @Test mutating func `a host without a certificate has neither STARTTLS nor a port for TLS`() {
    var hosts = HostDescription.lectureWorld
    hosts[1].certificate = .none
    world = MemoryWorld(hosts)
    #expect(talk(to: 2_526, "EHLO me", "STARTTLS").last?.hasPrefix("502") == true)
    #expect(world.map.resolve(host: "crepes.fr", port: 465) == .closed)
  }

  @Test mutating func `what cannot go waits, and goes when it is tried again`() {
    world.behave([.down], at: "hamburger.edu")
    #expect(
      send(to: "bob@hamburger.edu").suffix(3) == [
        "queued bob@hamburger.edu ", "1 failed", "deferred bob@hamburger.edu ",
      ])
    world.behave([], at: "hamburger.edu")
    world.advance(to: .seconds(10))
    #expect(news().isEmpty)
    world.flushQueues()
    #expect(news().last?.hasPrefix("delivered bob@hamburger.edu 250") == true)
    world.flushQueues()
    #expect(news().isEmpty)
  }

  @Test mutating func `time alone brings the next try`() {
    world.behave([.greylist], at: "hamburger.edu")
    #expect(send(to: "bob@hamburger.edu").last?.hasPrefix("deferred bob@hamburger.edu 450") == true)
    world.advance(to: .seconds(31))
    #expect(news().last?.hasPrefix("delivered bob@hamburger.edu 250") == true)
  }

  @Test mutating func `a refusal comes back to the sender as a report`() {
    let news = send(to: "nobody@hamburger.edu", "bob@hamburger.edu")
    let deeds = news.filter { $0.first?.isLetter == true }.map { $0.prefix { $0 != " " } }
    #expect(deeds == ["queued", "queued", "delivered", "bounced", "queued", "delivered"])
  }

  @Test mutating func `a copy of the world goes its own way`() {
    var copy = self
    _ = send(to: "alice@crepes.fr")
    #expect(world.situation != copy.world.situation)
    _ = copy.send(to: "alice@crepes.fr")
    #expect(world.situation == copy.world.situation)
  }

  @Test mutating func `a slow server answers when its time has come`() {
    world.behave([.slow(2_000)], at: "hamburger.edu")
    world.dial(
      Attempt(dialect: .smtp, host: "hamburger.edu", port: 25), port: 2_525, conversation: 1)
    let heard = { (world: inout MemoryWorld) in
      world.takeNews().filter { if case .heard = $0.act { true } else { false } }.count
    }
    #expect(heard(&world) == 0)
    world.advance(to: .milliseconds(1_999))
    #expect(heard(&world) == 0)
    #expect(world.wakeAt == .seconds(2))
    world.advance(to: .seconds(2))
    #expect(heard(&world) == 1)
  }
}
