import Protocols
import Teaching
import TestSupport
import Testing
import Transcripts

@Suite struct LadderTests {
  private static func opened(
    _ conversation: Int, _ dialect: Dialect = .smtp, _ host: String = "hamburger.edu",
    by client: String? = nil
  ) -> Event {
    Event(
      milliseconds: 0, conversation: conversation,
      act: .opened(
        Opening(
          attempt: Attempt(dialect: dialect, host: host, port: 25), address: "", local: nil,
          isPractice: true, client: client)))
  }

  private static func lines(_ script: String, _ conversation: Int = 1) -> [Event] {
    DialogueLine.all(in: script).map {
      Event(
        milliseconds: 0, conversation: conversation, act: .heard($0.side, .line($0.line)))
    }
  }

  private static func ladder(_ events: [Event]) -> Ladder {
    Ladder(
      events.enumerated().map { index, event in
        var event = event
        event.number = index + 1
        return event
      })
  }

  static let begin = """
    S: 220 hamburger.edu
    C: HELO crepes.fr
    S: 250 Hello
    C: MAIL FROM:<alice@crepes.fr>
    S: 250 ok
    C: RCPT TO:<bob@hamburger.edu>
    S: 250 ok
    C: DATA
    S: 354 go on
    """
  static let text = (1...12).map { "C: line \($0)" }.joined(separator: "\n")
  static let end = "C: .\nS: 250 accepted\nC: QUIT\nS: 221 bye"

  private func steps(_ ladder: Ladder) -> [String] {
    ladder.rungs.map { rung in
      switch rung.step {
      case .phase(let phase): "= \(phase.name)"
      case .opened: "open"
      case .failed: "failed"
      case .line(let side, let octets, _):
        "\(side == .client ? "C" : "S"): \(String(decoding: octets, as: UTF8.self))"
      case .collapsed(let side, let bulk, let tally):
        "\(side == .client ? "C" : "S") \(bulk.rawValue) \(tally.lines) \(tally.octets)"
      case .secured: "tls"
      case .closed(let side, _): "\(side.rawValue) closed"
      case .queue(let act): act.deed.rawValue
      }
    }
  }

  @Test func `lines stand in their phases, and a message is only counted`() {
    let ladder = Self.ladder(
      [Self.opened(1)] + Self.lines([Self.begin, Self.text, Self.end].joined(separator: "\n"))
        + [Event(milliseconds: 0, conversation: 1, act: .closed(by: .server, .finished))])
    #expect(
      steps(ladder) == [
        "= handshake", "open", "S: 220 hamburger.edu", "C: HELO crepes.fr", "S: 250 Hello",
        "= transfer", "C: MAIL FROM:<alice@crepes.fr>", "S: 250 ok",
        "C: RCPT TO:<bob@hamburger.edu>", "S: 250 ok", "C: DATA", "S: 354 go on",
        // 12 lines: 9 of 8 octets and 3 of 9.
        "C message 12 \(9 * 8 + 3 * 9)", "C: .", "S: 250 accepted",
        "= close", "C: QUIT", "S: 221 bye", "server closed",
      ])
  }

  @Test func `a conversation in between does not cut a message in two`() {
    let text = Self.lines(Self.text)
    let ladder = Self.ladder(
      [Self.opened(1)] + Self.lines(Self.begin) + text.prefix(5)
        + [Self.opened(2, by: "crepes.fr")] + Self.lines("S: 220 hamburger.edu", 2)
        + text.dropFirst(5) + Self.lines(Self.end))
    #expect(steps(ladder).filter { $0.hasPrefix("C message") } == ["C message 12 99"])
    #expect(ladder.isWatching)
  }

  @Test func `the student comes first, then servers that are also clients`() {
    let ladder = Self.ladder([
      Self.opened(1), Self.opened(2, by: "crepes.fr"), Self.opened(3, .http),
      Self.opened(4, .smtp, "crepes.fr"),
    ])
    #expect(ladder.parties == [.learner, .host("crepes.fr"), .host("hamburger.edu")])
    #expect(ladder.ends(of: 2)?.client == .host("crepes.fr"))
  }

  @Test func `HTTP shows its first lines, and counts header and body`() {
    let response = "S: HTTP/1.1 200 OK\nS: Content-Type: image/png\nS: Content-Length: 9\nS: "
    let body = [[UInt8](repeating: 0xFF, count: 5), [1, 2, 3, 4]].map {
      Event(milliseconds: 0, conversation: 1, act: .heard(.server, .octets($0)))
    }
    let ladder = Self.ladder(
      [Self.opened(1, .http)] + Self.lines("C: GET /bob/1 HTTP/1.1\nC: Host: hamburger.edu\nC: ")
        + Self.lines(response) + body)
    #expect(
      steps(ladder) == [
        "open", "C: GET /bob/1 HTTP/1.1", "C header 1 23", "S: HTTP/1.1 200 OK",
        "S header 2 46", "S body 2 9",
      ])
  }

  @Test func `the last conversation begins with the student's last connection`() {
    let ladder = Self.ladder(
      [Self.opened(1)] + Self.lines("S: 220 first")
        + [Self.opened(2, by: "crepes.fr"), Self.opened(3, .smtp, "crepes.fr")]
        + Self.lines("S: 220 crepes.fr", 3) + Self.lines("S: 220 watched", 2)
        + [Self.opened(4, by: "crepes.fr")] + Self.lines("S: 220 again", 4))
    #expect(
      steps(ladder.ofLastConversation) == [
        "= handshake", "open", "S: 220 crepes.fr", "S: 220 watched", "= handshake", "open",
        "S: 220 again",
      ])
    #expect(
      ladder.ofLastConversation.parties
        == [.learner, .host("crepes.fr"), .host("hamburger.edu")])
    let watched = Self.ladder([Self.opened(1, by: "crepes.fr")])
    #expect(watched.ofLastConversation == watched)
    #expect(Ladder().ofLastConversation == Ladder())
  }

  @Test func `a secret is not in the diagram`() {
    let secret = Event(
      milliseconds: 0, conversation: 1,
      act: .heard(.client, .withheld(kept: Array("AUTH PLAIN ".utf8), count: 26)))
    let ladder = Self.ladder(
      [Self.opened(1)] + Self.lines("S: 220 x\nC: EHLO y\nS: 250 AUTH PLAIN") + [secret])
    #expect(
      ladder.rungs.last?.step == .line(.client, Array("AUTH PLAIN ".utf8), withheld: 26))
  }

  @Test func `the rest of a very long reply is counted`() {
    let reply = (1..<40).map { "S: 250-X\($0)" }.joined(separator: "\n") + "\nS: 250 HELP"
    let ladder = Self.ladder([Self.opened(1)] + Self.lines("S: 220 x\nC: EHLO y\n" + reply))
    #expect(ladder.rungs.count < 25)
    #expect(steps(ladder).contains { $0.hasPrefix("S reply 24 ") })
  }
}
