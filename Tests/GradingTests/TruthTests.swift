import Grading
import Lessons
import TestSupport
import Testing

/// A class whose truth is known before it is graded.
@Suite struct TruthTests {
  private static let simulated = {
    var generator = ClassGenerator(seed: 2026)
    return generator.make(60)
  }()

  /// By student and lesson.
  private static let grades: [String: Grade] = {
    let folder = Scratch()
    simulated.write(to: folder.path)
    let grades = Grader(GradingJob(lessons: simulated.lessons, jobs: 2)).grade([folder.path]).grades
    return Dictionary(grades.map { ("\($0.student.id)/\($0.lesson)", $0) }) { first, _ in first }
  }()

  private static var work: [(SimulatedClass.Student, Int, SimulatedClass.Work)] {
    simulated.students.flatMap { student in
      student.work.enumerated().compactMap { place, work in work.map { (student, place, $0) } }
    }
  }

  @Test func `each step's standing, points and hints are what the student did`() {
    for (student, place, work) in Self.work {
      guard let truth = work.truth else { continue }
      let grade = Self.grades["\(student.id)/\(place)"]
      let found = grade.map { grade in
        zip(Self.simulated.lessons[place].steps, grade.steps).map { step, grade in
          "\(step.id) \(grade.standing.rawValue) \(grade.points) \(grade.hints)"
        }
      }
      let expected = truth.steps.map { "\($0.id) \($0.standing.rawValue) \($0.points) \($0.hints)" }
      #expect(
        found == expected,
        "\(student.id) (\(student.temperament)), lesson \(place), \(student.deed)")
      #expect(grade?.score == truth.score)
    }
  }

  @Test func `who copied or forged is flagged, and nobody else`() {
    for (student, place, work) in Self.work {
      let grade = Self.grades["\(student.id)/\(place)"]
      // Whose a file is belongs to the student, not to one lesson.
      let found = Set(grade?.flags.map(\.kind.rawValue) ?? []).subtracting(
        place == 0 ? [] : ["identity"])
      #expect(
        found == Set(work.flags.map(\.rawValue)),
        "\(student.id) (\(student.temperament)), lesson \(place), \(student.deed): \(grade?.flags.map(\.reason.english) ?? [])"
      )
    }
  }
}
