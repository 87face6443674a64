import Protocols
import TestSupport
import Testing

/// STARTTLS, and what a login and a submission server want, in a session.
struct SecuredSessionTests {
  static func policy(_ change: (inout ServerPolicy) -> Void = { _ in }) -> ServerPolicy {
    var policy = ServerPolicy(
      domain: "hamburger.edu", mailboxes: ["bob", "carol"], relayDomains: ["crepes.fr"],
      users: Users(["bob": "ketchup"]))
    (policy.offersTLS, policy.login) = (true, .whenSecured)
    change(&policy)
    return policy
  }

  private static let submission = policy { $0.isSubmission = true }
  private static let right = "AUTH PLAIN AGJvYgBrZXRjaHVw"

  /// A server that has heard these lines; `nil` in place of a line: TLS begins.
  private static func server(_ policy: ServerPolicy, after lines: [String?] = []) -> Server {
    var server = Server(policy: policy)
    _ = server.greeting()
    for line in lines {
      if let line { _ = server.replies(to: line) } else { server.secure() }
    }
    return server
  }

  private static let secured = ["EHLO a", "STARTTLS", nil, "EHLO a"]

  @Test func `EHLO lists STARTTLS in clear, and AUTH under TLS`() {
    var server = Self.server(Self.policy())
    let before = server.replies(to: "EHLO a")
    #expect(before.contains("250-STARTTLS"))
    #expect(!before.contains { $0.contains("AUTH") })
    #expect(server.replies(to: "STARTTLS") == ["220 2.0.0 Ready to start TLS"])
    server.secure()
    let after = server.replies(to: "EHLO a")
    #expect(!after.contains("250-STARTTLS"))
    #expect(after.contains("250-AUTH PLAIN LOGIN"))
    #expect(server.replies(to: "STARTTLS") == ["503 5.5.1 TLS is active already"])
  }

