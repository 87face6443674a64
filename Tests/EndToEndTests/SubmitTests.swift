import Glibc
import Lessons
import Subprocess
import TestSupport
import Testing
import Transcripts

/// The student's ID, from the command line to the file that is handed in.
@Suite(.fewAtOnce) struct SubmitTests {
  private static let typed = """
    telnet hamburger.edu 25
    1
    HELO
    HELO crepes.fr
    MAIL FROM:<alice@crepes.fr>
    RCPT TO:<bob@hamburger.edu>

    """

  private static let lesson = [
    "lesson", "first-conversation", "--lessons", SampleLessons.folder, "--no-record", "--lang",
    "en",
  ]

  private func byhand(
    _ arguments: [String], _ input: String = "", in scratch: Scratch, student: String? = nil
  ) async throws -> Program.Outcome {
    var environment: [Environment.Key: String] = ["XDG_DATA_HOME": "\(scratch.path)/data"]
    if let student { environment["BYHAND_STUDENT"] = student }
    let takesLessons = ["lesson", "submit"].contains(arguments.first)
    let lessons = takesLessons ? ["--lessons", SampleLessons.folder] : []
    return try await Program.byhand(arguments + lessons, input: input, environment: environment)
  }

  private func bundle(_ octets: [UInt8]?) throws -> [BundledTranscript] {
    try #require(octets).split(separator: 0x0A).map { try BundledTranscript(line: Array($0)) }
  }

  @Test func `a lesson done is handed in, names the student and is judged to the same points`()
    async throws
  {
    let scratch = Scratch()
    let file = "\(scratch.path)/mine.jsonl"
    let student = ["--student", "2026112233"]
    let done = try await byhand(
      ["lesson", "first-conversation", "--plain"] + student, Self.typed, in: scratch)
    #expect(done.status == 0)
    #expect(done.lines.contains("# Student: 2026112233   (:student ID changes it)"))
    let handedIn = try await byhand(["submit", "-o", file] + student, in: scratch)
    #expect(handedIn.status == 0 && handedIn.errors == "")
    let lines = try bundle(Program.octets(of: file))
    #expect(lines.map(\.student) == ["2026112233"])
    #expect(lines.map(\.lesson) == ["first-conversation"])
    let transcript = try #require(lines.first?.transcript)
    #expect(transcript.header.student == "2026112233" && transcript.warnings == [])
    let lesson = SampleLessons.lesson("first-conversation")
    var judge = Judge(lesson)
    var session = Session()
    for event in transcript.events {
      for fact in session.take(event) { _ = judge.take(fact) }
    }
    let points = "\(judge.points)/\(lesson.points)"
    #expect(judge.passed.count == 5)
    #expect(handedIn.output.contains("steps 5/\(lesson.steps.count), points \(points)"))
    let list = try await byhand(["lesson"] + student, in: scratch)
    #expect(list.output.contains(" \(points)"), "progress has the same")
    var status = stat()
    #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o600)
  }

  @Test func `a file that is there is kept, unless --force says so`() async throws {
    let scratch = Scratch()
    let file = "\(scratch.path)/mine.jsonl"
    _ = try await byhand(["lesson", "first-conversation"], Self.typed, in: scratch)
    try Program.write("precious", to: file)
    let refused = try await byhand(["submit", "-o", file], in: scratch)
    #expect(refused.status == 74 && refused.errors.contains("--force"))
    #expect(Program.text(of: file) == "precious")
    #expect(try await byhand(["submit", "--force", "-o", file], in: scratch).status == 0)
    #expect(try bundle(Program.octets(of: file)).count == 1)
    // Only plain files are replaced.
    #expect(symlink(file, "\(scratch.path)/link") == 0)
    for other in ["link", "data"] {
      let path = "\(scratch.path)/\(other)"
      #expect(try await byhand(["submit", "--force", "-o", path], in: scratch).status == 74)
    }
    let nowhere = "\(scratch.path)/none/mine.jsonl"
    #expect(try await byhand(["submit", "-o", nowhere], in: scratch).status == 74)
  }

  @Test func `standard output takes the file, and standard error the list`() async throws {
    let scratch = Scratch()
    _ = try await byhand(["lesson", "first-conversation"], Self.typed, in: scratch, student: "张三")
    let outcome = try await byhand(["submit", "-o", "-"], in: scratch, student: "张三")
    #expect(outcome.status == 0 && outcome.errors.contains("A first conversation"))
    #expect(try bundle(Array(outcome.output.utf8)).map(\.student) == ["张三"])
  }

