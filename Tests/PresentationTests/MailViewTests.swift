import Language
import Presentation
import Teaching
import Testing

@Suite struct MailViewTests {
  @Test func `three octets are four characters, with the same bits between`() {
    let view = Base64View(
      file: "crepe.png", type: "image/png", first: [0x89, 0x50, 0x4E], before: 43_398,
      after: 59_388, lines: 762)
    #expect(
      view.lines(.english, width: 80) == [
        "   crepe.png  image/png  43,398 octets",
        "   SMTP carries 7-bit text, so base64 makes four ASCII characters of every",
        "   three octets (RFC 2045 §6.8). The first ones:",
        "     89       50       4E           octets of the file",
        "     10001001 01010000 01001110     8 bits each",
        "     100010 010101 000001 001110    the same bits, cut in sixes",
        "     34     21     1      14        numbers from 0 to 63",
        "     i      V      B      O         characters that are sent",
        "   43,398 octets became 59,388: 36.8 % more, in 762 lines of at most 76",
        "   characters, each with CR LF.",
      ])
  }

  @Test(arguments: [
    ([0x4D] as [UInt8], "T      Q      =      ="), ([0x4D, 0x61], "T      W      E      ="),
  ])
  func `missing octets are padded with equals signs`(first: [UInt8], characters: String) {
    let view = Base64View(
      file: "a", type: "t/t", first: first, before: first.count, after: 6, lines: 1)
    #expect(view.lines(.english, width: 40).contains("     " + characters))
  }

  @Test func `an empty file has nothing to encode`() {
    let view = Base64View(file: "a", type: "t/t", first: [], before: 0, after: 2, lines: 1)
    #expect(view.lines(.english, width: 80).last == "   An empty file: there is nothing to encode.")
  }

  private static let letter = MessageView(
    title: Phrase(en: "bob@hamburger.edu · message 1", zh: "bob@hamburger.edu · 第 1 封"),
    fields: [
      .init(Phrase(en: "From:", zh: "发件人："), "alice@crepes.fr"),
      .init(Phrase(en: "Subject:", zh: "主题："), String(repeating: "可丽饼", count: 30) + "\u{1B}[2J"),
    ],
    text: [
      "一段很长的正文" + String(repeating: "字", count: 90), "", "  indented",
      String(repeating: "w", count: 200),
    ],
    files: [Phrase(en: "  2  a.png  image/png", zh: "  2  a.png  image/png")])

  @Test(arguments: Language.allCases, [80, 64, 40, 20])
  func `every line fits, and nothing in it moves a cursor`(language: Language, width: Int) {
    let stored = StoredMessageView(layers: [
      .init(
        Phrase(en: "header: the sender wrote this", zh: "首部：发件人写的"),
        Array("Subject: 可丽饼\u{1B}\r\n".utf8)),
      .init(
        Phrase(en: "body", zh: "正文"), (0..<300).flatMap { Array("line \($0)\r\n".utf8) } + [0xFF]),
    ])
    let view = Base64View(
      file: String(repeating: "可丽饼", count: 20) + ".png", type: "image/png",
      first: [1, 2, 3], before: 3, after: 6, lines: 1)
    let lines =
      Self.letter.lines(language, width: width) + stored.lines(language, width: width)
      + view.lines(language, width: width)
    for line in lines {
      #expect(DisplayWidth.of(line) < width, "\(line)")
      #expect(!line.unicodeScalars.contains { $0.value < 0x20 }, "\(line)")
    }
  }

  @Test func `lines that are not shown are counted in words`() {
    var view = Self.letter
    view.omitted = 1_234
    #expect(view.lines(.english, width: 80).contains("  … 1,234 more lines"))
    #expect(view.lines(.chinese, width: 80).contains("  ……另有 1,234 行"))
  }

  @Test func `stored lines show their ends, and a long body its beginning and end`() {
    let view = StoredMessageView(layers: [
      .init(Phrase(en: "body", zh: "正文"), (1...300).flatMap { Array("line \($0)\r\n".utf8) })
    ])
    let lines = view.lines(.english, width: 80)
    #expect(lines[0].hasPrefix("── body · 2,892 octets ───"))
    #expect(lines[1] == "  line 1␍␊" && lines.last == "  line 300␍␊")
    #expect(lines.contains("  … 240 more lines …") && lines.count == 62)
  }
}