  @Test func `behind STARTTLS nothing is heard before TLS is active, and nothing after it`() {
    var server = Self.server(Self.policy(), after: ["EHLO a"])
    #expect(
      server.replies(toOctets: Array("STARTTLS\r\nNOOP\r\nEHLO b\r\nMAIL FROM:<>\r\n".utf8))
        == ["220 2.0.0 Ready to start TLS"])
    #expect(server.session.isSuspended)
    server.secure()
    #expect(server.session.isSecured)
    #expect(server.replies(to: "MAIL FROM:<>") == ["503 5.5.1 Say HELO or EHLO first"])
  }

  @Test func `TLS makes the server forget: name, EHLO, transaction and login`() {
    var server = Self.server(
      Self.policy { $0.login = .inClear }, after: ["EHLO a", Self.right, "MAIL FROM:<>"])
    #expect(server.session.user == "bob")
    _ = server.replies(to: "STARTTLS")
    server.secure()
    #expect(server.session.user == nil)
    #expect(server.session.clientName == "")
    #expect(server.session.state == .greeted)
    #expect(server.replies(to: "EHLO b").count > 1)
    #expect(server.replies(to: "RCPT TO:<bob@hamburger.edu>") == ["503 5.5.1 Need MAIL first"])
    #expect(server.replies(to: Self.right) == ["235 2.7.0 Authentication successful"])
  }

  @Test func `only a handshake that was asked for secures a session`() {
    var server = Self.server(Self.policy(), after: ["EHLO a"])
    server.secure()
    #expect(!server.session.isSecured)
    #expect(server.session.state == .identified)
  }

  @Test func `with implicit TLS the session begins secured`() {
    var session = ServerSession(policy: Self.policy(), isSecured: true)
    _ = session.greet()
    guard case .reply(let reply)? = session.receive(Line("EHLO a")).first else {
      Issue.record("no reply")
      return
    }
    let lines = reply.lines.map { String(decoding: $0, as: UTF8.self) }
    #expect(lines.contains("AUTH PLAIN LOGIN"))
    #expect(!lines.contains("STARTTLS"))
  }

  @Test func `a box that strips STARTTLS`() {
    var server = Self.server(Self.policy { $0.hidesTLS = true })
    #expect(!server.replies(to: "EHLO a").contains("250-STARTTLS"))
    #expect(server.replies(to: "STARTTLS") == ["502 5.5.1 Command not implemented"])
    #expect(
      server.replies(to: Self.right) == [
        "538 5.7.11 Encryption required for requested authentication mechanism"
      ])
  }

  @Test func `HELP lists what this client can use`() {
    var server = Self.server(Self.policy(), after: ["EHLO a"])
    #expect(server.replies(to: "HELP")[0].hasSuffix("QUIT BDAT STARTTLS"))
    server = Self.server(Self.policy(), after: Self.secured)
    #expect(server.replies(to: "HELP")[0].hasSuffix("QUIT BDAT AUTH"))
  }

  @Test func `the host's name greets, its domain receives`() {
    var server = Server(
      policy: ServerPolicy(
        domain: "hamburger.edu", hostName: "mail.hamburger.edu", mailboxes: ["bob"]))
    #expect(server.greeting() == [Array("220 mail.hamburger.edu".utf8)])
    #expect(server.replies(to: "EHLO a")[0] == "250-mail.hamburger.edu")
    #expect(server.replies(to: "VRFY bob") == ["250 2.1.5 <bob@hamburger.edu>"])
    #expect(server.replies(to: "QUIT") == ["221 2.0.0 mail.hamburger.edu closing connection"])
  }

  // MARK: Submission

  @Test(arguments: [
    "MAIL FROM:<>", "RCPT TO:<bob@hamburger.edu>", "DATA", "RSET", "VRFY bob", "EXPN bob", "HELP",
    "AUTH PLAIN AGJvYgBrZXRjaHVw", "BDAT 0",
  ])
  func `before TLS a submission server wants STARTTLS`(line: String) {
    for lines in [[], ["EHLO a"], ["HELO a"]] {
      var server = Self.server(Self.submission, after: lines)
      #expect(server.replies(to: line) == ["530 5.7.0 Must issue a STARTTLS command first"])
    }
  }

  @Test(arguments: ["EHLO a", "HELO a", "NOOP", "QUIT", "STARTTLS"])
  func `what may come before TLS`(line: String) {
    var server = Self.server(Self.submission, after: ["EHLO a"])
    #expect(server.replies(to: line).first?.first == "2")
  }

  @Test(arguments: [
    "MAIL FROM:<>", "RCPT TO:<bob@hamburger.edu>", "DATA", "VRFY bob", "EXPN bob", "BDAT 0",
  ])
  func `before the login a submission server wants one`(line: String) {
    var server = Self.server(Self.submission, after: Self.secured)
    #expect(server.replies(to: line) == ["530 5.7.0 Authentication required"])
    _ = server.replies(to: Self.right)
    #expect(!server.replies(to: line)[0].hasPrefix("530"))
  }

  @Test func `who is logged in may send to the domains that are relayed to, in any name`() throws {
    var server = Self.server(Self.submission, after: Self.secured + [Self.right])
    _ = server.replies(to: "MAIL FROM:<eve@elsewhere.org>")
    #expect(server.replies(to: "RCPT TO:<alice@crepes.fr>")[0].hasPrefix("250"))
    #expect(server.replies(to: "RCPT TO:<a@x.org>")[0].hasPrefix("550 5.7.1"))
    _ = server.replies(to: "DATA")
    _ = server.replies(to: ".")
    guard case .store(let delivery, _)? = server.questions.first else {
      Issue.record("nothing was stored")
      return
    }
    #expect(delivery.user == "bob")
    #expect(delivery.isSecured)
  }

  @Test func `without a login another's sender is not relayed`() {
    var server = Self.server(Self.policy(), after: ["EHLO a", "MAIL FROM:<eve@elsewhere.org>"])
    #expect(server.replies(to: "RCPT TO:<alice@crepes.fr>")[0].hasPrefix("550 5.7.1"))
  }

  /// Lines of all kinds, in any order.
  private static let lines: [String] = [
    "EHLO a", "EHLO a", "HELO a", "STARTTLS", "STARTTLS", "AUTH PLAIN", "AUTH LOGIN", "Ym9i", "*",
    "AUTH PLAIN AGJvYgBtdXN0YXJk", "AUTH PLAIN =", "AUTH PLAIN AGJvYgA=", "AUTH LOGIN Ym9i", "",
    "=",
    "AUTH PLAIN AGNhcm9sAA==", "AUTH PLAIN AAA=", "a2V0Y2h1cA", "bXVzdGFyZA==", "MAIL FROM:<>",
    "MAIL FROM:<bob@hamburger.edu>", "RCPT TO:<bob@hamburger.edu>", "RCPT TO:<alice@crepes.fr>",
    "DATA", ".", "BDAT 0 LAST", "BDAT 4", "BDAT 3 LAST", "RSET", "NOOP", "text",
  ]

  @Test func `without the right password nothing is submitted, whatever is tried`() {
    for seed in 0..<UInt64(Tries.of(100, all: 300)) {
      var generator = SeededGenerator(seed: seed)
      var server = Self.server(Self.submission)
      for _ in 0..<60 where !server.isClosed {
        let line = Self.lines.randomElement(using: &generator) ?? ""
        let replies = server.replies(to: line)
        if server.isSecuring { server.secure() }
        #expect(!replies.contains { $0.hasPrefix("235") || $0.hasPrefix("354") }, "seed \(seed)")
      }
      #expect(server.session.user == nil && server.session.accepted == 0, "seed \(seed)")
      #expect(server.questions.isEmpty, "seed \(seed)")
    }
  }
}
