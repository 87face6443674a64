import Teaching
import Testing

struct ContentDigestTests {
  private func digest(_ parts: String...) -> ContentDigest {
    var digest = ContentDigest()
    for part in parts { digest.take(Array(part.utf8)) }
    return digest
  }

  @Test func `a text is found below other lines, however it was cut`() {
    let text = digest("How about ", "pickles?\r\n")
    #expect(digest("How about pickles?\r\n").octets(before: text) == 0)
    #expect(digest("Received: x\r\n", "How a", "bout pickles?\r\n").octets(before: text) == 13)
    #expect(digest("a\n\nHow about pickles?\r\n").octets(before: text) == 3)
  }

  @Test(arguments: [
    "How about pickles?", "how about pickles?\r\n", "x\nHow about pickles?\r\ny",
    "no line: How about pickles?\r\n", "",
  ])
  func `another text is not`(other: String) {
    #expect(digest(other).octets(before: digest("How about pickles?\r\n")) == nil)
  }

  @Test func `nothing is the end of no text`() {
    #expect(digest("x\r\n").octets(before: digest()) == nil)
  }
}
