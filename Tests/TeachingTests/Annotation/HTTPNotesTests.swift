import Language
import Protocols
import Teaching
import Testing
import Transcripts

struct HTTPNotesTests {
  private func typed(_ line: String, after before: String = "", host: String = "hamburger.edu")
    -> Note?
  {
    var lecture = Lecture(before, dialect: .http, host: host)
    return lecture.type(line).mistakes.first
  }

  /// The typed line, the column in Unicode scalars, the correct line, and a part of each language's
  /// text.
  private static let requests: [(String, Int, String, String, String)] = [
    ("GET /bob/1", 11, "GET /bob/1 HTTP/1.1", "HTTP/0.9", "HTTP/0.9"),
    ("GET", 4, "GET /bob/ HTTP/1.1", "Which object", "路径"),
    ("GET HTTP/1.1", 5, "GET /bob/ HTTP/1.1", "Which object", "路径"),
    ("get /bob/2 http/1.1", 1, "GET /bob/2 HTTP/1.1", "capitals", "大写"),
    ("GET / http/1.1", 7, "GET / HTTP/1.1", "capitals", "大写"),
    ("GET / HTP/1.1", 7, "GET / HTTP/1.1", "written HTTP/1.1", "HTTP/1.1"),
    ("GET / 1.1", 7, "GET / HTTP/1.1", "written HTTP/1.1", "HTTP/1.1"),
    ("GET / HTTP/2", 7, "GET / HTTP/1.1", "binary", "二进制"),
    ("GTE / HTTP/1.1", 1, "GET / HTTP/1.1", "No method", "方法"),
    ("GET /my file HTTP/1.1", 8, "GET /my%20file HTTP/1.1", "%20", "%20"),
    ("GET  /bob/1 HTTP/1.1", 5, "GET /bob/1 HTTP/1.1", "one space", "一个空格"),
    ("GET / HTTP/1.1 ", 15, "GET / HTTP/1.1", "one space", "一个空格"),
    (" GET / HTTP/1.1", 1, "GET / HTTP/1.1", "no space", "空格"),
    ("GET bob/1 HTTP/1.1", 5, "GET /bob/1 HTTP/1.1", "slash", "斜杠"),
    ("GET /\u{4F60} HTTP/1.1", 6, "GET /%E4%BD%A0 HTTP/1.1", "ASCII", "ASCII"),
    ("GET\u{3000}/\u{3000}HTTP/1.1", 4, "GET / HTTP/1.1", "full-width", "全角"),
    ("GET \u{FF0F}bob HTTP/1.1", 5, "GET /bob HTTP/1.1", "full-width", "全角"),
    (#"GET / HTTP/1.1\r\n"#, 15, "GET / HTTP/1.1", "Enter", "回车"),
    ("C: GET / HTTP/1.1", 1, "GET / HTTP/1.1", "printed dialogue", "记号"),
    ("Host: hamburger.edu", 1, "GET /bob/ HTTP/1.1", "after a request line", "请求行"),
    ("GET / HTTP/1.1 x", 15, "GET / HTTP/1.1", "method", "方法"),
    ("FETCH /bob/1", 1, "GET /bob/1 HTTP/1.1", "method", "方法"),
    ("/bob/1", 1, "GET /bob/1 HTTP/1.1", "method", "方法"),
    ("GET /\u{1B}[2J", 6, "GET / HTTP/1.1", "key", "键"),
  ]

  @Test(arguments: requests)
  func `a broken request line gets its column, the reason and the correct line`(
    line: String, column: Int, right: String, english: String, chinese: String
  ) throws {
    let note = try #require(typed(line))
    #expect(note.column == column)
    #expect(note.suggestion == right)
    #expect(note.rule != nil)
    #expect(note.text.english.contains(english), "\(note.text.english)")
    #expect(note.text.chinese.contains(chinese), "\(note.text.chinese)")
    #expect(typed(right) == nil)
  }

  @Test(arguments: [
    ("GET /bob/1.eml", true), ("get / HTTP/1.1", false),
    ("MAIL FROM:<a@b>", false),
  ])
  func `a broken request is to be finished before the right line is sent`(
    line: String, goesOn: Bool
  ) throws {
    let text = try #require(typed(line)).text
    #expect(text.english.contains("finish the request with an empty line") == goesOn)
    #expect(text.chinese.contains("先用空行结束这个请求") == goesOn)
  }

  @Test(arguments: [
    "GET / HTTP/1.1", "GET /a?b=c HTTP/1.0", "OPTIONS * HTTP/1.1", "BREW /pot HTTP/1.1",
    "GET http://hamburger.edu/ HTTP/1.1", "CONNECT hamburger.edu:443 HTTP/1.1",
  ])
  func `a correct request line is not remarked on`(line: String) {
    #expect(typed(line) == nil)
  }

  @Test(arguments: ["telnet hamburger.edu 25", "telnet hamburger.edu"])
  func `opening a connection inside a connection is remarked on`(line: String) {
    #expect(typed(line)?.text.english.contains(":drop ends") == true)
    #expect(typed(line)?.text.chinese.contains("用 :drop") == true)
  }

  @Test(arguments: ["HELO crepes.fr", "EHLO crepes.fr", "MAIL FROM:<alice@crepes.fr>", "quit"])
  func `SMTP at a web server: the note says which port, who speaks first, what to type`(
    line: String
  )
    throws
  {
    let note = try #require(typed(line))
    #expect(note.rule == .http1("3"))
    for (text, words) in [
      (
        note.text.english,
        ["SMTP", "port 25", "telnet hamburger.edu 25", "the client speaks first"]
      ),
      (note.text.chinese, ["SMTP", "25 端口", "telnet hamburger.edu 25", "由客户端先发言"]),
    ] {
      #expect(words.allSatisfy(text.contains), "\(text)")
    }
    #expect(note.suggestion == "GET /bob/ HTTP/1.1")
  }

  private static let fields: [(String, Int, String?, String, String)] = [
    ("Host hamburger.edu", 5, "Host: hamburger.edu", "5", "冒号"),
    ("Accept text/html", 7, "Accept: text/html", "5", "冒号"),
    ("Host : hamburger.edu", 5, "Host: hamburger.edu", "5.1", "空格"),
    ("Host\u{FF1A}hamburger.edu", 5, "Host: hamburger.edu", "5", "全角"),
    (#"Host: hamburger.edu\r\n"#, 20, "Host: hamburger.edu", "5", "回车"),
    (" text/html", 1, "Host: hamburger.edu", "5.2", "续行"),
    ("GET /bob/1 HTTP/1.1", 1, nil, "2.1", "空行"),
    (".", 1, nil, "2.1", "空行"), ("QUIT", 1, nil, "2.1", "空行"),
    ("hello there", 1, "Host: hamburger.edu", "5", "空行"),
    // Suggestions are recorded and shown, so none may repeat a secret.
    ("Authorization Basic c2VjcmV0", 1, nil, "5", "空行"),
    ("Cookie\u{FF1A}id=1", 7, nil, "5", "全角"),
  ]

  @Test(arguments: fields)
  func `a broken header line gets its column, its rule and the correct line`(
    line: String, column: Int, right: String?, section: String, chinese: String
  ) throws {
    let note = try #require(typed(line, after: "C: GET / HTTP/1.1\nC: Accept: */*"))
    #expect(note.column == column)
    #expect(note.suggestion == right)
    #expect(note.rule == .http1(section))
    #expect(note.text.chinese.contains(chinese), "\(note.text.chinese)")
  }

  @Test func `a missing Host is remarked on, with the host that was called`()
    throws
  {
    let note = try #require(typed("", after: "C: GET / HTTP/1.1", host: "www.example.org"))
    #expect(note.rule == .http1("3.2"))
    #expect(note.suggestion == "Host: www.example.org")
    #expect(typed("", after: "C: GET / HTTP/1.1\nC: host: x") == nil)
    // HTTP/1.0 did not have Host.
    #expect(typed("", after: "C: GET / HTTP/1.0") == nil)
  }

  @Test func `the note says correctly what the connection does next`() {
    for (field, isKept) in [
      ("X: y", true), ("Connection: close", false), ("connection: Close", false),
    ] {
      let lecture = Lecture(
        "C: GET / HTTP/1.1\nC: Host: x\nC: \nS: HTTP/1.1 204 No Content\nS: \(field)\nS: ",
        dialect: .http)
      #expect(lecture.notes.last?.text.english.contains("stays open") == isKept)
    }
  }

  @Test(arguments: [
    ("HTTP/1.1", "X: y", "HTTP/1.1", true), ("HTTP/1.1", "X: y", "HTTP/1.0", false),
    ("HTTP/1.0", "X: y", "HTTP/1.1", false),
    ("HTTP/1.1", "Connection: keep-alive", "HTTP/1.0", true),
    ("HTTP/1.1", "Connection: x, Close", "HTTP/1.1", false),
    ("HTTP/1.1", "Connection: closely", "HTTP/1.1", true),
  ])
  func `a connection persists as RFC 9112 §9.3 says`(
    asked: String, field: String, answered: String, isKept: Bool
  ) {
    let lecture = Lecture(
      "C: GET / \(asked)\nC: Host: x\nC: \nS: \(answered) 204 No Content\nS: \(field)\nS: ",
      dialect: .http)
    #expect(lecture.notes.last?.text.english.contains("stays open") == isKept)
  }

  @Test func `the second request on a connection is counted`() {
    let exchange = "C: GET / HTTP/1.1\nC: Host: x\nC: \nS: HTTP/1.1 204 No Content\nS: "
    var lecture = Lecture(exchange, dialect: .http)
    let note = lecture.hear(exchange).last
    #expect(note?.text.english.contains("Request 2 on this connection") == true)
    #expect(note?.text.chinese.contains("第 2 个请求") == true)
  }

  private func response(_ lines: String, to method: String = "GET") -> [Note] {
    var lecture = Lecture("C: \(method) / HTTP/1.1\nC: Host: x\nC: ", dialect: .http)
    return lecture.hear(lines)
  }

  @Test(arguments: [
    ("Connection: close", "9.6"), ("Connection: keep-alive", "C.2.2"),
    ("Content-Type: text/html; charset=GBK", "8.3.2"),
    ("Content-Type: text/html; charset=\"utf-8\"", "8.3.2"), ("Content-Encoding: gzip", "8.4"),
    ("WWW-Authenticate: Basic realm=\"x\"", "11.6.1"), ("Location: /new", "10.2.2"),
    ("Location: https://x/", "10.2.2"), ("Location: http://x:8000/a", "10.2.2"),
    ("ETag: \"abc\"", "8.8.3"), ("Last-Modified: Mon, 23 Nov 2026 00:00:00 GMT", "8.8.2"),
    ("Cache-Control: no-store", "5.2.2.5"), ("Cache-Control: private, no-cache", "5.2.2.4"),
    ("Cache-Control: public, max-age=60", "5.2.2.1"),
  ])
  func `a field's value is explained in both languages`(field: String, section: String) throws {
    let note = try #require(response("S: HTTP/1.1 200 OK\nS: \(field)").last)
    let name = field.split(separator: ":").first.map(String.init) ?? ""
    #expect(note.rule?.section == section)
    #expect(note.text != HTTPMeaning.field(name)?.phrase)
    #expect(Wording.isSentence(note.text))
  }

  @Test(arguments: ["Location: \u{1B}[2J", "Location: /\u{1B}x", "ETag: \u{202E}", "Location: //x"])
  func `a value that could do harm is not quoted`(field: String) {
    let notes = response("S: HTTP/1.1 200 OK\nS: \(field)")
    let name = field.split(separator: ":").first.map(String.init) ?? ""
    #expect(notes.contains { $0.text == HTTPMeaning.field(name)?.phrase })
  }

  @Test(
    arguments: [
      ("http://x/", "telnet x 80"), ("http://x:8000/a", "telnet x 8000"),
      ("http://[::1]/x", "telnet ::1 80"), ("http://[::1]:81", "telnet ::1 81"),
      ("http://h:abc/", nil), ("http://good@evil/", nil), ("http://[::1", nil),
      ("http://h:1:2", nil),
    ] as [(String, String?)])
  func `a redirect to a whole address says what to type`(value: String, call: String?) {
    let text = response("S: HTTP/1.1 301 x\nS: Location: \(value)").last?.text.english ?? ""
    if let call { #expect(text.contains(call + ",")) } else { #expect(!text.contains("telnet")) }
  }

  @Test func `an unasked response and stray octets each have a note`() {
    let whole = "S: HTTP/1.1 204 x\nS: "
    #expect(
      response(whole + "\n" + whole).last?.text.english.hasPrefix("Unasked") == true)
    #expect(
      response(whole + "\nS: more").last?.text.english.hasPrefix("More octets") == true)
  }

  @Test func `the length of a chunk is explained, and the last chunk is named`() {
    let notes = response(
      "S: HTTP/1.1 200 OK\nS: Transfer-Encoding: chunked\nS: \nS: A\nS: 01234567\nS: \nS: 0")
    #expect(notes.contains { $0.text.english.contains("10 octets") && $0.rule == .http1("7.1") })
    #expect(notes.last?.text.english.contains("last chunk") == true)
    #expect(notes.last?.text.chinese.contains("最后一块") == true)
  }

  @Test(arguments: [
    ("HEAD", "200 OK", "14 octets"), ("GET", "304 Not Modified", "14 octets"),
    ("GET", "100 Continue", "it follows"),
  ])
  func `a note says where no object follows`(method: String, status: String, words: String) {
    let notes = response("S: HTTP/1.1 \(status)\nS: Content-Length: 14\nS: ", to: method)
    #expect(notes.contains { $0.rule == .http1("6.3") && $0.text.english.contains(words) })
  }

  @Test(arguments: [
    ("HEAD /bob/1 HTTP/1.1", "200 OK", "without the object", "不带对象"),
    ("GET /bob/1 HTTP/1.1", "200 OK", "asked for follows", "就在后面"),
    ("get /bob/1", "400 Bad Request", "first line", "第一行"),
    ("GET /bob/1 HTTP/1.1", "400 Bad Request", "Host line", "Host 行"),
  ])
  func `a status is explained as the answer to its request`(
    line: String, status: String, english: String, chinese: String
  ) throws {
    var lecture = Lecture("", dialect: .http)
    _ = lecture.type(line)
    _ = lecture.type("")
    let note = try #require(lecture.hear("S: HTTP/1.1 \(status)").first { $0.code != nil })
    #expect(note.text.english.contains(english), "\(note.text.english)")
    #expect(note.text.chinese.contains(chinese), "\(note.text.chinese)")
    #expect(Wording.breaches(of: note.text) == [])
  }

  @Test(arguments: [
    ("220 hamburger.edu ESMTP", "SMTP"), ("SSH-2.0-x", "SSH"), ("<html>", "HTTP/1.1 200 OK"),
  ])
  func `a line that is not a response is remarked on once`(line: String, words: String) {
    let notes = response("S: \(line)\nS: \(line)")
    #expect(notes.count == 1)
    #expect(notes.first?.text.english.contains(words) == true)
  }

  @Test(arguments: [
    (
      "C: Upgrade: websocket\n", "Upgrade: websocket", "after it websocket is spoken",
      "后面传输的是 websocket 协议",
      false
    ),
    ("", "Upgrade: websocket", "No request asked", "没有请求要求切换", true),
    ("C: Upgrade: websocket\n", "Upgrade: h2c", "did not offer", "没有提出", true),
    ("C: Upgrade: websocket\n", "Server: x", "must name", "必须", true),
  ])
  func `a note says once that 101 ends HTTP`(
    asked: String, answered: String, english: String, chinese: String, isFaulty: Bool
  ) throws {
    var lecture = Lecture(
      "C: GET / HTTP/1.1\nC: Host: x\n\(asked)C: \nS: HTTP/1.1 101 x\nS: \(answered)",
      dialect: .http)
    let notes = lecture.hear("S: ").filter { $0.rule != .http("5") }
    let note = try #require(notes.first { $0.rule == .http("7.8") })
    #expect(notes.count == 1)
    #expect(note.text.english.contains(english), "\(note.text.english)")
    #expect(note.text.chinese.contains(chinese), "\(note.text.chinese)")
    #expect(note.text.english.hasPrefix("HTTP ends") != isFaulty)
    #expect(lecture.hear("S: HTTP/1.1 200 OK").isEmpty)
    #expect(lecture.type("GET x").isEmpty)
  }
}
