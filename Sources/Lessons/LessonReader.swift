import Protocols
import Teaching
import Transcripts
import Yams

/// Reads one lesson's file. Whatever is wrong is said with its line and column.
package enum LessonFile {
  /// Octets of the largest lesson.
  package static let limit = 256 << 10

  package static func parse(_ octets: [UInt8], name: String) throws(LessonError) -> Lesson {
    let fail = { (line: Int, column: Int, problem: Phrase) in
      LessonError(file: name, line: line, column: column, problem: problem)
    }
    guard octets.count <= limit else { throw fail(1, 1, .tooLarge) }
    guard let text = String(validating: octets, as: UTF8.self) else { throw fail(1, 1, .notUTF8) }
    do { try YAMLGuard.check(text) } catch {
      throw fail(error.line, error.column, error.problem)
    }
    return try LessonReader(file: name).lesson(compose(text, name))
  }

  private static func compose(_ text: String, _ name: String) throws(LessonError) -> Node {
    let problem: Phrase
    var mark: Mark?
    do {
      if let node = try Yams.compose(yaml: text) { return node }
      problem = .mappingExpected
    } catch let error as YamlError {
      switch error {
      case .scanner(_, let words, let place, _), .parser(_, let words, let place, _),
        .composer(_, let words, let place, _):
        mark = place
        problem = .yaml(words)
      default: problem = .yaml("\(error)")
      }
    } catch { problem = .yaml("\(error)") }
    throw LessonError(
      file: name, line: mark?.line ?? 1, column: mark?.column ?? 1, problem: problem)
  }
}

/// Turns nodes into a lesson; each function reads one kind of node.
struct LessonReader {
  let file: String

  func lesson(_ node: Node) throws(LessonError) -> Lesson {
    let map = try mapping(node, keys: ["lesson", "version", "title", "say", "steps"])
    let steps = try list(try map.node("steps", self)).map { node throws(LessonError) in
      try step(node)
    }
    guard !steps.isEmpty else { throw fail(node, .noSteps) }
    for (index, step) in steps.enumerated()
    where steps[..<index].contains(where: { $0.id == step.id }) {
      throw fail(node, .twice(step.id))
    }
    return Lesson(
      id: try name(try map.node("lesson", self)),
      version: try number(try map.node("version", self)),
      title: try phrase(try map.node("title", self)),
      introduction: try map.optional("say").map { node throws(LessonError) in try phrase(node) },
      steps: steps)
  }

  private func step(_ node: Node) throws(LessonError) -> Step {
    let map = try mapping(
      node,
      keys: [
        "id", "say", "expect", "mistakes", "hints", "solution", "wrong", "points", "ask", "choices",
        "answer", "explain",
      ])
    return Step(
      id: try name(try map.node("id", self)), task: try task(map, node),
      mistakes: try items(map, "mistakes").map { node throws(LessonError) in try mistake(node) },
      hints: try items(map, "hints").map { node throws(LessonError) in try phrase(node) },
      solution: try items(map, "solution").map { node throws(LessonError) in try text(node) },
      wrong: try items(map, "wrong").map { node throws(LessonError) in try text(node) },
      points: try map.optional("points").map { node throws(LessonError) in try number(node) } ?? 1)
  }

  private func task(_ map: Keys, _ node: Node) throws(LessonError) -> Step.Task {
    switch (map.optional("expect"), map.optional("ask")) {
    case (let expect?, nil):
      return .act(
        say: try phrase(try map.node("say", self)), expectation: try expectation(expect))
    case (nil, let ask?):
      let choices = try items(map, "choices").map { node throws(LessonError) in try phrase(node) }
      let answerNode = try map.node("answer", self)
      let answer = try number(answerNode)
      guard (1...max(1, choices.count)).contains(answer), !choices.isEmpty else {
        throw fail(answerNode, .answerOutside)
      }
      return .ask(
        Step.Question(
          text: try phrase(ask), choices: choices, answer: answer,
          explanation: try map.optional("explain").map { node throws(LessonError) in
            try phrase(node)
          }))
    default: throw fail(node, .eitherExpectOrAsk)
    }
  }

  private func mistake(_ node: Node) throws(LessonError) -> Step.Mistake {
    let map = try mapping(node, keys: ["when", "say"])
    return Step.Mistake(
      when: try expectation(try map.node("when", self)), say: try phrase(try map.node("say", self)))
  }

  private func expectation(_ node: Node) throws(LessonError) -> Expectation {
    let map = try mapping(
      node,
      keys: [
        "command", "reply", "accepted", "recipient", "sender", "phase", "request", "target",
        "status", "connected", "console", "closed",
      ])
    guard !map.isEmpty else { throw fail(node, .emptyExpectation) }
    var expectation = Expectation()
    expectation.commands = try oneOrMore(map, "command").map { node throws(LessonError) in
      try verb(node)
    }
    expectation.replies = try oneOrMore(map, "reply").map { node throws(LessonError) in
      try code(node)
    }
    expectation.statuses = try oneOrMore(map, "status").map { node throws(LessonError) in
      try code(node)
    }
    expectation.isAccepted = try flag(map, "accepted")
    expectation.isClosed = try flag(map, "closed")
    expectation.recipient = try word(map, "recipient")
    expectation.sender = try word(map, "sender")
    expectation.method = try word(map, "request")
    expectation.target = try word(map, "target")
    expectation.console = try word(map, "console")
    if let node = map.optional("phase") {
      let name = try text(node)
      guard let phase = Phase.allCases.first(where: { $0.name == name }) else {
        throw fail(node, .badPhase)
      }
      expectation.phase = phase
    }
    if let node = map.optional("connected") {
      guard let dialect = Dialect(rawValue: try text(node)) else { throw fail(node, .badDialect) }
      expectation.dialect = dialect
    }
    return expectation
  }
}
