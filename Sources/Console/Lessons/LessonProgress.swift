import Language
package import Lessons
import Presentation

/// `byhand lesson` subcommands that do not open the console.
package enum LessonProgress {
  package static func reset(_ lesson: Lesson, _ options: ConsoleOptions) {
    ProgressStore(options).forget(lesson)
  }

  /// How many of the lesson's steps were passed.
  package static func passed(in lesson: Lesson, _ options: ConsoleOptions) -> Int {
    ProgressStore(options).progress.passed(in: lesson).count
  }

  /// The map of the course, and how to go on from a shell.
  package static func map(_ options: ConsoleOptions) -> String {
    let screen = Screen(options)
    let map = CourseMap(options.library, ProgressStore(options).progress)
    return screen.text(of: map) + screen.text(saying: .howToBegin)
      + (map.next == nil ? "" : screen.text(saying: .howToContinue))
  }
}

extension Phrase {
  fileprivate static let howToBegin = Phrase(
    en: "Begin one: byhand lesson ID", zh: "开始一课：byhand lesson 课名")
  fileprivate static let howToContinue = Phrase(
    en: "Go on: byhand lesson --continue", zh: "接着做：byhand lesson --continue")
}
