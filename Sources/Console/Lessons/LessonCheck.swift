package import Language
package import Lessons
import Terminal

/// Checks a lesson by reading its texts and by doing it: thousands of times in memory, with wrong lines among the right
/// ones, and once by its solutions at the real console, over real connections.
package enum LessonCheck {
  package struct Problem: Hashable, Sendable {
    package let step: String
    /// The step's, in the lesson's file.
    package let line: Int
    package let text: Phrase

    fileprivate init(_ step: LessonStep, _ text: Phrase) {
      self.step = step.id
      line = step.line
      self.text = text
    }
  }

  package struct Report: Sendable {
    package let walks: Int
    /// In the order of the lesson's file. If there are none, the lesson is correct.
    package let problems: [Problem]
  }

  package static func check(
    _ lesson: Lesson, _ options: ConsoleOptions, walks times: Int = 2_000
  ) throws -> Report {
    let unsolved = lesson.steps.filter(\.solution.isEmpty).map { Problem($0, .noSolution) }
    guard unsolved.isEmpty else { return Report(walks: 0, problems: unsolved) }
    var walks = LessonWalks(lesson)
    let straight = walks.straight()
    let failed = straight.first { if case .solutionFails = $0.fault { true } else { false } }
    let unproven = failed?.step ?? lesson.steps.count
    let said = lesson.textFaults.compactMap { step, fault -> Problem? in
      // A solution that passes knows better: a server that relays takes any recipient.
      if case .noRecipient = fault, step < unproven { return nil }
      return Problem(lesson.steps[step], .text(fault))
    }
    let faults = straight.map { Problem(lesson.steps[$0.step], .fault($0.fault)) }
    guard faults.isEmpty else {
      return Report(walks: 0, problems: (said + faults).sorted { $0.line < $1.line })
    }
    let unresumed = LessonResumption.faults(of: lesson).map {
      Problem(lesson.steps[$0.step], .resumption($0.fault))
    }
    let deadEnds = walks.walk(times: times).map { end in
      Problem(
        lesson.steps[end.step],
        .deadEnd(end.detours.map { (lesson.steps[$0.step].id, words($0.trial)) }))
    }
    let unreal = try firstUnpassed(lesson, options).map { [Problem($0, .onlyInMemory)] } ?? []
    return Report(
      walks: times, problems: (said + unresumed + deadEnds + unreal).sorted { $0.line < $1.line })
  }

  /// The misconceptions that the lessons of a course meet less than twice: what is met once is soon
  /// believed again.
  package static func seldomMet(in lessons: [Lesson]) -> [Misconception] {
    let met = lessons.map { Set($0.steps.flatMap(\.misconceptions)) }
    return Misconception.all.filter { misconception in
      met.count { $0.contains(misconception.id) } < 2
    }
  }

  /// The first step that does not pass when the solutions are typed at the real console.
  private static func firstUnpassed(
    _ lesson: Lesson, _ options: ConsoleOptions
  ) throws -> LessonStep? {
    let wake = try WakePipe()
    let console = Console(
      options: options, scripted: ScriptedKeyboard(lesson.steps.flatMap(\.solution), wake: wake),
      inbox: Inbox(wake: wake), home: nil)
    _ = console.run(.lessonFile(lesson))
    let passed = console.lesson?.judge.passed ?? []
    return lesson.steps.first { !passed.contains($0.id) }
  }

  fileprivate static func words(_ trial: [String]) -> String {
    let last = trial.suffix(3).map { $0.isEmpty ? "⏎" : $0 }.joined(separator: " | ")
    return trial.count > 3 ? "… | " + last : last
  }
}

extension Phrase {
  fileprivate static let noSolution = Phrase(en: "it has no solution", zh: "没有答案")
  fileprivate static let onlyInMemory = Phrase(
    en: "its solution does not pass it over real connections", zh: "通过真实连接时，它的答案不能通过")

  fileprivate static func fault(_ fault: LessonWalks.Fault) -> Phrase {
    switch fault {
    case .solutionFails(let shortfall):
      Phrase(en: "its solution does not pass it", zh: "它的答案不能通过") + .shortfall(shortfall)
    case .wrongPasses(let trial):
      Phrase(
        en: "a wrong answer passes it: \(LessonCheck.words(trial))",
        zh: "错误的答案也能通过：\(LessonCheck.words(trial))")
    case .isPassedOver:
      Phrase(
        en: "the solution of the step before passes it too, so nobody reads it",
        zh: "上一步的答案同时通过了这一步，学生看不到它")
    }
  }

  fileprivate static func resumption(_ fault: LessonResumption.Fault) -> Phrase {
    switch fault {
    case .isElsewhere:
      Phrase(
        en:
          "a student who comes back here finds another state than one who never left: an earlier solution goes on after its step has passed",
        zh: "中断后回到这一步的学生，看到的状态和一直没有离开的学生不一样：前面某一步的答案在通过之后还有多余的行")
    case .solutionFails:
      Phrase(
        en: "its solution does not pass it after the lesson was resumed here",
        zh: "中断后从这一步继续时，它的答案不能通过")
    }
  }

  /// `detours`: the steps at which lines were typed, and the lines.
  fileprivate static func deadEnd(_ detours: [(step: String, lines: String)]) -> Phrase {
    let english = detours.map { "\($0.lines) at \($0.step)" }.joined(separator: ", then ")
    let chinese = detours.map { "在 \($0.step) 输入 \($0.lines)" }.joined(separator: "，")
    return Phrase(
      en: "a dead end: after \(english), no solution passes it any more",
      zh: "死路：\(chinese) 之后，任何答案都不能再通过这一步")
  }
}
