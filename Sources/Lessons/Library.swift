package import Language
package import Transcripts

/// The lessons that a student can begin by name: the course's and, where a teacher's folder is
/// given, that folder's. A lesson of the folder takes the place of the course's with the same id;
/// the others come after the course.
package struct Library: Hashable, Sendable {
  private let own: [Lesson]

  package init(own: [Lesson] = []) { self.own = own }

  package var lessons: [Lesson] {
    Course.lessons.map { own($0.id) ?? $0 } + own.filter { Course.lesson($0.id) == nil }
  }

  /// Lessons below their heading.
  package struct Part: Sendable {
    package let title: Phrase
    package let lessons: [Lesson]
  }

  /// The same lessons in the same order: the parts of the course, then the teacher's own.
  package var parts: [Part] {
    var parts: [Part] = []
    var rest = lessons[...]
    let starts = Course.parts.map(\.first)
    for (part, end) in zip(Course.parts, starts.dropFirst().map(Optional.some) + [nil]) {
      let lessons = rest.prefix { $0.id != end && Course.lesson($0.id) != nil }
      parts.append(Part(title: part.title, lessons: Array(lessons)))
      rest = rest.dropFirst(lessons.count)
    }
    return parts + (rest.isEmpty ? [] : [Part(title: .teachers, lessons: Array(rest))])
  }

  package subscript(_ id: String) -> Lesson? { own(id) ?? Course.lesson(id) }

  /// The lesson as it was when the attempt began: its file has not changed since.
  package func lesson(of attempt: LessonAttempt) -> Lesson? {
    (own + [Course.lesson(attempt.lesson)]).compactMap { $0 }
      .first { $0.id == attempt.lesson && $0.digest == attempt.digest }
  }

  /// With a lesson that has a file of its own.
  package func adding(_ lesson: Lesson?) -> Library {
    Library(own: own + [lesson].compactMap { $0 })
  }

  /// By its id, its number in the list or its title in either language.
  package func lesson(called name: String) -> Lesson? {
    if let lesson = self[name] { return lesson }
    let lessons = lessons
    if let number = Int(name) {
      return lessons.indices.contains(number - 1) ? lessons[number - 1] : nil
    }
    return lessons.first { lesson in
      Language.allCases.contains { lesson.title[$0].lowercased() == name.lowercased() }
    }
  }

  /// The lesson after this one; where that is finished, or there is none, the first unfinished one.
  package func next(after lesson: Lesson, _ progress: Progress) -> Lesson? {
    let lessons = lessons
    let rest = lessons.drop { $0.id != lesson.id }.dropFirst()
    return (rest + lessons).first { $0.id != lesson.id && !progress.isFinished($0) }
  }

  /// The lesson to go on with: the one that was left last, or the first unfinished one.
  package func lesson(toContinue progress: Progress) -> Lesson? {
    let lessons = lessons
    let latest = progress.latest(of: lessons)
    if let latest, progress[latest]?.step != nil { return latest }
    return lessons.first { !progress.isFinished($0) } ?? latest ?? lessons.first
  }

  private func own(_ id: String) -> Lesson? { own.first { $0.id == id } }
}

extension Phrase {
  fileprivate static let teachers = Phrase(en: "Your teacher's lessons", zh: "老师自编的课")
}
