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

  // MARK: Whole words

  private static let mail = Listing(
    headings: ["#", "from", "subject", "date", "octets"].map { Phrase.verbatim($0) },
    rows: [
      ["1", "alice@crepes.fr", "Do you like ketchup?", "2026-11-23 15:00", "327"],
      ["2", "postmaster@hamburger.edu", "退信通知：邮件未能投递", "2026-11-23 15:01", "1,432"],
    ].map { $0.map { Phrase.verbatim($0) } })

  @Test(arguments: Language.allCases, 40...100)
  func `no address and no date is broken: the table becomes lines first`(
    language: Language, width: Int
  ) {
    for view in [
      TerminalView(ViewOptions(language: language, width: width)) as any View,
      PlainView(ViewOptions(language: language, width: width)),
    ] {
      let text = view.table(Self.mail)
      for word in ["alice@crepes.fr", "postmaster@hamburger.edu", "2026-11-23", "1,432"] {
        #expect(text.contains(word), "\(width): \(word)")
      }
      let widest = text.split(separator: "\n").map { DisplayWidth.of($0) }.max() ?? 0
      #expect(widest <= width)
    }
  }

  @Test func `every value has its heading, in columns or in lines`() {
    for width in [48, 80] {
      let text = TerminalView(ViewOptions(language: .english, width: width)).table(Self.mail)
      for heading in ["from", "subject", "date", "octets"] { #expect(text.contains(heading)) }
    }
  }
}
