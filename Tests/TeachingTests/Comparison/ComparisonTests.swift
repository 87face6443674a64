import Language
import Protocols
import Teaching
import TestSupport
import Testing
import Transcripts

struct ComparisonTests {
  static let smtp = """
    S: 220 hamburger.edu
    C: HELO crepes.fr
    S: 250 Hello crepes.fr, pleased to meet you
    C: MAIL FROM:<alice@crepes.fr>
    S: 250 alice@crepes.fr... Sender ok
    C: RCPT TO:<bob@hamburger.edu>
    S: 250 bob@hamburger.edu ... Recipient ok
    C: DATA
    S: 354 Enter mail, end with "." on a line by itself
    C: Content-Type: multipart/mixed; boundary=b
    C:
    C: --b
    C: Content-Transfer-Encoding: base64
    C:
    C: UGlja2xlcyBhbmQga2V0Y2h1cA==
    C: --b--
    C: ..
    C: .
    S: 250 Message accepted for delivery
    C: QUIT
    S: 221 hamburger.edu closing connection
    """

  /// A session that is folded as it is heard.
  private struct Script {
    private(set) var comparison = Comparison()
    private(set) var octets: [Int: Int] = [:]
    private var session = Session()
    private var conversation = 0

    private mutating func take(_ act: Act) {
      if case .heard(_, let piece) = act { octets[conversation, default: 0] += piece.count }
      let event = Event(
        number: session.events + 1, milliseconds: 0, conversation: conversation, act: act)
      for fact in session.take(event) { comparison.take(fact) }
    }

    mutating func open(_ dialect: Dialect) {
      conversation += 1
      let attempt = Attempt(dialect: dialect, host: "hamburger.edu", port: 25)
      take(.opened(Opening(attempt: attempt, address: "", local: nil, isPractice: true)))
    }

    mutating func speak(_ dialogue: String) {
      for line in DialogueLine.all(in: dialogue) { take(.heard(line.side, .line(line.line))) }
    }

    mutating func get(
      _ target: String, _ content: [UInt8], status: Int = 200, type: String = "message/rfc822",
      host: String? = "hamburger.edu"
    ) {
      for line in ["GET \(target) HTTP/1.1"] + (host.map { ["Host: \($0)"] } ?? []) + [""] {
        take(.heard(.client, .line(Line(line))))
      }
      let head = [
        "HTTP/1.1 \(status) x", "Content-Type: \(type)", "Content-Length: \(content.count)", "",
      ]
      for line in head { take(.heard(.server, .line(Line(line)))) }
      // In two blocks: how they are cut does not matter.
      for block in [content.prefix(7), content.dropFirst(7)] where !block.isEmpty {
        take(.heard(.server, .octets(Array(block))))
      }
    }
  }

  private static let trace = Array("Return-Path: <alice@crepes.fr>\r\nReceived: x\r\n".utf8)
  /// The message of `smtp`, its stuffed dot taken away.
  private static let text: [UInt8] = {
    let lines = smtp.split(separator: "\n", omittingEmptySubsequences: false)
    let first = lines.firstIndex { $0.hasPrefix("C: Content-Type") } ?? 0
    let dot = lines.firstIndex(of: "C: .") ?? 0
    return lines[first..<dot].flatMap { line -> [UInt8] in
      let text = line.dropFirst(3)
      return Array((text == ".." ? "." : text).utf8) + [13, 10]
    }
  }()

  private func measured(
    smtp: String? = smtp, pulls: Bool = true, status: Int = 200
  ) -> Comparison {
    var script = Script()
    if let smtp {
      script.open(.smtp)
      script.speak(smtp)
    }
    if pulls {
      script.open(.http)
      script.get("/bob/1.eml", Self.trace + Self.text, status: status)
    }
    return script.comparison
  }

