import Glibc
import Subprocess
import TestSupport
import Testing

/// `byhand lesson`, with a teacher's own files.
@Suite(.fewAtOnce) struct LessonCommandTests {
  private static let homework = """
    lesson: homework
    version: 1
    title: {en: Homework, zh: 作业}
    steps:
      - id: look
        say: {en: Look, zh: 看}
        expect: {console: mailbox bob}
        solution: [":mailbox bob"]
      - id: wait
        say: {en: Wait, zh: 等}
        expect: {closed: true}
    """

  private func byhand(
    _ arguments: [String], in scratch: Scratch, input: String = ""
  ) async throws -> Program.Outcome {
    try await Program.byhand(
      ["lesson"] + arguments, input: input, environment: ["XDG_DATA_HOME": "\(scratch.path)/data"])
  }

  /// - Returns: The file's path.
  @discardableResult
  private func write(_ text: String, _ name: String, in scratch: Scratch) throws -> String {
    let path = "\(scratch.path)/\(name)"
    try Program.write(text, to: path)
    return path
  }

  @Test func `a file is played, and its progress is kept`() async throws {
    let scratch = Scratch()
    let file = try write(Self.homework, "mine.yaml", in: scratch)
    let first = try await byhand([file], in: scratch, input: ":mailbox bob\n")
    #expect(first.status == 0 && first.lines.contains("# ▸ 1/2  Look"))
    let second = try await byhand([file], in: scratch)
    #expect(second.lines.contains("# ▸ 2/2  Wait"))
  }

  @Test func `:replay shows the lesson's own words, also those of a lesson in a file`()
    async throws
  {
    let scratch = Scratch()
    let file = try write(Self.homework, "mine.yaml", in: scratch)
    let outcome = try await byhand([file], in: scratch, input: ":mailbox bob\n:replay\n")
    #expect(outcome.status == 0)
    for line in ["# ▸ 1/2  Look", "# ✓ +1", "# ▸ 2/2  Wait"] {
      #expect(outcome.lines.count { $0 == line } == 2, "\(line)")
    }
    #expect(outcome.lines.count { $0 == "# :mailbox bob" } == 1)
  }

