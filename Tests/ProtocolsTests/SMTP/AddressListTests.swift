import Protocols
import Testing

struct AddressListTests {
  @Test(arguments: [
    ("alice@crepes.fr", ["alice@crepes.fr"]), (" Alice <alice@crepes.fr> ", ["alice@crepes.fr"]),
    ("a@b, C <c@d>;e@f", ["a@b", "c@d", "e@f"]), ("Friends: a@b, c@d;", ["a@b", "c@d"]),
    ("\"x@y, <z@w>\" <a@b>", ["a@b"]), ("a@b (c@d (e@f))", ["a@b"]), ("<>", []), ("Alice", []),
    ("<@relay.example:a@b>", ["a@b"]), ("<a@[IPv6:::1]>", ["a@[IPv6:::1]"]),
    ("\"a b\"@c.d", ["\"a b\"@c.d"]), ("\"a\\\"@b", []), ("(", []), ("", []),
  ])
  func `addresses are found among names, comments and groups`(value: String, found: [String]) {
    #expect(AddressList.addresses(in: value.utf8) == found)
  }

  @Test func `a hostile value costs no memory`() {
    let many = String(repeating: "a@b,", count: 10_000)
    #expect(AddressList.addresses(in: many.utf8).count == 100)
    #expect(AddressList.addresses(in: String(repeating: "a@", count: 10_000).utf8) == [])
  }
}