  @Test func `the push agrees with a second count`() throws {
    let push = try #require(measured().push)
    let lines = Self.smtp.split(separator: "\n").map(String.init)
    func wire(_ lines: some Sequence<String>) -> Int {
      lines.reduce(0) { $0 + $1.dropFirst(3).utf8.count + 2 }
    }
    let dot = try #require(lines.firstIndex(of: "C: ."))
    let first = try #require(lines.firstIndex { $0.hasPrefix("C: Content-Type") })
    #expect(push.firstSpeaker == .server)
    #expect(push.objectFrom == .client)
    #expect(push.clientOctets == wire(lines.filter { $0.hasPrefix("C:") }))
    #expect(push.serverOctets == wire(lines.filter { $0.hasPrefix("S:") }))
    #expect(push.linesBefore == first)
    // HELO, MAIL, RCPT, DATA.
    #expect(push.roundTripsBefore == 4)
    // One dot was stuffed.
    #expect(push.objectOctets == wire(lines[first..<dot]) - 1)
    #expect(push.overheadOctets == wire(lines) - push.objectOctets)
    #expect(push.otherOctets == 0)
    #expect(push.objects == 1)
    #expect(push.end == .dot)
    // HELO, MAIL, RCPT, DATA, the dot, QUIT; of these MAIL, RCPT, DATA and the dot mean nothing
    // alone.
    #expect(push.exchanges == 6)
    #expect(push.dependentExchanges == 4)
    #expect(push.base64Octets == 30)
    #expect(push.decodedOctets == "Pickles and ketchup".utf8.count)
    #expect(!push.hasEightBit)
  }

