import Protocols
import Testing

/// 101 ends HTTP on its connection (RFC 9110 §7.8, §15.2.2).
struct HTTPUpgradeTests {
  private typealias Observer = HTTPDialogueTests.Observer

  private static let wish = "Connection: Upgrade\r\nUpgrade: websocket, foo/2\r\n"
  private static let consent = "HTTP/1.1 101 Switching Protocols\r\n"

  private func request(_ fields: String, version: String = "1.1") -> String {
    "GET / HTTP/\(version)\r\nHost: x\r\n\(fields)\r\n"
  }

  private static let answers: [(String, String, HTTPUpgrade.Standing, String?)] = [
    (wish, "Upgrade: websocket\r\n", .offered, "websocket"),
    (wish, "upgrade: FOO/2\r\n", .offered, "FOO/2"),
    (wish, "Upgrade: foo/2, websocket\r\n", .offered, "foo/2, websocket"),
    (wish, "Upgrade: h2c\r\n", .notOffered, "h2c"),
    (wish, "Upgrade: foo\r\n", .notOffered, "foo"),
    (wish, "", .unnamed, nil),
    (wish, "Upgrade: \u{1B}[2J\r\n", .unnamed, nil),
    (wish, "Upgrade: \(String(repeating: "x", count: 41))\r\n", .unnamed, nil),
    ("", "Upgrade: websocket\r\n", .unasked, "websocket"),
    ("Upgrade: \r\n", "", .unasked, nil),
    ("X-Upgrade: websocket\r\n", "Upgrade: a, b, c, d\r\n", .unasked, nil),
  ]

  @Test(arguments: answers)
  func `asked for or not, HTTP ends, and which it was is found`(
    asked: String, answered: String, standing: HTTPUpgrade.Standing, name: String?
  ) throws {
    var observer = Observer()
    observer.hear(request(asked), from: .client)
    observer.hear("\(Self.consent)\(answered)\r\n", from: .server)
    let upgrade = try #require(observer.dialogue.upgrade)
    #expect(upgrade.standing == standing)
    #expect(upgrade.name == name)
    #expect(observer.findings.count { $0 == .upgraded(upgrade) } == 1)
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil", "\u{81}\u{5}hello", "\r\n\r\n",
    "HTTP/1.1 101 Switching Protocols\r\n\r\n",
  ])
  func `what follows is never a response`(rest: String) {
    var observer = Observer()
    observer.hear(request(Self.wish), from: .client)
    observer.hear(Self.consent + "Upgrade: websocket\r\n\r\n" + rest, from: .server)
    let before = observer.findings.count
    observer.close()
    #expect(
      observer.findings.suffix(from: before)
        == [.otherProtocol(from: .server, octets: rest.utf8.count)])
    #expect(observer.exchanges == [])
  }

  @Test func `what the client sends after it is not a request`() {
    var observer = Observer()
    observer.hear(request(Self.wish), from: .client)
    observer.hear(Self.consent + "Upgrade: websocket\r\n\r\n", from: .server)
    #expect(observer.dialogue.guidance.typed == .otherProtocol)
    #expect(
      observer.hear("GET / HTTP/1.1\r\n", from: .client)
        == [.otherProtocol(from: .client, octets: 16)])
    #expect(observer.dialogue.awaitsOtherProtocol)
    var dialogue = observer.dialogue
    #expect(dialogue.hear(.octets([1]), from: .server).count == 1)
    #expect(!dialogue.awaitsOtherProtocol)
    #expect(dialogue.end() == [])
    #expect(dialogue.guidance.typed == .nothing)
  }

  @Test func `a request of HTTP/1.0 cannot ask for it`() {
    var observer = Observer()
    observer.hear(request(Self.wish, version: "1.0"), from: .client)
    observer.hear(Self.consent + "Upgrade: websocket\r\n\r\n", from: .server)
    #expect(observer.dialogue.upgrade?.standing == .unasked)
  }

  @Test func `it answers the oldest request, not a later one`() {
    var observer = Observer()
    observer.hear(request("") + request(Self.wish), from: .client)
    observer.hear(Self.consent + "Upgrade: websocket\r\n\r\n", from: .server)
    #expect(observer.dialogue.upgrade?.standing == .unasked)
  }

  @Test func `unasked it may come first of all, or into a request that is being typed`() {
    for asked in ["", "GET / HTTP/1.1\r\nHost: x\r\n", "nonsense\r\n"] {
      var observer = Observer()
      observer.hear(asked, from: .client)
      observer.hear(Self.consent + "\r\n", from: .server)
      #expect(observer.dialogue.upgrade?.standing == .unasked)
      #expect(!observer.dialogue.isRequestBroken)
      #expect(observer.dialogue.guidance.typed == .otherProtocol)
    }
  }

  @Test func `other information before the answer switches nothing`() {
    var observer = Observer()
    observer.hear(request(Self.wish), from: .client)
    observer.hear("HTTP/1.1 100 Continue\r\nUpgrade: websocket\r\n\r\n", from: .server)
    #expect(observer.dialogue.upgrade == nil)
    observer.hear(
      "HTTP/1.1 426 Upgrade Required\r\nUpgrade: x\r\nContent-Length: 0\r\n\r\n", from: .server)
    #expect(observer.dialogue.upgrade == nil)
    #expect(observer.exchanges.map(\.status) == [426])
  }
}
