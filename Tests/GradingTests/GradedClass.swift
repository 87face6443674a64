import Glibc
import Grading
import Lessons
import TestSupport

/// A class whose truth is known before it is graded, and what the grader makes of it. Both are made
/// once: in a debug build a class of 20, in which each kind of student is, costs two seconds.
enum GradedClass {
  static let simulated = {
    var generator = ClassGenerator(seed: 2026)
    // A whole year: BYHAND_CLASS=200.
    return generator.make(getenv("BYHAND_CLASS").flatMap { Int(String(cString: $0)) } ?? 20)
  }()

  static let folder = {
    let folder = Scratch()
    simulated.write(to: folder)
    return folder
  }()

  static let gradebook = grade(jobs: 2)

  static func grade(jobs: Int) -> Gradebook {
    Grader(GradingJob(lessons: simulated.lessons, jobs: jobs)).grade([folder.path])
  }

  /// By student and lesson.
  static let grades = Dictionary(
    gradebook.grades.map { ("\($0.student.id)/\($0.lesson)", $0) }
  ) { first, _ in first }

  static let work = simulated.students.flatMap { student in
    student.work.enumerated().compactMap { place, work in
      work.map { (student: student, lesson: place, work: $0) }
    }
  }
}
