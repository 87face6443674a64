package import Language
import Lessons
import Transcripts

/// One student's `results.json`, as Gradescope's autograders write it: a test a step.
package enum GradescopeResults {
  /// - Parameters:
  ///   - grades: One student's, of the lessons of `gradebook`.
  /// - Returns: One line with its end. Gradescope takes a score for every submission, so nothing
  ///   that counts is 0.
  package static func text(
    _ grades: some Collection<Grade>, in gradebook: Gradebook, _ language: Language
  ) -> String {
    let judged = grades.filter(\.isJudged)
    var object = JSONObject()
    object.add("score", rounded(judged.reduce(0) { $0 + gradebook.score(of: $1) }))
    object.add("output", output(grades, in: gradebook)[language])
    object.add("output_format", "text")
    object.add("visibility", "visible")
    object.add("stdout_visibility", "hidden")
    object.add("tests", judged.flatMap { tests($0, in: gradebook, language) })
    object.add("extra_data", extraData(grades, in: gradebook, language))
    return object.text + "\n"
  }

  private static func rounded(_ score: Double) -> Double { (score * 100).rounded() / 100 }

  private static func output(
    _ grades: some Collection<Grade>, in gradebook: Gradebook
  ) -> Phrase {
    let lines = grades.map { grade -> Phrase in
      let lesson = gradebook.lessons[grade.lesson]
      let title = lesson.title
      guard grade.isJudged else { return title + .nothing + reasons(grade) }
      return title
        + .points("\(grade.score)/\(grade.maximum)", evidence: grade.evidence ?? .record)
    }
    return Phrase(
      en: lines.map(\.english).joined(separator: "\n"),
      zh: lines.map(\.chinese).joined(separator: "\n"))
  }

  /// Why nothing counts. Other flags are for the lecturer alone.
  private static func reasons(_ grade: Grade) -> Phrase {
    grade.flags.filter { [.unreadable, .notCounted].contains($0.kind) }
      .reduce(.empty) { words, flag in
        words + .verbatim("\n" + (flag.recording.map { $0.name + ": " } ?? "")) + flag.reason
      }
  }

  /// What is not judged is no test: it is not in the maximum.
  private static func tests(
    _ grade: Grade, in gradebook: Gradebook, _ language: Language
  ) -> [JSONObject] {
    let lesson = gradebook.lessons[grade.lesson]
    let isOneOfSeveral = gradebook.lessons.count > 1
    return zip(lesson.steps, grade.steps).enumerated().compactMap { place, pair in
      let (step, result) = pair
      guard result.standing != .notJudged else { return nil }
      var test = JSONObject()
      test.add("name", isOneOfSeveral ? "\(lesson.id)/\(step.id)" : step.id)
      test.add("number", isOneOfSeveral ? "\(grade.lesson + 1).\(place + 1)" : "\(place + 1)")
      test.add("score", result.points.number)
      test.add("max_score", step.points.number)
      test.add("status", result.standing == .passed ? "passed" : "failed")
      test.add("output", output(of: place, step, result, grade)[language])
      test.add("output_format", "text")
      test.add("visibility", "visible")
      return test
    }
  }

  private static func output(
    of place: Int, _ step: LessonStep, _ result: StepGrade, _ grade: Grade
  ) -> Phrase {
    let words = result.standing.words
    guard let difference = grade.difference(at: place, of: step) else { return words }
    return words
      + Phrase(
        en: "\nexpected: \(difference.expected.english)\nseen: \(difference.seen.english)",
        zh: "\n要求：\(difference.expected.chinese)\n看到：\(difference.seen.chinese)")
  }

  /// Gradescope shows it to nobody.
  private static func extraData(
    _ grades: some Collection<Grade>, in gradebook: Gradebook, _ language: Language
  ) -> JSONObject {
    var object = JSONObject()
    object.add("student_id", grades.first?.student.id)
    object.add(
      "lessons",
      grades.map { grade in
        var object = JSONObject()
        object.add("lesson", gradebook.lessons[grade.lesson].id)
        object.add("digest", gradebook.lessons[grade.lesson].digest)
        object.add("evidence", grade.evidence?.rawValue)
        object.add("recordings", grade.recordings.map(\.name))
        object.add("flags", grade.flags.map { grade.words(of: $0)[language] })
        return object
      })
    return object
  }
}

extension Phrase {
  fileprivate static let nothing = Phrase(en: ": nothing that counts", zh: "：没有可计分的记录")
  fileprivate static func points(_ points: String, evidence: Evidence) -> Phrase {
    switch evidence {
    case .record:
      Phrase(
        en: ": \(points) points, by your own recording", zh: "：\(points) 分，依据你自己的会话记录")
    case .server:
      Phrase(en: ": \(points) points, by the server's recording", zh: "：\(points) 分，依据服务器的会话记录")
    }
  }
}
