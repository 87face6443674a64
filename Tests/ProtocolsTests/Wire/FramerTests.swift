import Protocols
import TestSupport
import Testing

struct FramerTests {
  /// All pieces of `chunks`, the rest at the connection's end included.
  static func pieces(
    _ chunks: [[UInt8]], framing: Framing = .lines, lineLimit: Int = 65_536,
    blockSize: Int = 16_384
  ) -> [Piece] {
    var framer = Framer(lineLimit: lineLimit, blockSize: blockSize)
    var pieces: [Piece] = []
    for chunk in chunks {
      framer.append(chunk)
      while let piece = framer.next(framing) { pieces.append(piece) }
    }
    while let piece = framer.flush(framing) { pieces.append(piece) }
    return pieces
  }

  static func wire(_ pieces: [Piece]) -> [UInt8] {
    pieces.flatMap { piece -> [UInt8] in
      switch piece {
      case .line(let line): line.wire
      case .octets(let octets): octets
      case .withheld: []
      }
    }
  }

  /// Many line ends, whole and broken, and few other octets: this is where a framer goes wrong.
  static func noise(seed: UInt64, count: Int) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    let alphabet: [UInt8] = [
      .carriageReturn, .lineFeed, .carriageReturn, .lineFeed, .dot, 65, 0xFF,
    ]
    return (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
  }

  static func split(_ octets: [UInt8], seed: UInt64) -> [[UInt8]] {
    var generator = SeededGenerator(seed: seed)
    var rest = octets[...]
    var chunks: [[UInt8]] = []
    while !rest.isEmpty {
      let count = Int.random(in: 1...7, using: &generator)
      chunks.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return chunks
  }

  @Test(arguments: 0..<64 as Range<UInt64>, [Framing.lines, .untilClose, .octets(5)])
  func `pieces do not depend on how the octets came, and nothing is lost`(
    seed: UInt64, framing: Framing
  ) {
    let octets = Self.noise(seed: seed, count: 200)
    // A limit of 8 makes most lines overlong now and then.
    let whole = Self.pieces([octets], framing: framing, lineLimit: 8, blockSize: 4)
    let one = Self.pieces(octets.map { [$0] }, framing: framing, lineLimit: 8, blockSize: 4)
    let random = Self.pieces(
      Self.split(octets, seed: seed), framing: framing, lineLimit: 8, blockSize: 4)
    #expect(one == whole)
    #expect(random == whole)
    #expect(Self.wire(whole) == octets)
  }

  @Test(arguments: 0..<256 as Range<UInt64>)
  func `text is its lines, and only plain ones come together`(seed: UInt64) {
    let octets = Self.noise(seed: seed, count: 200)
    let pieces = Self.pieces(Self.split(octets, seed: seed), framing: .text)
    let lines = pieces.flatMap { piece -> [Piece] in
      guard case .octets(let block) = piece else { return [piece] }
      let lines = Self.pieces([block])
      #expect(
        lines.allSatisfy { line in
          guard case .line(let line) = line else { return false }
          return line.ending == .crlf && line.octets.first != .dot
            && !line.octets.contains(.carriageReturn)
        })
      return lines
    }
    #expect(lines == Self.pieces([octets]))
  }

  @Test(arguments: [
    ("a\r\n", [Line("a")]), ("a\n", [Line("a", ending: .lf)]),
    ("a\rb\r\n", [Line("a\rb")]), ("a\r\r\n", [Line("a\r")]),
    ("\r\n\n", [Line(""), Line("", ending: .lf)]), ("a\r", [Line("a\r", ending: .none)]),
    ("a", [Line("a", ending: .none)]), ("", []),
  ])
  func `every kind of line end is named`(text: String, lines: [Line]) {
    #expect(Self.pieces([Array(text.utf8)]) == lines.map { .line($0) })
  }

  @Test(arguments: [("abcdefgh字", 8), ("abcdefg字x", 7), ("abcdef字xy", 6), ("abcde字xyz", 8)])
  func `a line too long is not cut inside a character`(text: String, count: Int) {
    let pieces = Self.pieces([Array(text.utf8)], lineLimit: 8)
    #expect(pieces.first == .line(Line(octets: Array(text.utf8.prefix(count)), ending: .none)))
  }

  @Test func `a line without end is bounded, and comes in parts`() {
    let pieces = Self.pieces([Array(repeating: 65, count: 25)], lineLimit: 10)
    #expect(pieces.map(\.count) == [10, 10, 5])
    #expect(
      pieces.allSatisfy { piece in
        guard case .line(let line) = piece else { return false }
        return line.ending == .none
      })
  }

  @Test func `no more than a line and its end is kept`() {
    var framer = Framer(lineLimit: 10)
    for _ in 0..<1_000 {
      framer.append([65])
      while framer.next(.lines) != nil {}
      #expect(framer.pendingCount <= 11)
    }
  }

  @Test func `a line at the limit is whole, one above it is not`() {
    let limit = Array(repeating: UInt8(65), count: 10)
    #expect(Self.pieces([limit + [10]], lineLimit: 10) == [.line(Line(octets: limit, ending: .lf))])
    #expect(
      Self.pieces([limit + [65, 13, 10]], lineLimit: 10)
        == [.line(Line(octets: limit, ending: .none)), .line(Line("A"))])
  }

  @Test func `the framing may change with every piece`() {
    var framer = Framer()
    framer.append(Array("one\r\ntwo\nbodytail\r\n".utf8))
    #expect(framer.next(.lines) == .line(Line("one")))
    #expect(framer.next(.octets(4)) == .octets(Array("two\n".utf8)))
    #expect(framer.next(.octets(4)) == .octets(Array("body".utf8)))
    #expect(framer.next(.lines) == .line(Line("tail")))
    #expect(framer.isEmpty)
  }

  @Test func `a block is waited for, unless the connection ends`() {
    var framer = Framer()
    framer.append([1, 2])
    #expect(framer.next(.octets(3)) == nil)
    #expect(framer.flush(.octets(3)) == .octets([1, 2]))
    #expect(framer.flush(.octets(3)) == nil)
  }

  @Test(arguments: [Framing.octets(5), .untilClose])
  func `what there is of a body can be taken, and nothing of it twice`(framing: Framing) {
    var framer = Framer()
    framer.append([1, 2])
    #expect(framer.next(framing) == nil)
    #expect(framer.part(framing) == .octets([1, 2]))
    #expect(framer.part(framing) == nil)
    framer.append([3, 4, 5, 6])
    #expect(framer.part(.octets(3)) == .octets([3, 4, 5]))
    #expect(framer.pendingCount == 1)
  }

  @Test(arguments: [Framing.lines, .text])
  func `a line is taken whole or not at all`(framing: Framing) {
    var framer = Framer()
    framer.append(Array("250 ok\r".utf8))
    #expect(framer.part(framing) == nil)
    framer.append([0x0A])
    #expect(framer.part(framing) == .line(Line("250 ok")) || framing == .text)
  }

  @Test func `a column is counted in characters, not in octets`() {
    #expect(Line("MAIL FROM：<a>").column(ofOctet: 9) == 10)
    #expect(Line("MAIL FROM：<a>").column(ofOctet: 12) == 11)
  }
}
