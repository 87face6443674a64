import Language
import Protocols

/// How a condition stands in a file.
struct ConditionReading: Sendable {
  /// What a condition can be asked of. Conditions that have none of these in common can never hold
  /// together.
  enum Subject: CaseIterable, Sendable {
    case mail, recipient, otherCommand, message, connection, phase, closing, request
    /// A line of an HTTP client that cannot be read.
    case badLine
    case console

    static let commands: Set<Subject> = [.mail, .recipient, .otherCommand]
    /// Whatever belongs to one connection.
    static let ofConnections = Set(allCases).subtracting([.console])
  }

  let key: String
  let subjects: Set<Subject>
  /// `nil` where the value could not be read, which has been reported then.
  let read: @Sendable (inout LessonReader, YAMLNode) -> Condition?

  init(
    _ key: String, of subjects: Set<Subject>,
    _ read: @escaping @Sendable (inout LessonReader, YAMLNode) -> Condition?
  ) {
    self.key = key
    self.subjects = subjects
    self.read = read
  }
}

extension LessonReader {
  /// Every condition, in the order in which messages name them.
  private static let conditions: [ConditionReading] = [
    .init("command", of: ConditionReading.Subject.commands) { reader, node in
      .command(reader.oneOrMore(node).compactMap { reader.verb($0) })
    },
    .init("reply", of: ConditionReading.Subject.commands.union([.message, .connection])) {
      .reply($0.codes($1))
    },
    .init("accepted", of: [.message]) { $0.flag($1) ? .accepted : nil },
    .init("recipient", of: [.recipient, .message]) {
      $0.text($1).map { .recipient($0.lowercased()) }
    },
    .init("sender", of: [.mail, .message]) { $0.text($1).map { .sender($0.lowercased()) } },
    .init("phase", of: [.phase]) { $0.phase($1).map { .phaseBegan($0) } },
    .init("request", of: [.request]) { $0.text($1).map { .request($0) } },
    .init("target", of: [.request]) { $0.text($1).map { .target($0) } },
    .init("status", of: [.request]) { .status($0.codes($1)) },
    .init("connected", of: [.connection]) { $0.dialect($1).map { .connected($0) } },
    .init("host", of: ConditionReading.Subject.ofConnections) {
      $0.text($1).map { .host($0.lowercased()) }
    },
    .init("connection", of: ConditionReading.Subject.ofConnections) { reader, node in
      reader.word(node, of: Condition.Continuity.allCases.map(\.rawValue))
        .flatMap { Condition.Continuity(rawValue: $0) }.map { .connection($0) }
    },
    .init("console", of: [.console]) { $0.console($1).map { .console($0) } },
    .init("closed", of: [.closing]) { $0.flag($1) ? .closed : nil },
    .init("fault", of: ConditionReading.Subject.commands.union([.badLine])) {
      $0.flag($1) ? .fault : nil
    },
  ]

  mutating func expectation(_ node: YAMLNode) -> Expectation? {
    guard let keys = mapping(node, keys: Self.conditions.map(\.key)) else { return nil }
    if node.isEmptyMapping { return report(node, .emptyExpectation) }
    let given = Self.conditions.filter { keys[$0.key] != nil }
    let shared = given.reduce(Set(ConditionReading.Subject.allCases)) {
      $0.intersection($1.subjects)
    }
    if shared.isEmpty { return report(node, .neverTogether(given.map(\.key))) }
    return Expectation(
      conditions: given.compactMap { reading in
        keys[reading.key].flatMap { reading.read(&self, $0) }
      })
  }

  // MARK: Values of conditions

  private mutating func verb(_ node: YAMLNode) -> Verb? {
    guard let text = text(node) else { return nil }
    return Verb(text.utf8)
      ?? word(node, of: Verb.allCases.map(\.rawValue)).flatMap { Verb(rawValue: $0) }
  }

  private mutating func codes(_ node: YAMLNode) -> [CodePattern] {
    oneOrMore(node).compactMap { code($0) }
  }

  private mutating func phase(_ node: YAMLNode) -> Phase? {
    word(node, of: Phase.allCases.map(\.name)).flatMap { name in
      Phase.allCases.first { $0.name == name }
    }
  }

  private mutating func dialect(_ node: YAMLNode) -> Dialect? {
    word(node, of: Dialect.allCases.map(\.rawValue)).flatMap { Dialect(rawValue: $0) }
  }

  private mutating func console(_ node: YAMLNode) -> String? {
    if case .text(let text) = node.value {
      let words = text.split(separator: " ")
      if words.count == 2, words[0] == "mailbox" { return text }
    }
    return word(node, of: ["compare", "mailbox"])
  }
}

extension YAMLNode {
  fileprivate var isEmptyMapping: Bool {
    if case .mapping(let pairs) = value { pairs.isEmpty } else { false }
  }
}
