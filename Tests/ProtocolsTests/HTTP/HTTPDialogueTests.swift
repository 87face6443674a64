import Protocols
import TestSupport
import Testing

struct HTTPDialogueTests {
  /// Hears octets of both sides, framed as the dialogue asks.
  struct Observer {
    private(set) var dialogue = HTTPDialogue()
    private(set) var findings: [HTTPFinding] = []
    private var framers: [Side: Framer] = [.client: Framer(), .server: Framer()]

    @discardableResult
    mutating func hear(_ text: String, from side: Side) -> [HTTPFinding] {
      var framer = framers[side] ?? Framer()
      framer.append(Array(text.utf8))
      var found: [HTTPFinding] = []
      while let piece = framer.next(dialogue.framing(from: side)) {
        found += http(dialogue.hear(piece, from: side))
      }
      framers[side] = framer
      findings += found
      return found
    }

    mutating func close() {
      var framer = framers[.server] ?? Framer()
      while let piece = framer.flush(dialogue.framing(from: .server)) {
        findings += http(dialogue.hear(piece, from: .server))
      }
      findings += http(dialogue.end())
    }

    private func http(_ findings: [Finding]) -> [HTTPFinding] {
      findings.compactMap { finding in
        guard case .http(let found) = finding else { return nil }
        return found
      }
    }

    var exchanges: [HTTPExchange] {
      findings.compactMap { finding in
        guard case .exchange(let exchange) = finding else { return nil }
        return exchange
      }
    }
  }

  static let get = "GET /bob/1 HTTP/1.1\r\nHost: hamburger.edu\r\n\r\n"

  @Test(arguments: [
    ("Content-Length: 5\r\n\r\nhello", HTTPBodyEnd.contentLength(5), 5),
    ("Content-Length: 0\r\n\r\n", .contentLength(0), 0),
    (
      "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n3;x=y\r\nyou\r\n0\r\nTrailer: x\r\n\r\n",
      .chunked, 8
    ),
    ("Transfer-Encoding: gzip, Chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", .chunked, 0),
  ])
  func `a response ends where its header says`(rest: String, end: HTTPBodyEnd, octets: Int) throws {
    for chunks in [[rest], rest.map(String.init)] {
      var observer = Observer()
      observer.hear(Self.get, from: .client)
      observer.hear("HTTP/1.1 200 OK\r\n", from: .server)
      for chunk in chunks { observer.hear(chunk, from: .server) }
      let exchange = try #require(observer.exchanges.first)
      #expect(exchange.bodyEnd == end)
      #expect(exchange.contentOctets == octets)
      #expect(exchange.target == "/bob/1")
      #expect(exchange.requestFields["host"] == "hamburger.edu")
      #expect(observer.dialogue.guidance.typed == .command)
    }
  }

  @Test(arguments: [
    ("HTTP/1.1", "Connection: close\r\n", "", true), ("HTTP/1.1", "", "", false),
    ("HTTP/1.1", "Connection: Keep-Alive, Close\r\n", "", true),
    ("HTTP/1.1", "", "Connection: close\r\n", true), ("HTTP/1.0", "", "", true),
    ("HTTP/1.0", "Connection: keep-alive\r\n", "", false),
  ])
  func `the last response of a connection says so`(
    version: String, answered: String, asked: String, isLast: Bool
  ) {
    var observer = Observer()
    observer.hear("GET / HTTP/1.1\r\nHost: x\r\n\(asked)\r\n", from: .client)
    observer.hear("\(version) 200 OK\r\nContent-Length: 2\r\n\(answered)\r\n1", from: .server)
    #expect(!observer.dialogue.isOver)
    observer.hear("2", from: .server)
    #expect(observer.dialogue.isOver == isLast)
    #expect(observer.dialogue.guidance.typed == (isLast ? .nothing : .command))
  }