  @Test func `the pull agrees with a second count`() throws {
    let pull = try #require(measured().pull)
    #expect(pull.firstSpeaker == .client)
    #expect(pull.objectFrom == .server)
    #expect(
      pull.clientOctets == "GET /bob/1.eml HTTP/1.1\r\nHost: hamburger.edu\r\n\r\n".utf8.count)
    #expect(pull.linesBefore == 7)
    #expect(pull.roundTripsBefore == 0)
    #expect(pull.objectOctets == Self.trace.count + Self.text.count)
    #expect(pull.overheadOctets == pull.clientOctets + pull.serverOctets - pull.objectOctets)
    #expect(pull.otherOctets == 0)
    #expect(pull.objects == 1)
    #expect(pull.exchanges == 1)
    #expect(pull.end == .contentLength(pull.objectOctets))
    #expect(pull.dependentExchanges == 0)
  }

  @Test func `an error page is not the object`() {
    #expect(measured(status: 404).pull == nil)
  }

  @Test func `a refused message is not delivered`() {
    let refused = Self.smtp.replacing("S: 250 Message accepted for delivery", with: "S: 554 no")
    #expect(measured(smtp: refused).push == nil)
  }

  // MARK: What it does not depend on

  /// Three messages, the second of them this one; refused lines, an abandoned transaction, lines
  /// that no message needs.
  private static let stumbling = """
    S: 220 hamburger.edu
    C: MAIL FROM:<alice@crepes.fr>
    S: 503 Say HELO first
    C: HELO crepes.fr
    S: 250 Hello crepes.fr, pleased to meet you
    C: MAIL FROM:<alice@crepes.fr>
    S: 250 alice@crepes.fr... Sender ok
    C: RSET
    S: 250 OK
    C: MAIL FROM:<alice@crepes.fr>
    S: 250 alice@crepes.fr... Sender ok
    C: RCPT TO:<carol@hamburger.edu>
    S: 250 carol@hamburger.edu ... Recipient ok
    C: DATA
    S: 354 Enter mail, end with "." on a line by itself
    C: Something else
    C: .
    S: 250 Message accepted for delivery
    C: NOOP
    S: 250 OK
    C: HELO crepes.fr
    S: 250 Hello crepes.fr, pleased to meet you
    C: MAIL FROM alice@crepes.fr
    S: 501 Syntax: MAIL FROM:<address>
    C: MAIL FROM:<alice@crepes.fr>
    S: 250 alice@crepes.fr... Sender ok
    C: DATA
    S: 503 No recipients
    C: RCPT TO:<dave@hamburger.edu>
    S: 550 No such user
    C: RCPT TO:<bob@hamburger.edu>
    S: 250 bob@hamburger.edu ... Recipient ok
    C: DATA
    S: 354 Enter mail, end with "." on a line by itself
    \(message)
    C: .
    S: 250 Message accepted for delivery
    C: MAIL FROM:<alice@crepes.fr>
    S: 250 alice@crepes.fr... Sender ok
    C: RCPT TO:<bob@hamburger.edu>
    S: 250 bob@hamburger.edu ... Recipient ok
    C: DATA
    S: 354 Enter mail, end with "." on a line by itself
    C: The last one is longer than the others, and has nothing to do with them.
    C: .
    S: 250 Message accepted for delivery
    C: FOO
    S: 500 Command not recognized
    C: QUIT
    S: 221 hamburger.edu closing connection
    """

  private static let message = smtp.split(separator: "\n")
    .drop { !$0.hasPrefix("C: Content-Type") }.prefix { $0 != "C: ." }.joined(separator: "\n")

  private var stumbled: Script {
    var script = Script()
    script.open(.smtp)
    script.speak(Self.stumbling)
    script.open(.http)
    script.get("/bob/9.eml", Array("no".utf8), status: 404)
    script.get("/bob/1.eml", Array("Host?".utf8), status: 400, host: nil)
    script.get("/bob/1.eml", Self.trace + Self.text)
    script.get("/bob/1", Array("<html>".utf8), type: "text/html")
    return script
  }

  @Test func `mistakes and other objects change neither the figures nor the conclusion`() throws {
    let (plain, script) = (measured(), stumbled)
    let stumbled = script.comparison
    #expect(stumbled.conclusion == plain.conclusion)
    #expect(stumbled.conclusion.contains { $0.english.contains("same message") })
    let keys = plain.rows.filter { !["other_octets", "objects"].contains($0.key) }
    #expect(stumbled.rows.filter { row in keys.contains { $0.key == row.key } } == keys)
    // They have a row of their own, and every octet stands in one of them.
    for (object, conversation) in [(stumbled.push, 1), (stumbled.pull, 2)] {
      let object = try #require(object)
      #expect(object.otherOctets > 0)
      #expect(
        object.clientOctets + object.serverOctets + object.otherOctets
          == script.octets[conversation])
      #expect(object.objects == (conversation == 1 ? 3 : 2))
    }
  }

  @Test func `the message that was pushed stands beside its own pull, if there is one`() throws {
    var script = stumbled
    #expect(script.comparison.pull?.target == "/bob/1.eml")
    let push = try #require(script.comparison.push)
    #expect(script.comparison.pull?.relation(to: push) == .same(trace: Self.trace.count))
    script.open(.http)
    script.get("/bob/2.eml", Self.trace + Array("Another\r\n".utf8))
    #expect(script.comparison.pull?.target == "/bob/1.eml")
  }

  @Test func `of several messages, the one stands beside a page that the page is made of`() {
    func conclusion(_ smtp: String, _ target: String) -> [Phrase] {
      var script = Script()
      script.open(.smtp)
      script.speak(smtp)
      script.open(.http)
      script.get(target, Array("<html>".utf8), type: "text/html")
      return script.comparison.conclusion
    }
    #expect(conclusion(Self.stumbling, "/bob/1") == conclusion(Self.smtp, "/bob/1"))
    #expect(
      conclusion(Self.stumbling, "/carol/1").contains { $0.english.hasSuffix("/carol/1.eml") })
    #expect(conclusion(Self.stumbling, "/bob/").contains { $0.english.hasSuffix("/bob/2.eml") })
  }

  @Test func `what is not the message is called what it is`() throws {
    func object(_ content: [UInt8], at target: String, type: String) throws -> (String, String) {
      var script = Script()
      script.open(.smtp)
      script.speak(Self.smtp)
      script.open(.http)
      script.get(target, content, type: type)
      let row = try #require(script.comparison.rows.first { $0.key == "object" })
      return (
        try #require(row.pull).english,
        script.comparison.conclusion.map(\.english).joined(separator: " ")
      )
    }
    let page = try object(Array("<html>".utf8), at: "/bob/1", type: "text/html; charset=utf-8")
    #expect(page.0 == "/bob/1, an HTML page, not the message")
    #expect(page.1.contains("http://hamburger.edu/bob/1.eml"))
    let file = try object(
      Array("Pickles and ketchup".utf8), at: "/bob/1/parts/1", type: "image/png")
    #expect(file.0 == "/bob/1/parts/1, a file of the message")
    // One octet makes another message.
    var changed = Self.text
    changed[3] ^= 1
    let other = try object(Self.trace + changed, at: "/bob/1.eml", type: "message/rfc822")
    #expect(other.0 == "/bob/1.eml (message/rfc822), not the message")
  }

  /// Another message was in the mailbox before.
  private func pulledWrongly() -> Comparison {
    var script = Script()
    script.open(.smtp)
    script.speak(Self.smtp)
    script.open(.http)
    script.get("/bob/1.eml", Self.trace + Array("Older\r\n".utf8))
    return script.comparison
  }

  @Test func `a pushed message is named by the number under which a store keeps it`() {
    for comparison in [measured(pulls: false), pulledWrongly()] {
      var comparison = comparison
      comparison.locate { push in push.isStored(as: Self.trace + Self.text) ? 7 : nil }
      let text = comparison.conclusion.map(\.english).joined(separator: " ")
      #expect(text.contains("/bob/7.eml") && !text.contains("/bob/1.eml"))
    }
  }

  @Test func `a message is not said to be where another was pulled`() {
    let text = pulledWrongly().conclusion.map(\.english).joined(separator: " ")
    #expect(text.contains("two different objects") && !text.contains(".eml"))
  }

  @Test func `a line sent before 354 belongs to the message, as one sent after it`() throws {
    let replies = Self.smtp.split(separator: "\n").map(String.init)
    let data = try #require(replies.firstIndex(of: "C: DATA"))
    var pipelined = replies
    pipelined.swapAt(data + 1, data + 2)
    let push = try #require(measured(smtp: pipelined.joined(separator: "\n")).push)
    let usual = try #require(measured().push)
    #expect(push.clientOctets == usual.clientOctets && push.serverOctets == usual.serverOctets)
    #expect(push.objectOctets == usual.objectOctets && push.otherOctets == 0)
  }

  // MARK: Halves

  @Test func `every row has what was measured in both languages, and its own key`() {
    for comparison in [measured(), measured(smtp: nil), measured(pulls: false)] {
      let rows = comparison.rows
      #expect(!rows.isEmpty && Set(rows.map(\.key)).count == rows.count)
      #expect(rows.allSatisfy { ($0.push != nil) == (comparison.push != nil) })
      #expect(rows.allSatisfy { ($0.pull != nil) == (comparison.pull != nil) })
      for phrase in rows.flatMap({ [$0.aspect] + [$0.push, $0.pull].compactMap { $0 } })
        + comparison.conclusion
      {
        #expect(!phrase.english.isEmpty)
        #expect(!phrase.chinese.isEmpty)
      }
    }
  }

  @Test func `one line says what is missing`() {
    #expect(Comparison().rows.isEmpty && Comparison().conclusion.count == 1)
    let half = measured(pulls: false).conclusion
    #expect(half.count == 1 && half[0].english.contains("GET /bob/1.eml HTTP/1.1"))
    let other = measured(smtp: nil).conclusion
    #expect(other.count == 1 && other[0].english.contains("telnet hamburger.edu 25"))
  }

  @Test func `the conclusion is drawn from the figures`() {
    let text = measured().conclusion.map(\.english).joined(separator: " ")
    #expect(text.contains("(push)"))
    #expect(text.contains("4 times"))
    #expect(text.contains("4 of its replies"))
  }
}
