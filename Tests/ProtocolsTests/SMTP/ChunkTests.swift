import Protocols
import TestSupport
import Testing

/// BDAT in a session (RFC 3030): beside the table of requirements, its laws.
struct ChunkTests {
  private static let policy = ServerPolicy(
    domain: "hamburger.edu", mailboxes: ["bob"], maxSize: 100_000)

  /// A server that has heard an envelope.
  private static func server(_ policy: ServerPolicy = policy) -> Server {
    var server = Server(policy: policy)
    _ = server.greeting()
    for line in ["EHLO a", "MAIL FROM:<a@b.fr>", "RCPT TO:<bob@hamburger.edu>"] {
      _ = server.replies(to: line)
    }
    return server
  }

  /// Commands and chunks in any order, some of them wrong.
  private static func script(_ generator: inout SeededGenerator) -> [UInt8] {
    let lines = [
      "MAIL FROM:<a@b.fr>", "RCPT TO:<bob@hamburger.edu>", "RCPT TO:<eve@hamburger.edu>", "RSET",
      "NOOP", "BDAT", "BDAT 0 LAST", "DATA", "EHLO b", ".",
    ]
    let texts = ["A: b\r\n", "\r\n", ".\r\n", "QUIT\r\n", "no end", "\r", "\n", "\r\n.\r\n"]
    var octets: [UInt8] = []
    for _ in 0..<20 {
      if Int.random(in: 0..<2, using: &generator) == 0 {
        octets += Array(((lines.randomElement(using: &generator) ?? "") + "\r\n").utf8)
      } else {
        var text: [UInt8] = []
        for _ in 0..<Int.random(in: 0..<4, using: &generator) {
          text += Array((texts.randomElement(using: &generator) ?? "").utf8)
        }
        let last = Int.random(in: 0..<3, using: &generator) == 0 ? " LAST" : ""
        octets += Array("BDAT \(text.count)\(last)\r\n".utf8) + text
      }
    }
    return octets
  }

  @Test func `the replies and what is stored are the same however the octets arrive`() {
    var accepted = 0
    for seed in 0..<UInt64(Tries.of(60, all: 200)) {
      var generator = SeededGenerator(seed: seed)
      let octets = Self.script(&generator)
      var whole = Self.server()
      let wanted = whole.replies(toOctets: octets)
      for longest in [1, 7, 100] {
        var server = Self.server()
        var heard: [String] = []
        var rest = octets[...]
        while !rest.isEmpty {
          let count = Int.random(in: 1...longest, using: &generator)
          heard += server.replies(toOctets: Array(rest.prefix(count)))
          rest = rest.dropFirst(count)
        }
        let isSame = heard == wanted && server.messages == whole.messages
        #expect(isSame, "seed \(seed), up to \(longest) octets together")
      }
      accepted += whole.session.accepted
    }
    #expect(accepted > Tries.of(20, all: 50))
  }

  @Test func `octets of a chunk are never heard as commands, accepted or not`() {
    for text in ["QUIT\r\n", "RSET\r\nQUIT\r\n", "BDAT 9 LAST\r\nQUIT\r\n", "\r\nQUIT\r\n"] {
      for lines in [[], ["RSET"], ["RSET", "MAIL FROM:<>"], ["HELO a"], ["BDAT 0 LAST"]] {
        var server = Self.server()
        for line in lines { _ = server.replies(to: line) }
        let replies = server.replies(toOctets: Array("BDAT \(text.utf8.count)\r\n\(text)".utf8))
        #expect(replies.count == 1)
        #expect(!server.isClosed)
      }
    }
  }

  @Test func `a great chunk passes in blocks, and a refused one costs nothing`() {
    for (size, limit) in [(1_000_000, 2_000_000), (1_000_000, 1_000)] {
      var policy = Self.policy
      policy.maxSize = limit
      var session = Self.server(policy).session
      var framer = Framer()
      framer.append(Array("BDAT \(size) LAST\r\n".utf8))
      var longest = 0
      var passed = 0
      let block = Array(String(repeating: "0123456\r\n", count: 1_000).utf8)
      var left = size
      while !session.isSuspended, session.state != .identified {
        while let effects = session.receive(from: &framer) {
          for case .content(let octets) in effects {
            longest = max(longest, octets.count)
            passed += octets.count
          }
        }
        let count = min(left, block.count)
        framer.append(Array(block.prefix(count)))
        left -= count
        #expect(framer.pendingCount <= 16_384 + block.count)
        if count == 0 { break }
      }
      _ = session.receive(from: &framer)
      #expect(longest < 1 << 16)
      #expect(limit > size ? passed > size - (1 << 16) : passed == 0)
    }
  }

  @Test func `chunks that are given up are discarded`() {
    for line in ["RSET", "EHLO b", "HELO b"] {
      var server = Self.server()
      _ = server.replies(toOctets: Array("BDAT 6\r\nA: b\r\n".utf8))
      _ = server.replies(to: line)
      #expect(server.discarded == 1)
      #expect(server.session.state == .identified)
    }
  }

  // MARK: Where a scenario is asked

  /// A session that asks about this request, and whose envelope was let proceed.
  private static func asked(at request: String) -> ServerSession {
    var policy = Self.policy
    policy.consults = true
    var session = ServerSession(policy: policy)
    _ = session.greet()
    _ = session.answer(.advice(.proceed))
    for line in ["EHLO a", "MAIL FROM:<a@b.fr>", "RCPT TO:<bob@hamburger.edu>"] {
      _ = session.receive(Line(line))
      _ = session.answer(.advice(.proceed))
    }
    var framer = Framer()
    framer.append(Array(request.utf8))
    while !session.isSuspended, session.receive(from: &framer) != nil {}
    return session
  }

  private func codes(_ effects: [ServerEffect]) -> [Int] {
    effects.compactMap { effect in
      guard case .reply(let reply) = effect else { return nil }
      return reply.code.value
    }
  }

  @Test func `a scenario is asked when the chunk has come, and its refusal ends the message`() {
    for request in ["BDAT 6\r\nA: b\r\n", "BDAT 6 LAST\r\nA: b\r\n"] {
      var session = Self.asked(at: request)
      #expect(session.isSuspended)
      let effects = session.answer(.advice(.refuse(.mailboxFull)))
      #expect(effects.first == .discardContent)
      #expect(codes(effects) == [452])
      #expect(session.state == .identified)
    }
  }

  @Test func `a scenario may break off after the reply to a chunk`() {
    var session = Self.asked(at: "BDAT 6\r\nA: b\r\n")
    let effects = session.answer(.advice(.dropAfterReply))
    #expect(codes(effects) == [250])
    #expect(effects.last == .drop)
    session = Self.asked(at: "BDAT 6 LAST\r\nA: b\r\n")
    #expect(codes(session.answer(.advice(.dropAfterReply))) == [])
    #expect(session.answer(.stored).last == .drop)
  }
}
