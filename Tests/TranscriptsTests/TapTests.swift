import Protocols
import TestSupport
import Testing
import Transcripts

/// The law of the tap: what is heard does not depend on how the network split it.
@Suite struct TapTests {
  struct Talk: Sendable, CustomTestStringConvertible {
    let name: String
    let dialect: Dialect
    let turns: [(side: Side, text: String)]
    var testDescription: String { name }
  }

  static let talks = [
    Talk(
      name: "smtp", dialect: .smtp,
      turns: [
        (.server, "220-two\r\n220 lines\r\n"), (.client, "EHLO crepes.fr\r\n"),
        (.server, "250-hamburger.edu\r\n250 SIZE 1000\r\n"),
        (.client, "MAIL FROM:<alice@crepes.fr>\r\nRCPT TO:<bob@hamburger.edu>\r\nDATA\r\n"),
        (.server, "250 ok\r\n250 ok\r\n354 go\r\n"),
        (.client, "Subject: x\r\n\r\nbare\nline\r\n..dot\r\n.\r\nQUIT\r\n"),
        (.server, "250 stored\r\n221 bye\r\n"),
      ]),
    Talk(
      name: "smtp, in chunks", dialect: .smtp,
      turns: [
        (.server, "220 x\r\n"), (.client, "EHLO a\r\n"), (.server, "250-x\r\n250 CHUNKING\r\n"),
        (
          .client,
          "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nBDAT 9\r\nHi\r\n.\r\n\r\nBDAT 4 LAST\r\nQUIT"
            + "QUIT\r\n"
        ),
        (.server, "250 ok\r\n250 ok\r\n250 ok\r\n250 ok\r\n221 bye\r\n"),
      ]),
    Talk(
      name: "http, counted and chunked", dialect: .http,
      turns: [
        (.client, "GET /bob/1.eml HTTP/1.1\r\nHost: hamburger.edu\r\n\r\n"),
        (.server, "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nHi\r\nthere\nyou"),
        (.client, "GET / HTTP/1.1\r\nHost: hamburger.edu\r\n\r\n"),
        (.server, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
      ]),
    Talk(
      name: "http, until the end", dialect: .http,
      turns: [
        (.client, "GET / HTTP/1.0\r\n\r\n"), (.server, "HTTP/1.0 200 OK\r\n\r\nall the rest"),
      ]),
  ]

  private func heard(_ talk: Talk, cut: (Int) -> Int) -> [Act] {
    var tap = Tap(dialect: talk.dialect)
    var acts: [Act] = []
    for turn in talk.turns {
      var rest = Array(turn.text.utf8)[...]
      while !rest.isEmpty {
        let count = min(max(1, cut(rest.count)), rest.count)
        acts += tap.take(Array(rest.prefix(count)), from: turn.side)
        rest = rest.dropFirst(count)
      }
    }
    return acts + tap.end()
  }

  @Test(arguments: talks)
  func `the same acts, whole, octet by octet, and cut at random`(talk: Talk) {
    let whole = heard(talk) { $0 }
    #expect(whole == heard(talk) { _ in 1 })
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      #expect(whole == heard(talk) { Int.random(in: 1...$0, using: &generator) })
    }
  }

  @Test func `a body that pauses is heard as far as it has come`() {
    var tap = Tap(dialect: .http)
    _ = tap.take(Array("GET / HTTP/1.0\r\n\r\n".utf8), from: .client)
    _ = tap.take(Array("HTTP/1.0 200 OK\r\n\r\nhalf".utf8), from: .server)
    #expect(tap.unheard(from: .server) == 4)
    #expect(tap.pause(from: .server) == [.heard(.server, .octets(Array("half".utf8)))])
    #expect(tap.end() == [])
  }

  @Test func `a line that pauses waits for its end`() {
    var tap = Tap(dialect: .smtp)
    #expect(tap.take(Array("220 ready\r".utf8), from: .server) == [])
    #expect(tap.pause(from: .server) == [])
    #expect(tap.unheard(from: .server) == 10)
    #expect(tap.take([0x0A], from: .server) == [.heard(.server, .line(Line("220 ready")))])
  }

  @Test(arguments: talks)
  func `nothing is lost or invented`(talk: Talk) {
    let acts = heard(talk) { $0 }
    for side in Side.allCases {
      let sent = talk.turns.filter { $0.side == side }.flatMap { Array($0.text.utf8) }
      let said = acts.flatMap { act -> [UInt8] in
        switch act {
        case .heard(side, .line(let line)): line.wire
        case .heard(side, .octets(let octets)): octets
        default: []
        }
      }
      #expect(said == sent)
    }
  }
}
