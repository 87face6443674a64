import Language
import Protocols
import Transcripts

/// Turns nodes into a lesson, and goes on after an error, so that an author hears of all at once.
struct LessonReader {
  let file: String
  private var errors: [LessonError] = []
  /// Of the whole lesson: its choices are shuffled where a question does not say otherwise.
  private var shuffles = false
  /// The lesson's own lines to begin with, for its first step.
  private var opening: [String] = []
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
    "lesson", "version", "title", "goal", "minutes", "say", "learnt", "world", "begin", "skip",
    "hints", "shuffle", "steps",
  ]
  private static let learntLimit = 3

  /// - Parameter digest: of the file.
  mutating func lesson(_ node: YAMLNode, digest: String) -> Lesson? {
    guard let keys = mapping(node, keys: Self.lessonKeys) else { return nil }
    let id = required("lesson", keys).flatMap { name($0) }
    let version = required("version", keys).flatMap { number($0) }
    let title = required("title", keys).flatMap { phrase($0) }
    let goal = optionalPhrase("goal", keys)
    let minutes = keys["minutes"].flatMap { number($0) }
    let introduction = optionalPhrase("say", keys)
    let learnt = phrases("learnt", keys)
    if let node = keys["learnt"], learnt.count > Self.learntLimit { report(node, .learntTooMuch) }
    let world = keys["world"].flatMap { self.world($0) }
    var policy = LessonPolicy()
    policy.allowsSkipping = keys["skip"].flatMap { yesOrNo($0) } ?? true
    policy.allowsHints = keys["hints"].flatMap { yesOrNo($0) } ?? true
    shuffles = keys["shuffle"].flatMap { yesOrNo($0) } ?? false
    opening = optionalList("begin", keys).compactMap { typed($0) }
    let steps = required("steps", keys).map { stepList($0) }
    guard let id, let version, let title, let steps else { return nil }
    return Lesson(
      id: id, version: version, digest: digest, title: title, goal: goal, minutes: minutes,
      policy: policy, introduction: introduction, learnt: learnt,
      world: world ?? HostDescription.lectureWorld, steps: steps)
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

  private static let common = [
    "id", "say", "begin", "mistakes", "hints", "solution", "wrong", "points",
  ]
  private static let kinds: [(key: String, others: [String])] = [
    ("predict", ["expect", "type", "explain"]),
    ("ask", ["choices", "shuffle", "answer", "accept", "slips", "explain"]),
    ("reflect", ["explain"]), ("expect", ["type"]),
  ]

  private mutating func step(_ node: YAMLNode) -> LessonStep? {
    let own = Self.kinds.flatMap { [$0.key] + $0.others }
    guard let keys = mapping(node, keys: Self.common + own.uniqued()) else { return nil }
    let id = required("id", keys).flatMap { name($0) }
    var solution = optionalList("solution", keys).compactMap { typed($0) }
    let task = task(keys, solution)
    let begin = optionalList("begin", keys).compactMap { typed($0) }
    let mistakes = optionalList("mistakes", keys).compactMap { mistake($0) }
    let hints = phrases("hints", keys)
    var wrong = optionalList("wrong", keys).map { trial($0) }
    let points = keys["points"].map { number($0) } ?? 1
    guard let id, let task, let points else { return nil }
    switch task {
    case .ask(let question):
      // A question's solution is its number.
      if solution.isEmpty { solution = ["\(question.answer)"] }
      if question.isShuffled {
        solution = solution.map(question.textInPlaceOfNumber)
        wrong = wrong.map { $0.map(question.textInPlaceOfNumber) }
      }
    case .fill(let question):
      if solution.isEmpty { solution = Array(question.accepted.prefix(1)) }
    case .predict:
      if let node = keys["solution"],
        solution.first.flatMap({ LessonStep.Prediction.reply(in: $0) }) == nil
      {
        report(node, .predictionFirst)
      }
    case .act, .reflect: break
    }
    defer { opening = [] }
    return LessonStep(
      id: id, line: node.line, task: task, begin: opening + begin, mistakes: mistakes, hints: hints,
      solution: solution, wrong: wrong, points: Points(points))
  }

  private mutating func task(_ keys: Keys, _ solution: [String]) -> LessonStep.Task? {
    // A prediction has an expectation of its own.
    guard let kind = Self.kinds.first(where: { keys[$0.key] != nil }) else {
      return report(keys.node, .oneTask)
    }
    for other in Self.kinds.flatMap({ [$0.key] + $0.others }).uniqued()
    where other != kind.key && !kind.others.contains(other) {
      if let node = keys[other] { report(node, .notHere(other)) }
    }
    let type = kind.others.contains("type") ? keys["type"] : nil
    let lines = type.map { linesToType($0, solution) } ?? []
    switch kind.key {
    case "expect":
      let say = required("say", keys).flatMap { phrase($0) }
      let expectation = keys["expect"].flatMap { self.expectation($0) }
      guard let expectation, let say else { return nil }
      return .act(say: say, lines: lines, expectation: expectation)
    case "predict":
      let text = question("predict", keys)
      let expectation = required("expect", keys).flatMap { self.expectation($0) }
      guard let expectation, let text else { return nil }
      return .predict(
        LessonStep.Prediction(
          text: text, lines: lines, expectation: expectation,
          explanation: optionalPhrase("explain", keys)))
    case "reflect":
      let explanation = optionalPhrase("explain", keys)
      return question("reflect", keys).map { .reflect(say: $0, explanation: explanation) }
    default: return keys["accept"] == nil ? choiceQuestion(keys) : shortQuestion(keys)
    }
  }

  /// What is said before the question stands before it.
  private mutating func question(_ key: String, _ keys: Keys) -> Phrase? {
    let lead = optionalPhrase("say", keys).map { $0 + Phrase(en: " ", zh: "") }
    let text = keys[key].flatMap { phrase($0) }
    return text.map { text in lead.map { $0 + text } ?? text }
  }

  private mutating func shortQuestion(_ keys: Keys) -> LessonStep.Task? {
    for key in ["choices", "answer", "shuffle"] {
      if let node = keys[key] { report(node, .notHere(key)) }
    }
    let text = question("ask", keys)
    let accepted = keys["accept"].map { answers($0) } ?? []
    let slips = optionalList("slips", keys).compactMap { slip($0) }
    let explanation = optionalPhrase("explain", keys)
    guard let text, !accepted.isEmpty else { return nil }
    return .fill(
      LessonStep.ShortQuestion(
        text: text, accepted: accepted, slips: slips, explanation: explanation))
  }

  private mutating func answers(_ node: YAMLNode) -> [String] {
    oneOrMore(node).compactMap { node in
      guard let text = typed(node) else { return nil }
      return TypedAnswer(text).text.isEmpty ? report(node, .emptyAnswer) : text
    }
  }

  /// `{accept: […], say: {en: …, zh: …}, misconception: id}`
  private mutating func slip(_ node: YAMLNode) -> LessonStep.Slip? {
    guard let keys = mapping(node, keys: ["accept", "say", "misconception"]) else { return nil }
    let answers = required("accept", keys).map { self.answers($0) } ?? []
    let say = required("say", keys).flatMap { phrase($0) }
    let misconception = keys["misconception"].flatMap { self.misconception($0) }
    return say.map { LessonStep.Slip(answers: answers, say: $0, misconception: misconception) }
  }

  private mutating func misconception(_ node: YAMLNode) -> String? {
    guard let id = name(node) else { return nil }
    return Misconception.named(id) == nil ? report(node, .unknownMisconception(id)) : id
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

  private mutating func choiceQuestion(_ keys: Keys) -> LessonStep.Task? {
    if let node = keys["slips"] { report(node, .notHere("slips")) }
    let text = question("ask", keys)
    let explanation = optionalPhrase("explain", keys)
    let isShuffled = keys["shuffle"].flatMap { yesOrNo($0) } ?? shuffles
    let list = required("choices", keys)
    let choices = list.map { self.choices($0) } ?? []
    guard let node = required("answer", keys), let answer = number(node), let text, list != nil
    else { return nil }
    // Counted in the file: a choice that could not be read is one all the same.
    guard (1...max(1, choices.count)).contains(answer) else { return report(node, .answerOutside) }
    guard choices.indices.contains(answer - 1), choices[answer - 1] != nil else { return nil }
    return .ask(
      LessonStep.Question(
        text: text, choices: choices.compactMap { $0 }, answer: answer, explanation: explanation,
        isShuffled: isShuffled))
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

  /// `{en: …, zh: …, why: {en: …, zh: …}, misconception: id}`
  private mutating func choice(_ node: YAMLNode) -> LessonStep.Choice? {
    guard case .mapping = node.value else { return report(node, .bothLanguages) }
    guard let keys = mapping(node, keys: ["en", "zh", "why", "misconception"]) else { return nil }
    let why = optionalPhrase("why", keys)
    let misconception = keys["misconception"].flatMap { self.misconception($0) }
    return phrase(in: keys).map {
      LessonStep.Choice(text: $0, why: why, misconception: misconception)
    }
  }

  private mutating func mistake(_ node: YAMLNode) -> LessonStep.Mistake? {
    guard let keys = mapping(node, keys: ["when", "say"]) else { return nil }
    let when = required("when", keys).flatMap { self.expectation($0) }
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
