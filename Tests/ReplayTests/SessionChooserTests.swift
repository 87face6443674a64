import Language
import Presentation
import Terminal
import Testing

@testable import Replay

@Suite struct SessionChooserTests {
  private static let entries = (0..<30).map { index in
    RecordedEntry(
      path: "/data/sessions/li-wei-\(index).jsonl", date: "2026-11-\(30 - index) 15:00",
      host: "host\(index).example", lesson: index.isMultiple(of: 2) ? "phases" : nil,
      milliseconds: index * 61_000, events: index * 100, student: "2026112233")
  }

  private static func chooser(
    names: Bool = false, _ columns: Int = 100, _ rows: Int = 24
  ) -> SessionChooser {
    SessionChooser(
      entries, showsNames: names, ViewOptions(language: .english),
      size: TerminalSize(columns: columns, rows: rows))
  }

  @Test(arguments: [
    ([Key.enter], 0), ([.down, .enter], 1), ([.down, .down, .up, .right], 1),
    ([.up, .enter], 0), ([.end, .enter], 29), ([.end, .home, .enter], 0),
    ([.pageDown, .enter], 20), ([.character("7"), .enter], 6),
    ([.character("2"), .character("3"), .enter], 22),
    // No session has this number: its last digit begins anew.
    ([.character("9"), .character("9"), .character("4"), .enter], 3),
    ([.character("1"), .character("2"), .backspace, .enter], 0),
    ([.character("3"), .down, .enter], 3),
  ])
  func `keys choose`(keys: [Key], index: Int) {
    var chooser = Self.chooser()
    for key in keys.dropLast() { #expect(chooser.press(key) == .waits) }
    #expect(chooser.press(keys[keys.count - 1]) == .chosen(Self.entries[index]))
  }

  @Test func `these keys leave`() {
    for key in [Key.escape, .leave, .character("q")] {
      var chooser = Self.chooser()
      #expect(chooser.press(key) == .leaves)
    }
  }

  @Test func `the selected one is always on the screen, and every row fits`() {
    for (columns, rows) in [(100, 24), (40, 10), (20, 4), (3, 2), (200, 60)] {
      var chooser = Self.chooser(columns, rows)
      for _ in 0..<31 {
        let screen = chooser.frame().text
        #expect(screen.count == rows)
        #expect(screen.allSatisfy { DisplayWidth.of($0) <= columns - 1 })
        if columns >= 40 {
          #expect(screen.contains { $0.hasPrefix("> \(chooser.selected + 1) ") })
        }
        _ = chooser.press(.down)
      }
    }
  }

  @Test func `names are shown only where they were asked for`() {
    for names in [false, true] {
      let text = Self.chooser(names: names, 200).frame().text.joined(separator: "\n")
      #expect(text.contains("2026112233") == names)
      #expect(text.contains("li-wei-0.jsonl") == names)
      #expect(text.contains("host0.example") && text.contains("phases"))
      #expect(text.contains("01:01"))
    }
  }

  @Test func `lengths`() {
    for (milliseconds, length) in [(0, "00:00"), (61_999, "01:01"), (3_600_000, "1:00:00")] {
      let entry = RecordedEntry(
        path: "", date: "", host: nil, lesson: nil, milliseconds: milliseconds, events: 0,
        student: nil)
      #expect(entry.length == length)
    }
  }
}
