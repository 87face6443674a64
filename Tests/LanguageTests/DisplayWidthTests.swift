import Language
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("MAIL", 4), ("", 0), ("命令", 4), ("，：（）", 8), ("。、；？！", 10), ("ＡＢ＠", 6),
    ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("かなカナ", 8), ("ｶﾅ", 2),
    ("e\u{301}", 1), ("é", 1), ("a\u{200B}b", 2), ("🍔", 2), ("📬🥒", 4), ("⌚", 2),
    ("─", 1), ("·", 1), ("…", 1), ("“”", 2), ("→", 1), ("␍␊", 2), ("§", 1), ("«»", 2),
    ("握手 1/3", 8), ("𠮷", 2), ("\u{FEFF}", 0),
  ])
  func `a text takes as many cells as a terminal gives it`(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width, "\(text)")
  }
}
