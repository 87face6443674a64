import Language
package import Lessons
import Presentation
import Teaching

/// `byhand lesson` subcommands that do not open the console.
package enum LessonProgress {
  package static func reset(_ lesson: Lesson, _ options: ConsoleOptions) {
    ProgressStore(options).forget(lesson)
  }

  /// How many of the lesson's steps were passed.
  package static func passed(in lesson: Lesson, _ options: ConsoleOptions) -> Int {
    ProgressStore(options).progress.passed(in: lesson).count
  }

  package static func list(_ options: ConsoleOptions) -> String {
    let store = ProgressStore(options)
    return Screen(options).text(of: .lessons(options.library, store.progress))
  }
}

extension Listing {
  /// The lessons with the student's progress.
  static func lessons(_ library: Library, _ progress: Progress) -> Listing {
    Listing(
      headings: [
        Phrase(en: "lesson", zh: "课"), Phrase(en: "title", zh: "标题"),
        Phrase(en: "progress", zh: "进度"), Phrase(en: "points", zh: "得分"),
      ],
      rows: library.lessons.map { lesson in
        let points = progress.score(in: lesson).total(of: lesson)
        return [
          .verbatim(lesson.id), lesson.title, progress.standing(in: lesson),
          .verbatim("\(points)/\(lesson.points)"),
        ]
      })
  }
}

extension Progress {
  fileprivate func standing(in lesson: Lesson) -> Phrase {
    if isFinished(lesson) { return Phrase(en: "✓ done", zh: "✓ 已完成") }
    let steps = lesson.steps
    guard let index = steps.firstIndex(where: { $0.id == self[lesson]?.step }) else {
      return .empty
    }
    return Phrase(
      en: "step \(index + 1) of \(steps.count)", zh: "第 \(index + 1) 步，共 \(steps.count) 步")
  }
}
