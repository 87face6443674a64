import Glibc
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// A lesson that was left in the middle, at the real program.
@Suite(.fewAtOnce) struct LessonResumeTests {
  private static let lines = """
    telnet hamburger.edu 25
    1
    HELO crepes.fr
    MAIL FROM:<alice@crepes.fr>
    RCPT TO:<dave@hamburger.edu>
    RCPT TO:<bob@hamburger.edu>
    DATA
    Do you like ketchup?
    .

    """

  private func lesson(
    _ arguments: [String], _ input: String, in folder: Scratch
  ) async throws -> Program.Outcome {
    try await Program.byhand(
      ["lesson", "--lessons", SampleLessons.folder] + arguments, input: input,
      environment: ["XDG_DATA_HOME": "\(folder.path)/data"])
  }

  /// The recordings, the oldest first.
  private func recordings(_ folder: Scratch) -> [String] {
    folder.names("data/byhand/sessions").sorted()
  }

  @Test func `the connection, the mailbox and the points are there again`() async throws {
    let folder = Scratch()
    let left = try await lesson(["first-conversation"], Self.lines, in: folder)
    let back = try await lesson(["--continue"], ":mailbox bob\n2\n3\nQUIT\nQUIT\n", in: folder)
    #expect(back.status == 0)
    #expect(back.wire == left.wire + ["C: QUIT", "S: 221 hamburger.edu closing connection"])
    #expect(back.output.contains("# bob@hamburger.edu: 1 message."))
    // The second QUIT, without a connection, leads nowhere.
    #expect(back.output.contains("QUIT goes nowhere"))
    let recorded = recordings(folder).compactMap {
      Program.text(of: "\(folder.path)/data/byhand/sessions/\($0)")
    }
    let attempts = recorded.flatMap { $0.matches(of: /"attempt":"([0-9a-f]+)"/).map(\.output.1) }
    #expect(attempts.count == 2 && Set(attempts).count == 1)
    #expect(recorded.last?.contains("\"text\":\"HELO crepes.fr\",\"by\":\"resume\"") == true)
  }

  @Test(arguments: [
    ("dead-end.yaml", ":28: dead-end/greylisted: a dead end: after "),
    ("not-resumable.yaml", ":11: not-resumable/open: a student who comes back here finds"),
  ])
  func `lessons check names file, line, lesson and step of what is wrong`(
    file: String, says: String
  ) async throws {
    let tests = FilePath(#filePath).removingLastComponent().removingLastComponent()
    let path = tests.appending("Lessons").appending(file).string
    let outcome = try await Program.byhand(["lessons", "check", path])
    #expect(outcome.status == 65)
    #expect(outcome.lines.count == 1 && outcome.output.hasPrefix(path + says))
  }

  @Test func `without the recording the solutions are typed`() async throws {
    let folder = Scratch()
    _ = try await lesson(["first-conversation"], Self.lines, in: folder)
    for name in recordings(folder) { unlink("\(folder.path)/data/byhand/sessions/\(name)") }
    let back = try await lesson(["--continue"], ":mailbox bob 1\n", in: folder)
    #expect(!back.wire.contains("C: RCPT TO:<dave@hamburger.edu>"))
    #expect(back.wire.last == "S: 250 Message accepted for delivery")
    #expect(back.output.contains("There is no recording of what you typed"))
    #expect(back.output.contains("How about pickles?"))
  }
}