  @Test func `a response without a length ends with the connection`() throws {
    var observer = Observer()
    observer.hear(Self.get, from: .client)
    observer.hear("HTTP/1.1 200 OK\r\n\r\nall the rest\r\n\r\nHTTP/1.1 200 OK", from: .server)
    #expect(observer.exchanges == [])
    observer.close()
    let exchange = try #require(observer.exchanges.first)
    #expect(exchange.bodyEnd == .close)
    #expect(exchange.contentOctets == 31)
    #expect(observer.dialogue.guidance.typed == .nothing)
  }

  @Test func `a response cut off before its end is not an exchange`() {
    var observer = Observer()
    observer.hear(Self.get, from: .client)
    observer.hear("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello", from: .server)
    observer.close()
    #expect(observer.exchanges == [])
  }

  @Test(arguments: [("HEAD", 200), ("GET", 304), ("GET", 204)])
  func `these responses have no body, whatever their header says`(method: String, status: Int) {
    var observer = Observer()
    for _ in 0..<2 {
      observer.hear("\(method) / HTTP/1.1\r\nHost: x\r\n\r\n", from: .client)
      observer.hear("HTTP/1.1 \(status) x\r\nContent-Length: 99\r\n\r\n", from: .server)
    }
    #expect(observer.exchanges.map(\.status) == [status, status])
    #expect(observer.exchanges.map(\.contentOctets) == [0, 0])
  }

