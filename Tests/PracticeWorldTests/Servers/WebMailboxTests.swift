import Language
import PracticeWorld
import Protocols
import Synchronization
import TestSupport
import Testing
import Transcripts

/// The same messages, pulled.
@Suite(.fewAtOnce) struct WebMailboxTests {
  private struct Answer {
    let version: String
    let status: Int
    let fields: [HTTPField]
    let content: String
  }

  private static let letter =
    "Subject: <script>alert(1)</script>\r\nContent-Type: text/html\r\n\r\n<script>run()</script>\r\n"

  /// `isPatient`: each request waits for the answer to the one before.
  private func ask(
    _ requests: [String], letter: String = letter, count: Int = 1, users: Users = Users(),
    webOctets: Int = 1 << 20, language: WebLanguage = .readers(otherwise: .english),
    isPatient: Bool = false
  ) async throws -> [Answer] {
    let folder = Scratch()
    let store = Maildir(root: folder.path, domain: "hamburger.edu")
    for _ in 0..<count {
      let spool = try store.spool()
      try spool.append(Array(letter.utf8))
      try spool.deliver(to: ["bob"])
    }
    let server = MailServer(
      .init(
        policy: ServerPolicy(domain: "hamburger.edu", mailboxes: ["bob", "carol"], users: users),
        store: store,
        smtp: [], http: [ListenAddress(host: "127.0.0.1", port: 0)], webOctets: webOctets,
        webLanguage: language))
    let address = try server.start().http[0]
    defer { server.stop() }
    let client = TestClient(address, dialect: .http)
    let reader = AnswerReader()
    var answers: [Answer] = []
    for group in isPatient ? requests.map({ [$0] }) : [requests] {
      client.send(group.joined())
      let wanted = answers.count + group.count
      let acts = await client.acts { reader.answers(in: $0).count >= wanted }
      answers = reader.answers(in: acts)
    }
    client.close()
    // A connection that ends before has not answered all.
    try #require(answers.count >= requests.count)
    return answers
  }

  /// Reads the answers with the same dialogue that the console uses. It is asked again whenever
  /// something was heard, and reads only what is new.
  private final class AnswerReader: Sendable {
    private struct State {
      var session = Session()
      var read = 0
      var content = ""
      var answers: [Answer] = []

      mutating func take(_ act: Act) {
        if case .heard(.server, .octets(let octets)) = act {
          content += String(decoding: octets, as: UTF8.self)
        }
        for fact in session.take(Event(milliseconds: 0, conversation: 1, act: act)) {
          guard case .found(.http(.exchange(let exchange))) = fact.matter else { continue }
          answers.append(
            Answer(
              version: exchange.responseVersion, status: exchange.status,
              fields: exchange.responseFields, content: content))
          content = ""
        }
      }
    }

    private let state = Mutex(State())

    func answers(in acts: [Act]) -> [Answer] {
      state.withLock { state in
        for act in acts.dropFirst(state.read) { state.take(act) }
        state.read = acts.count
        return state.answers
      }
    }
  }

  private func request(_ target: String, method: String = "GET", _ fields: String = "") -> String {
    "\(method) \(target) HTTP/1.1\r\nHost: hamburger.edu\r\n\(fields)\r\n"
  }

  /// As a browser asks.
  private func browse(_ target: String, _ fields: String = "") -> String {
    request(target, "Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8\r\n" + fields)
  }

  @Test func `objects are found at their addresses, over one connection`() async throws {
    let targets = [
      "/", "/bob/", "/bob/1", "/bob/1.eml", "/bob/2", "/dave/", "/bob/1/parts/9", "/bob",
    ]
    let answers = try await ask(targets.map { request($0) })
    #expect(answers.map(\.status) == [200, 200, 200, 200, 404, 404, 404, 301])
    #expect(answers[3].content == Self.letter)
  }

  @Test func `a list shows the latest hundred and says how many more there are`() async throws {
    let answers = try await ask(
      [
        browse("/bob/"), browse("/bob/", "Accept-Language: zh\r\n"), request("/bob/1.eml"),
        request("/bob/103.eml"), request("/bob/0"), request("/bob/104"),
      ], count: 103)
    #expect(answers.map(\.status) == [200, 200, 200, 200, 404, 404])
    #expect(answers[0].content.components(of: "<li>") == 100)
    #expect(answers[0].content.contains("/bob/103\""))
    #expect(!answers[0].content.contains("/bob/2\""))
    #expect(answers[0].content.contains("Older messages: 3"))
    #expect(answers[1].content.contains("更早的邮件还有 3 封"))
    let few = try await ask([browse("/bob/")])
    #expect(!few[0].content.contains("Older messages"))
  }

