/// Which recordings tell of a lesson.
///
/// A lesson may take several sessions, each with a recording of its own, and may be done again for
/// the points that are missing. The recordings that count are those in which something was earned
/// or a question was answered: judged one after the other, they give the points that progress has.
/// Where nothing was earned yet, it is the first.
extension Progress {
  /// A lesson that was begun.
  package struct Begun: Sendable {
    package let id: String
    /// `nil`: its file is not at hand.
    package let lesson: Lesson?
    /// The names of the files, oldest first.
    package let recordings: [String]
  }

  /// All lessons that were begun: these in their order, then any others by their ids.
  package func begun(among known: [Lesson]) -> [Begun] {
    var rest = lessons
    let first = known.compactMap { lesson in
      rest.removeValue(forKey: place(of: lesson)).map {
        Begun(id: lesson.id, lesson: lesson, recordings: $0.evidence)
      }
    }
    let others = rest.sorted { $0.key < $1.key }.map { key, standing in
      // Under its bare id a lesson of the course is kept.
      Begun(id: Self.id(in: key), lesson: Course.lesson(key), recordings: standing.evidence)
    }
    return first + others
  }
}

extension Progress.Standing {
  /// Earlier versions of byhand kept only the latest recording.
  var evidence: [String] { recordings ?? recording.map { [$0] } ?? [] }
}
