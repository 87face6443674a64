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

  static let head = ["GET /bob/1 HTTP/1.1", "Host: hamburger.edu", ""]
  static let response = ["HTTP/1.1 200 OK", "Content-Length: 20", ""]

  /// Both sessions, folded into their comparison.
  private func measured(smtp: String? = smtp, http: Bool = true, status: Int = 200) -> Comparison {
    var session = Session()
    var comparison = Comparison()
    func take(_ conversation: Int, _ act: Act) {
      let event = Event(milliseconds: 0, conversation: conversation, act: act)
      for fact in session.take(event) { comparison.take(fact) }
    }
    func open(_ conversation: Int, _ dialect: Dialect) {
      let attempt = Attempt(dialect: dialect, host: "hamburger.edu", port: 25)
      take(
        conversation, .opened(Opening(attempt: attempt, address: "", local: nil, isPractice: true)))
    }
    if let smtp {
      open(1, .smtp)
      for line in DialogueLine.all(in: smtp) { take(1, .heard(line.side, .line(line.line))) }
    }
    if http {
      open(2, .http)
      for line in Self.head { take(2, .heard(.client, .line(Line(line)))) }
      for line in ["HTTP/1.1 \(status) x"] + Self.response.dropFirst() {
        take(2, .heard(.server, .line(Line(line))))
      }
      take(2, .heard(.server, .octets(Array(repeating: 0xFF, count: 12))))
      take(2, .heard(.server, .octets(Array(repeating: 0xFF, count: 8))))
    }
    return comparison
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
    #expect(push.client.octets == wire(lines.filter { $0.hasPrefix("C:") }))
    #expect(push.server.octets == wire(lines.filter { $0.hasPrefix("S:") }))
    #expect(push.linesBefore == first)
    // HELO, MAIL, RCPT, DATA.
    #expect(push.roundTripsBefore == 4)
    // One dot was stuffed.
    #expect(push.objectOctets == wire(lines[first..<dot]) - 1)
    #expect(push.overhead == wire(lines) - push.objectOctets)
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
    #expect(pull.client.octets == Self.head.reduce(0) { $0 + $1.utf8.count + 2 })
    #expect(pull.linesBefore == 6)
    #expect(pull.roundTripsBefore == 0)
    #expect(pull.objectOctets == 20)
    #expect(pull.objects == 1)
    #expect(pull.exchanges == 1)
    #expect(pull.end == .contentLength(20))
    #expect(pull.dependentExchanges == 0)
  }

  @Test func `an error page is not the object`() {
    #expect(measured(status: 404).pull == nil)
  }

  @Test func `a refused message is not delivered`() {
    let refused = Self.smtp.replacing("S: 250 Message accepted for delivery", with: "S: 554 no")
    #expect(measured(smtp: refused).push == nil)
  }

  @Test func `every row has both columns in both languages, and its own key`() {
    for comparison in [measured(), measured(smtp: nil), measured(http: false), Comparison()] {
      let rows = comparison.rows
      #expect(Set(rows.map(\.key)).count == rows.count)
      for phrase in rows.flatMap({ [$0.aspect, $0.push, $0.pull] }) + comparison.conclusion {
        #expect(!phrase.english.isEmpty)
        #expect(!phrase.chinese.isEmpty)
      }
      #expect(!comparison.conclusion.isEmpty)
    }
  }

  @Test func `the conclusion is drawn from the figures`() {
    let text = measured().conclusion.map(\.english).joined(separator: " ")
    #expect(text.contains("(push)"))
    #expect(text.contains("4 times"))
    #expect(text.contains("4 of its 6 replies"))
  }
}
