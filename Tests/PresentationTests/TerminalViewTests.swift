import Language
import Presentation
import Protocols
import Teaching
import Testing
import Transcripts

@Suite struct TerminalViewTests {
  private func shown(
    _ event: Event, _ notes: [Note], _ language: Language = .english, width: Int = 80,
    level: AnnotationLevel = .full, wire: Bool = false, isEchoed: Bool = false
  ) -> String {
    var options = ViewOptions(language: language, width: width)
    options.level = level
    options.showsWire = wire
    return TerminalView(options).show(event, notes, isEchoed: isEchoed)
  }

  @Test func `what a resumed lesson does again stays in the background, each line whole`() {
    var options = ViewOptions(language: .english, width: 20, hasColour: true)
    var event = Samples.greeting
    event.by = .resume
    #expect(
      TerminalView(options).show(event, [Samples.ready], isEchoed: false)
        == "\u{1B}[2mS: 220 hamburger.ed\u{1B}[0m\n\u{1B}[2m   u\u{1B}[0m\n")
    options.hasColour = false
    #expect(
      TerminalView(options).show(event, [], isEchoed: false) == "S: 220 hamburger.ed\n   u\n")
  }

  @Test func `a reply in 80 columns, in both languages`() {
    #expect(
      shown(Samples.greeting, [Samples.ready], width: 90) == """
        S: 220 hamburger.edu
           220  success · connection     The server is ready. In SMTP the server speaks first.

        """)
    #expect(
      shown(Samples.greeting, [Samples.ready]) == """
        S: 220 hamburger.edu
           220  success · connection     The server is ready. In SMTP the server speaks
                                         first.

        """)
    #expect(
      shown(Samples.greeting, [Samples.ready], .chinese) == """
        S: 220 hamburger.edu
           220  成功 · 连接            服务器已就绪。SMTP 由服务器先发言。

        """)
  }

  @Test func `a reply in 40 columns has its text below`() {
    #expect(
      shown(Samples.greeting, [Samples.ready], width: 40) == """
        S: 220 hamburger.edu
           220  success · connection
                The server is ready. In SMTP
                the server speaks first.

        """)
    #expect(
      shown(Samples.greeting, [Samples.ready], .chinese, width: 40) == """
        S: 220 hamburger.edu
           220  成功 · 连接
                服务器已就绪。SMTP 由服务器先发
                言。

        """)
  }

  @Test func `a gist too long for its column does not run into the text`() {
    let note = Note(
      .reply, code: 450, gist: Phrase(en: "transient failure · mail system", zh: "暂时失败 · 邮件系统"),
      text: Phrase(en: "Not now.", zh: "暂时不行。"))
    #expect(
      shown(Samples.heard(.server, "450 later"), [note]) == """
        S: 450 later
           450  transient failure · mail system
                                         Not now.

        """)
  }

  @Test(arguments: [80, 60, 40, 20])
  func `a line of the wire keeps to the width, and no row of it can be taken for another line`(
    width: Int
  ) {
    let forged =
      "220 x".padding(to: width) + "C: QUIT".padding(to: width) + "S: 221 bye" + "你好" + "❤\u{FE0F}"
    for line in [forged, String(repeating: "你", count: 50), String(repeating: " ", count: 99)] {
      for piece in [Piece.line(Line(line)), .octets(Array(line.utf8))] {
        let rows = shown(Samples.heard(.server, piece), [], width: width).split(separator: "\n")
        #expect(rows.allSatisfy { DisplayWidth.of($0) < width })
        #expect(rows.dropFirst().allSatisfy { $0.hasPrefix("   ") })
        #expect(rows.map { $0.dropFirst(3) }.joined() == line)
      }
    }
  }

  @Test func `a mistake has its caret, its rule and the correct line`() {
    #expect(
      shown(Samples.unbracketed, [Samples.brackets]) == """
        C: MAIL FROM:alice@crepes.fr
                     ^
           An address stands between < and >. (RFC 5321 §4.1.2)
           right: MAIL FROM:<alice@crepes.fr>

        """)
    #expect(
      shown(Samples.unbracketed, [Samples.brackets], .chinese, width: 40, isEchoed: true) == """
                     ^
           地址要放在 < 和 > 之间。
           （RFC 5321 §4.1.2）
           改为：MAIL FROM:<alice@crepes.fr>

        """)
  }

  /// Long enough to wrap, with and without its label before it.
  private static let long = "MAIL FROM:<a.rather.long.name@mail.crepes.example>"

  @Test(arguments: [(80, true), (58, false), (52, false)])
  func `a line to type is whole, on a row of its own where its label leaves no room`(
    width: Int, isBeside: Bool
  ) {
    var note = Samples.brackets
    note.suggestion = Self.long
    for language in Language.allCases {
      let rows = shown(Samples.unbracketed, [note], language, width: width)
        .split(separator: "\n").map(String.init)
      let row = rows.first { $0.contains(Self.long) } ?? ""
      #expect(row.isEmpty == false)
      #expect(DisplayWidth.of(row) < width)
      #expect((row.trimming(" ") == Self.long) != isBeside)
    }
    let example = Note(.console, suggestion: Self.long, text: note.text)
    let said = TerminalView(ViewOptions(language: .english, width: width)).say(example)
    #expect(said.contains(Self.long + "\n"))
  }

  @Test func `a line wider than the screen breaks at a space first`() {
    var note = Samples.brackets
    note.suggestion = Self.long
    let rows = shown(Samples.unbracketed, [note], width: 46).split(separator: "\n")
    #expect(
      rows.suffix(3) == ["   right:", "MAIL", "FROM:<a.rather.long.name@mail.crepes.example>"])
  }

  @Test func `the signs of an echoed line's end are for the row that the student typed`() {
    var options = ViewOptions(language: .english, hasColour: true)
    let view = { TerminalView(options).ending(ofEchoed: Samples.unbracketed) }
    #expect(view() == nil)
    options.showsWire = true
    #expect(view()?.text == "\u{1B}[2m␍␊\u{1B}[0m")
    #expect(view()?.width == 2)
    #expect(PlainView(options).ending(ofEchoed: Samples.unbracketed) == nil)
  }

  @Test func `an echoed line is not printed twice`() {
    let text = shown(Samples.unbracketed, [Samples.space], isEchoed: true)
    #expect(
      text == """
           note  RFC 5321 §3.3 has no space after the colon; most servers accept it,
                 some answer 501.

        """)
  }

  @Test(arguments: [
    (Array("你好 x".utf8), 4, 8), (Array("\u{1B}[Ax".utf8), 4, 6), ([0xFF, 0x78], 2, 7),
    ([0xE4, 0xBD, 0x78], 2, 11), (Array("abc".utf8), 4, 6), (Array("abc".utf8), 99, 6),
  ])
  func `a caret stands under its column, after text of any width`(
    octets: [UInt8], column: Int, cells: Int
  ) {
    var note = Samples.brackets
    note.column = column
    let rows = shown(Samples.heard(.client, Line(octets: octets)), [note])
      .split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows[1] == String(repeating: " ", count: cells) + "^")
  }

  @Test func `two mistakes have their carets in one row, directly under the line`() {
    var first = Samples.brackets
    first.column = 1
    let rows = shown(Samples.unbracketed, [first, Samples.brackets], wire: true)
      .split(separator: "\n")
    #expect(rows[1] == "   ^         ^")
  }

  @Test func `a line longer than the screen is quoted around the fault`() {
    var note = Samples.brackets
    note.column = 41
    let line = String(repeating: "x", count: 40) + "!" + String(repeating: "y", count: 40)
    let rows = shown(Samples.heard(.client, line), [note], width: 40).split(separator: "\n")
    #expect(
      rows[3...4] == ["   …xxxxxxxxxxxxxxxx!yyyyyyyyyyyyyyy", "                    ^"])
  }

  @Test func `a phase has its banner, as wide as the screen allows`() {
    let opening = Event(
      number: 1, milliseconds: 0, conversation: 1,
      act: .opened(
        Opening(
          attempt: Attempt(dialect: .smtp, host: "hamburger.edu", port: 25),
          address: "127.0.0.1:2525", local: nil, isPractice: true)))
    #expect(
      shown(opening, [Samples.handshake])
        == "\n── Phase 1 of 3 · Handshake " + String(repeating: "─", count: 51) + "\n")
    #expect(
      shown(opening, [Samples.handshake], .chinese, width: 40)
        == "\n── 第 1 阶段 / 共 3 阶段 · 握手 ───────\n")
    #expect(shown(opening, [Samples.handshake], width: 20) == "\n── 1/3 · Handshake \n")
  }

  @Test
  func `wire marks show line ends and octets; a line end other than CR LF is always shown`() {
    #expect(
      shown(Samples.greeting, [], wire: true)
        == "S: 220 hamburger.edu␍␊\n   19 octets: 17 and 2 for the line's end\n")
    #expect(shown(Samples.heard(.server, "220 x", ending: .lf), []) == "S: 220 x␊\n")
  }

  @Test func `a withheld secret is counted`() {
    let event = Samples.heard(.client, .withheld(kept: Array("AUTH PLAIN ".utf8), count: 24))
    #expect(shown(event, []) == "C: AUTH PLAIN \n   24 octets withheld\n")
    #expect(shown(event, [], .chinese, isEchoed: true) == "   隐去 24 个字节\n")
  }

  @Test func `brief shows a word or two, off only mistakes and the connection's end`() {
    let notes = [Samples.ready, Samples.brackets, Samples.space, Samples.handshake]
    #expect(
      shown(Samples.greeting, [Samples.ready], level: .brief)
        == "S: 220 hamburger.edu\n   220  success · connection\n")
    let off = shown(Samples.unbracketed, notes + [Samples.refused], level: .off, isEchoed: true)
    #expect(
      off == """
                     ^
           An address stands between < and >. (RFC 5321 §4.1.2)
           right: MAIL FROM:<alice@crepes.fr>
           Connection refused.

        """)
  }

  @Test func `without colour there are no escapes, and the text is the same`() {
    for note in Samples.notes {
      let plain = ViewOptions(language: .english)
      let bright = ViewOptions(language: .english, hasColour: true)
      let text = TerminalView(plain).show(Samples.unbracketed, [note], isEchoed: false)
      let coloured = TerminalView(bright).show(Samples.unbracketed, [note], isEchoed: false)
      #expect(!text.contains("\u{1B}"))
      #expect(coloured.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == text)
    }
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: width - count)
  }
}

extension String {
  fileprivate func trimming(_ blank: Character) -> String {
    String(drop { $0 == blank }.reversed().drop { $0 == blank }.reversed())
  }
}
