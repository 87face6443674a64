import Language
import Lessons
import Teaching
import Transcripts

/// The student's current lesson: the judge, and what the lesson says.
struct LessonSession {
  private(set) var judge: Judge
  /// The step whose text the student has seen.
  private var shown: String?
  /// The step is a question that cannot be asked yet: the lines that are typed now belong to a
  /// message or a request that is under way.
  private(set) var holdsQuestion = false
  private var questionsShown = 0

  /// - Parameter score: of earlier attempts.
  init(_ lesson: Lesson, score: Score) { judge = Judge(lesson, score: score) }

  var lesson: Lesson { judge.lesson }

  /// The same lesson for a student who has been named in its middle.
  mutating func takeOver(_ judge: Judge) {
    if judge.position == self.judge.position { self.judge = judge }
  }

  /// Judges the facts of one event.
  ///
  /// - Returns: What to say, and whether the student has moved to another step. The start of a
  ///   lesson, `:back` and `:restart` are announced by their commands.
  mutating func take(_ facts: [Fact]) -> (notes: [Note], hasAdvanced: Bool) {
    let before = judge
    var verdicts: [Verdict] = []
    for fact in facts { verdicts += judge.take(fact) }
    let hasAdvanced = !verdicts.isEmpty && judge.position != before.position
    return (verdicts.flatMap { notes(on: $0, since: before) }, hasAdvanced)
  }

  // MARK: Steps

  /// The title, and the introduction at the start of the lesson.
  var opening: [Note] {
    let title = Phrase(en: "Lesson: ", zh: "本课：") + lesson.title
    let introduction = judge.position == 0 ? lesson.introduction.map { [note(.aside, $0)] } : nil
    return [note(.title, title)] + (introduction ?? [])
  }

  /// The current step as shown: its place, the task and the lines to type, or the question and its
  /// choices.
  ///
  /// - Parameter canAsk: Whether a typed line can be an answer.
  mutating func showStep(canAsk: Bool) -> [Note] {
    (shown, holdsQuestion) = (nil, false)
    guard let step = judge.current else { return [] }
    switch step.task {
    case .ask where !canAsk:
      holdsQuestion = true
      return [note(.remark, .questionLater)]
    case .act(let say, let lines, _):
      shown = step.id
      return [note(.task, place + say)] + self.lines(lines)
    case .ask(let question):
      shown = step.id
      questionsShown += 1
      let choices = order(of: question).enumerated().map { index, choice in
        note(.choice, .verbatim("  \(index + 1)  ") + question.choices[choice - 1].text)
      }
      return [note(.task, place + question.text)] + choices
        + (questionsShown > 2 ? [] : [note(.aside, .typeNumber)])
    }
  }

  /// A message or a request is under way: the open question waits for its end.
  mutating func holdQuestion() -> [Note] { openQuestion == nil ? [] : showStep(canAsk: false) }

  /// `3/12`, or nothing after the last step.
  var progress: String? {
    judge.current.map { _ in "\(judge.position + 1)/\(lesson.steps.count)" }
  }

  private var place: Phrase { .verbatim("▸ \(progress ?? "")  ") }

  private func lines(_ lines: [String]) -> [Note] {
    lines.map { note(.line, .verbatim("  " + ($0.isEmpty ? "⏎" : $0))) }
  }

  // MARK: Answers

  /// The question that has been asked and not answered rightly yet.
  var openQuestion: (step: String, question: LessonStep.Question)? {
    guard let step = judge.current, step.id == shown, case .ask(let question) = step.task else {
      return nil
    }
    return (step.id, question)
  }

  /// The choice that a typed line makes, numbered as in the file.
  func choice(in line: String) -> (step: String, choice: Int)? {
    guard let (step, question) = openQuestion else { return nil }
    return question.choice(in: line, shownIn: order(of: question)).map { (step, $0) }
  }

  private func order(of question: LessonStep.Question) -> [Int] {
    question.order(in: judge.attempt, at: judge.current?.id ?? "")
  }

  /// The line that the current step asks for, where it is only one.
  var lineToType: String? {
    guard case .act(_, let lines, _)? = judge.current?.task, lines.count == 1 else { return nil }
    return lines[0]
  }

  // MARK: Hints

  /// What the latest `:hint` brought, and what the next one costs.
  var hint: [Note] {
    switch judge.hint {
    case .words(let words)?:
      let next = judge.isLineNext ? note(.aside, .lineIsNext(half)) : nil
      return [note(.remark, .mark + words)] + (next.map { [$0] } ?? [])
    case .lines(let lines)?:
      return [note(.remark, .mark + .oneWay)] + self.lines(lines) + [note(.aside, .lineShown(half))]
    case nil: return [note(.remark, .mark + .noHint)]
    }
  }

  private var half: Points { judge.current?.points.half ?? 0 }

  // MARK: Verdicts