  @Test func `a folder's lessons come after the course, and are begun and continued by name`()
    async throws
  {
    let scratch = Scratch()
    try write(Self.homework, "mine.yaml", in: scratch)
    let folder = ["--lessons", scratch.path]
    let list = try await byhand(folder, in: scratch)
    #expect(
      list.status == 0
        && list.lines.contains { $0.hasPrefix("#   18  ") && $0.contains("  homework  ") })
    #expect(list.output.contains("first-conversation"))
    let first = try await byhand(["homework"] + folder, in: scratch, input: ":mailbox bob\n")
    #expect(first.lines.contains("# ▸ 1/2  Look"))
    let second = try await byhand(["--continue"] + folder, in: scratch)
    #expect(second.lines.contains("# ▸ 2/2  Wait"))
    let elsewhere = try await byhand(["--continue"], in: scratch)
    #expect(elsewhere.lines.contains("# ▸ 2/2  Wait"), "its file is where it was")
  }

  @Test func `a file's lesson is continued from where the file was, or nothing begins`()
    async throws
  {
    let scratch = Scratch()
    let file = try write(Self.homework, "mine.yaml", in: scratch)
    _ = try await byhand([file], in: scratch, input: ":mailbox bob\n")
    let back = try await byhand(["--continue"], in: scratch)
    #expect(back.status == 0 && back.lines.contains("# ▸ 2/2  Wait"))
    // Its words were mended.
    try write(Self.homework.replacing("en: Wait", with: "en: Stay"), "mine.yaml", in: scratch)
    let mended = try await byhand(["--continue"], in: scratch)
    #expect(mended.status == 0 && mended.lines.contains("# ▸ 2/2  Stay"))
    let others = [nil, Self.homework.replacing("homework", with: "other"), "lesson: 1 2\n"]
    for other in others {
      if let other { try write(other, "mine.yaml", in: scratch) } else { unlink(file) }
      let gone = try await byhand(["--continue"], in: scratch)
      #expect(gone.status == 65 && !gone.output.contains("▸"))
      #expect(
        gone.output.contains("homework, has a file of its own: go on with byhand lesson FILE"))
      #expect(gone.output.contains("It is not in \(file) any more."))
    }
    // What is done to its end is not continued.
    try write(Self.homework, "mine.yaml", in: scratch)
    _ = try await byhand([file], in: scratch, input: "telnet hamburger.edu 25\n:drop\n")
    #expect(try await byhand(["--continue"], in: scratch).output.contains("# ▸ 1/"))
  }

  @Test func `a broken file is told by line and column, and the status is 65`() async throws {
    let scratch = Scratch()
    let file = try write("lesson: One\nversion: 1\n", "bad.yaml", in: scratch)
    for arguments in [[file], ["--lessons", scratch.path]] {
      let outcome = try await byhand(arguments, in: scratch)
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("bad.yaml:1:9: A name has lower-case letters"))
    }
    let console = try await Program.byhand(
      ["--plain", "--no-record"], input: ":lesson \(file)\n:lesson \(scratch.path)/none.yaml\n")
    #expect(console.output.contains("# \(file):1:9: A name has lower-case letters"))
    #expect(console.output.contains("none.yaml cannot be read") && console.status == 0)
    #expect(try await byhand(["./none.yaml"], in: scratch).status == 74)
    #expect(try await byhand(["--lessons", "/none"], in: scratch).status == 74)
  }

  @Test func `lessons check reads a folder as a whole`() async throws {
    let scratch = Scratch()
    let check = { try await Program.byhand(["lessons", "check", scratch.path]) }
    let none = try await check()
    #expect(none.status == 65 && none.errors.contains("there is no lesson in \(scratch.path)"))
    for name in ["one.yaml", "two.yaml", "three.yml"] {
      try write(Self.homework, name, in: scratch)
    }
    let outcome = try await check()
    #expect(outcome.status == 65)
    #expect(
      outcome.lines == [
        "\(scratch.path)/three.yml: passed over: a lesson's file ends in .yaml",
        "\(scratch.path)/one.yaml:9: homework/wait: it has no solution",
        "\(scratch.path)/two.yaml:9: homework/wait: it has no solution",
        "\(scratch.path)/two.yaml:1: Another file of this folder has the lesson homework.",
      ])
  }

  /// A limit on the size of files is what a full disk is to a program.
  @Test func `without room for progress the lesson goes on, and says so once`() async throws {
    let scratch = Scratch()
    let file = try write(Self.homework, "mine.yaml", in: scratch)
    let outcome = try await Program.run(
      .name("sh"), ["-c", "ulimit -f 0; exec \"$@\"", "sh", Program.byhand, "lesson", file],
      input: ":mailbox bob\ntelnet hamburger.edu 25\n:drop\n",
      environment: ["XDG_DATA_HOME": "\(scratch.path)/data"])
    #expect(outcome.status == 0 && outcome.lines.contains("# ▸ 2/2  Wait"))
    #expect(outcome.output.contains("Homework"))
    #expect(outcome.lines.count { $0.contains("Your progress cannot be saved") } == 1)
    #expect(!outcome.output.contains("Your progress is kept"))
  }

  @Test func `--reset asks, and without an answer nothing is forgotten`() async throws {
    let scratch = Scratch()
    let lesson = ["first-conversation", "--lessons", SampleLessons.folder]
    let list = Array(lesson.dropFirst())
    _ = try await byhand(lesson, in: scratch, input: "telnet hamburger.edu 25\n")
    let unanswered = try await byhand(["--reset"] + lesson, in: scratch)
    #expect(unanswered.status == 64 && unanswered.errors.contains("1 of 15 steps are done"))
    #expect(try await byhand(["--reset"] + lesson, in: scratch, input: "n\n").status == 64)
    #expect(try await byhand(list, in: scratch).output.contains("step 2 of 15"))
    #expect(try await byhand(["--reset"] + lesson, in: scratch, input: "y\n").status == 0)
    #expect(try await !byhand(list, in: scratch).output.contains("step 2 of 15"))
    _ = try await byhand(lesson, in: scratch, input: "telnet hamburger.edu 25\n")
    #expect(try await byhand(["--reset", "--yes"] + lesson, in: scratch).status == 0)
    #expect(try await !byhand(list, in: scratch).output.contains("step 2 of 15"))
  }

  @Test func `the first mail can be opened at the address that is told`() async throws {
    let outcome = try await Program.byhand(
      ["--plain", "--no-record"],
      input: """
        telnet hamburger.edu 25
        HELO crepes.fr
        MAIL FROM:<alice@crepes.fr>
        RCPT TO:<bob@hamburger.edu>
        DATA
        Hi
        .

        """)
    let told = outcome.lines.first { $0.hasPrefix("# The mail is in bob's mailbox now.") }
    #expect(told?.contains("http://127.0.0.1:") == true && told?.hasSuffix("/bob/1") == true)
  }

  @Test func `mail that a relay takes is not said to be in a mailbox yet`() async throws {
    let outcome = try await Program.byhand(
      ["--plain", "--no-record"],
      input: """
        telnet crepes.fr 25
        HELO me
        MAIL FROM:<alice@crepes.fr>
        RCPT TO:<bob@hamburger.edu>
        DATA
        Hi
        .

        """)
    #expect(outcome.output.contains("# crepes.fr carries the mail on to hamburger.edu."))
    #expect(!outcome.output.contains("is in bob's mailbox"))
  }
}
