import Console
import Language
import Lessons
import Transcripts

/// One student plays one lesson at a console in memory, and keeps the truth of it.
///
/// What the student means to do at a step is decided before it is done. Where a wrong line would make
/// the right one fail, which is possible after any wrong line, the console as it was before is taken
/// up again: a value, so nothing of the trial is left.
struct StudentAtWork {
  let lesson: Lesson
  private(set) var console: SimulatedConsole
  private(set) var truth: LessonTruth
  private let habits: Temperament.Habits
  private let pace: TypingPace
  private var random: SeededGenerator
  private var hasLeft = false
  /// What no lesson dictates.
  private(set) var ownWords: Set<String> = []

  init(
    _ lesson: Lesson, _ temperament: Temperament, _ pace: TypingPace, seed: UInt64,
    truth: LessonTruth? = nil, after earlier: SimulatedConsole? = nil
  ) {
    self.lesson = lesson
    self.pace = pace
    habits = temperament.habits
    random = SeededGenerator(seed: seed)
    self.truth = truth ?? LessonTruth(lesson)
    console = SimulatedConsole(
      lesson, progress: earlier?.progress ?? Progress(), recording: earlier?.events,
      attemptSeed: random.next(), keptLimit: .max)
  }

  var isFinished: Bool { console.position == lesson.steps.count }

  mutating func play() {
    while !hasLeft, let place = console.position, place < lesson.steps.count {
      play(lesson.steps[place], at: place)
    }
  }

  // MARK: Steps

  private mutating func play(_ step: LessonStep, at place: Int) {
    if chance(habits.leave) {
      if case .act = step.task { tryTypo(step, at: place) }
      hasLeft = true
      return
    }
    if lesson.policy.allowsSkipping, chance(habits.skip) { return skip(step, at: place) }
    switch step.task {
    case .act: act(step, at: place)
    case .predict(let prediction): predict(step, prediction, at: place)
    case .ask(let question):
      let wrong = question.choices.indices.filter { $0 + 1 != question.answer }
      answer(
        step, at: place, right: choice(question.answer, of: question),
        wrong: wrong.shuffled(using: &random).map { choice($0 + 1, of: question) })
    case .fill:
      answer(
        step, at: place, right: step.solution[0],
        wrong: step.wrong.filter { $0.count == 1 }.map { $0[0] }.shuffled(using: &random))
    case .reflect:
      guard console.asksForAnswer else { return skip(step, at: place) }
      type(words())
      advance(from: place) ? truth.pass(step) : skip(step, at: place)
    }
  }

  /// A step that cannot be done any more is skipped, too; where even that fails, the student leaves.
  private mutating func skip(_ step: LessonStep, at place: Int) {
    type(":skip")
    if !advance(from: place) { hasLeft = true }
  }

  private mutating func answer(
    _ step: LessonStep, at place: Int, right: String, wrong: [String]
  ) {
    guard console.asksForAnswer else { return skip(step, at: place) }
    askForHints(step)
    for line in wrong where chance(habits.wrongAnswer) {
      let before = (console, truth)
      type(line)
      truth.answer(step, isRight: false)
      // In a message or taken for a command: no answer.
      if console.position != place || !console.asksForAnswer { (console, truth) = before }
    }
    type(right)
    guard advance(from: place) else { return skip(step, at: place) }
    truth.answer(step, isRight: true)
  }

  private func choice(_ number: Int, of question: LessonStep.Question) -> String {
    question.isShuffled ? question.choices[number - 1].text.english : "\(number)"
  }

  private mutating func predict(
    _ step: LessonStep, _ prediction: LessonStep.Prediction, at place: Int
  ) {
    guard console.asksForAnswer, let right = step.solution.first else {
      return skip(step, at: place)
    }
    askForHints(step)
    var guess = right
    if chance(habits.wrongAnswer) {
      guess =
        chance(50)
        ? "\(right.prefix(1))59"
        : ["2", "3", "4", "5"].filter { $0 != right.prefix(1) }.randomElement(using: &random) ?? "2"
    }
    type(guess)
    truth.predict(step, guess, right: right)
    if !tryWrong(step, at: place, solution: step.linesToSend) {
      for line in step.linesToSend { type(line) }
    }
    guard advance(from: place) else { return skip(step, at: place) }
    truth.pass(step)
  }

  private mutating func act(_ step: LessonStep, at place: Int) {
    let isShown = askForHints(step)
    var isPassed = tryWrong(step, at: place, solution: step.solution)
    if !isPassed { isPassed = solve(step, at: place) }
    guard isPassed, advance(from: place) else { return skip(step, at: place) }
    truth.pass(step, isLineShown: isShown)
    if isShown, chance(habits.again) { doAgain(step, at: place) }
  }