  @Test func `what was handed in can be replayed and exported, one recording of several`()
    async throws
  {
    let scratch = Scratch()
    let file = "\(scratch.path)/mine.jsonl"
    for lesson in ["first-conversation", "push-and-pull"] {
      let done = try await byhand(
        ["lesson", lesson, "--student", "s42"], Self.typed, in: scratch)
      #expect(done.status == 0)
    }
    #expect(try await byhand(["submit", "-o", file, "--student", "s42"], in: scratch).status == 0)
    let commands = [["replay", file], ["export", file, "--as", "markdown"]]
    let lessons = ["--lessons", SampleLessons.folder]
    for command in commands {
      let several = try await byhand(command, in: scratch)
      let said = several.errors + several.output
      #expect(several.status == 64 && said.contains("--session N or --lesson ID"), "\(said)")
      #expect(said.contains("  1  20") && said.contains("  first-conversation  "))
      #expect(said.contains("  2  20") && said.contains("  push-and-pull  "))
      let none = try await byhand(command + ["--session", "3"], in: scratch)
      #expect(none.status == 65 && (none.errors + none.output).contains("push-and-pull"))
      for choice in [["--session", "1"], ["--lesson", "first-conversation"]] {
        let shown = try await byhand(command + lessons + choice, in: scratch)
        #expect(shown.status == 0 && shown.output.contains("▸ 1/15  "), "\(shown.errors)")
        #expect(shown.output.contains("Answer: 1  The server"))
        #expect(!shown.output.contains("s42"))
      }
    }
    // Without the teacher's lessons: that of the course has another text.
    let plain = try await byhand(["replay", file, "--session", "2"], in: scratch)
    #expect(plain.status == 0 && plain.output.contains("# Lesson push-and-pull began at step "))
  }

  @Test func `without anything to hand in it says so, and who has done lessons`() async throws {
    let scratch = Scratch()
    let empty = try await byhand(["submit"], in: scratch)
    #expect(empty.status == 65 && empty.errors.contains("nothing to hand in"))
    _ = try await byhand(["lesson", "first-conversation"], Self.typed, in: scratch, student: "a")
    let nobody = try await byhand(["submit"], in: scratch)
    #expect(nobody.status == 65 && nobody.errors.contains("byhand submit --student a"))
    let sessions = scratch.names("data/byhand/sessions")
    for name in sessions { unlink("\(scratch.path)/data/byhand/sessions/\(name)") }
    let gone = try await byhand(["submit"], in: scratch, student: "a")
    #expect(gone.status == 65 && gone.output.contains("is gone"))
  }

  @Test func `:student names the recording from its beginning, and another has a new one`()
    async throws
  {
    let scratch = Scratch()
    let input = Self.typed + ":student a\n:student b\ntelnet hamburger.edu 25\n1\n"
    let outcome = try await byhand(["lesson", "first-conversation"], input, in: scratch)
    #expect(outcome.status == 0)
    let folder = "data/byhand/sessions"
    let recordings = try scratch.names(folder).map { name in
      try Transcript(try #require(Program.octets(of: "\(scratch.path)/\(folder)/\(name)")))
    }
    #expect(recordings.map(\.header.student) == ["a", "b"])
    #expect(recordings.allSatisfy { $0.warnings == [] && $0.events.first?.number == 1 })
    for (student, steps) in [("a", 5), ("b", 2)] {
      let handedIn = try await byhand(["submit", "-o", "-"], in: scratch, student: student)
      #expect(handedIn.errors.contains("steps \(steps)/"))
      #expect(
        try bundle(Array(handedIn.output.utf8)).map(\.transcript.header.student) == [student])
    }
    #expect(try await byhand(["submit"], in: scratch).status == 65)
  }

  @Test func `:save replaces what it has saved before the student was named`() async throws {
    let scratch = Scratch()
    let path = "\(scratch.path)/a.jsonl"
    let save = ":save \(path)\n"
    let input =
      "telnet hamburger.edu 25\n\(save):student a\nHELO crepes.fr\n\(save):student b\n\(save)"
    let outcome = try await byhand(["--no-record", "--plain"], input, in: scratch)
    #expect(outcome.lines.count { $0 == "# Saved to \(path)." } == 2)
    #expect(outcome.output.contains("does not belong to this session"))
    let saved = try Transcript(try #require(Program.octets(of: path)))
    #expect(saved.header.student == "a")
  }

  @Test(arguments: [
    (["console"], nil), (["connect", "127.0.0.1:1"], nil), (["lesson"], nil), (["submit"], nil),
    (["lesson", "first-conversation"], "a b"), ([], "../x"),
  ])
  func `an ID that is none is refused in the reader's language`(
    command: [String], variable: String?
  ) async throws {
    let option = variable == nil ? ["--student", " "] : []
    let name = variable == nil ? "--student" : "BYHAND_STUDENT"
    let english = try await byhand(command + option, in: Scratch(), student: variable)
    #expect(english.status == 64 && english.errors.hasPrefix("Error: \(name): A student ID "))
    let chinese = try await byhand(
      command + option + ["--lang", "zh"], in: Scratch(), student: variable)
    #expect(chinese.status == 64 && chinese.errors.hasPrefix("错误：\(name)："))
  }

  @Test func `a terminal asks before the first lesson; a pipe, --json and a known student do not`()
    async throws
  {
    let terminal = try PseudoTerminal()
    let child = try terminal.run(
      Program.byhand, Self.lesson)
    #expect(terminal.shows("Who are you?") && terminal.shows("[student ID]"))
    terminal.type("2026112233\r")
    #expect(terminal.shows("Student: 2026112233") && terminal.shows("1/15"))
    kill(child, SIGKILL)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let piped = try await byhand(["lesson", "first-conversation"], "", in: Scratch())
    #expect(!piped.output.contains("Who are you?") && !piped.output.contains("Student:"))
    let json = try PseudoTerminal()
    let other = try json.run(
      Program.byhand, Self.lesson + ["--json"])
    let shown = json.screen(through: "1/15")
    #expect(shown.contains("1/15") && !shown.contains("Who are you?"))
    kill(other, SIGKILL)
    while waitpid(other, &status, 0) < 0, errno == EINTR {}
  }
}