  @Test func `unread responses use bounded memory`() async throws {
    let letter = "Subject: x\r\n\r\n" + String(repeating: "pickles\r\n", count: 1_000)
    let answers = try await ask([request("/bob/1.eml")], letter: letter, webOctets: 5_000)
    #expect(answers.map(\.status) == [503])
    #expect(answers[0].fields["Retry-After"] == "5")
    // What has been read makes room for the next.
    let one = try await ask(
      [String](repeating: request("/bob/1.eml"), count: 5), letter: letter, webOctets: 15_000,
      isPatient: true)
    #expect(one.map(\.status) == [200, 200, 200, 200, 200])
  }

  @Test func `nothing in a message can run`() async throws {
    let page = try await ask([request("/bob/1")])[0]
    #expect(!page.content.contains("<script"))
    #expect(!page.content.contains("run()"))
    #expect(page.content.contains("<div class=\"letter\">"))
    #expect(page.content.contains("&lt;script&gt;alert(1)"))
    let policy = try #require(page.fields["Content-Security-Policy"])
    for rule in ["default-src 'none'", "form-action 'none'", "base-uri 'none'"] {
      #expect(policy.contains(rule))
    }
    #expect(!policy.contains("unsafe") && !policy.contains("script-src"))
    #expect(page.fields["X-Content-Type-Options"] == "nosniff")
  }

  // MARK: By hand

  private static let plain = "text/plain; charset=utf-8"

