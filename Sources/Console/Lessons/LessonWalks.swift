import Lessons
import PracticeWorld
import Protocols
import Transcripts

/// Walks through a lesson with a mixture of wrong and right lines, to find dead ends.
///
/// At each step a walk types some of the wrong trials of this step and of earlier ones, or goes back
/// a step, then goes on as a student would who knows the solutions: with the step's own; where that does not pass it,
/// on a new connection, with all solutions since the one that connected; at last with all solutions
/// of the lesson. Where none of these passes the step, it is a dead end.
///
/// Two walks that meet in the same situation go on alike, so what follows from a situation is found
/// out once.
struct LessonWalks {
  /// The wrong trials that were typed at a step.
  struct Detour: Hashable {
    let step: Int
    let trial: [String]
  }

  /// Where a walk ended, and how it came there.
  struct DeadEnd: Hashable {
    let step: Int
    /// As few as lead there.
    let detours: [Detour]
  }

  /// Where a student stands, as far as it decides what follows.
  private struct Situation: Hashable {
    let judge: JudgeSituation?
    let dialogue: Dialogue?
    let world: MemoryWorld.Situation
  }

  private struct Way: Hashable {
    let from: Int
    /// `nil`: on to the next step.
    let trial: [String]?
  }

  let lesson: Lesson
  private var states: [SimulatedConsole] = []
  private var numbers: [Situation: Int] = [:]
  /// The state to which each way leads; `nil` for a dead end.
  private var ways: [Way: Int?] = [:]
  private var random: Randomness

  init(_ lesson: Lesson) {
    self.lesson = lesson
    random = Randomness(seed: UInt64(lesson.digest, radix: 16) ?? 0)
    _ = number(of: SimulatedConsole(lesson))
  }

  // MARK: The right way

  /// What is wrong with the lesson where nothing else has gone wrong before.
  enum Fault: Hashable {
    case solutionFails(Shortfall)
    case wrongPasses([String])
    /// The solution of the step before passes this one as well.
    case isPassedOver
  }

  /// Goes by the solutions alone, and at each step tries its wrong trials.
  ///
  /// - Returns: The faults, each with its step. After a solution that fails there are no more.
  mutating func straight() -> [(step: Int, fault: Fault)] {
    var faults: [(step: Int, fault: Fault)] = []
    var console = states[0]
    for (index, step) in lesson.steps.enumerated() {
      if console.hasPassed(index) {
        faults.append((index, .isPassedOver))
        continue
      }
      for trial in step.wrong {
        var wrong = console
        for line in trial { wrong.type(line) }
        if wrong.hasPassed(index) { faults.append((index, .wrongPasses(trial))) }
      }
      console.solve(step)
      guard console.hasPassed(index) else {
        return faults + [(index, .solutionFails(Shortfall(of: lesson, at: index)))]
      }
    }
    return faults
  }

  // MARK: Walking

  /// - Returns: the dead ends, one for each step.
  mutating func walk(times: Int) -> [DeadEnd] {
    var deadEnds: [Int: DeadEnd] = [:]
    for _ in 0..<times {
      guard let found = walk(), deadEnds[found.step] == nil else { continue }
      deadEnds[found.step] = simplest(found)
    }
    return deadEnds.values.sorted { $0.step < $1.step }
  }

  /// One walk, from the beginning to the end.
  private mutating func walk() -> DeadEnd? {
    var (state, detours): (Int, [Detour]) = (0, [])
    while let step = position(of: state) {
      var trial: [String]?
      switch Int.random(in: 0..<20, using: &random) {
      case 0: trial = [":back"]
      case 1..<7: trial = lesson.steps[...step].flatMap(\.wrong).randomElement(using: &random)
      default: break
      }
      if let trial { detours.append(Detour(step: step, trial: trial)) }
      guard let next = go(from: state, trial) else { return DeadEnd(step: step, detours: detours) }
      state = next
    }
    return nil
  }

