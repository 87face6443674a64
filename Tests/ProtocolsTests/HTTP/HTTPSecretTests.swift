import TestSupport
import Testing

@testable import Protocols

@Suite struct HTTPSecretTests {
  /// A line that is passed over would give up no secret to a close look.
  @Test func `an ordinary line holds no secret`() {
    var generator = SeededGenerator(seed: 7)
    let names = [
      "HTTP", "host", "Date", "Server", "Connection", "Content-Type", "content-length", "Accept",
      "User-Agent", "Last-Modified", "Cache-Control", "Transfer-Encoding", "Location",
      "Authorization", "Cookie", "X-Api-Key", "Basic", "GET", "hosts", "",
    ]
    let values = [
      "hamburger.edu", "Basic YWxpY2U6cGlja2xlcw==", "alice:pickles@hamburger.edu", "//a:b@c/",
      "Bearer", "YWxpY2U6cGlja2xlcw==", "text/html; charset=utf-8", "close", "", "bearer abcd=",
      "\u{8}x", "＜", "200 OK", "NTLM TlRMTVNTUAAB",
    ]
    let gaps = [":", ": ", " : ", "", " ", "/1.1 ", ":\t", "::", ":  "]
    var ordinary = 0
    for _ in 0..<20_000 {
      let words = (0..<Int.random(in: 1...2, using: &generator)).map { _ in
        values.randomElement(using: &generator) ?? ""
      }
      let line = Array(
        ((names.randomElement(using: &generator) ?? "")
          + (gaps.randomElement(using: &generator) ?? "") + words.joined(separator: " ")).utf8)
      for side in [Side.client, .server] where HTTPDialogue.isOrdinary(line, from: side) {
        ordinary += 1
        #expect(HTTPDialogue.secretStart(lookingCloselyAt: line, from: side) == nil, "\(line)")
      }
    }
    #expect(ordinary > 1_000)
  }
}
