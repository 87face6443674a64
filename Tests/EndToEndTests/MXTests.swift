import Glibc
import Subprocess
import Testing

/// `:mx`, with tools of the test's own in place of the system's: no name leaves this machine.
@Suite struct MXTests {
  /// Runs the console with a `dig` that does `script`.
  private func ask(_ line: String, dig script: String?) async throws -> Program.Outcome {
    let folder = try Scratch()
    if let script {
      let path = "\(folder.path)/dig"
      let file = try #require(fopen(path, "w"))
      fputs("#!/bin/sh\n\(script)\n", file)
      fclose(file)
      chmod(path, 0o755)
    }
    return try await Program.byhand(
      ["--plain", "--no-record"], input: "\(line)\n", environment: ["PATH": folder.path])
  }

  @Test func `the servers that DNS names are shown, best first`() async throws {
    let outcome = try await ask(
      ":mx bob@Mail.example.",
      dig: """
        case "$*" in
        *"MX mail.example.") echo 'mail.example. 60 IN MX 20 b.example.'
          echo 'mail.example. 60 IN MX 10 a.example.';;
        *"A a.example.") echo 'a.example. 60 IN A 192.0.2.7';;
        esac
        """)
    let first = try #require(outcome.lines.firstIndex { $0.contains("a.example") })
    let second = try #require(outcome.lines.firstIndex { $0.contains("b.example") })
    #expect(first < second)
    #expect(outcome.lines[first].contains("192.0.2.7"))
    #expect(outcome.output.contains("often blocked"))
  }

  @Test func `a name of the world is answered by the world, and no tool is run`() async throws {
    let outcome = try await ask(":mx hamburger.edu", dig: "touch \"$0.ran\"; exit 1")
    #expect(outcome.output.contains("practice world"))
    #expect(outcome.output.contains("127.0.0.1"))
    #expect(!outcome.output.contains("Asking DNS"))
  }

  @Test func `without a tool it says what it would ask`() async throws {
    let outcome = try await ask(":mx mail.example", dig: nil)
    #expect(outcome.output.contains("dig -t MX mail.example"))
  }

  @Test(arguments: [
    ":mx -f", ":mx a;touch", ":mx $(id)", ":mx @8.8.8.8", ":mx a..b", ":mx a b", ":mx [192.0.2.1]",
    ":mx +short", ":mx \(String(repeating: "a", count: 64)).example", ":mx",
  ])
  func `what is no domain is given to no tool`(line: String) async throws {
    let outcome = try await ask(line, dig: "echo ran")
    #expect(!outcome.output.contains("Asking DNS"))
  }

  @Test func `a tool that never ends is ended`() async throws {
    let start = ContinuousClock.now
    let outcome = try await ask(":mx mail.example", dig: "while :; do echo x; done")
    #expect(outcome.output.contains("DNS did not answer"))
    #expect(ContinuousClock.now - start < .seconds(60))
  }
}
