import Protocols
import Testing

/// Whose mail a server takes: names are compared octet by octet.
@Suite struct ServerNamesTests {
  private static let composed = "\u{E9}mile"
  private static let decomposed = "e\u{301}mile"

  private func policy(
    _ mailboxes: Set<String> = ["bob"], domain: String = "hamburger.edu", isForAnybody: Bool = false
  ) -> ServerPolicy {
    ServerPolicy(domain: domain, mailboxes: mailboxes, takesAnyMailbox: isForAnybody)
  }

  private func user(_ name: String, of policy: ServerPolicy) -> String? {
    policy.user(for: Mailbox(localPart: name, domain: .name(policy.domain)))
  }

  @Test func `names that Unicode calls equivalent are two mailboxes`() {
    let policy = policy([Self.composed])
    #expect(user(Self.composed, of: policy) == Self.composed)
    #expect(user(Self.decomposed, of: policy) == nil)
  }

  @Test func `a message for two such names is stored in both`() {
    var server = Server(policy: policy(isForAnybody: true))
    _ = server.greeting()
    for line in [
      "EHLO crepes.fr", "MAIL FROM:<> SMTPUTF8", "RCPT TO:<\(Self.composed)@hamburger.edu>",
      "RCPT TO:<\(Self.decomposed)@hamburger.edu>", "RCPT TO:<\(Self.composed)@hamburger.edu>",
    ] {
      _ = server.replies(to: line)
    }
    #expect(
      server.session.delivery.users.map { Array($0.utf8) }
        == [Self.composed, Self.decomposed].map { Array($0.utf8) })
  }

  @Test func `only the case of ASCII letters is folded`() {
    let policy = policy(["kate", "\u{C9}mile"])
    #expect(user("KATE", of: policy) == "kate")
    #expect(user("\u{212A}ate", of: policy) == nil)
    #expect(user("\u{C9}MILE", of: policy) == "\u{C9}mile")
    #expect(user("\u{E9}mile", of: policy) == nil)
    var users = Users()
    users.set("pickles", for: "kate")
    #expect(!users.guards("\u{212A}ate"))
  }

  @Test func `the empty name is not a mailbox, even where any other is`() {
    #expect(user("", of: policy(isForAnybody: true)) == nil)
  }

  @Test func `a domain in another script equals its name in DNS`() {
    let policy = policy(domain: "xn--bcher-kva.example")
    let bob = { Mailbox(localPart: "bob", domain: .name($0)) }
    #expect(policy.user(for: bob("b\u{FC}cher.example")) == "bob")
    #expect(policy.user(for: bob("B\u{DC}CHER.example")) == "bob")
    #expect(policy.user(for: bob("XN--BCHER-KVA.example")) == "bob")
    #expect(policy.user(for: bob("bucher.example")) == nil)
  }

  @Test(arguments: [
    ("127.0.0.1", true), ("127.0.000.001", true), ("127.0.0.2", false), ("IPv6:::1", true),
    ("ipv6:0:0:0:0:0:0:0:1", true), ("IPv6:::ffff:127.0.0.1", true), ("IPv6:::2", false),
    ("tag:127.0.0.1", false),
  ])
  func `a server knows its own address, however it is written`(literal: String, isOwn: Bool) {
    var policy = policy()
    let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 127, 0, 0, 1]
    policy.addresses = [
      AddressLiteral.unmapped(mapped), [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    ]
    let bob = Mailbox(localPart: "bob", domain: .literal(literal))
    #expect(policy.user(for: bob) == (isOwn ? "bob" : nil))
    #expect(self.policy().user(for: bob) == nil)
  }

  @Test(arguments: [
    ("VRFY bob", "250"), ("VRFY <bob>", "250"), ("VRFY <bob@hamburger.edu>", "250"),
    ("VRFY <bobx", "550"), ("VRFY <bob", "550"), ("VRFY bob>", "550"), ("EXPN <bobx", "550"),
  ])
  func `VRFY keeps every letter of its argument`(line: String, code: String) {
    var server = Server()
    _ = server.greeting()
    #expect(server.replies(to: line).first?.hasPrefix(code) == true)
  }
}
