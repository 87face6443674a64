import Language
import Presentation
import Protocols
import Teaching
import Testing
import Transcripts

@Suite struct PlainViewTests {
  private func shown(
    _ event: Event, _ notes: [Note] = [], _ language: Language = .english, wire: Bool = false
  ) -> String {
    var options = ViewOptions(language: language)
    options.showsWire = wire
    return PlainView(options).show(event, notes, isEchoed: false)
  }

  @Test func `spaces that end a line typed by byhand are named beside it`() {
    var typed = Samples.heard(.client, ". ")
    #expect(shown(typed) == "C: . \n")
    typed.by = .resume
    #expect(shown(typed) == "C: . \n# (the line above ends with 1 space)\n")
    #expect(shown(typed, [], .chinese) == "C: . \n# （上面这一行末尾有 1 个空格）\n")
    let terminal = TerminalView(ViewOptions(language: .english))
    #expect(
      terminal.show(typed, [], isEchoed: false)
        == "C: . \n   (the line above ends with 1 space)\n")
  }

  @Test func `lines of the wire are unchanged, all others begin with a number sign`() {
    #expect(
      shown(Samples.greeting, [Samples.handshake, Samples.ready]) == """
        S: 220 hamburger.edu
        # ── Phase 1 of 3 · Handshake
        # 220  success · connection  The server is ready. In SMTP the server speaks first.

        """)
    #expect(
      shown(Samples.unbracketed, [Samples.brackets], .chinese) == """
        C: MAIL FROM:alice@crepes.fr
        # 第 11 列：
        # 地址要放在 < 和 > 之间。（RFC 5321 §4.1.2）
        # 改为：MAIL FROM:<alice@crepes.fr>

        """)
  }

  @Test(arguments: [
    // A block that ends inside a character, GBK, Latin-1; gzip's first octets, and a NUL.
    (Array("你好".utf8.prefix(4)), "S: 你\\xE5\n# exact 5L2g5Q==\n# this line goes on\n"),
    ([0xC4, 0xE3, 0x0D, 0x0A], "S: \\xC4\\xE3\n# exact xOM=\n"),
    ([0x47, 0x72, 0xFC], "S: Gr\\xFC\n# exact R3L8\n# this line goes on\n"),
    ([0x1F, 0x8B, 0x08], "# 3 octets that are not text\n# exact H4sI\n"),
    ([0x61, 0], "# 2 octets that are not text\n# exact YQA=\n"),
  ])
  func `a body in another encoding is text with signs, and its octets follow`(
    octets: [UInt8], text: String
  ) {
    #expect(shown(Samples.heard(.server, .octets(octets))) == text)
  }

  @Test func `a line that is unsafe for a terminal is followed by its octets`() {
    #expect(
      shown(Samples.heard(.server, "220 \u{1B}[2Jx")) == """
        S: 220 ␛[2Jx
        # exact MjIwIBtbMkp4

        """)
    // A character that was sent as such a sign is exact.
    #expect(shown(Samples.heard(.server, "220 ␛")) == "S: 220 ␛\n")
  }

  @Test func `a line end other than CR LF, and wire marks, are remarks`() {
    #expect(
      shown(Samples.heard(.client, "NOOP", ending: .lf), [], .chinese) == """
        C: NOOP
        # 这一行只以 LF 结束，不是 CR LF

        """)
    #expect(
      shown(Samples.heard(.client, "NOOP"), [], .chinese, wire: true) == """
        C: NOOP
        # 6 个字节：内容 4，行结束符 2  ␍␊

        """)
  }

  @Test func `bodies are shown as lines if they are text, else as octets`() {
    #expect(
      shown(Samples.heard(.server, .octets(Array("<p>\n你好</p>\r\nend".utf8)))) == """
        S: <p>
        # this line ended with a bare LF, not CR LF
        S: 你好</p>
        S: end
        # this line goes on

        """)
    #expect(
      shown(Samples.heard(.server, .octets([0x89, 0x50, 0x00]))) == """
        # 3 octets that are not text
        # exact iVAA

        """)
  }

  @Test func `a withheld secret is counted`() {
    let event = Samples.heard(.client, .withheld(kept: Array("AUTH PLAIN ".utf8), count: 24))
    #expect(shown(event) == "C: AUTH PLAIN \n# 24 octets withheld\n")
  }
}
