package import Language
package import Lessons
import Transcripts

/// A gradebook for programs; `gradebook.schema.json` describes it. Equal gradebooks give equal
/// octets.
package enum GradebookJSON {
  package static let format = "byhand-gradebook"
  package static let version = 1

  /// The whole gradebook, with a line feed at its end.
  package static func text(_ gradebook: Gradebook, _ language: Language) -> String {
    var object = JSONObject()
    object.add("format", format)
    object.add("version", version)
    object.add("lessons", gradebook.lessons.map { $0.object(language) })
    object.add("out_of", gradebook.scale)
    object.add("overview", gradebook.counts)
    object.add("students", gradebook.byStudent.map { student(of: $0, gradebook, language) })
    return object.text + "\n"
  }

  /// Whether a file that begins so is such a gradebook.
  static func isGradebook(_ beginning: [UInt8]) -> Bool {
    beginning.starts(with: #"{"format":"\#(format)","#.utf8)
  }

  /// One student's grade in one lesson, on one line without its end.
  package static func line(
    _ grade: Grade, lessons: [Lesson], language: Language
  ) -> String {
    var object = JSONObject()
    object.add("format", format)
    object.add("version", version)
    object.add(grade.student)
    grade.add(to: &object, Gradebook(lessons: lessons, grades: [grade]), language)
    return object.text
  }

  private static func student(
    of grades: ArraySlice<Grade>, _ gradebook: Gradebook, _ language: Language
  ) -> JSONObject {
    var object = JSONObject()
    if let student = grades.first?.student { object.add(student) }
    object.add(
      "lessons",
      grades.map { grade in
        var object = JSONObject()
        grade.add(to: &object, gradebook, language)
        return object
      })
    return object
  }
}

extension Gradebook {
  /// The grades of each student, who stand together.
  package var byStudent: [ArraySlice<Grade>] {
    var groups: [ArraySlice<Grade>] = []
    for index in grades.indices {
      // A lesson that comes again begins another row: two files of nobody are not one student's.
      if let last = groups.last?.last, last.student == grades[index].student,
        last.lesson < grades[index].lesson
      {
        groups[groups.count - 1] = grades[groups[groups.count - 1].startIndex...index]
      } else {
        groups.append(grades[index...index])
      }
    }
    return groups
  }

  fileprivate var counts: JSONObject {
    let turnout = Turnout(self)
    var object = JSONObject()
    object.add("students", byStudent.count)
    object.add("handed_in", turnout.handedIn.count)
    object.add("missing", turnout.missing.count)
    object.add("unidentified", turnout.unidentified.count)
    object.add("files", files)
    object.add("unreadable_files", unreadable)
    object.add("has_roster", hasRoster)
    object.add("has_due_time", hasDueTime)
    return object
  }
}

extension Lesson {
  fileprivate func object(_ language: Language) -> JSONObject {
    var object = JSONObject()
    object.add("id", id)
    object.add("title", title[language])
    object.add("version", version)
    object.add("digest", digest)
    object.add("points", points.number)
    object.add(
      "steps",
      steps.map { step in
        var object = JSONObject()
        object.add("id", step.id)
        object.add("kind", step.kind)
        object.add("points", step.points.number)
        return object
      })
    return object
  }
}

extension JSONObject {
  fileprivate mutating func add(_ student: Student) {
    add("id", student.id)
    add("name", student.name)
    add("group", student.group)
  }
}

extension Grade {
  fileprivate func add(
    to object: inout JSONObject, _ gradebook: Gradebook, _ language: Language
  ) {
    let lesson = gradebook.lessons[lesson]
    object.add("lesson", lesson.id)
    if let evidence {
      object.add("evidence", evidence.rawValue)
      object.add("score", gradebook.score(of: self))
      object.add("max_score", gradebook.maximum(of: self))
      object.add("points", score.number)
      object.add("max_points", maximum.number)
      object.add(
        "steps",
        zip(lesson.steps, steps).enumerated().map { place, pair in
          self.object(of: pair.0, pair.1, at: place, language)
        })
      object.add("mistakes", mistakes)
      object.add("hints", hints)
      object.add("seconds", milliseconds.seconds)
      object.add("late_seconds", late.map(\.seconds))
      if !misconceptions.isEmpty { object.add("misconceptions", misconceptions) }
    }
    object.add("recordings", recordings.map(\.name))
    object.add("flags", flags.map { $0.object(language) })
  }

  private func object(
    of step: LessonStep, _ grade: StepGrade, at place: Int, _ language: Language
  ) -> JSONObject {
    var object = JSONObject()
    object.add("id", step.id)
    object.add("standing", grade.standing.rawValue)
    if grade.standing != .notJudged {
      object.add("points", grade.points.number)
      object.add("max_points", step.points.number)
    }
    if let difference = difference(at: place, of: step) {
      object.add("expected", difference.expected[language])
      object.add("seen", difference.seen[language])
    }
    object.add("recording", recording(of: grade)?.name)
    if !grade.events.isEmpty { object.add("events", grade.events) }
    object.add("mistakes", Int(grade.mistakes))
    object.add("hints", Int(grade.hints))
    object.add("seconds", Int(grade.milliseconds).seconds)
    return object
  }
}

extension Flag {
  fileprivate func object(_ language: Language) -> JSONObject {
    var object = JSONObject()
    object.add("kind", kind.rawValue)
    object.add("reason", reason[language])
    object.add("recording", recording?.name)
    object.add("event", event)
    return object
  }
}

extension Int {
  /// Of milliseconds, to the nearest.
  fileprivate var seconds: Int { (self + 500) / 1_000 }
}
