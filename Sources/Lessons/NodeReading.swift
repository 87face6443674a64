import Protocols
import Teaching
import Yams

/// The members of a mapping, by key.
struct Keys {
  fileprivate let node: Node
  fileprivate let members: [String: Node]

  var isEmpty: Bool { members.isEmpty }

  func optional(_ key: String) -> Node? { members[key] }

  func node(_ key: String, _ reader: LessonReader) throws(LessonError) -> Node {
    guard let member = members[key] else { throw reader.fail(node, .missing(key)) }
    return member
  }
}

extension LessonReader {
  func fail(_ node: Node, _ problem: Phrase) -> LessonError {
    LessonError(
      file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, problem: problem)
  }

  func mapping(_ node: Node, keys known: Set<String>) throws(LessonError) -> Keys {
    guard case .mapping(let mapping) = node else { throw fail(node, .mappingExpected) }
    var members: [String: Node] = [:]
    for (key, value) in mapping {
      let name = try text(key)
      guard known.contains(name) else { throw fail(key, .unknown(name, known: Array(known))) }
      members[name] = value
    }
    return Keys(node: node, members: members)
  }

  func list(_ node: Node) throws(LessonError) -> [Node] {
    guard case .sequence(let sequence) = node else { throw fail(node, .listExpected) }
    return Array(sequence)
  }

  func items(_ map: Keys, _ key: String) throws(LessonError) -> [Node] {
    guard let node = map.optional(key) else { return [] }
    return try list(node)
  }

  func oneOrMore(_ map: Keys, _ key: String) throws(LessonError) -> [Node] {
    guard let node = map.optional(key) else { return [] }
    if case .sequence(let sequence) = node { return Array(sequence) }
    return [node]
  }

  func text(_ node: Node) throws(LessonError) -> String {
    guard case .scalar(let scalar) = node else { throw fail(node, .textExpected) }
    return scalar.string
  }

  func word(_ map: Keys, _ key: String) throws(LessonError) -> String? {
    try map.optional(key).map { node throws(LessonError) in try text(node) }
  }

  /// `{en: …, zh: …}`, neither empty.
  func phrase(_ node: Node) throws(LessonError) -> Phrase {
    guard case .mapping = node else { throw fail(node, .bothLanguages) }
    let map = try mapping(node, keys: ["en", "zh"])
    guard let en = try word(map, "en"), let zh = try word(map, "zh"), !en.isEmpty, !zh.isEmpty
    else { throw fail(node, .bothLanguages) }
    return Phrase(en: en, zh: zh)
  }

  func number(_ node: Node) throws(LessonError) -> Int {
    guard let number = Int(try text(node)), (0...1_000).contains(number) else {
      throw fail(node, .numberExpected)
    }
    return number
  }

  func flag(_ map: Keys, _ key: String) throws(LessonError) -> Bool {
    guard let node = map.optional(key) else { return false }
    guard try text(node) == "true" else { throw fail(node, .badBoolean) }
    return true
  }

  func name(_ node: Node) throws(LessonError) -> String {
    let name = try text(node)
    let isPlain = name.utf8.allSatisfy {
      $0.isDigit || $0 == UInt8(ascii: "-") || (0x61...0x7A).contains($0)
    }
    guard isPlain, !name.isEmpty else { throw fail(node, .badID) }
    return name
  }

  func verb(_ node: Node) throws(LessonError) -> Verb {
    let word = try text(node)
    guard let verb = Verb(word.utf8) else { throw fail(node, .verb(word)) }
    return verb
  }

  func code(_ node: Node) throws(LessonError) -> CodePattern {
    guard let pattern = CodePattern(try text(node)) else { throw fail(node, .badCode) }
    return pattern
  }
}
