import Language
import Lessons
import Protocols
import Teaching
import Transcripts

/// The lesson that the student sits in: shows steps, takes answers, and keeps progress.
final class LessonSeat {
  private(set) var judge: Judge
  private let store: ProgressStore

  init(_ lesson: Lesson, store: ProgressStore) {
    self.store = store
    judge = store.progress.judge(of: lesson)
  }

  // MARK: The judge's side

  /// What the facts of one event mean for the lesson, in words.
  func take(_ facts: [Fact]) -> [Note] {
    let before = judge.position
    let verdicts = facts.flatMap { judge.take($0) }
    var notes = verdicts.flatMap(words)
    if judge.position != before {
      save()
      if judge.current != nil { notes += currentStep }
    }
    return notes
  }

  private func words(_ verdict: Verdict) -> [Note] {
    switch verdict {
    case .passed(let step):
      var notes = [note(.passed(step.points))]
      if case .ask(let question) = step.task, let why = question.explanation {
        notes.append(note(why))
      }
      return notes
    case .mistaken(_, let phrase): return [note(phrase)]
    case .answeredWrongly: return [note(.wrongAnswer)]
    case .skipped: return [note(.skipped)]
    case .finished(let points, let all): return [note(.finished(judge.lesson.title, points, all))]
    }
  }

  // MARK: The student's side

  /// The step as it is shown: where in the lesson, what to do, the choices.
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

  /// Title and introduction where the lesson begins, and the step whose turn it is.
  var opening: [Note] {
    let title = Phrase(en: "Lesson: ", zh: "课程：") + judge.lesson.title
    let introduction = judge.position == 0 ? judge.lesson.introduction.map { [note($0)] } ?? [] : []
    let resumed = judge.position == 0 ? [] : [note(.resumed)]
    return [note(title)] + introduction + resumed + currentStep
  }

  /// A number answers a question; anything else is not the lesson's.
  func answer(_ text: String, console: Console) -> Bool {
    guard let step = judge.current, case .ask(let question) = step.task,
      let choice = Int(text), (1...question.choices.count).contains(choice),
      console.conversation?.isOpen != true
        || [.command, .nothing].contains(console.conversation?.guidance.typed)
    else { return false }
    console.experience(.learner(.answered(step: step.id, .choice(choice))), in: 0)
    return true
  }

  /// The next hint; after the last one, the solution.
  func hint(console: Console) {
    guard let step = judge.current else { return console.say(.isFinished) }
    console.experience(.learner(.hint(step: step.id)), in: 0)
    if let hint = judge.hint { console.say(note(hint)) }
  }

  func skip(console: Console) {
    guard let step = judge.current else { return console.say(.isFinished) }
    console.experience(.learner(.skipped(step: step.id)), in: 0)
  }

  func back() { judge.back() }
  func restart() { judge.restart() }

  func save() { store.keep(judge) }

  private func note(_ phrase: Phrase) -> Note { Note(.console, text: phrase) }
}

extension Phrase {
  fileprivate static let isFinished = Phrase(
    en: "The lesson is finished. :restart begins it anew, :lesson lists all.",
    zh: "这一课已经完成。:restart 从头开始，:lesson 列出全部课程。")
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
