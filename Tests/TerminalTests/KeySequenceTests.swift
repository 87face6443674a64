import Testing

@testable import Terminal

struct KeySequenceTests {
  private func keys(of text: String) -> [Key] {
    var octets = Array(text.utf8)[...]
    var keys: [Key] = []
    while let first = octets.popFirst() {
      var given: UInt8?
      let key = KeySequence.key(first) {
        octets.popFirst()
      } giveBack: {
        given = $0
      }
      if let given { octets = [given] + octets }
      if let key { keys.append(key) }
    }
    return keys
  }

  @Test(arguments: [
    ("\u{1B}[A", Key.up), ("\u{1B}OA", .up), ("\u{1B}[B", .down), ("\u{1B}[C", .right),
    ("\u{1B}OC", .right), ("\u{1B}[1;2D", .left), ("\u{1B}[H", .home), ("\u{1B}OH", .home),
    ("\u{1B}[1~", .home), ("\u{1B}[7~", .home), ("\u{1B}[F", .end), ("\u{1B}OF", .end),
    ("\u{1B}[4~", .end), ("\u{1B}[8~", .end), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown),
    ("\u{1B}[5;5~", .pageUp), ("\r", .enter), ("\n", .enter), ("\u{1B}OM", .enter),
    ("\u{7F}", .backspace), ("\u{8}", .backspace), ("\u{1B}", .escape), ("\u{3}", .leave),
    ("\u{4}", .leave), ("l", .character("l")), (" ", .character(" ")), ("ｌ", .character("l")),
    ("Ｌ", .character("L")), ("？", .character("?")), ("５", .character("5")),
    ("。", .character(".")), ("，", .character(",")), ("【", .character("[")),
    ("】", .character("]")), ("＋", .character("+")), ("\u{3000}", .character(" ")),
    ("中", .character("中")),
  ])
  func `one key`(octets: String, key: Key) {
    #expect(keys(of: octets) == [key])
  }

  @Test(arguments: [
    "\u{1}", "\u{1B}[3~", "\u{1B}[Z", "\u{1B}[", "\u{1B}[99999999999999~",
  ])
  func `a key without a meaning is none`(octets: String) {
    #expect(keys(of: octets) == [])
  }

  @Test func `Escape and the key behind it are two keys`() {
    #expect(keys(of: "\u{1B}n") == [.escape, .character("n")])
    #expect(keys(of: "\u{1B}\u{1B}[A") == [.escape, .up])
  }

  @Test func `octets that are no character are none`() {
    for octets: [UInt8] in [[0x80], [0xFF], [0xE4, 0x41], [0xC2]] {
      var rest = octets.dropFirst()
      let key = KeySequence.key(octets[0]) {
        rest.popFirst()
      } giveBack: { _ in
      }
      #expect(key == nil)
    }
  }
}
