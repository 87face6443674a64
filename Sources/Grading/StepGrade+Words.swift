package import Language
package import Lessons

extension LessonStep {
  /// What passes it, in a few words.
  package var expectedWords: Phrase {
    switch task {
    case .act(_, _, let expectation): expectation.words
    case .ask(let question):
      question.choices.indices.contains(question.answer - 1)
        ? question.choices[question.answer - 1].text : .empty
    case .fill(let question): .verbatim(question.accepted.first ?? "")
    case .predict(let prediction): prediction.expectation.words
    case .reflect: Phrase(en: "some text", zh: "写几句话")
    }
  }

  /// `act`, `ask`, `fill`, `predict` or `reflect`.
  package var kind: String {
    switch task {
    case .act: "act"
    case .ask: "ask"
    case .fill: "fill"
    case .predict: "predict"
    case .reflect: "reflect"
    }
  }
}

extension Standing {
  package var words: Phrase {
    switch self {
    case .passed: Phrase(en: "passed", zh: "通过")
    case .half: Phrase(en: "half", zh: "得一半")
    case .missed: Phrase(en: "missed", zh: "未完成")
    case .notJudged: Phrase(en: "not judged", zh: "不评分")
    }
  }
}

extension Grade {
  /// What was expected of a step that was judged and not passed, and what was seen; `nil` for every
  /// other step. Both are always there.
  package func difference(
    at place: Int, of step: LessonStep
  ) -> (expected: Phrase, seen: Phrase)? {
    guard let grade = self.step(at: place) else { return nil }
    switch grade.standing {
    case .passed, .notJudged: return nil
    case .half, .missed:
      let tried = grade.firstEvent > 0
      return (step.expectedWords, seen[place] ?? (tried ? .otherwise : .nothing))
    }
  }

  /// A flag in a list without columns: `copy: …`. Where there are several files, it says which.
  func words(of flag: Flag) -> Phrase {
    let kind = Phrase.verbatim("\(flag.kind.rawValue): ")
    guard let name = flag.recording?.name, recordings.count > 1 || files.count > 1
    else { return kind + flag.reason }
    return kind + flag.reason + Phrase(en: " (\(name))", zh: "（\(name)）")
  }

  /// The recording with the proof of a step; `nil` where nothing proves it.
  package func recording(of step: StepGrade) -> GradedRecording? {
    let place = Int(step.recording)
    return step.firstEvent > 0 && recordings.indices.contains(place) ? recordings[place] : nil
  }
}

extension Phrase {
  fileprivate static let nothing = Phrase(en: "nothing", zh: "什么都没有")
  fileprivate static let otherwise = Phrase(en: "something else", zh: "别的内容")
}
