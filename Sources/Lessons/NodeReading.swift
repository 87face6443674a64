import Language
import Protocols

/// The members of a mapping, by key.
struct Keys {
  let node: YAMLNode
  fileprivate let members: [String: YAMLNode]

  subscript(_ key: String) -> YAMLNode? { members[key] }
}

// Each function reads one kind of value. `nil` where it is another kind, which has been reported
// then.
extension LessonReader {
  mutating func mapping(_ node: YAMLNode, keys known: [String]) -> Keys? {
    guard case .mapping(let mapping) = node.value else { return report(node, .mappingExpected) }
    var members: [String: YAMLNode] = [:]
    for (key, value) in mapping {
      guard let name = text(key) else { continue }
      if known.contains(name) {
        members[name] = value
      } else {
        let near = Self.near(name, known)
        // `{en: First HELO, then MAIL}` has a key `then MAIL`, without a value.
        let isRest = name.contains(" ") || near == nil && value.isEmptyText
        report(
          key,
          .unknown(Self.short(name), near: near, known: known) + (isRest ? .quoteComma : .empty))
      }
    }
    return Keys(node: node, members: members)
  }

  /// The value of a key that must be there.
  mutating func required(_ key: String, _ keys: Keys) -> YAMLNode? {
    keys[key] ?? report(keys.node, .missing(key))
  }

  mutating func list(_ node: YAMLNode) -> [YAMLNode] {
    guard case .list(let values) = node.value else { return report(node, .listExpected) ?? [] }
    return values
  }

  mutating func optionalList(_ key: String, _ keys: Keys) -> [YAMLNode] {
    keys[key].map { list($0) } ?? []
  }

  mutating func oneOrMore(_ node: YAMLNode) -> [YAMLNode] {
    guard case .list(let values) = node.value else { return [node] }
    return values.isEmpty ? report(node, .emptyExpectation) ?? [] : values
  }

  mutating func text(_ node: YAMLNode) -> String? {
    let text: String
    switch node.value {
    case .text(let value): text = value
    case .mapping: return report(node, .textExpected + .quoteColon)
    case .list: return report(node, .textExpected + .quoteBracket)
    }
    guard !text.unicodeScalars.contains(where: { $0.isUnfitForScreens }) else {
      return report(node, .control)
    }
    return text
  }

  /// `{en: …, zh: …}`, neither empty.
  mutating func phrase(_ node: YAMLNode) -> Phrase? {
    guard case .mapping = node.value else { return report(node, .bothLanguages) }
    return mapping(node, keys: ["en", "zh"]).flatMap { phrase(in: $0) }
  }

  mutating func phrase(in keys: Keys) -> Phrase? {
    guard let english = keys["en"], let chinese = keys["zh"] else {
      return report(keys.node, .bothLanguages)
    }
    guard let en = text(english)?.trimmed, let zh = text(chinese)?.trimmed else { return nil }
    if en.isEmpty { report(english, .bothLanguages) }
    if zh.isEmpty { report(chinese, .bothLanguages) }
    return Phrase(en: en, zh: zh)
  }

  mutating func optionalPhrase(_ key: String, _ keys: Keys) -> Phrase? {
    keys[key].flatMap { phrase($0) }
  }

  mutating func phrases(_ key: String, _ keys: Keys) -> [Phrase] {
    optionalList(key, keys).compactMap { phrase($0) }
  }

  /// A line as it would be typed. The empty line is one.
  mutating func typed(_ node: YAMLNode) -> String? {
    guard let text = text(node) else { return nil }
    return text.utf8.contains(.lineFeed) ? report(node, .oneLine) : text
  }

  mutating func number(_ node: YAMLNode) -> Int? {
    guard let text = text(node) else { return nil }
    guard let number = Int(text), (0...1_000).contains(number) else {
      return report(node, .numberExpected)
    }
    return number
  }

  mutating func port(_ node: YAMLNode) -> Int? {
    guard let text = text(node) else { return nil }
    guard let port = Int(text), (1...65_535).contains(port) else { return report(node, .noPort) }
    return port
  }

  mutating func flag(_ node: YAMLNode, _ problem: Phrase = .badBoolean) -> Bool {
    guard let text = text(node) else { return false }
    if !["true", "yes"].contains(text) { report(node, problem) }
    return true
  }

  mutating func yesOrNo(_ node: YAMLNode) -> Bool? {
    guard let text = text(node) else { return nil }
    if ["true", "yes"].contains(text) { return true }
    return ["false", "no"].contains(text) ? false : report(node, .yesOrNo)
  }

  mutating func name(_ node: YAMLNode) -> String? {
    guard let name = text(node) else { return nil }
    let isPlain = name.utf8.allSatisfy {
      $0.isDigit || $0 == UInt8(ascii: "-") || (0x61...0x7A).contains($0)
    }
    return isPlain && !name.isEmpty ? name : report(node, .badID)
  }

  mutating func code(_ node: YAMLNode) -> CodePattern? {
    guard let text = text(node) else { return nil }
    return CodePattern(text) ?? report(node, .badCode)
  }

  /// One of a few words.
  mutating func word(_ node: YAMLNode, of known: [String]) -> String? {
    guard let word = text(node) else { return nil }
    if known.contains(word) { return word }
    return report(node, .notOne(Self.short(word), near: Self.near(word, known), of: known))
  }

  // MARK: Near matches

  /// The word that was probably meant: two letters more, fewer or other, at most.
  private static func near(_ word: String, _ known: [String]) -> String? {
    guard word.utf8.count <= 20 else { return nil }
    let distances = known.map { name in
      (name, Array(name.lowercased().utf8).difference(from: Array(word.lowercased().utf8)).count)
    }
    return distances.filter { name, distance in
      distance <= min(2, name.utf8.count - 1, word.utf8.count - 1)
    }
    .min { $0.1 < $1.1 }?.0
  }

  /// A stranger's word may be long; the message repeats its beginning.
  private static func short(_ word: String) -> String {
    word.count > 40 ? word.prefix(40) + "…" : word
  }
}

extension Unicode.Scalar {
  /// Controls, which a quoted YAML text can hold as escapes, and the bidirectional overrides. Line
  /// ends and tabs are text.
  fileprivate var isUnfitForScreens: Bool {
    if value < 0x20 { return self != "\n" && self != "\t" }
    return (0x7F...0x9F).contains(value)
      || (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
  }
}

extension String {
  /// A block text (`|`, `>`) ends with a line end of its own.
  fileprivate var trimmed: String {
    let scalars = unicodeScalars.drop { $0.properties.isWhitespace }
    let end = scalars.lastIndex { !$0.properties.isWhitespace }
    return end.map { String(scalars[...$0]) } ?? ""
  }
}

extension YAMLNode {
  fileprivate var isEmptyText: Bool { if case .text("") = value { true } else { false } }
}
