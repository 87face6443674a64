package import Teaching
package import Transcripts

/// What the judge finds in a fact.
package enum Verdict: Hashable, Sendable {
  case passed(Step)
  /// A known wrong turn: the step stays.
  case mistaken(Step, Phrase)
  /// The choice was not the answer; the pair that a grader shows.
  case answeredWrongly(Step, given: Int, expected: Int)
  case skipped(Step)
  case finished(points: Int, of: Int)
}

/// Judges a lesson by the facts of a session: live, replayed or recorded, all the same.
package struct Judge: Hashable, Sendable {
  package let lesson: Lesson
  /// The step whose turn it is, from 0; the count of steps when all are done.
  package private(set) var position: Int
  package private(set) var passed: Set<String>
  package private(set) var hints: [String: Int] = [:]
  /// What has happened and no step has used: a step that was done ahead of its turn passes when its turn comes.
  private var unused: [Fact] = []
  private static let memory = 200

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
    switch fact.matter {
    case .learner(.answered(let id, let choice)): return answer(id, choice)
    case .learner(.skipped(let id)): return skip(id)
    case .learner(.hint(let id)):
      hints[id, default: 0] += 1
      return []
    default: break
    }
    guard let evidence = Evidence(fact.matter) else { return [] }
    unused.append(fact)
    if unused.count > Self.memory { unused.removeFirst() }
    let mistakes = mistakes(evidence)
    let verdicts = settle()
    // What passes a step is no mistake in it.
    return verdicts.isEmpty ? mistakes : verdicts
  }

  /// To the step before. What was passed stays passed.
  package mutating func back() {
    position = max(0, position - 1)
    unused = []
  }

  package mutating func restart() {
    self = Judge(lesson)
  }

  // MARK: Steps

  /// Passes as many steps as what has happened allows.
  private mutating func settle() -> [Verdict] {
    var verdicts: [Verdict] = []
    while let step = current, case .act(_, let expectation) = step.task,
      let index = unused.firstIndex(where: {
        Evidence($0.matter).map(expectation.isMet) ?? false
      })
    {
      unused.removeSubrange(...index)
      verdicts.append(.passed(step))
      verdicts += advance(passing: step)
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
    return [.passed(step)] + advance(passing: step) + settle()
  }

  private mutating func skip(_ id: String) -> [Verdict] {
    guard let step = current, step.id == id else { return [] }
    position += 1
    return [.skipped(step)] + ending() + settle()
  }

  private mutating func advance(passing step: Step) -> [Verdict] {
    passed.insert(step.id)
    position += 1
    return ending()
  }

  private func ending() -> [Verdict] {
    current == nil ? [.finished(points: points, of: lesson.points)] : []
  }
}
