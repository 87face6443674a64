import Messages
import Testing

@Suite struct ComposingTests {
  private static let letter = MessageComposer(
    from: "alice@crepes.fr", to: ["bob@hamburger.edu"], subject: "Picture of yummy crepe.",
    seconds: 1_795_446_000, id: "1@crepes.fr", text: "Dear Bob,\nplease find a crepe.\n",
    attachments: [.init(name: "crepe.png", octets: [0x89, 0x50, 0x4E, 0x47])])

  @Test func `a text and a picture become one multipart message`() {
    let expected = """
      Date: Mon, 23 Nov 2026 15:00:00 +0000
      From: alice@crepes.fr
      To: bob@hamburger.edu
      Subject: Picture of yummy crepe.
      Message-ID: <1@crepes.fr>
      MIME-Version: 1.0
      Content-Type: multipart/mixed;
       boundary="=_byhand_0"

      --=_byhand_0
      Content-Type: text/plain;
       charset="us-ascii"
      Content-Transfer-Encoding: 7bit

      Dear Bob,
      please find a crepe.

      --=_byhand_0
      Content-Type: image/png;
       name="crepe.png"
      Content-Transfer-Encoding: base64
      Content-Disposition: attachment;
       filename="crepe.png"

      iVBORw==
      --=_byhand_0--

      """
    let written = text(Self.letter.octets)
    #expect(Array(written.utf8) == Array(expected.replacing("\n", with: "\r\n").utf8))
  }

  @Test func `a text alone is one part`() {
    var letter = Self.letter
    letter.attachments = []
    letter.text = "你好"
    let message = Message.parse(letter.octets)
    #expect(message.root.children.isEmpty)
    #expect(message.root.encoding == .quotedPrintable)
    #expect(message.root.text() == "你好\r\n")
  }

  @Test func `fields that are there already are not written again`() {
    var letter = Self.letter
    letter.omitting = ["subject", "FROM", "Date"]
    let names = Message.parse(letter.octets).header.map(\.name)
    #expect(names == ["To", "Message-ID", "MIME-Version", "Content-Type"])
  }

  @Test(arguments: [
    "a\r\nBcc: mallory@example.org", "a\nb", "\u{0}\u{1B}[2J", " ends in blanks ", "=?utf-8?q?x?=",
    String(repeating: "字", count: 400), String(repeating: "w", count: 3_000), "", "   ",
    "é" + String(repeating: " x", count: 200), String(repeating: " ", count: 2_000) + "x",
    "a  b   c " + String(repeating: "many words ", count: 60) + "end",
  ])
  func `any subject is one field and comes back`(subject: String) {
    var letter = Self.letter
    letter.subject = subject
    let octets = letter.octets
    let header = Message.parse(octets).header
    #expect(header.map(\.name).count == 7)
    #expect(header.first(named: "Subject")?.decoded() == subject)
    expectFit(octets)
  }

  @Test(arguments: [
    "crepe.png", "crêpe d'été.png", "可丽饼 图片.png", #"a"b;c.txt"#, "100%*.txt", "'",
    String(repeating: "长", count: 80) + ".pdf", "a\tb.png",
  ])
  func `a file's name comes back`(name: String) {
    var letter = Self.letter
    letter.attachments = [.init(name: "/home/alice/" + name, octets: [1])]
    let part = Message.parse(letter.octets).root.leaves.last
    #expect(part?.filename() == HarmlessText.line(name))
    expectFit(letter.octets)
  }

  @Test func `the boundary occurs in no part`() {
    var letter = Self.letter
    letter.text = (0..<20).map { "--=_byhand_\($0)\n" }.joined()
    let leaves = Message.parse(letter.octets).root.leaves
    #expect(leaves.count == 2)
    #expect(leaves[0].text() == letter.text?.replacing("\n", with: "\r\n"))
  }

  @Test func `parse gives back what compose was given`() throws {
    var random = Dice(seed: 2_026)
    for _ in 0..<300 {
      var letter = Self.letter
      letter.subject = random.text(30)
      letter.to = (0...random.next(40)).map { "user\($0)@host\(random.next(1_000)).example" }
      letter.text = random.next(4) == 0 ? nil : random.text(300)
      letter.attachments = (0..<random.next(4)).map { number in
        .init(
          name: "\(random.word)\(number).\(["png", "txt", "pdf", "x"][random.next(4)])",
          octets: random.octets(400))
      }
      let octets = letter.octets
      expectFit(octets)
      let message = Message.parse(octets)
      #expect(message.header.first(named: "Subject")?.decoded() == letter.subject)
      #expect(
        message.header.first(named: "To")?.decoded() == letter.to.joined(separator: ", "))
      var leaves = message.root.leaves
      if letter.text != nil || letter.attachments.isEmpty {
        let meant = Self.canonical(letter.text ?? "", ended: letter.attachments.isEmpty)
        #expect(Array(leaves.removeFirst().text()?.utf8 ?? "".utf8) == meant)
      }
      #expect(leaves.map(\.decoded) == letter.attachments.map(\.octets))
      #expect(leaves.map { $0.filename() } == letter.attachments.map(\.name))
      #expect(leaves.map(\.contentType.name) == letter.attachments.map(\.mediaType))
    }
  }

  /// CR LF ends each line, 7-bit, no line beyond 998 octets, no other CR or LF.
  private func expectFit(_ octets: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(octets.suffix(2) == [13, 10], sourceLocation: sourceLocation)
    var length = 0
    var fits = true
    for (index, octet) in octets.enumerated() {
      if octet == 10 { fits = fits && index > 0 && octets[index - 1] == 13 }
      if octet == 13 { fits = fits && index + 1 < octets.count && octets[index + 1] == 10 }
      length = octet == 10 ? 0 : length + 1
      fits = fits && octet < 0x80 && octet != 0 && length <= 999
    }
    #expect(fits, "\(text(octets))", sourceLocation: sourceLocation)
  }

  private static func canonical(_ text: String, ended: Bool) -> [UInt8] {
    var result: [UInt8] = []
    for octet in text.utf8 {
      if octet == 10, result.last != 13 { result.append(13) }
      result.append(octet)
    }
    return ended && result.suffix(2) != [13, 10] ? result + [13, 10] : result
  }
}

/// The same throws in every run.
private struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % sides
  }

  var word: String {
    mutating get { String((0...next(8)).map { _ in ["a", "é", "字", "x", "7"][next(5)] }.joined()) }
  }

  mutating func text(_ limit: Int) -> String {
    let scalars: [Unicode.Scalar] = [
      "a", "b", " ", ".", "-", "=", "?", "\n", "\r", "\t", "é", "字", "🥞", "_",
    ]
    var text = "".unicodeScalars
    for _ in 0..<next(limit) { text.append(scalars[next(scalars.count)]) }
    return String(text)
  }

  mutating func octets(_ limit: Int) -> [UInt8] {
    (0..<next(limit)).map { _ in UInt8(next(256)) }
  }
}
