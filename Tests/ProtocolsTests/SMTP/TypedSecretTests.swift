import Protocols
import Testing

/// What a history must not keep.
struct TypedSecretTests {
  @Test(arguments: [
    "AUTH PLAIN AGFsaWNlAHBpY2tsZXM=", " auth plain AGFsaWNl", "C: AUTH PLAIN AGFsaWNl",
    ":AUTH PLAIN AGFsaWNl", "Authorization: Basic YWxpY2U6cGlja2xlcw==", " Cookie: id=1",
  ])
  func `a secret is known wherever it is typed`(line: String) {
    let isKnown = TypedSecret.mayStand(in: Array(line.utf8))
    #expect(isKnown)
  }

  @Test(arguments: ["", "HELO crepes.fr", "AUTH LOGIN", "telnet hamburger.edu 25", "Host: x"])
  func `other lines are kept`(line: String) {
    let isKnown = TypedSecret.mayStand(in: Array(line.utf8))
    #expect(!isKnown)
  }
}
