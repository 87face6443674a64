import Glibc
import Grading
import Language
import Lessons
import Markup
import TestSupport
import Testing

/// A file costs itself at most.
@Suite struct BrokenFilesTests {
  private static let lessons = Array(SampleLessons.lessons.prefix(1))

  @Test func `what byhand wrote into the folder is no hand-in`() {
    var generator = ClassGenerator(seed: 12, lessons: Self.lessons)
    let folder = Scratch()
    for file in generator.make(3).files { folder.save(file.octets, as: file.path) }
    let grader = Grader(GradingJob(lessons: Self.lessons))
    let before = grader.grade([folder.path])
    let options = ReportOptions(language: .chinese, software: "byhand")
    let student = before.grades[0].student
    let page = StudentPage(student, before.grades, in: before, options, showsFlags: true)
    let report = ReportPage(before, Overview(before), options).html.text
    folder.save(Array(report.utf8), as: "0.html")
    folder.save(Array(page.html { _ in nil }.text.utf8), as: "0-students/\(student.id).html")
    folder.save(Array(GradebookCSV(before, .english).text.utf8), as: "grades.csv")
    folder.save(Array(GradebookJSON.text(before, .english).utf8), as: "grades.json")
    let after = grader.grade([folder.path])
    #expect(after.grades == before.grades)
    #expect(after.files == before.files && after.unreadable == 0)
    // A page named as an argument, or one by another program, is reported.
    let named = grader.grade(["\(folder.path)/0.html"])
    #expect(named.files == 1 && named.unreadable == 1)
    folder.save(Array("<!doctype html>\n<html lang=\"en\"><p>mine".utf8), as: "mine.html")
    #expect(grader.grade([folder.path]).unreadable == 1)
  }

  @Test func `each broken file has a row that says so, and the rest is graded`() throws {
    var generator = ClassGenerator(seed: 11, lessons: Array(SampleLessons.lessons.prefix(2)))
    let simulated = generator.make(4)
    let students = simulated.students.filter { $0.temperament == .diligent }
    let whole = try #require(students.first)
    let folder = Scratch()
    for student in students {
      for file in student.files { folder.save(file.octets, as: file.path) }
    }
    let before = Grader(GradingJob(lessons: Self.lessons)).grade([folder.path])
    let octets = whole.recordings.map { $0[0].octets }

    folder.save(octets[0].dropLast(30), as: "torn-2026001780.jsonl")
    folder.save([], as: "empty-2026001781.jsonl")
    folder.save(Array("I have lost my recording.\n".utf8), as: "words-2026001782.jsonl")
    let newer = #"{"format":"byhand-transcript","version":99,"side":"client"}"# + "\n"
    folder.save(Array(newer.utf8), as: "newer-2026001783.jsonl")
    folder.save(octets[1], as: "other-2026001784.jsonl")
    folder.save(octets[0], as: "copy-2026001785.jsonl")
    folder.save([], as: "huge-2026001786.jsonl")
    #expect(truncate("\(folder.path)/huge-2026001786.jsonl", 2 << 30) == 0)
    #expect(symlink(".", "\(folder.path)/loop-2026001787") == 0)
    #expect(symlink("/dev/zero", "\(folder.path)/zero-2026001788.jsonl") == 0)
    #expect(mkfifo("\(folder.path)/pipe-2026001789.jsonl", 0o600) == 0)
    folder.save(octets[0], as: "locked-2026001790.jsonl")
    chmod("\(folder.path)/locked-2026001790.jsonl", 0)

    let after = Grader(GradingJob(lessons: Self.lessons, jobs: 2)).grade([folder.path])
    let rows = Dictionary(grouping: after.grades, by: \.student.id)
    var expected: [(String, Flag.Kind)] = [
      ("2026001780", .unreadable), ("2026001781", .unreadable), ("2026001782", .unreadable),
      ("2026001783", .unreadable), ("2026001784", .notCounted), ("2026001785", .copy),
      ("2026001786", .unreadable), ("2026001787", .unreadable), ("2026001788", .unreadable),
      ("2026001789", .unreadable),
    ]
    // Root reads what it likes.
    if getuid() != 0 { expected.append(("2026001790", .unreadable)) }
    for (id, kind) in expected {
      #expect(rows[id]?.count == 1, "\(id)")
      #expect(
        rows[id]?.first?.flags.contains { $0.kind == kind } == true,
        "\(id): \(rows[id]?.first?.flags.map(\.reason.english) ?? [])")
    }
    // A torn recording is graded as far as it goes.
    #expect(rows["2026001780"]?.first?.isJudged == true)
    // Those who handed in what can be read are graded as before.
    for grade in before.grades {
      let now = rows[grade.student.id]?.first
      #expect(now?.steps == grade.steps && now?.score == grade.score)
      #expect(now?.flags == grade.flags)
    }
    #expect(after.unreadable >= 7)
  }
}
