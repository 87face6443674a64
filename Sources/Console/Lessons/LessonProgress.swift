import Language
import Lessons
import Presentation
import Teaching

/// `byhand lesson` subcommands that do not open the console.
package enum LessonProgress {
  /// - Returns: `false` if there is no such lesson.
  package static func reset(_ id: String, _ options: ConsoleOptions) -> Bool {
    guard Course.entry(id) != nil else { return false }
    ProgressStore(folder: options.dataFolder).forget(id)
    return true
  }

  package static func list(_ options: ConsoleOptions) -> String {
    let store = ProgressStore(folder: options.dataFolder)
    return Screen(options).text(of: .lessons(store.progress))
  }
}

extension Listing {
  /// The lessons of the course with the student's progress.
  static func lessons(_ progress: Progress) -> Listing {
    Listing(
      headings: [
        Phrase(en: "lesson", zh: "课程"), Phrase(en: "title", zh: "标题"),
        Phrase(en: "done", zh: "进度"),
      ],
      rows: Course.entries.compactMap { entry in
        guard let lesson = try? entry.lesson() else { return nil }
        let done = "\(progress.passed(in: lesson).count)/\(lesson.steps.count)"
        return [.verbatim(lesson.id), lesson.title, .verbatim(done)]
      })
  }
}
