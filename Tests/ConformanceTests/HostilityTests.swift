import PracticeWorld
import Protocols
import TestSupport
import Testing

/// Clients that do not speak SMTP: the server answers or drops, stores no half message, and stays
/// up.
@Suite(.serialized) struct HostilityTests {
  private func serve(_ body: (TestServer) throws -> Void) throws {
    let server = try TestServer(.usual)
    defer { server.stop() }
    try body(server)
    // The server still works.
    let script = Script(
      Row("5321 3.3", "a message", .data, ["A: b", "."], "250", stores: [.bob("A: b\r\n")]))
    let heard = try server.heard(script.sent.octets)
    #expect(script.complaints(about: heard) == [])
  }

  private static func noise(_ seed: UInt64) -> [UInt8] {
    var numbers = SeededGenerator(seed: seed)
    // Half of the seeds give any octets; the others give what a server reacts to, in random order.
    if seed % 2 == 0 { return (0..<500).map { _ in UInt8.random(in: 0...255, using: &numbers) } }
    let words = [
      "EHLO x.fr", "MAIL FROM:<a@x.fr>", "RCPT TO:<bob@hamburger.edu>", "DATA", "\r\n", "\r\n",
      "\r\n.", "\n", "\r", "\0", ".", "<", "\u{FFFD}", "RSET", "QUIT", " ", "\"",
    ]
    return (0..<100).flatMap { _ in Array((words.randomElement(using: &numbers) ?? "").utf8) }
  }

  @Test func `random octets of many seeds: every reply is well formed, whatever the cuts`() {
    for seed in 0..<UInt64(Tries.of(300, all: 1_000)) {
      let octets = Self.noise(seed)
      let whole = CoreDriver.heard(octets, at: .usual)
      #expect(HeardReply.all(in: whole.octets).complaints == [], "seed \(seed)")
      let pieces = CoreDriver.heard(octets.indices.map { octets[$0...$0] }, at: .usual)
      #expect(pieces.octets == whole.octets && pieces.letters == whole.letters, "seed \(seed)")
    }
  }

  @Test func `random octets of many seeds over sockets`() throws {
    try serve { server in
      var letters: [Letter] = []
      for seed in 0..<UInt64(Tries.of(300, all: 1_000)) {
        let socket = try server.call()
        let octets = Self.noise(seed)
        socket.send(octets)
        socket.finish()
        let (replies, isEnded) = socket.receiveAll()
        #expect(isEnded && HeardReply.all(in: replies).complaints == [], "seed \(seed)")
        letters += CoreDriver.heard(octets, at: .usual).letters
      }
      // Exactly what the session alone would store: no half message, none twice.
      let stored = try server.newLetters()
      #expect(stored.count == letters.count)
    }
  }

  @Test func `1 MB without a line end gets its 500, and is not a command`() throws {
    try serve { server in
      let script = Script(
        Row(
          "5321 4.5.3.1.4", "1 MB", .rcpt, .lines([String(repeating: "RSET ", count: 200_000)]),
          "500"))
      let heard = try server.heard(script.sent.octets)
      #expect(script.complaints(about: heard) == [])
    }
  }

  @Test func `1 MB without a line end is answered before its end`() throws {
    try serve { server in
      let socket = try server.call()
      socket.send(Array(repeating: UInt8(ascii: "A"), count: 1_000_000))
      var heard: [UInt8] = []
      while HeardReply.all(in: heard).replies.count < 2, let octets = socket.receive(),
        !octets.isEmpty
      {
        heard += octets
      }
      #expect(HeardReply.all(in: heard).replies.map(\.code) == [220, 500])
    }
  }

  @Test func `a line without end costs no memory`() {
    var driver = CoreDriver(.usual)
    let block = Array(repeating: UInt8(ascii: "A"), count: 1 << 20)
    for _ in 0..<16 { driver.send(block) }
    #expect(driver.waiting <= 65_536)
  }

  @Test func `a client that vanishes in DATA stores nothing`() throws {
    try serve { server in
      let text = "A: b\r\n\r\nhalf a message\r\n.\r"
      for count in 0...text.utf8.count {
        let socket = try server.call()
        socket.send(Position.data.preamble.sent.octets + text.utf8.prefix(count))
        socket.finish()
        let (replies, isEnded) = socket.receiveAll()
        #expect(isEnded)
        #expect(HeardReply.all(in: replies).replies.map(\.code) == [220, 250, 250, 250, 354])
      }
      let letters = try server.newLetters()
      #expect(letters == [])
    }
  }

  @Test func `a client that only stops sending gets all replies`() throws {
    try serve { server in
      let socket = try server.call()
      socket.send(Position.data.preamble.sent.octets + Array("A: b\r\n.\r\nNOOP\r\n".utf8))
      socket.finish()
      let (replies, isEnded) = socket.receiveAll()
      #expect(isEnded)
      #expect(
        HeardReply.all(in: replies).replies.map(\.code) == [220, 250, 250, 250, 354, 250, 250])
      let letters = try server.newLetters()
      #expect(letters == [.bob("A: b\r\n", from: "<alice@crepes.fr>")])
    }
  }

  @Test func `a client that says QUIT and stops sending gets 221`() throws {
    try serve { server in
      for _ in 0..<50 {
        let socket = try server.call()
        socket.send(Position.ehlo.preamble.sent.octets + Array("NOOP\r\nQUIT\r\n".utf8))
        socket.finish()
        let (replies, isEnded) = socket.receiveAll()
        #expect(isEnded)
        #expect(HeardReply.all(in: replies).replies.map(\.code) == [220, 250, 250, 221])
      }
    }
  }
}
