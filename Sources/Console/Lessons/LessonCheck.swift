package import Language
package import Lessons
import PracticeWorld
import Terminal
import Transcripts

/// Checks a lesson: runs its solutions and wrong answers through the real console, in a practice
/// world of their own.
package enum LessonCheck {
  package struct Report: Sendable {
    package let lesson: String
    package let plays: Int
    /// The problems found. If there are none, the lesson is correct.
    package let problems: [Phrase]
  }

  /// - Throws: If the practice world cannot be opened.
  package static func check(_ lesson: Lesson, _ options: ConsoleOptions) throws -> Report {
    let plays = LessonPlay.plays(of: lesson)
    let problems = try plays.compactMap { play -> Phrase? in
      let passed = try passes(play, of: lesson, options)
      if passed == play.mustPass { return nil }
      let lines = play.lines.suffix(3).joined(separator: " | ")
      return play.mustPass
        ? Phrase(
          en: "\(play.step): its solution does not pass it (… \(lines))",
          zh: "\(play.step)：它的答案不能通过（… \(lines)）")
        : Phrase(
          en: "\(play.step): a wrong answer passes it (… \(lines))",
          zh: "\(play.step)：错误的答案也能通过（… \(lines)）")
    }
    let unsolved = lesson.steps.filter { $0.solution.isEmpty }.map { step in
      Phrase(en: "\(step.id): it has no solution", zh: "\(step.id)：没有答案")
    }
    return Report(lesson: lesson.id, plays: plays.count, problems: unsolved + problems)
  }

  private static func passes(
    _ play: LessonPlay, of lesson: Lesson, _ options: ConsoleOptions
  ) throws -> Bool {
    let wake = try WakePipe()
    let console = Console(
      options: options, scripted: ScriptedKeyboard(play.lines, wake: wake),
      inbox: Inbox(wake: wake), home: nil)
    _ = console.run(.lessonFile(lesson))
    return console.lesson?.judge.passed.contains(play.step) == true
  }
}
