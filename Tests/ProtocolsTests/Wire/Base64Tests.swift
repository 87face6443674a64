import Protocols
import Testing

struct Base64Tests {
  @Test func `what is encoded decodes to the same octets`() {
    for count in 0..<70 {
      let octets = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 151 + count) }
      let text = Base64.encoded(octets)
      #expect(text.utf8.count == (count + 2) / 3 * 4)
      #expect(Base64.decoded(text) == octets)
      #expect(Base64.decoded(loosely: Array(text.utf8)[...]) == octets)
    }
  }

  @Test(arguments: ["Zm9", "Zm9v=", "Zm9vYg=", "Zm 9v", "Zm9vYg==Zg==", "===="])
  func `a recording's base64 is read strictly`(text: String) {
    #expect(Base64.decoded(text) == nil)
  }

  @Test(arguments: [
    ("Zm9v\r\nYmFy", "foobar"), ("Zm9vYg", "foob"), ("Zm9vYg==Zg==", "foobf"), ("!Z-m9v", "foo"),
  ])
  func `a message's base64 is read loosely`(text: String, octets: String) {
    #expect(Base64.decoded(loosely: Array(text.utf8)[...]) == Array(octets.utf8))
  }
}
