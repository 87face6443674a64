import Glibc
import Language
import Subprocess
import TestSupport
import Testing

/// Environments that differ from a developer's machine.
@Suite(.fewAtOnce) struct EnvironmentTests {
  @Test(arguments: ["", "/nonexistent/byhand"])
  func `without a folder for temporary files it takes the usual one`(folder: String) async throws {
    let outcome = try await Program.byhand(
      ["--plain", "--no-record"], input: LectureTests.typed, environment: ["TMPDIR": folder])
    #expect(outcome.wire.joined(separator: "\n") == LectureTests.printed)
  }

  @Test func `a practice world's folder is removed only when no process uses it`() async throws {
    let scratch = Scratch()
    // No process here has this number, as if it were of another container.
    let world = "byhand-world-999999999.abcdef"
    mkdir("\(scratch.path)/\(world)", 0o700)
    let descriptor = open("\(scratch.path)/\(world)", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    #expect(flock(descriptor, LOCK_EX) == 0)
    let start = { _ = try await Program.byhand(["--plain"], environment: ["TMPDIR": scratch.path]) }
    try await start()
    #expect(scratch.names() == [world])
    // Unlocked, not only closed: a program that another test is starting may hold a copy of the
    // descriptor for a moment.
    flock(descriptor, LOCK_UN)
    close(descriptor)
    try await start()
    #expect(scratch.names() == [])
  }

  @Test func `a limit on file size is treated as a full disk`() async throws {
    let outcome = try await Program.run(
      .name("sh"), ["-c", "ulimit -f 0; exec \"$0\" --plain --no-record", Program.byhand],
      input: LectureTests.typed)
    #expect(outcome.status == 0)
    #expect(outcome.wire.suffix(3).first == "S: 452 4.3.1 Insufficient system storage")
  }

  @Test(arguments: [
    ("--record", "recordings", "会话记录"), ("--store", "mail", "邮件"),
  ])
  func `a folder that cannot be used is named with its purpose`(
    option: String, english: String, chinese: String
  ) async throws {
    for (language, word) in [("en", english), ("zh", chinese)] {
      let outcome = try await Program.byhand(
        ["serve", "--smtp", "127.0.0.1:0", option, "/dev/null/x", "--lang", language])
      #expect(outcome.status == 74)
      #expect(outcome.errors.contains("/dev/null/x") && outcome.errors.contains(word))
    }
  }

  @Test(arguments: [[], ["connect", "127.0.0.1:1"]])
  func `a practice world that cannot be opened is explained on standard error`(command: [String])
    async throws
  {
    let outcome = try await Program.byhand(command + ["--json", "--store", "/dev/null/x"])
    #expect(outcome.status == 74)
    #expect(outcome.output.isEmpty && outcome.errors.hasPrefix("byhand: /dev/null/x: "))
  }
}
