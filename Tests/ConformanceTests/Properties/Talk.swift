import Network
import Protocols
import Transcripts

/// A conversation as it crosses the wire: mostly right, often odd, sometimes noise.
struct Talk {
  struct Turn {
    let side: Side
    let octets: [UInt8]
  }

  let dialect: Dialect
  private(set) var turns: [Turn] = []
  private var generator: Generator

  init(_ dialect: Dialect, seed: UInt64) {
    self.dialect = dialect
    generator = Generator(seed: seed)
    switch dialect {
    case .smtp: speakSMTP()
    case .http: speakHTTP()
    }
  }

  /// What is heard of it if each turn comes in one piece.
  func heard() -> (acts: [Act], facts: [Fact]) { heard(turns.map { [$0.octets[...]] }) }

  /// What is heard of it if each turn is cut like this, and the facts that follow.
  func heard(_ cut: [[ArraySlice<UInt8>]]) -> (acts: [Act], facts: [Fact]) {
    var tap = Tap(dialect: dialect)
    var acts: [Act] = [
      .opened(
        Opening(
          attempt: Attempt(dialect: dialect, host: "hamburger.edu", port: 25),
          address: "127.0.0.1:25", local: nil, isPractice: true))
    ]
    for (turn, pieces) in zip(turns, cut) {
      for piece in pieces { acts += tap.take(Array(piece), from: turn.side) }
    }
    acts += tap.end() + [.closed(by: .client, .finished)]
    var session = Session()
    let facts = acts.enumerated().flatMap { index, act in
      session.take(Event(number: index + 1, milliseconds: 0, conversation: 1, act: act))
    }
    return (acts, facts)
  }

  private mutating func say(_ side: Side, _ text: String) { say(side, Array(text.utf8)) }
  private mutating func say(_ side: Side, _ octets: [UInt8]) {
    turns.append(Turn(side: side, octets: octets))
  }

  // MARK: SMTP

  private static let commands = [
    "EHLO crepes.fr", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>", "MAIL FROM: <> SIZE=10",
    "RCPT TO:<bob@hamburger.edu>", "RCPT TO:<\"b b\"@[192.0.2.1]>", "DATA", "DATA", "RSET", "NOOP",
    "VRFY bob", "STARTTLS", "AUTH PLAIN AGEAYg==", "AUTH LOGIN", "FOO", "", ".", "YWxpY2U=", "QUIT",
    "MAIL FROM：<a@b.fr>", "data", "GET / HTTP/1.1",
  ]
  private static let replies = [
    "220 hamburger.edu", "250 ok", "250-hamburger.edu\r\n250-SIZE 10\r\n250 PIPELINING",
    "250 2.1.0 ok",
    "354 go", "354 go", "334 VXNlcm5hbWU6", "235 in", "500 no", "503-one\r\n550 other", "421 bye",
    "221 bye", "99 what", "hello", "250", "250-unfinished",
  ]
  private static let texts = [
    "Subject: x", "", "..", ".", ".", ". ", "250 OK", "a\nb", "a\rb", ".\n", "\0", "你好",
  ]

  private mutating func speakSMTP() {
    say(.server, "220 hamburger.edu\r\n")
    if generator.chance(50) { sendMessage() }
    for _ in 0..<generator.number(3...12) {
      say(.client, lines(Self.commands, 1...4))
      say(.server, lines(Self.replies, 1...4))
      if generator.chance(40) { say(.client, lines(Self.texts, 1...6)) }
      if generator.chance(10) { say(generator.pick([.client, .server]), generator.octets(1...40)) }
    }
    // Longer than a framer's line may be.
    if generator.chance(4) { say(.client, String(repeating: "x", count: 66_000) + "\r\n") }
  }

  /// A message that goes through, its commands one by one or in a group.
  private mutating func sendMessage() {
    let group = [
      "EHLO crepes.fr", "MAIL FROM:<alice@crepes.fr>", "RCPT TO:<bob@hamburger.edu>", "DATA",
    ]
    let replies = ["250-hamburger.edu\r\n250 PIPELINING", "250 ok", "250 ok", "354 go"]
    if generator.chance(50) {
      say(.client, group.joined(separator: "\r\n") + "\r\n")
      say(.server, replies.joined(separator: "\r\n") + "\r\n")
    } else {
      for (command, reply) in zip(group, replies) {
        say(.client, command + "\r\n")
        say(.server, reply + "\r\n")
      }
    }
    say(.client, lines(Self.texts, 0...5) + "\r\n.\r\n")
    say(.server, "250 stored\r\n")
  }

  private mutating func lines(_ choices: [String], _ count: ClosedRange<Int>) -> String {
    (0..<generator.number(count)).map { _ in
      generator.pick(choices)
        + generator.pick(["\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", ""])
    }.joined()
  }

  // MARK: HTTP

  private mutating func speakHTTP() {
    for _ in 0..<generator.number(1...5) {
      let method = generator.pick(["GET", "GET", "HEAD", "POST"])
      let posted = method == "POST" ? generator.octets(0...50) : []
      say(
        .client,
        Array(
          ("\(method) /bob/\(generator.number(1...9)) HTTP/1.\(generator.number(0...1))\r\nHost: x\r\n"
            + (posted.isEmpty ? "" : "Content-Length: \(posted.count)\r\n") + "\r\n").utf8) + posted
      )
      if generator.chance(10) { say(.client, lines(["GET", "x", "GET / HTTP/1.1", ""], 1...3)) }
      say(.server, response())
      if generator.chance(10) { say(.server, generator.octets(1...60)) }
    }
  }

  private mutating func response() -> [UInt8] {
    let body = generator.octets(0...300)
    let status = generator.pick([
      "200 OK", "404 Not Found", "304 Not Modified", "100 Continue", "204 No", "101 x",
    ])
    let head = "HTTP/1.1 \(status)\r\nContent-Type: text/plain\r\n"
    switch generator.number(0...3) {
    case 0: return Array((head + "Content-Length: \(body.count)\r\n\r\n").utf8) + body
    case 1:
      let chunks = generator.split(body, atMost: 100).flatMap { chunk -> [UInt8] in
        Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + [13, 10]
      }
      return Array((head + "Transfer-Encoding: chunked\r\n\r\n").utf8) + chunks
        + Array("0\r\n\r\n".utf8)
    case 2: return Array((head + "\r\n").utf8) + body
    default: return Array((head + "Content-Length: x\nbroken\r\n\r\n").utf8)
    }
  }
}
