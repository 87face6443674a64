import FoundationEssentials
import Language
import Lessons
import Presentation
import Testing

@testable import Console

/// What authors of lessons begin with: `byhand lessons new`, and the example in `lessons/README.md`.
struct LessonGuideTests {
  private static let options = ConsoleOptions(
    language: .english, form: .plain, hasColour: false, records: false, store: nil, version: "",
    dataFolder: nil)

  private func problems(_ text: String) throws -> [String] {
    let lesson = try LessonFile.parse(Array(text.utf8), name: "new.yaml")
    return try LessonCheck.check(lesson, Self.options, walks: 500).problems.map {
      "\($0.line) \($0.step): \($0.text[.english])"
    }
  }

  @Test func `a new lesson passes its own check, and has a step of each kind`() throws {
    let text = LessonTemplate.text(id: "mine")
    #expect(try problems(text) == [])
    let lesson = try LessonFile.parse(Array(text.utf8), name: "new.yaml")
    #expect(lesson.id == "mine")
    let kinds = lesson.steps.map { step in
      switch step.task {
      case .act: "expect"
      case .ask: "choices"
      case .fill: "accept"
      case .predict: "predict"
      case .reflect: "reflect"
      }
    }
    #expect(Set(kinds).count == 5)
    // Two screens of a projector.
    #expect(
      text.split(separator: "\n").allSatisfy { $0.count <= 120 } && text.count { $0 == "\n" } < 100)
  }

  // MARK: The guide

  private static func guide() throws -> String {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "lessons/README.md")
    return try String(contentsOf: file, encoding: .utf8)
  }

  private func blocks(_ text: Substring) -> [String] {
    text.matches(of: /```yaml\n((?:(?!```).*\n)*)```/).map { String($0.1) }
  }

  private func part(from start: String, to end: String?) throws -> Substring {
    let guide = try Self.guide()
    let from = try #require(guide.firstRange(of: "\n## \(start)\n")).upperBound
    let rest = guide[from...]
    guard let end else { return rest }
    return rest[..<(try #require(rest.firstRange(of: "\n## \(end)\n")).lowerBound)]
  }

  private func example() throws -> String {
    try #require(try blocks(part(from: "The whole example / 例子全文", to: nil)).first)
  }

  @Test func `the guide's example passes its check`() throws {
    #expect(try problems(example()) == [])
  }

  @Test(arguments: [("Ten minutes, one lesson", "Reference"), ("十分钟写一课", "参考")])
  func `the blocks of the ten minutes make up the example`(start: String, end: String) throws {
    let lines = { (text: String) in text.split(separator: "\n").map(String.init).sorted() }
    let blocks = try blocks(part(from: start, to: end))
    #expect(lines(blocks.joined()) == lines(try example()))
  }
}
