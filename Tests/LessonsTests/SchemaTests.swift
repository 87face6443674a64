import FoundationEssentials
import Language
import Lessons
import Teaching
import Testing

private let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "lessons/lesson.schema.json")

/// A key that is near no other.
private let unknown = "zzzzzzzzzzzz"
private let head = "lesson: one\nversion: 1\ntitle: {en: One, zh: 一}\n"

private indirect enum JSON: Decodable {
  case object([String: JSON])
  case list([JSON])
  case text(String)
  case other

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([JSON].self) {
      self = .list(list)
    } else if let object = try? value.decode([String: JSON].self) {
      self = .object(object)
    } else {
      self = .other
    }
  }

  subscript(_ key: String) -> JSON? {
    if case .object(let members) = self { members[key] } else { nil }
  }
  var keys: Set<String> { if case .object(let members) = self { Set(members.keys) } else { [] } }
  /// Those of its values that are texts.
  var words: Set<String> {
    guard case .list(let values) = self else { return [] }
    return Set(values.compactMap { if case .text(let text) = $0 { text } else { nil } })
  }
}

/// The editor's schema says what the reader reads.
struct `The schema of lessons` {
  private let schema: JSON

  init() throws { schema = try JSONDecoder().decode(JSON.self, from: Data(contentsOf: file)) }

  private func problem(_ text: String) -> String {
    do throws(LessonError) {
      _ = try parse(head + text)
      return ""
    } catch {
      return error.all.map(\.problem.english).joined(separator: "\n")
    }
  }

  /// What the reader lists after `words` in a message.
  private func listed(after words: String, in problem: String) -> Set<String> {
    guard let found = problem.firstRange(of: words) else { return [] }
    let list = problem[found.upperBound...].prefix { $0 != "." && $0 != "\n" }
    return Set(list.split(separator: ", ").map(String.init))
  }

  /// Where a mapping stands in the schema, and in a lesson.
  private static let mappings: [(name: String, text: String)] = [
    ("", "\(unknown): 1"),
    ("step", "steps: [{id: a, \(unknown): 1}]"),
    ("phrase", "goal: {\(unknown): 1}"),
    ("conditions", "steps: [{id: a, expect: {\(unknown): 1}}]"),
    ("message", "steps: [{id: a, expect: {message: {\(unknown): 1}}}]"),
    ("mistake", "steps: [{id: a, mistakes: [{\(unknown): 1}]}]"),
    ("choice", "steps: [{id: a, ask: {en: A, zh: 一}, answer: 1, choices: [{\(unknown): 1}]}]"),
    ("slip", "steps: [{id: a, ask: {en: A, zh: 一}, accept: 1, slips: [{\(unknown): 1}]}]"),
    ("host", "world: {hosts: [{\(unknown): 1}]}"),
  ]

  @Test(arguments: mappings)
  func `has the reader's keys`(name: String, text: String) {
    let keys = listed(after: "There are: ", in: problem(text))
    let known = name.isEmpty ? schema["properties"] : schema["$defs"]?[name]?["properties"]
    #expect(!keys.isEmpty && keys == known?.keys)
  }

  @Test(arguments: [
    "connected", "tls", "login", "closed", "queue", "server", "phase", "connection", "console",
  ])
  func `has the reader's words`(key: String) {
    let words = listed(
      after: "is not one of: ", in: problem("steps: [{id: a, expect: {\(key): \(unknown)}}]"))
    let condition = schema["$defs"]?["conditions"]?["properties"]?[key]
    if case .text(let pattern)? = condition?["pattern"] {
      #expect(pattern.contains("(\(words.sorted().joined(separator: "|")))"))
    } else {
      // `closed: yes` is `true`.
      #expect(!words.isEmpty && words == condition?["enum"]?.words.subtracting(["yes"]))
    }
  }

  @Test func `has the reader's commands and misconceptions`() {
    let problem = problem("steps: [{id: a, expect: {command: \(unknown)}}]")
    guard case .list(let ways)? = schema["$defs"]?["verb"]?["anyOf"] else {
      return #expect(Bool(false))
    }
    #expect(ways.first?["enum"]?.words == listed(after: "is not one of: ", in: problem))
    #expect(schema["$defs"]?["misconception"]?["enum"]?.words == Set(Misconception.all.map(\.id)))
  }
}
