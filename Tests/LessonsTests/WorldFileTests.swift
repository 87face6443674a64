import Lessons
import Protocols
import Testing
import Transcripts

@Suite struct WorldFileTests {
  @Test func `a world is read`() throws {
    let text = """
      hosts:
        - name: Hamburger.edu
          mailboxes: [bob, Carol]
          scenario: [greylist, "reject RCPT 550 2nd"]
        - {name: crepes.fr, mailboxes: [alice], relay: true}
      """
    let world = try WorldFile.parse(Array(text.utf8), name: "world.yaml")
    #expect(world.map(\.name) == ["hamburger.edu", "crepes.fr"])
    #expect(world.map(\.mailboxes) == [["bob", "carol"], ["alice"]])
    #expect(world.map(\.relays) == [false, true])
    #expect(world[0].scenario.map(\.description) == ["greylist", "reject RCPT 550 2nd"])
  }

  @Test func `a mailbox may have a password`() throws {
    let text = """
      hosts:
        - name: crepes.fr
          mailboxes: [{name: Alice, password: pickles}, bob]
      """
    let host = try WorldFile.parse(Array(text.utf8), name: "world.yaml")[0]
    #expect(host.mailboxes == ["alice", "bob"])
    #expect(host.passwords == ["alice": "pickles"])
  }

  @Test func `a host may take the mail of another name, and show what goes wrong`() throws {
    let text = """
      hosts:
        - {name: mail.hamburger.edu, domain: Hamburger.edu, mailboxes: [bob], blocked: [25]}
        - {name: pears.example, domain: pears.example, mailboxes: [], certificate: self-signed}
      """
    let world = try WorldFile.parse(Array(text.utf8), name: "world.yaml")
    #expect(world.map(\.mailDomain) == ["hamburger.edu", "pears.example"])
    #expect(world.map(\.domain) == ["hamburger.edu", nil])
    #expect(world.map(\.blocked) == [[25], []])
    #expect(world.map(\.certificate) == [.valid, .selfSigned])
  }

  @Test(arguments: [
    ("hosts: []", "1:8"), ("{}", "1:1"), ("hosts:\n  - name: a b\n    mailboxes: []", "2:11"),
    (
      "hosts:\n  - name: a.b\n    mailboxes: [\(String(repeating: "a", count: 65)), bob]\n    wifi: no",
      "3:17 4:5"
    ),
    ("hosts:\n  - {name: a.b, mailboxes: []}\n  - {name: A.b, mailboxes: []}", "3:5"),
    ("hosts:\n  - name: a.b\n    mailboxes: []\n    scenario: [pickles]", "4:16"),
    ("hosts: &a [*a]", "1:8"),
    (
      "hosts:\n  - {name: a.b, mailboxes: []}\n  - {name: mail.a.b, domain: A.b, mailboxes: []}",
      "3:5"
    ),
    ("hosts:\n  - {name: a.b, mailboxes: [], relay: true,\n     domain: c.d}", "3:14"),
    (
      "hosts:\n  - {name: a.b, mailboxes: [],\n     certificate: old, blocked: [25, smtp, 0]}",
      "3:19 3:38 3:44"
    ),
    ("hosts:\n  - name: a.b\n    mailboxes: [{name: x}, {name: y, password: ''}]", "3:17 3:48"),
  ])
  func `what is wrong is told with its place`(text: String, places: String) {
    #expect {
      try WorldFile.parse(Array(text.utf8), name: "world.yaml")
    } throws: { error in
      let found = (error as? LessonError)?.all.map { "\($0.line):\($0.column)" } ?? []
      return found.joined(separator: " ") == places
    }
  }
}
