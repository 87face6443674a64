import Protocols
import Testing

@Suite struct AddressTextTests {
  @Test(arguments: [
    "bob@hamburger.edu", "\"a b\"@hamburger.edu", "bob@[127.0.0.1]", "postmaster", "鲍勃@例子.中国",
  ])
  func `a mailbox is read as it is written`(text: String) throws {
    let mailbox = try Mailbox(parsing: text)
    #expect(mailbox.description == text && mailbox.isWellFormed)
  }

  @Test(arguments: ["", "bob", "<bob@x>", "a@b> SIZE=1", "a b@c", "bob@", "bob@a..b"])
  func `anything more or less is not a mailbox`(text: String) {
    #expect(throws: SyntaxError.self) { try Mailbox(parsing: text) }
  }

  @Test func `a local part that a path cannot hold is not a mailbox`() {
    let domain = Domain.name("hamburger.edu")
    for part in ["a\u{7}", String(repeating: "a", count: 65)] {
      #expect(!Mailbox(localPart: part, domain: domain).isWellFormed)
    }
    #expect(Mailbox(localPart: "a b", domain: domain).isWellFormed)
  }

  @Test func `a server's name is ASCII, and not an address`() {
    #expect(Domain.isHostName("hamburger.edu") && Domain.isHostName("localhost"))
    for text in ["", "[127.0.0.1]", "例子.中国", "a b", "a..b", "hamburger.edu "] {
      #expect(!Domain.isHostName(text))
    }
  }
}
