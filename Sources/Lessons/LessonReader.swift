import Language
import Protocols
import Teaching
import Transcripts

/// Turns nodes into a lesson, and goes on after what is wrong, so that an author hears of everything at once.
struct LessonReader {
  let file: String
  private var errors: [LessonError] = []
  /// A stranger's file may hold any number.
  private static let errorLimit = 50

  init(file: String) { self.file = file }

  /// In the order of the file; the others stand in the first.
  var error: LessonError? {
    let sorted = errors.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    guard var first = sorted.first else { return nil }
    first.others = Array(sorted.dropFirst())
    return first
  }

  /// Always `nil`: it stands for the value that could not be read.
  @discardableResult
  mutating func report<Value>(_ node: YAMLNode, _ problem: @autoclosure () -> Phrase) -> Value? {
    guard errors.count < Self.errorLimit else { return nil }
    errors.append(
      LessonError(
        file: file, line: node.line, column: node.column,
        problem: problem()))
    return nil
  }

  mutating func report(_ node: YAMLNode, _ problem: @autoclosure () -> Phrase) {
    let _: Never? = report(node, problem())
  }

  // MARK: The lesson

  mutating func lesson(_ node: YAMLNode) -> Lesson? {
    guard let keys = mapping(node, keys: ["lesson", "version", "title", "say", "world", "steps"])
    else { return nil }
    let id = required("lesson", keys).flatMap { name($0) }
    let version = required("version", keys).flatMap { number($0) }
    let title = required("title", keys).flatMap { phrase($0) }
    let introduction = optionalPhrase("say", keys)
    let world = keys["world"].flatMap { self.world($0) }
    let steps = required("steps", keys).map { stepList($0) }
    guard let id, let version, let title, let steps else { return nil }
    return Lesson(
      id: id, version: version, title: title, introduction: introduction, world: world,
      steps: steps)
  }

  private mutating func stepList(_ node: YAMLNode) -> [Step] {
    let nodes = list(node)
    if case .list = node.value, nodes.isEmpty { report(node, .noSteps) }
    var seen: Set<String> = []
    return nodes.compactMap { node in
      guard let step = step(node) else { return nil }
      if !seen.insert(step.id).inserted { report(node, .twice(step.id)) }
      return step
    }
  }

  private static let common = ["id", "say", "mistakes", "hints", "solution", "wrong", "points"]

  private mutating func step(_ node: YAMLNode) -> Step? {
    let known = Self.common + ["expect", "ask", "choices", "answer", "explain"]
    guard let keys = mapping(node, keys: known) else { return nil }
    let id = required("id", keys).flatMap { name($0) }
    let task = task(keys)
    let mistakes = optionalList("mistakes", keys).compactMap { mistake($0) }
    let hints = phrases("hints", keys)
    var solution = optionalList("solution", keys).compactMap { typed($0) }
    let wrong = optionalList("wrong", keys).map { trial($0) }
    let points = keys["points"].map { number($0) } ?? 1
    guard let id, let task, let points else { return nil }
    // A question's solution is its number.
    if case .ask(let question) = task, solution.isEmpty { solution = ["\(question.answer)"] }
    return Step(
      id: id, task: task, mistakes: mistakes, hints: hints, solution: solution, wrong: wrong,
      points: points)
  }

  private mutating func task(_ keys: Keys) -> Step.Task? {
    switch (keys["expect"], keys["ask"]) {
    case (let expect?, nil):
      for key in ["choices", "answer", "explain"] {
        if let node = keys[key] { report(node, .eitherExpectOrAsk) }
      }
      let say = required("say", keys).flatMap { phrase($0) }
      guard let expectation = expectation(expect), let say else { return nil }
      return .act(say: say, expectation: expectation)
    case (nil, let ask?): return question(ask, keys).map { .ask($0) }
    default: return report(keys.node, .eitherExpectOrAsk)
    }
  }

