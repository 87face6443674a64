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

  @Test func `titles stand above their rows, and a line to type is not broken`() {
    let long = "MAIL FROM:<alice@crepes.fr>"
    let rows: [[Phrase]] = [
      [.verbatim(long), Phrase(en: "begins a message with its sender", zh: "开始一封邮件")]
    ]
    let listing = Listing(
      headings: [Phrase(en: "line", zh: "输入"), Phrase(en: "what it does", zh: "作用")],
      sections: [
        .init(title: Phrase(en: "Next", zh: "下一步"), rows: rows),
        .init(title: Phrase(en: "Also possible", zh: "也可以"), rows: rows),
      ], hasTypedLines: true)
    #expect(
      TerminalView(ViewOptions(language: .english, width: 60)).table(listing) == """
            line                         what it does
            ───────────────────────────  ─────────────────────────
          Next
            MAIL FROM:<alice@crepes.fr>  begins a message with its
                                         sender
          Also possible
            MAIL FROM:<alice@crepes.fr>  begins a message with its
                                         sender

        """)
    #expect(
      TerminalView(ViewOptions(language: .english, width: 48)).table(listing) == """
        Next
          MAIL FROM:<alice@crepes.fr>
            begins a message with its sender
        Also possible
          MAIL FROM:<alice@crepes.fr>
            begins a message with its sender

        """)
    for width in 32...90 {
      let text = TerminalView(ViewOptions(language: .english, width: width)).table(listing)
      #expect(text.contains(long))
    }
  }
}
