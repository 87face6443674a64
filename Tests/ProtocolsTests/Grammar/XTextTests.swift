import Protocols
import TestSupport
import Testing

struct XTextTests {
  @Test(arguments: [
    ("QQ314159", "QQ314159"), ("a b", "a+20b"), ("e=mc2@example.com", "e+3Dmc2@example.com"),
    ("1+1", "1+2B1"), ("", ""), ("é", "+C3+A9"),
  ])
  func `what may not stand in a parameter is coded`(text: String, coded: String) {
    #expect(XText.encoded(text.utf8) == coded)
    #expect(XText.decoded(coded) == Array(text.utf8))
  }

  @Test(arguments: ["a+", "a+2", "+2b", "+G0", "a=b", "a b", "é", "+ 0"])
  func `what is no xtext`(text: String) {
    #expect(XText.decoded(text) == nil)
  }

  @Test func `any octets come back`() {
    var generator = SeededGenerator(seed: 1)
    for count in 0..<100 {
      let octets = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      #expect(XText.decoded(XText.encoded(octets)) == octets)
    }
  }
}
