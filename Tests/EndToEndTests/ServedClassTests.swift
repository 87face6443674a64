import Grading
import Lessons
import Subprocess
import TestSupport
import Testing

/// A class that types to a lecturer's server: what the server has recorded is graded alone.
@Suite(.fewAtOnce) struct ServedClassTests {
  private static let simulated = {
    var generator = ClassGenerator(seed: 21, lessons: [SampleLessons.lesson("first-conversation")])
    return generator.make(9)
  }()

  @Test func `who has typed every line to the server has every point that it can see`() async throws
  {
    let scratch = Scratch()
    let records = "\(scratch.path)/records"
    let students = Self.simulated.students.filter { !$0.wire.isEmpty }
    try #require(students.count >= 3)
    let outcome = try await Serving.byhand(store: scratch, arguments: ["--record", records]) {
      port, _ in
      for (place, student) in students.enumerated() {
        for (number, lines) in student.wire.enumerated() {
          guard let socket = Socket(port: port) else { continue }
          // The last student gives up before the message.
          let isLast = place == students.count - 1
          let typed = isLast ? Array(lines.prefix { $0 != "DATA" }) : lines
          if isLast, number > 0 { continue }
          for line in typed { socket.send((line + "\r\n").utf8) }
          socket.finish()
          _ = socket.receiveAll()
        }
      }
    }
    #expect(outcome.status == .exited(0))
    let lesson = Self.simulated.lessons[0]
    let grades = Grader(GradingJob(lessons: [lesson], jobs: 2)).grade([records]).grades
    #expect(grades.map(\.student.id) == students.map(\.id))
    let seen = Set(lesson.byHand.steps.map(\.id))
    for (place, grade) in grades.enumerated() {
      #expect(grade.evidence == .server && grade.maximum == lesson.byHand.points)
      // A server sees neither answers nor hints.
      #expect(grade.hints == 0)
      for (step, found) in zip(lesson.steps, grade.steps) {
        #expect((found.standing == .notJudged) == !seen.contains(step.id), "\(step.id)")
      }
      if place < grades.count - 1 {
        #expect(grade.score == grade.maximum, "\(grade.student.id)")
      } else {
        #expect(grade.score > 0 && grade.score < grade.maximum)
      }
    }
  }

  /// As Spark's `RDD.pipe` or Hadoop Streaming would: each process has a part of the lines.
  @Test func `several processes of a stream give the rows that one gives`() async throws {
    var lines = Self.simulated.students.flatMap { student in
      student.files.filter { $0.path.hasPrefix("byhand-") }
    }.flatMap { $0.octets.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) } }
    try #require(lines.count >= 2)
    lines.insert(#"{"student":"2026001799","transcript":[{"format":"#, at: 1)
    let whole = try await graded(lines)
    #expect(whole.count == lines.count)
    // A line that is no recording costs its own row, which says so.
    #expect(whole.count { $0.contains("\"unreadable\"") } == 1)
    var parts: [String] = []
    for part in 0..<3 {
      parts += try await graded(lines.indices.filter { $0 % 3 == part }.map { lines[$0] })
    }
    #expect(parts.sorted() == whole.sorted())
  }

  private func graded(_ lines: [String]) async throws -> [String] {
    let outcome = try await Program.byhand(
      [
        "grade", "--lesson", "first-conversation", "--lessons", SampleLessons.folder, "--stream",
      ], input: lines.map { $0 + "\n" }.joined())
    return outcome.lines
  }
}
