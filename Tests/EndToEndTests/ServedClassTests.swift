import Glibc
import Grading
import Lessons
import Subprocess
import TestSupport
import Testing

/// A class that types to a lecturer's server: what the server has recorded is graded alone.
@Suite(.fewAtOnce) struct ServedClassTests {
  /// A whole year, and three lessons: `BYHAND_CLASS=200`.
  private static let count = getenv("BYHAND_CLASS").flatMap { Int(String(cString: $0)) }
  private static let lessons =
    ["first-conversation"] + (count == nil ? [] : ["phases", "envelope-and-header"])

  /// All that a server's recordings can show: which steps were done, and by whom.
  @Test(arguments: lessons)
  func `what each student has typed to the server is in the gradebook, and nothing else`(
    id: String
  ) async throws {
    let lesson = try #require(SampleLessons.library.lesson(called: id))
    let simulated = TypedClass(lesson, of: Self.count ?? 40, seed: 21)
    let students = simulated.students.filter { !$0.connections.isEmpty }
    let scratch = Scratch()
    let records = "\(scratch.path)/records"
    let handedIn = Scratch()
    for file in students.compactMap(\.file) { handedIn.save(file.octets, as: file.path) }
    let lessons = ["--lesson", id, "--lessons", SampleLessons.folder]
    let outcome = try await Serving.ports(
      ["smtp"], hosts: lesson.world.count, store: scratch,
      arguments: lessons + ["--record", records]
    ) { ports in
      for start in stride(from: 0, to: students.count, by: Self.atOnce) {
        Self.type(students[start..<min(start + Self.atOnce, students.count)], to: ports)
      }
    }
    #expect(outcome.status == .exited(0))
    let graded = try await Program.byhand(
      ["grade", "--as", "csv", records, handedIn.path] + lessons)
    #expect(graded.status == 0, "\(graded.errors)")
    let rows = graded.output.split(separator: "\r\n").dropFirst()
    #expect(rows.count == students.count)
    for (student, row) in zip(students, rows) {
      let flags = Set(
        Flag.Kind.allCases.map(\.rawValue).filter { row.contains("\($0): ") })
      #expect(row.hasPrefix(Self.row(of: student, lesson)), "\(student.temperament): \(row)")
      #expect(flags == Set(student.flags.map(\.rawValue)), "\(student.temperament): \(row)")
    }
    // The class has what the law speaks of.
    #expect(Set(students.map(\.temperament)) == Set(Temperament.allCases).subtracting([.absent]))
    #expect(id != Self.lessons[0] || students.contains { $0.flags == [.copy] })
  }

  private static let atOnce = 8

  /// Each student's connections one after the other, several students at once.
  private static func type(_ students: ArraySlice<TypedClass.Student>, to ports: [String: Int]) {
    for round in 0..<(students.map(\.connections.count).max() ?? 0) {
      var clients = ManyClients()
      for student in students where student.connections.indices.contains(round) {
        let connection = student.connections[round]
        let port = ports["smtp \(connection.host)"] ?? ports["smtp"] ?? 0
        clients.join(port, saying: connection.lines.flatMap { Array(($0 + "\r\n").utf8) })
      }
      _ = clients.receiveAll()
    }
  }

  /// Up to the last step. What a server cannot see is empty, and not in the maximum.
  private static func row(of student: TypedClass.Student, _ lesson: Lesson) -> String {
    let points = Dictionary(uniqueKeysWithValues: student.steps.map { ($0.id, $0.points) })
    let score = points.values.reduce(0, +)
    let cells = lesson.steps.map { points[$0.id]?.description ?? "" }
    return
      (["\(student.id),,server,\(lesson.id),\(score),\(lesson.byHand.points)"] + cells + ["0"])
      .joined(separator: ",")
  }

  private static let simulated = {
    var generator = ClassGenerator(seed: 21, lessons: [SampleLessons.lesson("first-conversation")])
    return generator.make(9)
  }()

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
