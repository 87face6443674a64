import Grading
import Language
import Lessons
import Testing

@Suite struct OverviewTextTests {
  private static let classes = [
    SampleClass.usual, SampleClass.small,
    SampleClass.gradebook(0),
  ]

  @Test(arguments: Language.allCases, [40, 60, 80, 200])
  func `lines fit the screen, and hold nothing that moves its cursor`(
    language: Language, width: Int
  ) {
    for gradebook in Self.classes {
      for line in OverviewText(Overview(gradebook), language, width: width).lines {
        let isCommand = line.contains("byhand replay") || line.contains("--")
        #expect(isCommand || DisplayWidth.of(line) <= min(width, 80), "\(line)")
        #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
        #expect(line.last != " ")
      }
    }
  }

  @Test(arguments: Language.allCases)
  func `figures of a column end in the same cell`(language: Language) throws {
    let lines = OverviewText(Overview(Self.classes[0]), language).lines
    let rules = lines.indices.filter { lines[$0].contains("──") }
    #expect(rules.count == 3 + SampleClass.lessons.count)
    for rule in rules {
      let head = lines[rule - 1]
      let first = lines[rule].drop { $0 == " " }.prefix { $0 == "─" }.count + 2
      var cells = 0
      let column = head.prefix { character in
        cells += DisplayWidth.of(String(character))
        return cells <= first
      }
      #expect(DisplayWidth.of(String(column)) == first && column.last != " ", "\(head)")
    }
  }

  @Test func `every bin has its count, every wrong line its command`() {
    let lines = OverviewText(Overview(Self.classes[0]), .english).lines
    #expect(lines.count { $0.contains("90–100 %") } == SampleClass.lessons.count)
    #expect(lines.count { $0.contains("byhand replay") } == 10)
    #expect(lines.contains { $0.contains("--session 1 --goto event:10") })
  }

  @Test(.enabled(if: SampleClass.folder != nil)) func `to look at`() throws {
    for language in Language.allCases {
      for width in [80, 44] {
        let lines = OverviewText(Overview(Self.classes[0]), language, width: width).lines
        SampleClass.write(lines.joined(separator: "\n"), as: "overview-\(language)-\(width).txt")
      }
    }
  }
}
