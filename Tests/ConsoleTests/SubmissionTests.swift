import Files
import Glibc
import Language
import Lessons
import Presentation
import Protocols
import TestSupport
import Testing
import Transcripts

@testable import Console

/// What is handed in, from progress and recordings on the disk.
@Suite struct SubmissionTests {
  private let scratch = Scratch()

  private func options(_ student: String? = nil) throws -> ConsoleOptions {
    ConsoleOptions(
      language: .english, form: .plain, hasColour: false, records: true, store: nil,
      library: SampleLessons.library, student: try student.map { try StudentID($0) }, version: "",
      dataFolder: scratch.path)
  }

  /// A session of a student that does these lines of a lesson, recorded under this name.
  @discardableResult
  private func session(
    _ lines: [String], _ name: String, lesson: String = "first-conversation",
    student: String? = nil, torn: Int = 0
  ) throws -> Progress {
    let store = ProgressStore(try options(student))
    var bench = ConsoleBench(begin: nil, student: student)
    bench.core.recording = name
    bench.core.progress = ProgressRecord(store.progress)
    let left = SampleLessons.library.lessons.first { $0.id == lesson }
      .flatMap { store.progress.attempt(at: $0)?.recording }
    bench.recording = try left.flatMap { File.whole("\(scratch.path)/sessions/\($0)") }
      .map { try Transcript($0).events }
    bench.take(.begin(.lesson(id: lesson)))
    bench.settle()
    for line in lines { bench.type(line) }
    bench.type(":quit")
    bench.settle()
    _ = store.keep(bench.core.progress.progress)
    try Folder.make("\(scratch.path)/sessions")
    let octets = Array(bench.core.log.transcript.utf8.dropLast(torn))
    try File.replace("\(scratch.path)/sessions/\(name)", with: octets)
    return bench.core.progress.progress
  }

  private static let first = ["telnet hamburger.edu 25", "2", "1", "HELO crepes.fr"]
  private static let second = ["MAIL FROM:<alice@crepes.fr>", "RCPT TO:<bob@hamburger.edu>"]

  private func lines(_ submission: Submission) throws -> [BundledTranscript] {
    try submission.octets.split(separator: .lineFeed).map { try BundledTranscript(line: Array($0)) }
  }

  @Test func `holds all recordings of a lesson that took several, and shows progress's points`()
    throws
  {
    try session(Self.first, "1.jsonl", student: "a")
    let progress = try session(Self.second, "2.jsonl", student: "a")
    // Begun again, it earns nothing more.
    try session(["telnet hamburger.edu 25"], "3.jsonl", lesson: "push-and-pull", student: "a")
    let submission = Submission(try options("a"))
    let lines = try lines(submission)
    #expect(lines.map(\.recording) == ["1.jsonl", "2.jsonl", "3.jsonl"])
    #expect(lines.map(\.lesson) == ["first-conversation", "first-conversation", "push-and-pull"])
    #expect(lines.allSatisfy { $0.student == "a" && $0.transcript.header.student == "a" })
    let item = submission.items[0]
    let lesson = try #require(item.lesson)
    #expect(item.judge?.score == progress.score(in: lesson))
    #expect(item.passed == progress.passed(in: lesson) && item.passed.count == 5)
    let text = TerminalView(ViewOptions(language: .english, width: 80))
      .table(.submission(submission))
    #expect(text.contains("A first conversation: steps 5/\(lesson.steps.count), points 4/"))
  }

