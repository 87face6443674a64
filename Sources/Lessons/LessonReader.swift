import Language
import Protocols
import Transcripts

/// Turns nodes into a lesson, and goes on after an error, so that an author hears of all at once.
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

  private static let lessonKeys = [
    "lesson", "version", "title", "say", "learnt", "world", "steps",
  ]
  private static let learntLimit = 3

  /// - Parameter digest: of the file.
  mutating func lesson(_ node: YAMLNode, digest: String) -> Lesson? {
    guard let keys = mapping(node, keys: Self.lessonKeys) else { return nil }
    let id = required("lesson", keys).flatMap { name($0) }
    let version = required("version", keys).flatMap { number($0) }
    let title = required("title", keys).flatMap { phrase($0) }
    let introduction = optionalPhrase("say", keys)
    let learnt = phrases("learnt", keys)
    if let node = keys["learnt"], learnt.count > Self.learntLimit { report(node, .learntTooMuch) }
    let world = keys["world"].flatMap { self.world($0) }
    let steps = required("steps", keys).map { stepList($0) }
    guard let id, let version, let title, let steps else { return nil }
    return Lesson(
      id: id, version: version, digest: digest, title: title, introduction: introduction,
      learnt: learnt, world: world ?? HostDescription.lectureWorld, steps: steps)
  }

  private mutating func stepList(_ node: YAMLNode) -> [LessonStep] {
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
  private static let ofActs = ["expect", "type"]
  private static let ofQuestions = ["ask", "choices", "shuffle", "answer", "explain"]

  private mutating func step(_ node: YAMLNode) -> LessonStep? {
    guard let keys = mapping(node, keys: Self.common + Self.ofActs + Self.ofQuestions) else {
      return nil
    }
    let id = required("id", keys).flatMap { name($0) }
    var solution = optionalList("solution", keys).compactMap { typed($0) }
    let task = task(keys, solution)
    let mistakes = optionalList("mistakes", keys).compactMap { mistake($0) }
    let hints = phrases("hints", keys)
    var wrong = optionalList("wrong", keys).map { trial($0) }
    let points = keys["points"].map { number($0) } ?? 1
    guard let id, let task, let points else { return nil }
    if case .ask(let question) = task {
      // A question's solution is its number.
      if solution.isEmpty { solution = ["\(question.answer)"] }
      if question.isShuffled {
        solution = solution.map(question.textInPlaceOfNumber)
        wrong = wrong.map { $0.map(question.textInPlaceOfNumber) }
      }
    }
    return LessonStep(
      id: id, line: node.line, task: task, mistakes: mistakes, hints: hints, solution: solution,
      wrong: wrong, points: Points(points))
  }

  private mutating func task(_ keys: Keys, _ solution: [String]) -> LessonStep.Task? {
    switch (keys["expect"], keys["ask"]) {
    case (let expect?, nil):
      for key in Self.ofQuestions {
        if let node = keys[key] { report(node, .eitherExpectOrAsk) }
      }
      let say = required("say", keys).flatMap { phrase($0) }
      let lines = keys["type"].map { linesToType($0, solution) } ?? []
      guard let expectation = expectation(expect), let say else { return nil }
      return .act(say: say, lines: lines, expectation: expectation)
    case (nil, let ask?):
      if let node = keys["type"] { report(node, .eitherExpectOrAsk) }
      return question(ask, keys).map { .ask($0) }
    default: return report(keys.node, .eitherExpectOrAsk)
    }
  }

  /// A line that is shown to be typed must pass the step, so it stands in the solution.
  private mutating func linesToType(_ node: YAMLNode, _ solution: [String]) -> [String] {
    var lines: [String] = []
    for node in oneOrMore(node) {
      guard let line = typed(node) else { continue }
      if solution.contains(line) { lines.append(line) } else { report(node, .notInSolution) }
    }
    return lines
  }

  private mutating func question(_ ask: YAMLNode, _ keys: Keys) -> LessonStep.Question? {
    // What is said before the question stands before it.
    let lead = optionalPhrase("say", keys).map { $0 + Phrase(en: " ", zh: "") }
    let text = phrase(ask)
    let explanation = optionalPhrase("explain", keys)
    let isShuffled = keys["shuffle"].map { flag($0) } ?? false
    let list = required("choices", keys)
    let choices = list.map { self.choices($0) } ?? []
    guard let node = required("answer", keys), let answer = number(node), let text, list != nil
    else { return nil }
    // Counted in the file: a choice that could not be read is one all the same.
    guard (1...max(1, choices.count)).contains(answer) else { return report(node, .answerOutside) }
    guard choices[answer - 1] != nil else { return nil }
    return LessonStep.Question(
      text: lead.map { $0 + text } ?? text, choices: choices.compactMap { $0 }, answer: answer,
      explanation: explanation, isShuffled: isShuffled)
  }

  /// `nil` in the place of a choice that cannot be read.
  private mutating func choices(_ node: YAMLNode) -> [LessonStep.Choice?] {
    let nodes = list(node)
    if case .list = node.value, nodes.count < 2 { report(node, .twoChoices) }
    var read: Set<String> = []
    return nodes.map { node in
      guard let choice = choice(node) else { return nil }
      let texts = Language.allCases.map { TypedAnswer(choice.text[$0]).text }
      if texts.contains(where: read.contains) { report(node, .choiceTwice) }
      read.formUnion(texts)
      return choice
    }
  }

  /// `{en: …, zh: …, why: {en: …, zh: …}}`
  private mutating func choice(_ node: YAMLNode) -> LessonStep.Choice? {
    guard case .mapping = node.value else { return report(node, .bothLanguages) }
    guard let keys = mapping(node, keys: ["en", "zh", "why"]) else { return nil }
    let why = optionalPhrase("why", keys)
    return phrase(in: keys).map { LessonStep.Choice(text: $0, why: why) }
  }

  private mutating func mistake(_ node: YAMLNode) -> LessonStep.Mistake? {
    guard let keys = mapping(node, keys: ["when", "say"]) else { return nil }
    let when = required("when", keys).flatMap { expectation($0) }
    let say = required("say", keys).flatMap { phrase($0) }
    guard let when, let say else { return nil }
    return LessonStep.Mistake(when: when, say: say)
  }

  /// A line, or lines that belong together.
  private mutating func trial(_ node: YAMLNode) -> [String] {
    if case .list(let lines) = node.value { return lines.compactMap { typed($0) } }
    return typed(node).map { [$0] } ?? []
  }
}

extension LessonStep.Question {
  /// Shuffled choices have no fixed numbers, so their texts are typed.
  fileprivate func textInPlaceOfNumber(_ line: String) -> String {
    guard let number = Int(line), choices.indices.contains(number - 1) else { return line }
    return choices[number - 1].text.english
  }
}
