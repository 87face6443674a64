import FoundationEssentials
import Testing

/// Laws for every Chinese text of the program: the string literals of `Sources`, the lessons, and
/// the Chinese half of the README.
struct SourceTextTests {
  private struct Text: CustomStringConvertible {
    let file: String
    let words: String
    var description: String { "\(file): \(words)" }
  }

  @Test func `Chinese texts use the lecture's words`() throws {
    let banned = ["练习世界", "路由环路", "线路", "消息队列", "报文队列", "持久连接", "邮件环路"]
    for text in try Self.texts() where !text.file.contains("Glossary") {
      for word in banned { #expect(!text.words.contains(word), "\(text)") }
    }
  }

  @Test func `a mail message is 邮件 in Chinese texts; 报文 is HTTP's`() throws {
    for text in try Self.texts() where !text.file.contains("Glossary") {
      #expect(!text.words.contains("报文") || text.file.contains("HTTP"), "\(text)")
    }
  }

  @Test func `no Chinese text has an English placeholder`() throws {
    let placeholder =
      /\b(HOST|FILE|DIR|DOMAIN|ADDRESS|NAME|PORT|USER|PASSWORD|KEYWORD|VALUE|DATE)\b|<[a-z-]+>/
    for text in try Self.texts() {
      #expect(text.words.firstMatch(of: placeholder) == nil, "\(text)")
    }
  }

  // MARK: Reading

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func texts() throws -> [Text] {
    let sources = try files(in: "Sources", ending: ".swift").flatMap { file, content in
      content.matches(of: /"((?:\\.|[^"\\\n])*)"/).map { Text(file: file, words: String($0.1)) }
    }
    let lessons = try files(in: "lessons", ending: ".yaml").flatMap { file, content in
      content.split(separator: "\n").filter { $0.contains("zh:") }.map {
        Text(file: file, words: String($0))
      }
    }
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let chinese = readme.split(separator: "## 中文说明").last ?? ""
    let all =
      sources + lessons
      + chinese.split(separator: "\n").map {
        Text(file: "README.md", words: String($0))
      }
    return all.filter {
      $0.words.unicodeScalars.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) }
    }
    .map { Text(file: $0.file, words: withoutInterpolations($0.words)) }
  }

  private static func files(
    in folder: String, ending: String
  ) throws -> [(file: String, content: String)] {
    let path = root.appending(path: folder).path
    return try FileManager.default.subpathsOfDirectory(atPath: path)
      .filter { $0.hasSuffix(ending) }.sorted()
      .map { ($0, try String(contentsOfFile: "\(path)/\($0)", encoding: .utf8)) }
  }

  /// Without `\(…)`, brackets inside included.
  private static func withoutInterpolations(_ text: String) -> String {
    var result = ""
    var depth = 0
    var previous: Character?
    for character in text {
      defer { previous = character }
      switch (depth, character) {
      case (0, "(") where previous == "\\": depth = 1
      case (0, _): result.append(character)
      case (_, "("): depth += 1
      case (_, ")"): depth -= 1
      default: break
      }
    }
    return result
  }
}