  private func notes(on verdict: Verdict, since before: Judge) -> [Note] {
    switch verdict.finding {
    case .passed(let step, let points):
      let mark = success(step, points, before.score.earned[step.id])
      switch step.task {
      case .act(let say, _, _):
        // Done ahead of its turn, before its text was shown.
        let early = step.id == shown ? .empty : .doneAlready + say
        return [note(.success, mark + early)]
      case .ask(let question):
        let reasons = [question.choices[question.answer - 1].why, question.explanation]
        return [note(.success, mark)] + reasons.compactMap { $0.map { note(.aside, $0) } }
      }
    case .mistaken(_, let phrase): return [note(.remark, .mark + phrase)]
    case .answeredWrongly(let step, let given, _):
      guard case .ask(let question) = step.task else { return [] }
      let why = question.choices.indices.contains(given - 1) ? question.choices[given - 1].why : nil
      return [note(.wrong, .verbatim("✗ ") + (why ?? .wrongAnswer))]
    case .skipped: return [note(.remark, .mark + .skipped)]
    case .finished(let points, let all):
      let learnt = lesson.learnt.map { note(.choice, .verbatim("  ·  ") + $0) }
      return [note(.title, .finished(lesson.title, points, all))]
        + (learnt.isEmpty ? [] : [note(.aside, .learnt)]) + learnt
    }
  }

  /// `✓ +1`, and why it is less than the step's points.
  private func success(_ step: LessonStep, _ points: Points, _ before: Points?) -> Phrase {
    if let before {
      if points > before { return .gained(points - before) }
      return before > 0 || step.points == 0 ? .earnedBefore : .answeredBefore
    }
    if points == step.points { return points == 0 ? .verbatim("✓") : .gained(points) }
    guard case .ask = step.task else { return .gained(points) + .halfForLine }
    return points > 0 ? .gained(points) + .halfForSecond : .nothingGained
  }

  private func note(_ voice: Note.Voice, _ phrase: Phrase) -> Note {
    var note = Note(.console, text: phrase)
    note.voice = voice
    return note
  }
}

extension Phrase {
  fileprivate static let mark = verbatim("▸ ")
  fileprivate static let wrongAnswer = Phrase(
    en: "Not that one. Look at the conversation again.", zh: "不是这个。再看看刚才的对话。")
  fileprivate static let skipped = Phrase(
    en: "Skipped; it earns no points. :back goes back.", zh: "已跳过，这一步不得分。:back 可以返回。")
  fileprivate static let typeNumber = Phrase(
    en: "Type the number of your answer.", zh: "请输入答案的编号。")
  fileprivate static let questionLater = Phrase(
    en: "▸ Next comes a question. It waits until the message or request under way has ended.",
    zh: "▸ 接下来是一个问题，等正在输入的邮件或请求结束之后再问。")
  fileprivate static let doneAlready = Phrase(en: "  You did this already: ", zh: "  这一步你已经做过了：")
  fileprivate static let learnt = Phrase(en: "What you know now:", zh: "你学到了：")

  fileprivate static let noHint = Phrase(
    en: "There are no more hints. :skip skips this step.", zh: "没有更多提示了。:skip 可以跳过这一步。")
  fileprivate static let oneWay = Phrase(en: "One way that is right:", zh: "一种正确的做法：")
  fileprivate static func lineIsNext(_ half: Points) -> Phrase {
    Phrase(
      en: "(The next :hint shows the line; the step then gives half its points, \(half).)",
      zh: "（再输入一次 :hint 就会显示要输入的内容，但这一步只得一半分数：\(half) 分。）")
  }
  fileprivate static func lineShown(_ half: Points) -> Phrase {
    Phrase(
      en:
        "(The step now gives half its points, \(half); done again without this hint, all of them.)",
      zh: "（这一步现在只得一半分数：\(half) 分；之后不看这个提示重做一次，可得全分。）")
  }

  fileprivate static func gained(_ points: Points) -> Phrase {
    Phrase(en: "✓ +\(points)", zh: "✓ +\(points) 分")
  }
  fileprivate static let earnedBefore = Phrase(
    en: "✓ (its points were earned before)", zh: "✓（这一步的分数之前已经得到）")
  fileprivate static let answeredBefore = Phrase(
    en: "✓ Right. You answered it before, so it no longer counts.",
    zh: "✓ 答对了。这道题之前回答过，不再计分。")
  fileprivate static let halfForLine = Phrase(
    en:
      ": half, because a hint showed the line. :back, and once more without the hint, brings the rest.",
    zh: "：提示里已经给出了内容，所以得一半。用 :back 回去，不看提示再做一次，可以补上另一半。")
  fileprivate static let halfForSecond = Phrase(
    en: ": half, for the second answer", zh: "：第二次才答对，得一半")
  fileprivate static let nothingGained = Phrase(
    en: "✓ Right, though without points: the first answer counts.", zh: "✓ 答对了，但不得分：以第一次的回答为准。")
  fileprivate static func finished(_ title: Phrase, _ points: Points, _ all: Points) -> Phrase {
    Phrase(
      en: "✓ Lesson finished: \(title.english). \(points) of \(all) points.",
      zh: "✓ 本课完成：\(title.chinese)。得分 \(points)，满分 \(all)。")
  }
}
