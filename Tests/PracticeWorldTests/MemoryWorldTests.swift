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
