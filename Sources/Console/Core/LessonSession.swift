import Language
import Lessons
import Teaching
import Transcripts

/// The student's current lesson: the judge, and the texts for its verdicts.
struct LessonSession {
  private(set) var judge: Judge
  /// Steps passed before this attempt. Their points count at the end.
  private var passedBefore: Set<String>

  init(_ lesson: Lesson, passedBefore: Set<String>) {
    judge = Judge(lesson)
    self.passedBefore = passedBefore
  }

  var lesson: Lesson { judge.lesson }

  /// Judges the facts of one event.
  ///
  /// - Returns: What to say, and whether the student has moved to another step. The start of a
  ///   lesson, `:back` and `:restart` are announced by their commands.
  mutating func take(_ facts: [Fact]) -> (notes: [Note], hasAdvanced: Bool) {
    let before = judge.position
    var verdicts: [Verdict] = []
    for fact in facts { verdicts += judge.take(fact) }
    var notes = verdicts.flatMap(words)
    let hasAdvanced = !verdicts.isEmpty && judge.position != before
    if hasAdvanced, judge.current != nil { notes += currentStep }
    return (notes, hasAdvanced)
  }

  private func words(_ verdict: Verdict) -> [Note] {
    switch verdict.finding {
    case .passed(let step):
      var notes = [note(.passed(step.points))]
      if case .ask(let question) = step.task, let why = question.explanation {
        notes.append(note(why))
      }
      return notes
    case .mistaken(_, let phrase): return [note(phrase)]
    case .answeredWrongly: return [note(.wrongAnswer)]
    case .skipped: return [note(.skipped)]
    case .finished(_, let all):
      let points = lesson.points(for: judge.passed.union(passedBefore))
      return [note(.finished(lesson.title, points, all))]
    }
  }

  /// The current step as shown: its number, the task and the choices.
  var currentStep: [Note] {
    guard let step = judge.current else { return [] }
    let place = "\(judge.position + 1)/\(judge.lesson.steps.count)"
    let head = Phrase.verbatim("▸ \(place)  ")
    switch step.task {
    case .act(let say, _): return [note(head + say)]
    case .ask(let question):
      return [note(head + question.text)]
        + question.choices.enumerated().map { index, choice in
          note(.verbatim("  \(index + 1)  ") + choice)
        } + [note(.typeNumber)]
    }
  }

  /// The title, the introduction at the start of the lesson, and the current step.
  var opening: [Note] {
    let title = Phrase(en: "Lesson: ", zh: "课程：") + judge.lesson.title
    let introduction = judge.position == 0 ? judge.lesson.introduction.map { [note($0)] } ?? [] : []
    let resumed = judge.position == 0 ? [] : [note(.resumed)]
    return [note(title)] + introduction + resumed + currentStep
  }

  /// The choice that a typed line makes, or `nil` if it does not answer a question.
  func choice(in text: String) -> (step: String, choice: Int)? {
    guard let step = judge.current, case .ask(let question) = step.task,
      let choice = Int(text), (1...question.choices.count).contains(choice)
    else { return nil }
    return (step.id, choice)
  }

  /// Points from earlier attempts no longer count.
  mutating func restart() { passedBefore = [] }

  private func note(_ phrase: Phrase) -> Note { Note(.console, text: phrase) }
}

extension Phrase {
  fileprivate static let wrongAnswer = Phrase(
    en: "Not that one. Look at the conversation again.", zh: "不是这个。再看看刚才的对话。")
  fileprivate static let resumed = Phrase(
    en:
      "You go on where you stopped. Where the step needs a conversation under way, connect and bring it there again.",
    zh: "从上次停下的地方继续。如果这一步需要正在进行的对话，请重新连接，并把对话进行到这一步。")
  fileprivate static let skipped = Phrase(
    en: "Skipped; it earns no points. :back returns.", zh: "已跳过，这一步不得分。:back 可以返回。")
  fileprivate static let typeNumber = Phrase(
    en: "Type the number of your answer.", zh: "请输入答案的编号。")

  fileprivate static func passed(_ points: Int) -> Phrase {
    Phrase(en: "✓ +\(points)", zh: "✓ 完成，+\(points) 分")
  }
  fileprivate static func finished(_ title: Phrase, _ points: Int, _ all: Int) -> Phrase {
    Phrase(
      en: "Lesson finished: \(title.english). \(points) of \(all) points.",
      zh: "课程完成：\(title.chinese)。得分 \(points)，满分 \(all)。")
  }
}
