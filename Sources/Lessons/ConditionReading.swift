import Language
import Protocols
import Transcripts

/// How a condition stands in a file.
struct ConditionReading: Sendable {
  /// What a condition can be asked of. Conditions that have none of these in common can never hold
  /// together.
  enum Subject: CaseIterable, Sendable {
    case mail, recipient, otherCommand, login, message, connection, handshake, phase, closing
    case request
    /// A line of an HTTP client that cannot be read.
    case badLine
    case console
    /// What a server did with a message in its queue.
    case delivery, otherDeed
    /// A server's scenario was changed.
    case change

    static let commands: Set<Subject> = [.mail, .recipient, .otherCommand, .login]
    static let deeds: Set<Subject> = [.delivery, .otherDeed]
    /// Whatever belongs to one connection.
    static let ofConnections = Set(allCases).subtracting(deeds).subtracting([.console, .change])
    static let ofHosts = Set(allCases).subtracting([.console])
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
      .command(reader.oneOrMore(node).compactMap { reader.request($0) })
    },
    .init("accepted", of: [.message]) { $0.happens($1) ? .accepted : nil },
    .init("request", of: [.request]) { $0.text($1).map { .request($0) } },
    .init("connected", of: [.connection]) { $0.dialect($1).map { .connected($0) } },
    .init("console", of: [.console]) { $0.console($1).map { .console($0) } },
    .init("tls", of: [.handshake]) { reader, node in
      reader.word(node, of: Condition.Handshake.self).map { .tls($0) }
    },
    .init("login", of: [.login]) { reader, node in
      reader.word(node, of: Condition.Login.self).map { .login($0) }
    },
    .init("closed", of: [.closing]) { reader, node in
      if case .text("yes") = node.value { return .closed(.anyhow) }
      return reader.word(node, of: Condition.Closing.self).map { .closed($0) }
    },
    .init("mailbox", of: [.message, .delivery]) { $0.address($1).map { .mailbox($0) } },
    .init("queue", of: ConditionReading.Subject.deeds) { reader, node in
      reader.word(node, of: QueueAct.Deed.self).map { .queue($0) }
    },
    .init("report", of: [.delivery]) { $0.address($1).map { .report($0) } },
    .init("server", of: [.change]) { $0.behaviourName($1).map { .server($0) } },
    .init("reply", of: ConditionReading.Subject.commands.union([.message, .connection])) {
      .reply($0.codes($1))
    },
    .init("recipient", of: ConditionReading.Subject.deeds.union([.recipient, .message])) {
      $0.text($1).map { .recipient($0.lowercased()) }
    },
    .init("sender", of: [.mail, .message]) { $0.text($1).map { .sender($0.lowercased()) } },
    .init("parameter", of: [.mail, .recipient]) { $0.parameter($1) },
    .init("mechanism", of: [.login]) { $0.text($1).map { .mechanism($0.uppercased()) } },
    .init("pipelined", of: ConditionReading.Subject.commands) {
      $0.yesOrNo($1).map { .pipelined($0) }
    },
    .init("message", of: [.message]) { $0.messageTraits($1).map { .message($0) } },
    .init("stuffed", of: [.message]) { $0.yesOrNo($1).map { .stuffed($0) } },
    .init("chunked", of: [.message]) { $0.yesOrNo($1).map { .chunked($0) } },
    .init("phase", of: [.phase]) { $0.phase($1).map { .phaseBegan($0) } },
    .init("target", of: [.request]) {
      $0.text($1).map { .target(TextPattern($0, isCaseSensitive: true)) }
    },
    .init("status", of: [.request]) { .status($0.codes($1)) },
    .init("request-field", of: [.request]) { $0.text($1).map { .requestField(TextPattern($0)) } },
    .init("response-type", of: [.request]) { $0.text($1).map { .responseType(TextPattern($0)) } },
    .init("host", of: ConditionReading.Subject.ofHosts) {
      $0.text($1).map { .host($0.lowercased()) }
    },
    .init("port", of: ConditionReading.Subject.ofConnections) { $0.port($1).map { .port($0) } },
    .init("connection", of: ConditionReading.Subject.ofConnections) { reader, node in
      reader.word(node, of: Condition.Continuity.self).map { .connection($0) }
    },
    .init("protected", of: ConditionReading.Subject.ofConnections) {
      $0.yesOrNo($1).map { .protected($0) }
    },
    .init("watched", of: ConditionReading.Subject.ofConnections) {
      $0.happens($1) ? .watched : nil
    },
    .init("fault", of: ConditionReading.Subject.commands.union([.badLine])) {
      $0.happens($1) ? .fault : nil
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

  private mutating func happens(_ node: YAMLNode) -> Bool { flag(node, .neverNot) }

  /// `SIZE`, or `BODY=8BITMIME` (RFC 5321 §4.1.2, esmtp-param).
  private mutating func parameter(_ node: YAMLNode) -> Condition? {
    guard let text = text(node) else { return nil }
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let isKeyword = parts[0].utf8.allSatisfy {
      $0.isDigit || $0 == UInt8(ascii: "-") || (0x41...0x5A).contains($0 & 0xDF)
    }
    guard isKeyword, !parts.contains("") else { return report(node, .noParameter) }
    return .parameter(
      parts[0].uppercased(), parts.count > 1 ? TextPattern(String(parts[1])) : nil)
  }

  /// A verb, or `dot` for the final dot of a message, as in a scenario.
  private mutating func request(_ node: YAMLNode) -> AnsweredRequest? {
    guard let text = text(node) else { return nil }
    if let verb = Verb(text.utf8) { return .verb(verb) }
    return word(node, of: Verb.allCases.map(\.rawValue) + ["dot"]).map { _ in .endOfData }
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

  private mutating func word<Word: RawRepresentable & CaseIterable>(
    _ node: YAMLNode, of type: Word.Type
  ) -> Word? where Word.RawValue == String {
    word(node, of: type.allCases.map(\.rawValue)).flatMap { Word(rawValue: $0) }
  }

  /// The commands whose use is an act of the learner.
  private static let consoleCommands = [
    "annotate", "compare", "explain", "ladder", "mailbox", "mx", "next", "phase", "queue", "server",
    "watch", "wire",
  ]

  private mutating func console(_ node: YAMLNode) -> String? {
    guard let text = text(node) else { return nil }
    let words = text.split(separator: " ").map(String.init)
    if let first = words.first, Self.consoleCommands.contains(first) {
      return words.joined(separator: " ")
    }
    return word(node, of: Self.consoleCommands)
  }

  private mutating func address(_ node: YAMLNode) -> String? {
    guard let text = text(node)?.lowercased() else { return nil }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts.contains("") ? text : report(node, .noAddress)
  }

  private mutating func behaviourName(_ node: YAMLNode) -> String? {
    guard let text = text(node) else { return nil }
    return text == "up" || Behaviour.names.contains(text)
      ? text : word(node, of: ["up"] + Behaviour.names)
  }

  // MARK: Messages

  private static let traits = [
    "fields", "text", "charset", "encoding", "type", "parts", "octets", "header", "encoded-word",
  ]

  private mutating func messageTraits(_ node: YAMLNode) -> MessageTraits? {
    guard let keys = mapping(node, keys: Self.traits) else { return nil }
    if node.isEmptyMapping { return report(node, .emptyExpectation) }
    var traits = MessageTraits()
    if let fields = keys["fields"] { traits.fields = messageFields(fields) }
    traits.text = keys["text"].flatMap { text($0) }.map { TextPattern($0) }
    traits.charset = keys["charset"].flatMap { text($0) }?.lowercased()
    traits.encoding = keys["encoding"].flatMap { word($0, of: MessageTraits.Encoding.self) }
    traits.type = keys["type"].flatMap { text($0) }.map { TextPattern($0) }
    traits.parts = keys["parts"].flatMap { number($0) }
    traits.isEightBit = keys["octets"].flatMap { word($0, of: ["seven-bit", "eight-bit"]) }
      .map { $0 == "eight-bit" }
    traits.hasHeader = keys["header"].flatMap { yesOrNo($0) }
    traits.hasEncodedWord = keys["encoded-word"].map { happens($0) } ?? false
    return traits
  }

  /// `{Subject: "*pickles*", To: any, Bcc: none}`
  private mutating func messageFields(_ node: YAMLNode) -> [String: MessageTraits.Field] {
    guard case .mapping(let pairs) = node.value else {
      return report(node, .mappingExpected) ?? [:]
    }
    var fields: [String: MessageTraits.Field] = [:]
    for (key, value) in pairs {
      guard let name = text(key), let text = text(value) else { continue }
      fields[name] =
        switch text {
        case "none": .absent
        case "any": .present
        default: .value(TextPattern(text))
        }
    }
    return fields
  }
}

extension YAMLNode {
  fileprivate var isEmptyMapping: Bool {
    if case .mapping(let pairs) = value { pairs.isEmpty } else { false }
  }
}
