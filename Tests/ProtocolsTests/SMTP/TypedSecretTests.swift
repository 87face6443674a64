import Protocols
import Testing

/// What a history must not keep.
struct TypedSecretTests {
  @Test(arguments: [
    "AUTH PLAIN AGFsaWNlAHBpY2tsZXM=", " auth plain AGFsaWNl", "C: AUTH PLAIN AGFsaWNl",
    ":AUTH PLAIN AGFsaWNl", "Authorization: Basic YWxpY2U6cGlja2xlcw==", " Cookie: id=1",
    "ＡＵＴＨ PLAIN AGFsaWNl", "Authorisation: Basic YWxpY2U6", "Autorisation: Bearer eyJhbGci.eyJz",
    "GET http://alice:pickles@hamburger.edu/ HTTP/1.1", "Host: alice:pickles@hamburger.edu",
  ])
  func `a secret is known wherever it is typed`(line: String) {
    let isKnown = TypedSecret.mayStand(in: Array(line.utf8))
    #expect(isKnown)
  }

  @Test(arguments: [
    "", "HELO crepes.fr", "AUTH LOGIN", "telnet hamburger.edu 25", "Host: x",
    "MAIL FROM:<alice@crepes.fr>", "GET /a:b@c HTTP/1.1", "GET http://h/a:b@c HTTP/1.1",
  ])
  func `other lines are kept`(line: String) {
    let isKnown = TypedSecret.mayStand(in: Array(line.utf8))
    #expect(!isKnown)
  }
}
