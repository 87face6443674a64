import Protocols
import Testing

struct ContentReaderTests {
  /// What scanners try (CVE-2023-51764, -51765, -51766).
  static let smuggling = [
    "\n.\n", "\n.\r", "\r.\n", "\r.\r", "\n.\r\n", "\r.\r\n", "\r\n.\n", "\r\n.\r", "\r\n\0.\r\n",
    "\r\n.\0\r\n", "\r\n.\r\r\n", "\r\r\n.\r\r\n",
  ]

  /// How many of the lines are text until the end, or `nil` where it does not come.
  private func linesToEnd(_ text: String, lineLimit: Int = 65_536) -> Int? {
    var framer = Framer(lineLimit: lineLimit)
    framer.append(Array(text.utf8))
    var reader = ContentReader()
    var count = 0
    while case .line(let line)? = framer.next(.lines) {
      if reader.take(line) == .end { return count }
      count += 1
    }
    return nil
  }

  @Test(arguments: smuggling)
  func `no smuggling sequence ends a message`(sequence: String) {
    #expect(linesToEnd("text" + sequence + "MAIL FROM:<a@crepes.fr>\r\n") == nil)
    #expect(linesToEnd("text" + sequence + "MAIL FROM:<a@crepes.fr>\r\n.\r\n") != nil)
  }

  @Test(arguments: smuggling)
  func `a bare CR or LF among them is seen, so that the message can be refused`(sequence: String) {
    var framer = Framer()
    framer.append(Array(("text" + sequence + "more\r\n.\r\n").utf8))
    var reader = ContentReader()
    while case .line(let line)? = framer.next(.lines), reader.take(line) == .text {}
    #expect(reader.hasBareEnding == !sequence.contains("\0"))
  }

  @Test func `only a dot between two CR LF ends the message`() {
    #expect(linesToEnd("text\r\n.\r\n") == 1)
    #expect(linesToEnd(".\r\n") == 0)
    for text in ["..\r\n", ". \r\n", " .\r\n", ".a\r\n", "a.\r\n", "。\r\n", "．\r\n"] {
      #expect(linesToEnd(text) == nil)
    }
  }

  @Test func `the last part of an overlong line is not a line, even if it is a dot`() {
    #expect(linesToEnd("aaaaaaaaaa.\r\n", lineLimit: 10) == nil)
    #expect(linesToEnd("aaaaaaaaaa.\r\n.\r\n", lineLimit: 10) == 2)
  }

  @Test func `octets count line ends and not the dots that stuffing added`() {
    var reader = ContentReader()
    for line in ["ab", "", "..", ".c"] { _ = reader.take(Line(line)) }
    #expect(reader.octets == 4 + 2 + 3 + 3)
  }

  @Test(arguments: ["", ".", "..", ".a", "a.", "a"])
  func `unstuffing undoes stuffing`(text: String) {
    let line = Array(text.utf8)
    #expect(Dots.unstuffed(Dots.stuffed(line)) == line)
    #expect(Dots.stuffed(line) != [.dot])
  }
}