  @Test func `names what is gone or cannot be read, and takes the rest`() throws {
    try session(Self.first, "1.jsonl")
    try session(Self.second, "2.jsonl", torn: 5)
    try session(["telnet hamburger.edu 25"], "3.jsonl", lesson: "push-and-pull")
    try File.replace("\(scratch.path)/sessions/1.jsonl", with: Array("{}\n".utf8))
    #expect(rename("\(scratch.path)/sessions/3.jsonl", "\(scratch.path)/3") == 0)
    let submission = Submission(try options())
    let states = submission.recordings.map { recording -> String in
      switch recording.state {
      case .taken(_, let warnings): "\(warnings.map(\.matter))"
      case .gone: "gone"
      case .unreadable: "unreadable"
      }
    }
    #expect(states == ["unreadable", "[Transcripts.Transcript.Warning.Matter.torn]", "gone"])
    #expect(try lines(submission).map(\.recording) == ["2.jsonl"])
    // Without its beginning, the lesson's recordings show less than progress has.
    let item = submission.items[0]
    #expect(item.judge?.points == 2 && item.points == 4)
    #expect(try lines(submission).allSatisfy { $0.student == nil && $0.transcript.warnings == [] })
    for language in Language.allCases {
      let text = TerminalView(ViewOptions(language: language, width: 100))
        .table(.submission(submission))
      #expect(text.contains("1.jsonl") && text.contains("3.jsonl"))
      #expect(text.contains(Phrase(en: "(your progress has 4)", zh: "（进度里是 4 分）")[language]))
    }
  }

  @Test func `is one student's, and tells who else has done lessons here`() throws {
    try session(Self.first, "1.jsonl")
    try session(Self.first, "2.jsonl", student: "张三")
    try session(Self.first, "3.jsonl", student: "a%b")
    let others = Submission(try options("张三")).others
    #expect(others.map { $0?.text } == ["a%b", nil])
    let nobody = Submission(try options("nobody"))
    #expect(nobody.items.isEmpty && nobody.octets.isEmpty && nobody.others.count == 3)
    #expect(try lines(Submission(try options())).map(\.recording) == ["1.jsonl"])
  }

  @Test func `takes no file that a forged progress names outside the recordings`() throws {
    var text = String(decoding: try session(Self.first, "1.jsonl").octets, as: UTF8.self)
    text.replace("1.jsonl", with: "../sessions/1.jsonl")
    try File.replace("\(scratch.path)/progress.json", with: Array(text.utf8))
    #expect(Submission(try options()).octets.isEmpty)
  }
}

/// Whose progress is where.
@Suite struct ProgressStoreTests {
  @Test func `each student has a file of their own, and nobody's is the one of byhand 0_1`() throws
  {
    let scratch = Scratch()
    let ids = try [nil, "2026112233", "张三", "a%b", "-"].map { try $0.map { try StudentID($0) } }
    for (index, id) in ids.enumerated() {
      let store = ProgressStore(folder: scratch.path, student: id)
      #expect(store.progress == Progress())
      let lesson = SampleLessons.lessons[index % SampleLessons.lessons.count]
      var progress = Progress()
      progress.note(Judge(lesson), in: "\(index).jsonl")
      _ = store.keep(progress)
    }
    #expect(scratch.names().contains("progress.json"))
    #expect(scratch.names().contains("progress-2026112233.json"))
    #expect(Set(ProgressStore.students(in: scratch.path)) == Set(ids))
    for (index, id) in ids.enumerated() {
      let progress = ProgressStore(folder: scratch.path, student: id).progress
      #expect(progress.begun(among: []).map(\.recordings) == [["\(index).jsonl"]])
    }
  }

  @Test func `two windows of one student keep each other's lessons`() throws {
    let scratch = Scratch()
    let stores = (0..<2).map { _ in ProgressStore(folder: scratch.path, student: nil) }
    for _ in 0..<2 {
      for (store, lesson) in zip(stores, SampleLessons.lessons) {
        var progress = store.progress
        progress.note(Judge(lesson), in: "\(lesson.id).jsonl")
        _ = store.keep(progress)
      }
    }
    let both = ProgressStore(folder: scratch.path, student: nil)
    #expect(both.progress.begun(among: []).count == 2)
    stores[0].forget(SampleLessons.lessons[0])
    let left = ProgressStore(folder: scratch.path, student: nil).progress
    #expect(left.begun(among: []).map(\.recordings) == [["\(SampleLessons.lessons[1].id).jsonl"]])
  }

  @Test func `a file that cannot be read is moved by its own student only`() throws {
    let scratch = Scratch()
    let path = "\(scratch.path)/progress-a.json"
    try File.replace(path, with: Array("{".utf8))
    #expect(ProgressStore.students(in: scratch.path).isEmpty)
    #expect(File.exists(path))
    let store = ProgressStore(folder: scratch.path, student: try StudentID("a"))
    #expect(store.keptAside == path + ".bak" && !File.exists(path))
  }
}
