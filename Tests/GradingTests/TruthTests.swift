import Grading
import Language
import Lessons
import TestSupport
import Testing

/// A grade is what the student did: the truth comes from the rules of points, not from the judge.
@Suite struct TruthTests {
  @Test func `each step's standing, points and hints are what the student did`() {
    for (student, place, work) in GradedClass.work {
      guard let truth = work.truth else { continue }
      let grade = GradedClass.grades["\(student.id)/\(place)"]
      let found = grade.map { grade in
        zip(GradedClass.simulated.lessons[place].steps, grade.steps).map { step, grade in
          "\(step.id) \(grade.standing.rawValue) \(grade.points) \(grade.hints)"
        }
      }
      let expected = truth.steps.map { "\($0.id) \($0.standing.rawValue) \($0.points) \($0.hints)" }
      #expect(
        found == expected,
        "\(student.id) (\(student.temperament)), lesson \(place), \(student.deed)")
      #expect(grade?.score == truth.score)
      #expect(grade?.hints == truth.steps.reduce(0) { $0 + $1.hints })
    }
  }

  @Test func `who copied or forged is flagged, and nobody else`() {
    for (student, place, work) in GradedClass.work {
      let grade = GradedClass.grades["\(student.id)/\(place)"]
      let found = Set(grade?.flags.map(\.kind.rawValue) ?? [])
      #expect(
        found == Set(work.flags.map(\.rawValue)),
        "\(student.id) (\(student.temperament)), lesson \(place), \(student.deed): \(grade?.flags.map(\.reason.english) ?? [])"
      )
    }
  }

  @Test func `who handed in has a row for each lesson, and nobody has two`() {
    let present = GradedClass.simulated.students.filter { !$0.files.isEmpty }.map(\.id)
    #expect(
      GradedClass.gradebook.grades.map { "\($0.student.id)/\($0.lesson)" }
        == present.sorted().flatMap { id in
          GradedClass.simulated.lessons.indices.map { "\(id)/\($0)" }
        })
  }

  /// The class has what the laws speak of.
  @Test func `there are all kinds of students, second recordings, bundles and loose files`() {
    let students = GradedClass.simulated.students
    #expect(Set(students.map(\.temperament)) == Set(Temperament.allCases))
    #expect(students.contains { $0.files.count > 3 })
    #expect(students.contains { $0.files.count == 1 })
    #expect(GradedClass.gradebook.grades.contains { $0.recordings.count == 2 })
    #expect(
      GradedClass.work.contains { $0.work.truth?.steps.contains { $0.standing == .half } == true })
  }
}