  @Test func `by hand, errors and lists are short text, the reason first`() async throws {
    let targets = [
      "/", "/bob/", "/bob/2", "/carol/1", "/dave/", "/bob/x", "/bob/1/parts/9", "/bob",
    ]
    let answers = try await ask(targets.map { request($0) })
    #expect(answers.map(\.status) == [200, 200, 404, 404, 404, 404, 404, 301])
    #expect(answers.allSatisfy { $0.fields["Content-Type"] == Self.plain })
    #expect(answers.allSatisfy { $0.fields["Content-Security-Policy"] == nil })
    let first = answers.map { $0.content.split(separator: "\r\n").first ?? "" }
    #expect(
      first == [
        "hamburger.edu: Mailboxes of this mail server", "bob@hamburger.edu: the latest first",
        "bob's mailbox has no message 2: there is 1.",
        "carol's mailbox is empty: nothing has been brought here by SMTP yet.",
        "There is no mailbox dave here.", "There is nothing at this address.",
        "Message 1 has no such part.", "The list's address ends with a slash.",
      ])
    #expect(answers[0].content.contains("/bob/  bob@hamburger.edu\r\n"))
    #expect(answers[1].content.contains("/bob/1.eml  <script>alert(1)</script>  "))
    #expect(answers[2].content.contains("/bob/1  the latest\r\n/bob/  bob's mailbox\r\n"))
    // Every line ends as those of a message do.
    for answer in answers {
      let octets = Array(answer.content.utf8)
      #expect(octets.indices.allSatisfy { octets[$0] != 10 || $0 > 0 && octets[$0 - 1] == 13 })
    }
  }

  @Test(arguments: [
    ("text/html", true), ("*/*", false), ("text/*", false), ("text/plain", false),
    ("text/html;q=0", false), ("application/xhtml+xml , text/plain;q=0.1", true),
    ("TEXT/HTML; q=0.5", true),
  ])
  func `a browser gets HTML, with somewhere to go`(accept: String, isHTML: Bool) async throws {
    let answers = try await ask([request("/bob/2", "Accept: \(accept)\r\n")])
    #expect(answers[0].status == 404)
    #expect(answers[0].fields["Content-Type"]?.hasPrefix("text/html") == isHTML)
    #expect(answers[0].content.contains("<a href=\"/bob/\">") == isHTML)
  }

  @Test(arguments: [
    (
      "GET\u{3000}/bob/1 HTTP/1.1", "At column 4 of the request line stands a full-width character."
    ),
    ("ＧＥＴ /bob/1 HTTP/1.1", "At column 1 "), ("GET /bob/1\u{3000}HTTP/1.1", "At column 11 "),
    ("GET /bob/1", "The request line is wrong at column 11."),
    ("GET bob/1.eml HTTP/1.1", "The target, at column 5 of the request line, must begin with a"),
  ])
  func `a broken request line is explained at its column`(line: String, reason: String)
    async throws
  {
    let answer = try await ask([line + "\r\n\r\n"])[0]
    #expect(answer.status == 400 && answer.fields["Content-Type"] == Self.plain)
    #expect(answer.content.hasPrefix(reason) && !answer.content.contains("SMTP"))
  }

  @Test func `a request behind others is explained too, once they are answered`() async throws {
    let answers = try await ask([
      request("/bob/1.eml"), "FOO /bob/ HTTP/1.1\r\nHost: hamburger.edu\r\n\r\n",
    ])
    #expect(answers.map(\.status) == [200, 501])
    let field = try await ask([request("/bob/", "Accept text/html\r\n")])
    #expect(field[0].status == 400 && field[0].content.contains("not a field"))
  }

  @Test(arguments: [
    (
      "GET /bob/1.eml HTTP/1.1\r\nHost: x\r\n\r\nGET /bob/ HTTP/1.1\r\nHost: x\r\n\r\n", [200, 200]
    ),
    ("GET /bob/1.eml HTTP/1.1\r\nHost: x\r\n", [400]), ("GET /bob", [400]),
    ("GET / HTTP/1.1\nHost: x\n\n", [200]), ("", []),
  ])
  func `a client that has sent all is answered, and the connection ends`(
    sent: String, statuses: [Int]
  ) throws {
    let store = MemoryStore()
    let spool = try store.spool()
    try spool.append(Array(Self.letter.utf8))
    try spool.deliver(to: ["bob"])
    let server = MailServer(
      .init(
        policy: ServerPolicy(domain: "hamburger.edu", mailboxes: ["bob"]), store: store, smtp: [],
        http: [ListenAddress(host: "127.0.0.1", port: 0)]))
    let address = try server.start().http[0]
    defer { server.stop() }
    guard let socket = Socket(port: address.port) else {
      Issue.record("The server does not listen.")
      return
    }
    socket.send(Array(sent.utf8))
    socket.finish()
    let (octets, isEnded) = socket.receiveAll()
    #expect(isEnded)
    let answer = String(decoding: octets, as: UTF8.self)
    let lines = answer.split(separator: "\r\n").filter { $0.hasPrefix("HTTP/1.1 ") }
    #expect(lines.map { Int($0.split(separator: " ")[1]) } == statuses)
    #expect(statuses != [400] || answer.contains("ended before the empty line"))
  }

  // MARK: The language

  @Test(arguments: [
    ("zh", "zh"), ("en", "en"), ("fr, zh-CN;q=0.5, en;q=0.4", "zh"), ("en;q=0.1,zh", "zh"),
    ("zh;q=0, en", "en"), ("fr", "zh"), ("*", "zh"),
  ])
  func `a served world speaks each reader's language, else its own`(accept: String, tongue: String)
    async throws
  {
    let answers = try await ask(
      [browse("/bob/9", "Accept-Language: \(accept)\r\n")],
      language: .readers(otherwise: .chinese))
    #expect(answers[0].content.contains("<html lang=\"\(tongue == "zh" ? "zh-Hans" : "en")\">"))
  }

  @Test func `the console's world speaks the session's language, and nothing else`() async throws {
    let targets = ["/", "/bob/", "/bob/1", "/bob/9", "/carol/", "/dave/1", "/bob/1/parts/7"]
    let fields = ["", "Accept-Language: en-US,en\r\n"]
    let answers = try await ask(
      targets.flatMap { target in fields.map { browse(target, $0) } }
        + ["GET\u{3000}/ HTTP/1.1\r\n\r\n"],
      letter: "From: alice@crepes.fr\r\nDate: Mon, 23 Nov 2026 15:00:00 +0000\r\n\r\n1\r\n",
      language: .fixed(.chinese))
    #expect(answers.dropLast().allSatisfy { $0.content.contains("lang=\"zh-Hans\"") })
    #expect(answers[2].content.contains("2026-11-23 15:00 · "))
    let english = [
      "message", "mailboxes", "mailbox is", "There is", "octets", "Nov", "every", "Envelope",
      "wrote",
    ]
    // On the message's own page the header stands as it was written.
    for answer in answers where !answer.content.contains("<dt>Date") {
      #expect(english.allSatisfy { !answer.content.contains($0) }, "\(answer.content)")
    }
  }

  // MARK: A message by its authors

  private static let delivered = """
    Return-Path: <mallory@evil.example>\r
    Delivered-To: bob@hamburger.edu\r
    Received: from evil.example ([127.0.0.1])\r
    \tby hamburger.edu with SMTP id 1; Mon, 23 Nov 2026 15:00:00 +0000\r
    From: The Bank <bank@bank.example>\r
    Subject: Pickles\r
    \r
    How about pickles?\r

    """

  @Test func `envelope, what the servers wrote and what the sender wrote stand apart`()
    async throws
  {
    let page = try await ask([request("/bob/1")], letter: Self.delivered)[0].content
    let order = [
      "<h2>Envelope", "sender (MAIL FROM)</dt><dd>&lt;mallory@evil.example&gt;",
      "recipient (RCPT TO)</dt><dd>bob@hamburger.edu", "<h2>What the servers wrote",
      "<dt>Received", "<h2>What the sender wrote", "<dt>From</dt><dd>The Bank", "<dt>Subject",
      "How about pickles?",
    ]
    var rest = page[...]
    for text in order {
      let place = try #require(rest.firstRange(of: text), "\(text) in \(page)")
      rest = rest[place.upperBound...]
    }
    let text = "Return-Path: <>\r\n\r\nDo you like ketchup?\r\n"
    let bare = try await ask([request("/bob/1")], letter: text)[0].content
    #expect(bare.contains("There is no header") && bare.contains("&lt;&gt;"))
  }

  @Test func `a list looks for new messages by itself, and is not sent again unchanged`()
    async throws
  {
    let list = try await ask([browse("/bob/")])[0]
    #expect(
      list.content.contains("<noscript><meta http-equiv=\"refresh\" content=\"3\"></noscript>"))
    #expect(list.content.contains("<script src=\"/mailbox.js\" defer></script>"))
    let policy = try #require(list.fields["Content-Security-Policy"])
    #expect(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"))
    #expect(!policy.contains("unsafe"))
    #expect(list.fields["Cache-Control"] == "no-cache")
    let answers = try await ask([browse("/bob/"), browse("/bob/1"), request("/bob/")])
    #expect(!answers[1].content.contains("http-equiv"))
    // Nothing of a message has a type that a browser would run.
    let parts = try await ask(
      ["/bob/1.eml", "/bob/1/parts/1", "/mailbox.js"].map { request($0) },
      letter: "Content-Type: text/javascript\r\n\r\nrun()\r\n")
    #expect(
      parts.map { $0.fields["Content-Type"] } == [
        "message/rfc822", "application/octet-stream", "text/javascript; charset=utf-8",
      ])
    #expect(parts.allSatisfy { $0.fields["X-Content-Type-Options"] == "nosniff" })
    let tags = answers.compactMap { $0.fields["ETag"] }
    #expect(Set(tags).count == 3)
  }

  @Test func `a list is sent again once a message has come`() async throws {
    let store = MemoryStore()
    let server = MailServer(
      .init(
        policy: ServerPolicy(domain: "hamburger.edu", mailboxes: ["bob"]), store: store, smtp: [],
        http: [ListenAddress(host: "127.0.0.1", port: 0)]))
    let client = TestClient(try server.start().http[0], dialect: .http)
    defer {
      client.close()
      server.stop()
    }
    let reader = AnswerReader()
    var count = 0
    func ask(_ tag: String?) async throws -> Answer {
      client.send(browse("/bob/", tag.map { "If-None-Match: \($0)\r\n" } ?? ""))
      count += 1
      let wanted = count
      return try #require(
        reader.answers(in: await client.acts { reader.answers(in: $0).count >= wanted }).last)
    }
    let empty = try #require(try await ask(nil).fields["ETag"])
    #expect(try await ask(empty).status == 304)
    let spool = try store.spool()
    try spool.append(Array(Self.letter.utf8))
    try spool.deliver(to: ["bob"])
    let full = try await ask(empty)
    #expect(full.status == 200 && full.content.contains("/bob/1\""))
    #expect(try await ask(full.fields["ETag"]).status == 304)
  }

  // MARK: HTML

  private static let page = """
    Subject: =?GBK?B?y+G7xrnP?=\r
    Content-Type: multipart/related; boundary=b\r
    \r
    --b\r
    Content-Type: multipart/alternative; boundary=c\r
    \r
    --c\r
    \r
    plain\r
    --c\r
    Content-Type: text/html\r
    \r
    <h2>rich</h2><img src=cid:p1 alt=one><img src="cid:p2"><img src=http://remote.example/x alt=two>\r
    --c--\r
    --b\r
    Content-Type: image/png; name=one.png\r
    Content-ID: <p1>\r
    \r
    PNG\r
    --b\r
    Content-Type: image/svg+xml; name=two.svg\r
    Content-ID: <p2>\r
    \r
    <svg onload=run()>\r
    --b\r
    Content-Type: image/gif; name=three.gif\r
    \r
    GIF\r
    --b--\r

    """

  @Test func `HTML is shown with the message's own pictures, and says what it did not fetch`()
    async throws
  {
    let answers = try await ask(
      [
        request("/bob/1"), request("/bob/1/parts/3"), request("/bob/1/parts/4"), browse("/bob/"),
      ], letter: Self.page)
    let page = answers[0].content
    #expect(page.contains("<h1>酸黄瓜</h1>") && answers[3].content.contains("<b>酸黄瓜</b>"))
    #expect(page.contains("<h2>rich</h2>") && !page.contains("plain"))
    #expect(page.contains("<img src=\"/bob/1/parts/3\" alt=\"one\">"))
    #expect(page.contains("<i>[two]</i>") && page.contains("did not fetch it"))
    #expect(!page.contains("remote.example"))
    // A picture shown in the text is not shown again; one that the text does not name is; SVG is a
    // file.
    #expect(!page.contains("one.png") && page.contains("alt=\"three.gif\""))
    #expect(page.contains(">two.svg</a>") && !page.contains("onload"))
    #expect(answers[1].fields["Content-Type"] == "image/png")
    #expect(answers[2].fields["Content-Type"] == "application/octet-stream")
    #expect(answers[2].fields["Content-Disposition"] == "attachment")
  }

  // MARK: Users

  private static let users = Users(["bob": "geheim:é", "dave": "pickles"])

  private func asking(_ target: String, as name: String, _ password: String) -> String {
    let proof = Base64.encoded(Array("\(name):\(password)".utf8))
    return request(target, "Authorization: Basic \(proof)\r\n")
  }

  @Test(arguments: [
    "/bob/", "/bob/1", "/bob/1.eml", "/bob/1/parts/1", "/%62ob/1", "/bob", "/bob/9",
  ])
  func `a mailbox with a password is its user's alone, and tells others nothing`(target: String)
    async throws
  {
    let open = try await ask([request(target)])
    let answers = try await ask(
      [
        request(target), asking(target, as: "bob", "wrong"), asking(target, as: "bob", ""),
        asking(target, as: "nobody", "geheim:é"), asking(target, as: "dave", "pickles"),
        asking(target, as: "Bob", "geheim:é"), request(target, "Authorization: Bearer x\r\n"),
        request(target, "If-None-Match: *\r\n"),
      ], users: Self.users)
    #expect(answers.map(\.status) == [401, 401, 401, 401, 403, open[0].status, 401, 401])
    for answer in answers where answer.status == 401 {
      #expect(
        answer.fields["WWW-Authenticate"] == "Basic realm=\"hamburger.edu\", charset=\"UTF-8\"")
    }
    #expect(answers.prefix(5).allSatisfy { !$0.content.contains("alert") })
    if answers[5].status == 200 {
      #expect(answers[5].fields["Cache-Control"] == "private, no-cache")
    }
  }

  @Test func `a mailbox without a password is open, and no page shows a password`() async throws {
    let answers = try await ask(
      [
        request("/"), request("/carol/"), asking("/carol/", as: "bob", "wrong"),
        request("/style.css"), asking("/bob/1", as: "bob", "geheim:é"),
      ], users: Self.users)
    #expect(answers.map(\.status) == [200, 200, 200, 200, 200])
    #expect(answers.allSatisfy { !$0.content.contains("geheim") })
  }

  @Test(arguments: [
    "Basic", "Basic ", "Basic !", "Basic Ym9i", "Digest Ym9iOmdlaGVpbTrDqQ==",
    "Basic Ym9iOmdlaGVpbTrDqQ==, Basic x", "Basic Ym9iOmdlaGVpbTrDqQ== x", "Basic /////w==",
    "Ym9iOmdlaGVpbTrDqQ==",
  ])
  func `only Basic credentials are accepted`(value: String) async throws {
    let answers = try await ask(
      [
        request("/bob/1", "Authorization: \(value)\r\n"),
        request("/bob/1", "authorization: bAsIc Ym9iOmdlaGVpbTrDqQ==\r\n"),
        request(
          "/bob/1",
          "Authorization: Basic Ym9iOmdlaGVpbTrDqQ==\r\nAuthorization: Basic Ym9iOmdlaGVpbTrDqQ==\r\n"
        ),
      ], users: Self.users)
    #expect(answers.map(\.status) == [401, 200, 401])
  }

  @Test func `a target over 8000 octets gets 414, one of 8000 is looked up`() async throws {
    let path = { (count: Int) in "/" + String(repeating: "a", count: count - 1) }
    let answers = try await ask([request(path(8_000)), request(path(8_001))])
    #expect(answers.map(\.status) == [404, 414])
  }

  @Test func `HTTP 1.0 is answered in the server's own version, once a connection`() async throws {
    let fields = "Host: hamburger.edu\r\nConnection: keep-alive\r\n"
    let answer = try await ask(["GET /bob/1.eml HTTP/1.0\r\n\(fields)\r\n"])[0]
    #expect(answer.version == "HTTP/1.1" && answer.status == 200)
    #expect(answer.fields["Connection"] == "close")
  }

  @Test func `HEAD has the fields of GET and no content`() async throws {
    let answers = try await ask([request("/bob/1.eml"), request("/bob/1.eml", method: "HEAD")])
    #expect(answers[1].content.isEmpty)
    #expect(answers[1].fields["Content-Length"] == answers[0].fields["Content-Length"])
  }

  @Test func `an unchanged object is not sent again`() async throws {
    let tag = try #require(try await ask([request("/bob/1.eml")])[0].fields["ETag"])
    let later = try await ask([
      request("/bob/1.eml", "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT\r\n")
    ])
    #expect(later[0].status == 304)
    let other = try await ask([request("/bob/1.eml", "If-None-Match: \"other\"\r\n")])
    #expect(other[0].status == 200 && !tag.isEmpty)
  }

  @Test func `a wrong request gets its status code`() async throws {
    let noHost = try await ask(["GET / HTTP/1.1\r\n\r\n"])
    #expect(noHost[0].status == 400)
    let posted = try await ask([request("/bob/", method: "DELETE")])
    #expect(posted[0].status == 405 && posted[0].fields["Allow"] == "GET, HEAD")
    let unknown = try await ask([request("/bob/", method: "get")])
    #expect(unknown.map(\.status) == [501])
    let smtp = try await ask(["HELO crepes.fr\r\n"])
    #expect(smtp[0].status == 400 && smtp[0].content.contains("SMTP"))
  }

  @Test(arguments: ["http://hamburger.edu/bob/1", "HTTP://x/bob/1?a=b", "/%62ob/1", "/bob/1#top"])
  func `an object is found by every form of its target`(target: String) async throws {
    let answers = try await ask([request(target)])
    #expect(answers[0].status == 200)
  }

  @Test(arguments: ["/bob%2F1", "/%2e%2e/bob/1", "/%6", "/%FF/1", "ftp://x/bob/1", "bob/1"])
  func `other targets are not found`(target: String) async throws {
    let answers = try await ask([request(target)])
    #expect([400, 404].contains(answers[0].status))
    #expect(answers[0].fields["Content-Type"] == "text/plain; charset=utf-8")
  }

  @Test func `a page's entity tag differs by language`() async throws {
    let english = try await ask([request("/bob/1", "Accept-Language: en\r\n")])[0]
    let tag = try #require(english.fields["ETag"])
    #expect(!tag.isEmpty && english.fields["Vary"] == "Accept-Language")
    let pages = try await ask([
      request("/bob/1", "Accept-Language: en\r\n"), request("/bob/1", "Accept-Language: zh\r\n"),
    ])
    #expect(pages[0].fields["ETag"] != pages[1].fields["ETag"])
  }

  @Test(arguments: ["a b", "x/y", "user@x", "x?y", "<x>", "邮局"])
  func `an invalid Host is refused`(host: String) async throws {
    let answers = try await ask(["GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n"])
    #expect(answers[0].status == 400)
  }

  @Test(arguments: ["", "hamburger.edu", "127.0.0.1:8080", "[::1]:8080"])
  func `any name or address is a valid Host`(host: String) async throws {
    let answers = try await ask(["GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n"])
    #expect(answers[0].status == 200)
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
