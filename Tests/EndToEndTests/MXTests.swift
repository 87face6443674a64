import Language
import Subprocess
import TestSupport
import Testing

/// `:mx` with scripts in place of the system's tools: no name leaves this machine.
@Suite(.fewAtOnce) struct MXTests {
  /// Runs the console with a `dig` that does `script`.
  private func ask(_ line: String, dig script: String?, language: String = "en") async throws
    -> Program.Outcome
  {
    let folder = Scratch()
    if let script { _ = folder.program("dig", script) }
    return try await Program.byhand(
      ["--plain", "--no-record", "--lang", language], input: "\(line)\n",
      environment: ["PATH": folder.path])
  }

  @Test func `the servers that DNS names are shown, best first`() async throws {
    let outcome = try await ask(
      ":mx bob@Mail.example.",
      dig: """
        case "$*" in
        *"MX -q mail.example.") echo 'mail.example. 60 IN MX 20 b.example.'
          echo 'mail.example. 60 IN MX 10 a.example.';;
        *"A -q a.example.") echo 'a.example. 60 IN A 192.0.2.7';;
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
  func `a malformed domain is not passed to any tool`(line: String) async throws {
    let outcome = try await ask(line, dig: "echo ran")
    #expect(!outcome.output.contains("Asking DNS"))
  }

  @Test(arguments: [
    ("en", "query was cancelled", "DNS is asked in ASCII"), ("zh", "中止", "只用 ASCII"),
  ])
  func `Ctrl-C ends the tool, and a name in any script is asked for in ASCII`(
    language: String, cancelled: String, international: String
  ) async throws {
    // The tool interrupts the console as soon as it runs, so that the test need not wait.
    let outcome = try await ask(
      ":mx 例子。测试", dig: "kill -INT $PPID; exec /bin/sleep 60", language: language)
    #expect(outcome.output.contains("xn--fsqu00a.xn--0zwm56d"))
    #expect(outcome.output.contains(international))
    #expect(outcome.output.contains(cancelled))
  }

  @Test func `a hostile name from DNS reaches neither the screen raw nor a tool`() async throws {
    let outcome = try await ask(
      ":mx mail.example",
      dig: #"""
        case "$*" in
        *"mail.example.") printf 'mail.example. 60 IN MX 1 -oX.example.\n'
          printf 'mail.example. 60 IN MX 2 \033[2J\302\233x.example.\n';;
        *) echo "$0 was run" >&2; printf 'x. 60 IN A 192.0.2.99\n';;
        esac
        """#)
    #expect(!outcome.output.contains("192.0.2.99"))
    #expect(
      !outcome.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{9B}" })
    #expect(outcome.output.contains("not a host name"))
  }

  @Test func `a resolver's failure is reported as a failure, not as silence`() async throws {
    let outcome = try await ask(
      ":mx mail.example", dig: "echo ';; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 4'")
    #expect(outcome.output.contains("SERVFAIL"))
    #expect(!outcome.output.contains("did not answer"))
  }
}
