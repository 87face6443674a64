import Protocols
import TestSupport
import Testing

struct CommandParserTests {
  @Test(arguments: ["\0DATA", "\0\0QUIT", "DATA\0", "DATADATADATA", ""])
  func `a word that only holds a verb is not a verb`(word: String) {
    #expect(Verb(word.utf8) == nil)
  }

  @Test(arguments: GoodLine.all)
  func `a good line gives its command`(line: GoodLine) throws {
    #expect(try CommandParser.parse(line.octets) == line.command)
  }

  @Test(arguments: GoodLine.all)
  func `what is printed parses to what was printed`(line: GoodLine) throws {
    let printed = try CommandParser.parse(line.octets).octets
    #expect(try CommandParser.parse(printed) == line.command)
    #expect(String(decoding: printed, as: UTF8.self) == line.canonical)
  }

  @Test(arguments: BadLine.all)
  func `a bad line says where, what and by which rule`(line: BadLine) throws {
    let error = try #require(throws: SyntaxError.self) { try CommandParser.parse(line.octets) }
    #expect(error.offset == line.offset)
    #expect(error.expected == line.expected)
    #expect(line.section == nil || error.rule == .smtp(line.section ?? ""))
  }

  @Test(arguments: GoodLine.all)
  func `the case of verbs and keywords does not count`(line: GoodLine) throws {
    let space = line.octets.firstIndex(of: .space) ?? line.octets.count
    let head = line.octets[..<space].map(\.lowercased)
    #expect(try CommandParser.parse(head + line.octets[space...]) == line.command)
  }

  @Test(arguments: GoodLine.all)
  func `every prefix of a good line parses or fails within itself`(line: GoodLine) {
    for length in 0...line.octets.count { checkBounds(Array(line.octets.prefix(length))) }
  }

  @Test(arguments: GoodLine.all)
  func `one wrong octet never crashes, and its fault lies within the line`(line: GoodLine) {
    var random = SeededGenerator(seed: UInt64(line.octets.count) &* 0x9E37_79B9)
    for _ in 0..<200 where !line.octets.isEmpty {
      var mutated = line.octets
      let place = Int.random(in: 0..<mutated.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: mutated[place] = UInt8.random(in: 0...255, using: &random)
      case 1: mutated.remove(at: place)
      default: mutated.insert(UInt8.random(in: 0...255, using: &random), at: place)
      }
      checkBounds(mutated)
    }
  }

  @Test(arguments: GoodLine.all)
  func `a control octet is always the fault`(line: GoodLine) throws {
    for control: UInt8 in [0x00, 0x08, 0x09, 0x0A, 0x0D, 0x1B, 0x7F] {
      for place in 0...line.octets.count {
        // A tab among the white space that ends a line is tolerated with it (RFC 5321 §4.1.1).
        if control == 0x09, line.octets[place...].allSatisfy({ $0 == 0x20 }) { continue }
        var broken = line.octets
        broken.insert(control, at: place)
        let error = try #require(throws: SyntaxError.self) { try CommandParser.parse(broken) }
        #expect(error.offset <= place)
      }
    }
  }

  /// Quadratic work would take minutes here; linear work takes no noticeable time.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "", "HELO ", "MAIL FROM:<", "MAIL FROM:<\"", "MAIL FROM:<@a:", "RCPT TO:<a@", "VRFY ",
      "MAIL FROM:<a@b> ", "EHLO [IPv6:", "EHLO [x:", "AUTH PLAIN ", "DATA",
    ],
    ["a", "a.", "é", " ", "-", "\"", "\\", "@a,", "a=b ", "1:", "<", "\t"])
  func `a very long line is read in linear time`(start: String, filler: String) {
    let count = Tries.of(30_000, all: 100_000)
    checkBounds(Array((start + String(repeating: filler, count: count)).utf8))
  }

  @Test func `octets that are not UTF-8 are faults where they stand`() throws {
    let cases: [([UInt8], Int)] = [
      (Array("HELO a".utf8) + [0xFF], 6), (Array("VRFY ab".utf8) + [0xC3], 7),
      (Array("MAIL FROM:<a".utf8) + [0xED, 0xA0, 0x80], 12),
      (Array("MAIL FROM:<a@b> X=".utf8) + [0xC0, 0xAF], 18),
    ]
    for (line, offset) in cases {
      let error = try #require(throws: SyntaxError.self) { try CommandParser.parse(line) }
      #expect(error.offset == offset)
    }
  }

  private func checkBounds(_ line: [UInt8]) {
    let outcome = Result { () throws(SyntaxError) in try CommandParser.parse(line) }
    switch outcome {
    case .success(let command):
      #expect((try? CommandParser.parse(command.octets)) == command)
    case .failure(let error):
      #expect((0...line.count).contains(error.offset))
    }
  }
}

struct LimitTests {
  static let local64 = String(repeating: "a", count: 64)
  static let domain255 = String(repeating: "d.", count: 127) + "d"

  @Test func `what fits the limits exactly is accepted`() throws {
    let domain = String(Self.domain255.suffix(256 - 64 - 3))
    let mail = try CommandParser.parse(Array("MAIL FROM:<\(Self.local64)@\(domain)>".utf8))
    #expect(
      mail == .mail(from: Mailbox(localPart: Self.local64, domain: .name(domain)), parameters: []))
    #expect(
      try CommandParser.parse(Array("HELO \(Self.domain255)".utf8)) == .helo(.name(Self.domain255)))
  }

  @Test(arguments: [
    ("HELO \(domain255)d", 5 + 255, SyntaxError.Expected.shorterDomain, "4.5.3.1.2"),
    ("MAIL FROM:<\(local64)a@x.fr>", 11 + 64, .shorterLocalPart, "4.5.3.1.1"),
    ("RCPT TO:<\"\(local64)\"@x.fr>", 9 + 64, .shorterLocalPart, "4.5.3.1.1"),
    // é is two octets: the 64th and the 65th. The caret stands under it, not inside it.
    ("RCPT TO:<\(local64.dropLast())é@x.fr>", 9 + 63, .shorterLocalPart, "4.5.3.1.1"),
    ("MAIL FROM:<a@\(domain255)d>", 13 + 255, .shorterDomain, "4.5.3.1.2"),
    ("MAIL FROM:<\(local64)@\(domain255.suffix(191))>", 10 + 256, .shorterPath, "4.5.3.1.3"),
  ])
  func `one octet more is refused at that octet`(
    line: String, offset: Int, expected: SyntaxError.Expected, section: String
  ) throws {
    let error = try #require(throws: SyntaxError.self) {
      try CommandParser.parse(Array(line.utf8))
    }
    #expect(error == SyntaxError(offset: offset, expected: expected, rule: .smtp(section)))
  }
}
