import Protocols
import Testing

@Suite struct UsersTests {
  private let users = Users(["Alice": "pickles", "bob": "b", "carol": ""])

  @Test func `a user is admitted with the whole password and nothing else`() {
    let admits = { (name: String, password: String) in
      users.admit(Credentials(name: name, password: Array(password.utf8)))
    }
    #expect(admits("alice", "pickles") && admits("ALICE", "pickles") && admits("bob", "b"))
    for wrong in [
      "", "p", "pickle", "picklesp", "picklespickles", "Pickles", "pickles\0", "\0",
      String(repeating: "pickles", count: 1 << 12),
    ] {
      #expect(!admits("alice", wrong))
      #expect(!admits("nobody", wrong))
    }
    #expect(!admits("nobody", "pickles") && !admits("", "") && !admits("carol", ""))
    #expect(!admits("bob", String(repeating: "b", count: 1 + 256)))
  }

  @Test func `an empty password counts as none`() {
    #expect(users.names == ["alice", "bob"])
    #expect(users.guards("aLICE") && !users.guards("carol") && !users.guards("nobody"))
  }

  @Test func `printing does not show a password`() {
    let credentials = Credentials(name: "alice", password: Array("pickles".utf8))
    let policy = ServerPolicy(domain: "crepes.fr", mailboxes: ["alice"], users: users)
    var prints = "\(users) \(credentials) \(policy)"
    dump(users, to: &prints)
    dump(credentials, to: &prints)
    dump(policy, to: &prints)
    #expect(!prints.contains("pickles") && !prints.contains("112"))
    #expect(prints.contains("alice"))
  }
}