  private mutating func doAgain(_ step: LessonStep, at place: Int) {
    guard console.position == place + 1 else { return }
    let before = (console, truth)
    type(":back")
    if console.position == place, solve(step, at: place), advance(from: place) {
      truth.pass(step)
    } else {
      (console, truth) = before
    }
  }

  /// - Returns: Whether the last one shows the line.
  @discardableResult
  private mutating func askForHints(_ step: LessonStep) -> Bool {
    guard lesson.policy.allowsHints else { return false }
    var count = chance(habits.hint) ? Int.random(in: 1...2, using: &random) : 0
    if chance(habits.lineHint) { count = step.hints.count + 1 }
    count = min(count, step.hints.count + 1)
    for _ in 0..<count {
      type(":hint")
      truth.askForHint(at: step)
    }
    guard case .act = step.task else { return false }
    return count > step.hints.count && !step.solution.isEmpty
  }

  // MARK: Lines

  /// Wrong lines, then the right ones.
  ///
  /// - Returns: `false` where the step was not passed so, and nothing was done.
  private mutating func tryWrong(
    _ step: LessonStep, at place: Int, solution: [String]
  ) -> Bool {
    let before = (console, truth)
    var isTried = false
    while chance(habits.wrongLine), let trial = step.wrong.randomElement(using: &random) {
      // A prediction's first line is the guess.
      let lines = if case .predict = step.task { Array(trial.dropFirst()) } else { trial }
      for line in lines { type(line) }
      isTried = true
    }
    if chance(habits.typo), let line = solution.first {
      type(misspelt(line))
      isTried = true
    }
    guard isTried else { return false }
    if console.position == place, solve(step, at: place, solution),
      console.position == place + 1
    {
      return true
    }
    (console, truth) = before
    return false
  }

  /// A line that goes wrong before the student leaves.
  private mutating func tryTypo(_ step: LessonStep, at place: Int) {
    let before = console
    if let line = step.solution.first { type(misspelt(line)) }
    if console.position != place { console = before }
  }

  /// In the student's own words where the step takes them, else by the lesson's.
  private mutating func solve(
    _ step: LessonStep, at place: Int, _ solution: [String]? = nil
  ) -> Bool {
    let solution = solution ?? step.solution
    let own = solution.map { $0.isProse && chance(60) ? words() : $0 }
    if own != solution {
      let before = console
      for line in own { type(line) }
      if (console.position ?? 0) > place { return true }
      console = before
    }
    for line in solution { type(line) }
    return (console.position ?? 0) > place
  }

  /// Steps after this one that passed by what was done already were done by hand, without a hint.
  private mutating func advance(from place: Int) -> Bool {
    guard let position = console.position, position > place else { return false }
    for step in lesson.steps[(place + 1)..<position] { truth.pass(step) }
    return true
  }

  private mutating func type(_ line: String) {
    console.wait(.milliseconds(pace.pause(before: line, using: &random)))
    console.type(line)
  }

  private mutating func chance(_ percent: Int) -> Bool {
    percent > 0 && Int.random(in: 0..<100, using: &random) < percent
  }

  /// Two letters change places, or one is missing.
  private mutating func misspelt(_ line: String) -> String {
    var letters = Array(line)
    guard letters.count > 3 else { return line + "q" }
    let place = Int.random(in: 0..<letters.count - 1, using: &random)
    if chance(50), letters[place] != letters[place + 1] {
      letters.swapAt(place, place + 1)
    } else {
      letters.remove(at: place)
    }
    // `:` alone speaks to the console, and a question takes a digit for an answer.
    return String(letters).first == ":" ? line.dropFirst() + "q" : String(letters)
  }

  private mutating func words() -> String {
    let nouns = ["pickles", "ketchup", "onions", "crepes", "mustard", "lettuce", "salt", "buns"]
    let verbs = ["needs", "wants", "misses", "tastes", "forgets", "orders", "finds", "sells"]
    let subjects = ["my brother", "our landlady", "a friend of mine", "the cook", "nobody here"]
    let places = ["in Lyon", "at noon", "by the river", "after class", "on Sundays", "at home"]
    let pick = { (words: [String], random: inout SeededGenerator) in
      words[Int.random(in: 0..<words.count, using: &random)]
    }
    let words =
      pick(subjects, &random) + " " + pick(verbs, &random) + " "
      + "\(Int.random(in: 2...9_999, using: &random)) " + pick(nouns, &random) + " "
      + pick(places, &random) + " and " + pick(subjects, &random) + " " + pick(verbs, &random)
    ownWords.insert(words)
    return words
  }
}

extension String {
  /// Text of a message, such as `Do you like ketchup?`.
  fileprivate var isProse: Bool {
    !hasPrefix(":") && split(separator: " ").count > 2 && last == "?"
  }
}
