import Language
import Presentation
import Teaching
import Testing

@Suite struct TableTests {
  private static let listing = Listing(
    headings: [Phrase(en: "line", zh: "输入"), Phrase(en: "what it does", zh: "作用")],
    rows: [
      [
        Phrase(en: "HELO crepes.fr", zh: "HELO crepes.fr"),
        Phrase(en: "says who you are", zh: "说明你是谁"),
      ],
      [Phrase(en: "QUIT", zh: "QUIT"), Phrase(en: "ends it", zh: "结束对话")],
    ])

  @Test func `columns are aligned by cells`() {
    #expect(
      TerminalView(ViewOptions(language: .chinese)).table(Self.listing) == """
          输入            作用
          ──────────────  ──────────
          HELO crepes.fr  说明你是谁
          QUIT            结束对话

        """)
  }

  @Test func `rows are stacked where the width is small`() {
    #expect(
      PlainView(ViewOptions(language: .english, width: 24)).table(Self.listing) == """
        # HELO crepes.fr
        #   says who you are
        # QUIT
        #   ends it

        """)
  }
}