  private mutating func question(_ ask: YAMLNode, _ keys: Keys) -> Step.Question? {
    // What is said before the question stands before it.
    let lead = optionalPhrase("say", keys).map { $0 + Phrase(en: " ", zh: "") }
    let text = phrase(ask)
    let list = required("choices", keys)
    let choices = phrases("choices", keys)
    if let list, case .list(let values) = list.value, values.count < 2 {
      report(list, .twoChoices)
    }
    let explanation = optionalPhrase("explain", keys)
    guard let node = required("answer", keys), let answer = number(node), let text, let list else {
      return nil
    }
    // Counted in the file: a choice that could not be read is one all the same.
    guard case .list(let values) = list.value, (1...max(1, values.count)).contains(answer) else {
      return report(node, .answerOutside)
    }
    guard choices.indices.contains(answer - 1) else { return nil }
    return Step.Question(
      text: lead.map { $0 + text } ?? text, choices: choices, answer: answer,
      explanation: explanation)
  }

  private mutating func mistake(_ node: YAMLNode) -> Step.Mistake? {
    guard let keys = mapping(node, keys: ["when", "say"]) else { return nil }
    let when = required("when", keys).flatMap { expectation($0) }
    let say = required("say", keys).flatMap { phrase($0) }
    guard let when, let say else { return nil }
    return Step.Mistake(when: when, say: say)
  }

  /// A line, or lines that belong together.
  private mutating func trial(_ node: YAMLNode) -> [String] {
    if case .list(let lines) = node.value { return lines.compactMap { typed($0) } }
    return typed(node).map { [$0] } ?? []
  }
}

// MARK: Conditions

extension LessonReader {
  private static let conditions = [
    "command", "reply", "accepted", "recipient", "sender", "phase", "request", "target", "status",
    "connected", "host", "console", "closed", "fault",
  ]

  private mutating func expectation(_ node: YAMLNode) -> Expectation? {
    guard let keys = mapping(node, keys: Self.conditions) else { return nil }
    if node.isEmptyMapping { return report(node, .emptyExpectation) }
    if !Expectation.combinations.contains(where: keys.names.isSubset) {
      return report(node, .neverTogether(Self.conditions.filter(keys.names.contains)))
    }
    var expectation = Expectation()
    expectation.commands = oneOrMore("command", keys).compactMap { verb($0) }
    expectation.replies = oneOrMore("reply", keys).compactMap { code($0) }
    expectation.statuses = oneOrMore("status", keys).compactMap { code($0) }
    expectation.isAccepted = flag("accepted", keys)
    expectation.isClosed = flag("closed", keys)
    expectation.isFault = flag("fault", keys)
    expectation.recipient = optionalText("recipient", keys)
    expectation.sender = optionalText("sender", keys)
    expectation.method = optionalText("request", keys)
    expectation.target = optionalText("target", keys)
    expectation.host = optionalText("host", keys)
    expectation.console = keys["console"].flatMap { console($0) }
    let phase = keys["phase"].flatMap { word($0, of: Phase.allCases.map(\.name)) }
    expectation.phase = Phase.allCases.first { $0.name == phase }
    let dialect = keys["connected"].flatMap { word($0, of: Dialect.allCases.map(\.rawValue)) }
    expectation.dialect = dialect.flatMap { Dialect(rawValue: $0) }
    return expectation
  }

  private mutating func console(_ node: YAMLNode) -> String? {
    if case .text(let text) = node.value {
      let words = text.split(separator: " ")
      if words.count == 2, words[0] == "mailbox" { return text }
    }
    return word(node, of: Expectation.consoleCommands)
  }

  private mutating func verb(_ node: YAMLNode) -> Verb? {
    guard let text = text(node) else { return nil }
    return Verb(text.utf8)
      ?? word(node, of: Verb.allCases.map(\.rawValue)).flatMap { Verb(rawValue: $0) }
  }
}

extension YAMLNode {
  fileprivate var isEmptyMapping: Bool {
    if case .mapping(let mapping) = value { mapping.isEmpty } else { false }
  }
}
