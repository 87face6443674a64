import Language
import Teaching
import Transcripts

/// What a lesson says of what the judge has found.
extension LessonSession {
  func notes(on verdict: Verdict, earnedBefore: [String: Points]) -> [Note] {
    switch verdict.finding {
    case .passed(let step, let points):
      let mark = note(.success, success(step, points, earnedBefore[step.id]))
      return [mark.adding(early(step)).adding(kept(step))]
        + reasons(step).map { note(.aside, $0) }
    case .mistaken(_, let phrase): return [note(.remark, .mark + phrase)]
    case .nearMiss(_, let seen, let expected):
      return [note(.remark, .mark + .nearMiss(seen, expected))]
    case .answeredWrongly(let step, let answer):
      return [note(.wrong, .verbatim("✗ ") + (why(answer, at: step) ?? .wrongAnswer))]
    case .predicted(_, let reply, let code):
      return [note(isForeseen(reply, code) ? .success : .wrong, .predicted(reply, code))]
    case .skipped: return [note(.remark, .mark + .skipped)]
    case .finished(let points, let all):
      let learnt = lesson.learnt.map { note(.choice, .verbatim("  ·  ") + $0) }
      return [note(.title, .finished(lesson.title, points, all))]
        + (learnt.isEmpty ? [] : [note(.aside, judge.passed.isEmpty ? .wasAbout : .learnt)])
        + learnt
    }
  }

  /// Done ahead of its turn, before its text was shown.
  private func early(_ step: LessonStep) -> Phrase {
    guard case .act(let say, _, _) = step.task, step.id != shown else { return .empty }
    return .doneAlready + say
  }

  /// What is said once the step has passed.
  private func reasons(_ step: LessonStep) -> [Phrase] {
    switch step.task {
    case .act: []
    case .ask(let question):
      [question.choices[question.answer - 1].why, question.explanation].compactMap { $0 }
    case .fill(let question): [question.explanation].compactMap { $0 }
    case .predict(let prediction): [prediction.explanation].compactMap { $0 }
    case .reflect(_, let explanation): [explanation].compactMap { $0 }
    }
  }

  /// What becomes of free text.
  private func kept(_ step: LessonStep) -> Phrase {
    if case .reflect = step.task { .kept } else { .empty }
  }

  private func why(_ answer: LearnerAct.Answer, at step: LessonStep) -> Phrase? {
    switch (step.task, answer) {
    case (.ask(let question), .choice(let given)):
      question.choices.indices.contains(given - 1) ? question.choices[given - 1].why : nil
    case (.fill(let question), .text(let text)): question.slip(for: text)?.say
    default: nil
    }
  }

  private func isForeseen(_ reply: String, _ code: Int) -> Bool {
    reply == "\(code)" || reply == "\(code / 100)"
  }

  /// `✓ +1`, and why it is less than the step's points.
  private func success(_ step: LessonStep, _ points: Points, _ before: Points?) -> Phrase {
    if let before {
      if points > before { return .gained(points - before) }
      return before > 0 || step.points == 0 ? .earnedBefore : .answeredBefore
    }
    if points == step.points { return points == 0 ? .verbatim("✓") : .gained(points) }
    switch step.task {
    case .act: return .gained(points) + .halfForLine
    case .predict where judge.score.answers[step.id, default: []].count > 1: return .nothingGained
    case .predict: return points > 0 ? .gained(points) + .halfForDigit : .notForeseen
    case .ask, .fill, .reflect:
      return points > 0 ? .gained(points) + .halfForSecond : .nothingGained
    }
  }
}

extension Note {
  fileprivate func adding(_ phrase: Phrase) -> Note {
    var note = self
    note.text = text + phrase
    return note
  }
}
