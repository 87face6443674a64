import Glibc
package import Lessons

/// Three lessons that tests play, as they stand in `Tests/Lessons/course`. What a test expects of
/// the program must not change with the course.
package enum SampleLessons {
  package static let folder =
    #filePath.split(separator: "/").dropLast(2).reduce("") { "\($0)/\($1)" } + "/Lessons/course"

  package static let lessons = [
    "01-first-conversation", "02-push-and-pull", "03-when-the-answer-is-no",
  ]
  .map { read("\($0).yaml") }

  package static let ids = lessons.map(\.id)

  /// The course, in which these take the place of its lessons with their ids.
  package static let library = Library(own: lessons)

  /// A fixture that is missing or broken is a fault of the tests, and ends them.
  package static func lesson(_ id: String) -> Lesson {
    guard let lesson = lessons.first(where: { $0.id == id }) else { fatalError("no lesson \(id)") }
    return lesson
  }

  private static func read(_ name: String) -> Lesson {
    do throws(LessonError) {
      return try LessonFile.parse(OldFile.octets(of: "\(folder)/\(name)"), name: name)
    } catch {
      fatalError("\(name):\(error.line)")
    }
  }
}
