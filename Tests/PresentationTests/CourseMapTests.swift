import Language
import Presentation
import Testing

@Suite struct CourseMapTests {
  private static func entry(
    _ number: Int, _ id: String, _ title: Phrase, _ points: String, minutes: Int? = 15,
    _ standing: CourseMap.Entry.Standing = .fresh, isNext: Bool = false
  ) -> CourseMap.Entry {
    CourseMap.Entry(
      number: number, id: id, title: title, minutes: minutes, points: points, standing: standing,
      isNext: isNext)
  }

  private static let map = CourseMap(
    parts: [
      .init(
        title: Phrase(en: "The lecture", zh: "课上的内容"),
        entries: [
          entry(
            1, "first-conversation", Phrase(en: "A first conversation", zh: "第一次对话"), "17/17", .done
          ),
          entry(
            2, "components", Phrase(en: "The parts of mail", zh: "邮件系统的组成"), "3.5/20", minutes: 12,
            .begun(step: 5, of: 16), isNext: true),
          entry(
            3, "phases", Phrase(en: "Three phases", zh: "三个阶段"), "1/21", .begun(step: 2, of: 17)),
        ]),
      .init(
        title: Phrase(en: "Your teacher's lessons", zh: "老师自编的课"),
        entries: [
          entry(
            10, "when-the-answer-is-no", Phrase(en: "No\u{1B}[2J", zh: "不"), "0/15", minutes: nil)
        ]),
    ],
    sums: [
      Phrase(en: "1 of 4 lessons done", zh: "已完成 1 课，共 4 课"),
      Phrase(en: "at least 23 minutes left", zh: "至少还需 23 分钟"),
    ])

  private func text(_ language: Language, _ width: Int) -> String {
    TerminalView(ViewOptions(language: language, width: width)).map(Self.map)
  }

  @Test func `a row for each lesson, below its part`() {
    #expect(
      text(.english, 80) == """
                       lesson                 title                 min  points
        The lecture
           1  ✓ done   first-conversation     A first conversation   15   17/17
           2  ▸ go on  components             The parts of mail      12  3.5/20
                                              step 5 of 16
           3  · begun  phases                 Three phases           15    1/21
                                              step 2 of 17
        Your teacher's lessons
          10           when-the-answer-is-no  No␛[2J                       0/15

        1 of 4 lessons done · at least 23 minutes left

        """)
  }

  @Test func `lines below each other where columns do not fit`() {
    #expect(
      text(.chinese, 40) == """
        课上的内容
           1  ✓ 完成  first-conversation
              第一次对话 · 15 分钟 · 得分 17/17
           2  ▸ 继续  components
              邮件系统的组成 · 第 5 步，共 16 步
              12 分钟 · 得分 3.5/20
           3  · 已开始  phases
              三个阶段 · 第 2 步，共 17 步
              15 分钟 · 得分 1/21

        老师自编的课
          10  when-the-answer-is-no
              不 · 得分 0/15

        已完成 1 课，共 4 课 · 至少还需 23 分钟

        """)
  }

  @Test(arguments: 20...120, Language.allCases)
  func `at every width ids are whole, and nothing else is wider`(width: Int, language: Language) {
    let lines = text(language, width).split(separator: "\n", omittingEmptySubsequences: false)
    for entry in Self.map.rows {
      let line = lines.first { $0.contains(entry.id) }
      #expect(line != nil, "\(entry.id)")
      #expect(
        lines.contains {
          $0.hasPrefix("\(entry.number)".padding(4) + "  ") || $0 == "\(entry.number)".padding(4)
        })
    }
    for line in lines where !line.contains("when-the-answer-is-no") {
      #expect(DisplayWidth.of(line) <= width, "\(line)")
    }
  }

  @Test func `in plain output each line is a remark, and fits the width`() {
    for language in Language.allCases {
      for width in [40, 60, 80] {
        let text = PlainView(ViewOptions(language: language, width: width)).map(Self.map)
        #expect(text.hasSuffix("\n"))
        for line in text.split(separator: "\n") {
          #expect(line == "#" || line.hasPrefix("# "))
          #expect(DisplayWidth.of(line) <= width, "\(line)")
        }
      }
    }
  }

  @Test func `in JSON a note for each lesson, and one for the sums`() {
    let text = JSONView(ViewOptions(language: .english)).map(Self.map)
    let notes = text.split(separator: "\n")
    #expect(notes.count == 5)
    #expect(
      notes.allSatisfy { $0.hasPrefix("{\"kind\":\"note\",\"about\":\"console\",\"text\":\"") })
    #expect(
      notes[1].hasSuffix(
        "\"components: The parts of mail: ▸ go on: step 5 of 16: 12 min: 3.5/20 points\"}"))
    #expect(notes[4].hasSuffix("\"1 of 4 lessons done · at least 23 minutes left\"}"))
  }

  @Test func `the next lesson stands out by colour, too, and by a word without it`() {
    let colourful = TerminalView(ViewOptions(language: .english, hasColour: true)).map(Self.map)
    let lines = colourful.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("\u{1B}[1;35m") && $0.contains("components") })
    #expect(lines.count { $0.contains("\u{1B}[1;35m") } == 2, "with its step")
    #expect(text(.english, 80).contains("▸ go on"))
  }
}

extension String {
  /// As the map's numbers stand: at the right of so many cells.
  fileprivate func padding(_ width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