  @Test func `100 is not the answer, and the body that it asks for is one`() throws {
    var observer = Observer()
    observer.hear(
      "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n",
      from: .client)
    observer.hear("HTTP/1.1 100 Continue\r\n\r\n", from: .server)
    #expect(observer.exchanges == [])
    #expect(
      observer.hear("hello", from: .client) == [.body(from: .client, octets: 5, total: 5)])
    observer.hear("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n", from: .server)
    #expect(observer.exchanges.map(\.status) == [201])
    #expect(observer.exchanges.map(\.method) == ["POST"])
    #expect(observer.dialogue.guidance.typed == .command)
  }

  @Test func `requests sent ahead are answered in their order`() {
    var observer = Observer()
    for target in 1...3 {
      observer.hear("GET /\(target) HTTP/1.1\r\nHost: x\r\n\r\n", from: .client)
    }
    #expect(observer.dialogue.guidance.typed == .nothing)
    for status in [200, 404, 200] {
      observer.hear("HTTP/1.1 \(status) x\r\nContent-Length: 2\r\n\r\nhi", from: .server)
    }
    #expect(observer.exchanges.map(\.target) == ["/1", "/2", "/3"])
    #expect(observer.exchanges.map(\.status) == [200, 404, 200])
    #expect(observer.dialogue.exchanges == 3)
  }

  @Test func `an answer that comes before the request's end counts once`() {
    var observer = Observer()
    observer.hear("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhe", from: .client)
    observer.hear("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n", from: .server)
    observer.hear("lloGET /next HTTP/1.1\r\nHost: x\r\n\r\n", from: .client)
    observer.hear("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", from: .server)
    #expect(observer.exchanges.map(\.status) == [413, 200])
    #expect(observer.exchanges.map(\.target) == ["/", "/next"])
  }

  @Test(arguments: [
    "HELO crepes.fr", "GET /", "GET / HTTP/1.1 x", "GET  / HTTP/1.1", "GET / HTTP/11",
    "GET / http/1.1",
    "G:T / HTTP/1.1", " GET / HTTP/1.1",
  ])
  func `a malformed request is paired with its answer`(line: String) {
    var observer = Observer()
    #expect(observer.hear("\(line)\r\n", from: .client) == [.malformedRequest(Line(line))])
    observer.hear("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", from: .server)
    #expect(observer.exchanges.map(\.status) == [400])
    #expect(observer.exchanges.map(\.method) == [""])
  }

  @Test func `an empty line before a request is passed over, a broken field is named`() {
    var observer = Observer()
    #expect(observer.hear("\r\n", from: .client) == [])
    observer.hear("GET / HTTP/1.1\r\n", from: .client)
    #expect(observer.dialogue.guidance.typed == .headerField)
    #expect(
      observer.hear("Host hamburger.edu\r\n", from: .client)
        == [.malformedField(Line("Host hamburger.edu"), from: .client)])
    guard
      case .malformedStatus(Line("HTTP/1.1 maybe"), let stray)? =
        observer.hear("HTTP/1.1 maybe\r\n", from: .server).first
    else {
      Issue.record("a status line")
      return
    }
    #expect(stray.isFirst && !stray.answersSimpleRequest)
  }

  @Test func `the marks of chunks are told apart from their content`() {
    var observer = Observer()
    observer.hear(Self.get, from: .client)
    observer.hear(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "A;x=y\r\n0123456789\r\n0\r\nX-Sum: 1\r\nbroken\r\n\r\n", from: .server)
    let marks = observer.findings.compactMap { finding -> HTTPChunkMark? in
      if case .chunkMark(let mark, .server) = finding { mark } else { nil }
    }
    #expect(
      marks == [
        .size(10, isExtended: true), .end, .last, .trailer(HTTPField(name: "X-Sum", value: "1")),
        .trailer(nil), .whole,
      ])
  }

  @Test func `a folded line continues the field before it`() throws {
    var observer = Observer()
    observer.hear(Self.get, from: .client)
    observer.hear(
      "HTTP/1.1 200 OK\r\nX-Long: one\r\n two\r\n\tthree\r\nContent-Length: 0\r\n\r\n",
      from: .server)
    #expect(observer.findings.filter { $0 == .foldedField(from: .server) }.count == 2)
    #expect(try #require(observer.exchanges.first).responseFields["x-long"] == "one two three")
  }

  @Test func `requests on one connection are counted`() {
    var observer = Observer()
    for _ in 1...3 {
      observer.hear(Self.get, from: .client)
      observer.hear("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", from: .server)
    }
    #expect(observer.exchanges.map(\.number) == [1, 2, 3])
    #expect(observer.exchanges.allSatisfy { $0.requestVersion == "HTTP/1.1" })
    #expect(observer.exchanges.allSatisfy { $0.responseVersion == "HTTP/1.0" })
  }

  @Test(arguments: [
    ("", [HTTPFinding]()), (get, [.unanswered(count: 1)]), (get + get, [.unanswered(count: 2)]),
    ("GET / HTTP/1.1\r\nHost: x\r\n", [.unfinishedRequest(left: nil)]),
    ("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n", [.unfinishedRequest(left: 9)]),
  ])
  func `requests without an answer are found when the connection ends`(
    asked: String, told: [HTTPFinding]
  ) {
    var observer = Observer()
    observer.hear(asked, from: .client)
    observer.close()
    #expect(observer.findings.suffix(told.count) == told[...])
    #expect(
      observer.findings.allSatisfy {
        if case .unanswered = $0 { told.contains($0) } else { true }
      })
  }

  @Test func `an object without status line answers a request without version`() {
    for (request, isSimple) in [("GET /", true), ("GET / HTTP/1.1", false)] {
      var observer = Observer()
      observer.hear("\(request)\r\n", from: .client)
      let found = observer.hear("<html>\r\n<body>\r\n", from: .server)
      let strays = found.compactMap { finding -> HTTPStrayLine? in
        if case .malformedStatus(_, let stray) = finding { stray } else { nil }
      }
      #expect(strays.map(\.isFirst) == [true, false])
      #expect(strays.map(\.answersSimpleRequest) == [isSimple, isSimple])
    }
  }

  @Test func `a broken request may go on, until it is answered`() {
    var observer = Observer()
    observer.hear("GET  / HTTP/1.1\r\n", from: .client)
    #expect(observer.dialogue.guidance.typed == .headerField)
    observer.hear("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", from: .server)
    #expect(observer.exchanges.map(\.status) == [400])
    #expect(observer.dialogue.guidance.typed == .command)
  }

  @Test func `a status outside the classes is a status`() {
    var observer = Observer()
    observer.hear(Self.get, from: .client)
    observer.hear("HTTP/1.1 999 x\r\nContent-Length: 0\r\n\r\n", from: .server)
    #expect(observer.exchanges.map(\.status) == [999])
  }

  @Test(arguments: ["+5", "-5", "5x", "3 4", "", "99999999999999999999", "0x5"])
  func `a length that is not a number is not a length`(length: String) {
    var observer = Observer()
    observer.hear(Self.get, from: .client)
    observer.hear("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\nhello", from: .server)
    #expect(observer.dialogue.framing(from: .server) == .untilClose)
  }

  @Test(arguments: [
    ("5, 5", HTTPContentLength.count(5)), ("5, 05", .count(5)), ("5, 6", .broken), ("5,", .broken),
  ])
  func `a list of lengths is one length where all agree`(
    value: String, length: HTTPContentLength
  ) {
    #expect([HTTPField(name: "content-length", value: value)].contentLength == length)
    let fields = value.split(separator: ",", omittingEmptySubsequences: false)
      .map { HTTPField(name: "Content-Length", value: String($0.drop { $0 == " " })) }
    #expect(fields.contentLength == length)
  }

  @Test func `what a response lacks is found when the connection ends`() {
    var observer = Observer()
    observer.hear(Self.get, from: .client)
    observer.hear("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n", from: .server)
    var dialogue = observer.dialogue
    _ = dialogue.hear(.octets(Array("hello".utf8)), from: .server)
    #expect(dialogue.end() == [.http(.incomplete(left: 495))])
  }

  @Test(arguments: ["-5", "ffffffffffffffffff", "", "zz", "0x5", "5xyz", "5 g"])
  func `after a broken chunk size only the connection's end ends the message`(size: String) {
    var observer = Observer()
    observer.hear(Self.get, from: .client)
    observer.hear(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(size)\r\n\r\n", from: .server)
    #expect(observer.exchanges.isEmpty)
    #expect(observer.dialogue.framing(from: .server) == .untilClose)
    var dialogue = observer.dialogue
    let found = dialogue.end()
    guard case .http(.exchange(let exchange))? = found.last else {
      Issue.record("no exchange")
      return
    }
    #expect(exchange.bodyEnd == .close)
  }

  @Test(arguments: ["5", "5 ", "5;x=y", "5\t; x"])
  func `blanks and an extension may follow a chunk's size`(size: String) {
    var observer = Observer()
    observer.hear(Self.get, from: .client)
    observer.hear("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(size)\r\n", from: .server)
    #expect(observer.dialogue.framing(from: .server) == .octets(5))
  }

  @Test func `however many fields stand before it, the length counts`() {
    var observer = Observer()
    observer.hear(Self.get, from: .client)
    let fields = String(repeating: "X: y\r\n", count: 300)
    observer.hear("HTTP/1.1 200 OK\r\n\(fields)Content-Length: 5\r\n\r\n", from: .server)
    #expect(observer.dialogue.framing(from: .server) == .octets(5))
  }

  @Test func `a body heard as lines is counted all the same`() {
    var observer = Observer()
    observer.hear(Self.get, from: .client)
    observer.hear("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n", from: .server)
    var dialogue = observer.dialogue
    let found = ["ab", "cd"].flatMap { dialogue.hear(.line(Line($0)), from: .server) }
    guard case .http(.exchange(let exchange))? = found.last else {
      Issue.record("no exchange")
      return
    }
    #expect(exchange.contentOctets == 8)
  }

  @Test func `a header without end costs bounded memory`() {
    var dialogue = HTTPDialogue()
    _ = dialogue.hear(.line(Line("GET / HTTP/1.1")), from: .client)
    let field = Line("X: " + String(repeating: "x", count: 60_000))
    for _ in 0..<20 { _ = dialogue.hear(.line(field), from: .client) }
    let found = dialogue.hear(.line(Line("")), from: .client)
    guard case .http(.headEnded(_, let fields, _))? = found.first else {
      Issue.record("no end")
      return
    }
    #expect(fields.reduce(0) { $0 + $1.value.utf8.count } <= 65_536)
  }

  @Test(arguments: [
    ("Authorization: Basic YWxpY2U6cGlja2xlcw==", "Authorization:"),
    ("authorization:Basic x", "authorization:"), ("Authorization : Basic x", "Authorization"),
    (" Authorization: Basic x", " Authorization:"), ("Authorization：Basic x", "Authorization"),
    ("Authorisation: Basic x", "Authorisation:"), ("Authorizaton: Basic x", "Authorizaton:"),
    ("X-Api-Key: x", "X-Api-Key:"), ("Auth: Basic YWxpY2U6cGlja2xlcw==", "Auth: Basic "),
    ("Host: alice:pickles@hamburger.edu", "Host: alice:"),
    ("Referer: http://alice:pickles@hamburger.edu/", "Referer: http://alice:"),
    ("Cookie: a=b", "Cookie:"), ("Proxy-Authorization: x", "Proxy-Authorization:"),
  ])
  func `credentials and cookies are secrets, inside a header and outside`(
    line: String, kept: String
  ) {
    for before in [["GET / HTTP/1.1"], []] {
      var dialogue = HTTPDialogue()
      for line in before { _ = dialogue.hear(.line(Line(line)), from: .client) }
      #expect(dialogue.hear(.line(Line(line)), from: .client).secret == kept.utf8.count)
      #expect(dialogue.hear(.line(Line(" folded")), from: .client).secret == 0)
      #expect(dialogue.hear(.line(Line("Host: x")), from: .client).secret == nil)
      #expect(dialogue.hear(.line(Line(" folded")), from: .client).secret == nil)
    }
  }

  @Test func `a record with the secrets withheld is heard as the session was`() {
    var live = HTTPDialogue()
    var replayed = HTTPDialogue()
    for text in ["HEAD http://a:b@x/ HTTP/1.1", "Authorization: Basic x", " y", "Host: x", ""] {
      let line = Line(text)
      let found = live.hear(.line(line), from: .client)
      let piece: Piece =
        found.secret.map {
          .withheld(kept: Array(line.octets.prefix($0)), count: line.wire.count - $0)
        } ?? .line(line)
      _ = replayed.hear(piece, from: .client)
      #expect(replayed.guidance == live.guidance)
    }
    #expect(live.guidance.typed == .nothing)
  }

  @Test(arguments: 0..<32 as Range<UInt64>)
  func `any octets are heard without harm`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let words = [
      "GET / HTTP/1.1\r\n", "Host: x\r\n", "\r\n", "Content-Length: 3\r\n", "x", "0\r\n", "\n",
      "Transfer-Encoding: chunked\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 x\r\n", "3\r\n",
      "HTTP/1.1 101 x\r\n",
    ]
    var observer = Observer()
    for _ in 0..<300 {
      let side: Side = Bool.random(using: &generator) ? .client : .server
      observer.hear(words.randomElement(using: &generator) ?? "", from: side)
    }
    observer.close()
    #expect(observer.exchanges.count == observer.dialogue.exchanges)
  }

  @Test func `what is typed inside a body is content, not a field or a command`() {
    var observer = Observer()
    observer.hear("POST /bob HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n", from: .client)
    #expect(observer.dialogue.guidance.typed == .headerField)
    observer.hear("\r\n", from: .client)
    #expect(observer.dialogue.guidance.typed == .content)
    observer.hear("hello", from: .client)
    #expect(observer.dialogue.guidance.typed == .nothing)
  }
}
