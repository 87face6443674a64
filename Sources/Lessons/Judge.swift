package import Language
import Teaching
package import Transcripts

/// What the judge finds in a fact.
package enum Verdict: Hashable, Sendable {
  case passed(Step)
  /// A known wrong turn: the step stays.
  case mistaken(Step, Phrase)
  case answeredWrongly(Step, given: Int, expected: Int)
  case skipped(Step)
  case finished(points: Int, of: Int)
}

/// Judges a lesson by the facts of a session: live, replayed or recorded, all the same. Answers, hints and skips are facts
/// too.
///
/// A step that passed earns its points, with hints or without: hints are counted, and cost nothing. A step that was
/// skipped earns none.
package struct Judge: Hashable, Sendable {
  package let lesson: Lesson
  /// The step whose turn it is, from 0; the count of steps when all are done.
  package private(set) var position: Int
  package private(set) var passed: Set<String>
  /// By the step's name: how often a hint was asked for.
  package private(set) var hints: [String: Int] = [:]

  /// Something that a step to come waits for: done ahead of its turn, it passes when its turn comes.
  private struct Early: Hashable, Sendable {
    let steps: [Int]
    let conversation: Int
    let isOpening: Bool
    let isFarewell: Bool
  }
  private var early: [Early] = []
  private static let memory = 200

  private var reader = EvidenceReader()
  /// Another lesson has begun in the same session.
  private var isElsewhere = false

  package init(_ lesson: Lesson, position: Int = 0, passed: Set<String> = []) {
    self.lesson = lesson
    self.position = min(max(position, 0), lesson.steps.count)
    self.passed = passed
  }

  package var current: Step? {
    lesson.steps.indices.contains(position) ? lesson.steps[position] : nil
  }

  package var points: Int {
    lesson.steps.filter { passed.contains($0.id) }.reduce(0) { $0 + $1.points }
  }

  package mutating func take(_ fact: Fact) -> [Verdict] {
    let evidence = reader.read(fact)
    if case .learner(.began(let attempt)) = fact.matter {
      begin(attempt.lesson, at: attempt.step)
    }
    guard !isElsewhere else { return [] }
    switch fact.matter {
    case .learner(.answered(let id, .choice(let choice))): return answer(id, choice)
    case .learner(.skipped(let id)): return skip(id)
    case .learner(.hint(let id)):
      hints[id, default: 0] += 1
      return []
    default: return evidence.map { weigh($0) } ?? []
    }
  }

  /// To the step before. What was passed stays passed.
  package mutating func back() {
    move(to: max(0, position - 1))
  }

  package mutating func restart() {
    self = Judge(lesson)
  }

  // MARK: What a student is told

  /// What the last `hint` fact of this step brought: the next hint, after the last one the solution.
  package var hint: Phrase? {
    guard let step = current, let asked = hints[step.id], asked > 0 else { return nil }
    if asked <= step.hints.count { return step.hints[asked - 1] }
    let lines = step.solution.map { $0.isEmpty ? "⏎" : $0 }.joined(separator: "  |  ")
    return lines.isEmpty ? nil : .solution(lines)
  }

  // MARK: Steps

  /// A record may hold several lessons, and one that was begun in its middle. What came before it began is no part of it.
  private mutating func begin(_ id: String, at step: String) {
    isElsewhere = id != lesson.id
    guard !isElsewhere else { return }
    move(to: lesson.steps.firstIndex { $0.id == step } ?? position)
  }

  private mutating func weigh(_ evidence: Evidence) -> [Verdict] {
    keep(evidence)
    let mistakes = mistakes(evidence)
    let verdicts = settle()
    // What passes a step is no mistake in it.
    return verdicts.isEmpty ? mistakes : verdicts
  }

  private mutating func keep(_ evidence: Evidence) {
    // A new connection makes good what an earlier one ended; a closed one is open no more.
    if evidence.dialect != nil { early.removeAll(where: \.isFarewell) }
    if evidence.isClosed {
      early.removeAll { $0.isOpening && $0.conversation == evidence.conversation }
    }
    let steps = lesson.steps.indices[position...].filter { index in
      guard case .act(_, let expectation) = lesson.steps[index].task else { return false }
      return expectation.isMet(by: evidence)
    }
    guard !steps.isEmpty else { return }
    early.append(
      Early(
        steps: steps, conversation: evidence.conversation, isOpening: evidence.dialect != nil,
        isFarewell: evidence.isFarewell))
    if early.count > Self.memory { early.removeFirst() }
  }

  /// Passes as many steps as what has happened allows.
  private mutating func settle() -> [Verdict] {
    var verdicts: [Verdict] = []
    while let step = current, case .act = step.task,
      let index = early.firstIndex(where: { $0.steps.contains(position) })
    {
      // What came before belongs to earlier steps, unless it cannot be done again: QUIT before a look at the mailbox.
      early = early[..<index].filter(\.isFarewell) + early[(index + 1)...]
      verdicts += pass(step)
    }
    return verdicts
  }

  private func mistakes(_ evidence: Evidence) -> [Verdict] {
    guard let step = current,
      let mistake = step.mistakes.first(where: { $0.when.isMet(by: evidence) })
    else { return [] }
    return [.mistaken(step, mistake.say)]
  }

  private mutating func answer(_ id: String, _ choice: Int) -> [Verdict] {
    guard let step = current, step.id == id, case .ask(let question) = step.task else { return [] }
    guard choice == question.answer else {
      return [.answeredWrongly(step, given: choice, expected: question.answer)]
    }
    return pass(step) + settle()
  }

  private mutating func pass(_ step: Step) -> [Verdict] {
    passed.insert(step.id)
    return [.passed(step)] + advance()
  }

  private mutating func skip(_ id: String) -> [Verdict] {
    guard let step = current, step.id == id else { return [] }
    return [.skipped(step)] + advance() + settle()
  }

  private mutating func advance() -> [Verdict] {
    position += 1
    return current == nil ? [.finished(points: points, of: lesson.points)] : []
  }

  private mutating func move(to position: Int) {
    self.position = position
    early = []
  }
}

extension Phrase {
  fileprivate static func solution(_ lines: String) -> Phrase {
    Phrase(en: "One way that is right: \(lines)", zh: "一种正确的做法：\(lines)")
  }
}