  /// The same dead end with as few detours as lead there.
  private mutating func simplest(_ deadEnd: DeadEnd) -> DeadEnd {
    var detours = deadEnd.detours
    for index in detours.indices.reversed() {
      var fewer = detours
      fewer.remove(at: index)
      if end(of: fewer)?.step == deadEnd.step { detours = fewer }
    }
    return DeadEnd(step: deadEnd.step, detours: detours)
  }

  /// Walks these detours; `nil` if it comes to the lesson's end.
  private mutating func end(of detours: [Detour]) -> DeadEnd? {
    var (state, rest) = (0, detours[...])
    while let step = position(of: state) {
      let detour = rest.first?.step == step ? rest.popFirst() : nil
      guard let next = go(from: state, detour?.trial) else {
        return DeadEnd(step: step, detours: detours)
      }
      state = next
    }
    return nil
  }

  /// The step whose turn it is; `nil` when all are done.
  private func position(of state: Int) -> Int? {
    states[state].position.flatMap { $0 < lesson.steps.count ? $0 : nil }
  }

  // MARK: Situations

  private mutating func go(from state: Int, _ trial: [String]?) -> Int? {
    let way = Way(from: state, trial: trial)
    if let known = ways[way] { return known }
    let next: SimulatedConsole?
    if let trial {
      var console = states[state]
      for line in trial { console.type(line) }
      next = console.position == nil ? nil : console
    } else {
      next = solved(states[state])
    }
    let state = if let next { number(of: next) } else { Int?.none }
    ways[way] = .some(state)
    return state
  }

  private mutating func number(of console: SimulatedConsole) -> Int {
    let situation = Situation(
      judge: console.core.lesson?.judge.situation(conversation: console.core.connection.number),
      dialogue: console.core.isConnected ? console.core.conversation?.dialogue : nil,
      world: console.world.situation)
    if let number = numbers[situation] { return number }
    states.append(console)
    numbers[situation] = states.count - 1
    return states.count - 1
  }

  /// The console once the step whose turn it is has passed; `nil` for a dead end.
  private func solved(_ console: SimulatedConsole) -> SimulatedConsole? {
    guard let step = console.position else { return nil }
    var own = console
    own.solve(lesson.steps[step])
    if own.hasPassed(step) { return own }
    for start in [step, lesson.connecting(before: step), 0] {
      var redone = console
      redone.type(":drop")
      if redone.redo(lesson.steps[start...step], of: lesson) { return redone }
    }
    return nil
  }
}

extension SimulatedConsole {
  func hasPassed(_ step: Int) -> Bool { position.map { $0 > step } ?? false }

  /// Does these steps again, until the last of them has passed. The questions before it have been
  /// answered.
  ///
  /// - Returns: Whether it has.
  fileprivate mutating func redo(_ steps: ArraySlice<LessonStep>, of lesson: Lesson) -> Bool {
    let last = steps.endIndex - 1
    predict()
    for (index, step) in zip(steps.indices, steps) {
      // A connection of its own, where it opens one.
      if step.begin.contains(where: \.opensConnection) { type(":drop") }
      let isAnswer = index == last && step.isQuestion
      for line in step.begin + (isAnswer ? step.solution : step.linesToSend) {
        type(line)
        if hasPassed(last) { return true }
      }
    }
    return false
  }

  /// Before its prediction, the step sends nothing.
  private mutating func predict() {
    guard let judge = core.lesson?.judge, judge.prediction == nil,
      case .predict? = judge.current?.task, let guess = judge.current?.solution.first
    else { return }
    type(guess)
  }

  /// Types the step's solution. What has been predicted is not predicted again.
  mutating func solve(_ step: LessonStep) {
    let isPredicted = core.lesson?.judge.prediction != nil
    for line in isPredicted ? step.linesToSend : step.solution { type(line) }
  }
}

extension Lesson {
  /// The last step up to this one whose solution opens a connection; the first if there is none.
  fileprivate func connecting(before step: Int) -> Int {
    steps[...step].lastIndex { step in
      step.solution.contains(where: \.opensConnection)
    } ?? 0
  }
}

extension String {
  fileprivate var opensConnection: Bool { hasPrefix("telnet ") || hasPrefix("connect ") }
}

/// SplitMix64: the same numbers in every run.
private struct Randomness: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
