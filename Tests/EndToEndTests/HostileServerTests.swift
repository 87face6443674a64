import Language
import Subprocess
import TestSupport
import Testing

/// Whatever a server sends: nothing of it reaches the screen raw, nothing is lost, the program ends
/// by itself.
@Suite(.fewAtOnce) struct HostileServerTests {
  private static let session = "HELO a.example\nQUIT\n"

  private func run(
    _ steps: [ScriptedServer.Step], input: String = session, form: String = "--plain",
    language: String = "en"
  ) async throws -> Program.Outcome {
    let server = try ScriptedServer(steps)
    return try await Program.byhand(
      ["connect", "127.0.0.1:\(server.port)", form, "--lang", language, "--no-record"],
      input: input)
  }

  /// Greeting, HELO's answer, farewell, around what a test is about.
  private func polite(_ greeting: [UInt8]) -> [ScriptedServer.Step] {
    [.send(greeting), .line, .say("250 ok"), .line, .say("221 bye")]
  }

  struct Oddity: Sendable, CustomTestStringConvertible {
    let name: String
    let text: [UInt8]
    /// Part of the note that explains it.
    let english: String
    let chinese: String
    var testDescription: String { name }

    init(_ name: String, _ text: [UInt8], _ english: String, _ chinese: String) {
      self.name = name
      self.text = text
      self.english = english
      self.chinese = chinese
    }
  }

  static let oddities = [
    Oddity("escapes", Array("\u{1B}[2J\u{1B}]0;x\u{7}".utf8), "control characters", "控制字符"),
    Oddity("raw C1", [0x9B, 0x32, 0x4A], "not UTF-8", "UTF-8"),
    Oddity("C1 in UTF-8", [0xC2, 0x9B, 0x32, 0x4A], "control characters", "控制字符"),
    Oddity("NUL", [0x61, 0, 0x62], "control characters", "控制字符"),
    Oddity("bidi", Array("\u{202E}abc\u{2066}".utf8), "invisible characters", "不可见字符"),
    Oddity("GBK", [0xBB, 0xB6, 0xD3, 0xAD], "GBK", "GBK"),
    Oddity("Latin-1", [0x47, 0x72, 0xFC, 0xDF, 0x65], "Latin-1", "Latin-1"),
    Oddity("CR CR LF", [0x78, 0x0D], "bare CR", "CR"),
    Oddity("600 octets", Array(repeating: 0x78, count: 600), "512 octets", "512"),
  ]

  @Test(arguments: oddities)
  func `octets that would control a terminal are shown as symbols, kept exactly and explained`(
    oddity: Oddity
  ) async throws {
    let greeting = Array("220 ".utf8) + oddity.text
    for (language, words) in [("en", oddity.english), ("zh", oddity.chinese)] {
      let outcome = try await run(polite(greeting + [0x0D, 0x0A]), language: language)
      #expect(outcome.status == 0)
      #expect(Self.isHarmless(outcome.output))
      #expect(outcome.wire.allSatisfy { $0.hasPrefix("S: ") || $0.hasPrefix("C: ") })
      #expect(outcome.wire.count == 5)
      let exact = outcome.lines.first { $0.hasPrefix("# exact ") }
      let isPlain = greeting.allSatisfy { (0x20...0x7E).contains($0) }
      #expect(
        exact.map { Base64Text.decoded(String($0.dropFirst(8))) } == (isPlain ? nil : greeting))
      #expect(outcome.lines.contains { $0.hasPrefix("# ") && $0.contains(words) }, "\(language)")
    }
    let json = try await run(polite(greeting + [0x0D, 0x0A]), form: "--json")
    #expect(Self.isHarmless(json.output))
  }

  @Test(arguments: ["999 x", "000 x", "25", "2500", "250_x", "hello", "", " 220 x", "\r220 x"])
  func `a greeting that is not a reply is named, and the wait for one ends`(greeting: String)
    async throws
  {
    let outcome = try await run([.say(greeting), .line, .say("250 ok"), .line, .say("221 bye")])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("not an SMTP reply"))
    #expect(outcome.wire.suffix(2) == ["C: QUIT", "S: 221 bye"])
  }

  @Test func `a line of ten million octets is a reply, and its length is shown`() async throws {
    let greeting = Array("220 ".utf8) + Array(repeating: 0x41, count: 10_000_000) + [0x0D, 0x0A]
    let outcome = try await run(polite(greeting))
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("10000004 octets in all"))
    #expect(outcome.wire.suffix(4) == ["C: HELO a.example", "S: 250 ok", "C: QUIT", "S: 221 bye"])
    let greeted = outcome.wire.dropLast(4).map { $0.dropFirst(3) }.joined()
    #expect(greeted.utf8.count == 10_000_004)
  }

  @Test func `a reply in single octets is the same reply`() async throws {
    let outcome = try await run([
      .trickle(Array("220-你好\r\n220 ok\r\n".utf8)), .line, .say("250 ok"), .line, .say("221 bye"),
    ])
    #expect(outcome.wire.prefix(2) == ["S: 220-你好", "S: 220 ok"])
    #expect(outcome.status == 0)
  }

  @Test func `lines of one reply that disagree are explained`() async throws {
    let outcome = try await run(
      [
        .send(Array("220-a\r\n250-b\r\n220 c\r\n".utf8)), .line, .say("250 ok"), .line,
        .say("221 x"),
      ])
    #expect(outcome.output.contains("same code"))
    #expect(outcome.status == 0)
  }

  @Test(arguments: [true, false])
  func `after a lost connection the rest of the script is not taken as console commands`(
    isReset: Bool
  )
    async throws
  {
    let server = try ScriptedServer(Self.untilText + (isReset ? [.reset] : []))
    let first = ["HELO a", "MAIL FROM:<a@a.example>", "RCPT TO:<b@b.example>", "DATA", "one"]
    // A server may take its time to close, and whatever is sent before stands as sent: the rest is
    // typed once the loss is heard.
    let outcome = try await Program.byhand(
      ["connect", "127.0.0.1:\(server.port)", "--plain", "--lang", "en", "--no-record"],
      steps: first.map { .type($0) } + [.hear("Phase 3 of 3")]
        + ["telnet is old", "help", "quit", "."].map { .type($0) })
    #expect(outcome.status == 0)
    // It is told, and nothing of it was run.
    #expect(!outcome.output.contains(":annotate"))
    #expect(outcome.output.contains("Not sent, because the connection has ended: telnet is old"))
    #expect(outcome.output.contains("Not sent either: 3 more lines"))
  }

  /// Up to DATA's 354, and one line of text.
  private static let untilText: [ScriptedServer.Step] = [
    .say("220 x"), .line, .say("250 a"), .line, .say("250 b"), .line, .say("250 c"), .line,
    .say("354 d"), .line,
  ]

  @Test(arguments: [true, false])
  func `text of a message opens no connection, whichever side closed in the middle of it`(
    byhandCloses: Bool
  )
    async throws
  {
    let other = try ScriptedServer([.say("220 never")])
    // The farewell comes with the 354: said later, it would meet a script that is through.
    let farewell: [ScriptedServer.Step] = [
      .send(Array("354 d\r\n421 too busy\r\n".utf8)), .stay,
    ]
    let outcome = try await run(
      byhandCloses ? Self.untilText.dropLast(2) + farewell : Self.untilText,
      input: """
        HELO a
        MAIL FROM:<a@a.example>
        RCPT TO:<b@b.example>
        DATA
        one
        two
        three
        telnet 127.0.0.1 \(other.port)
        help
        .
        QUIT

        """)
    #expect(outcome.status == 0)
    #expect(!outcome.output.contains("220 never"))
    #expect(!outcome.output.contains(":annotate"))
    #expect(outcome.wire.filter { $0 == "C: help" || $0 == "C: QUIT" }.isEmpty || !byhandCloses)
  }

  @Test func `after the end of a lost message, telnet connects again`() async throws {
    let other = try ScriptedServer([.say("220 second"), .line, .say("221 bye")])
    let outcome = try await run(
      [.say("220 x"), .line, .say("421 too busy")],
      input: """
        HELO a
        DATA
        telnet 127.0.0.1 1
        .
        telnet 127.0.0.1 \(other.port)
        QUIT

        """)
    #expect(
      outcome.wire == [
        "S: 220 x", "C: HELO a", "S: 421 too busy", "S: 220 second", "C: QUIT", "S: 221 bye",
      ])
  }

  @Test func `a pipelined script waits for a server that does not read, and is all sent`()
    async throws
  {
    // More in all than may wait.
    let line = "NOOP " + String(repeating: "x", count: 500)
    let lines = 2_400
    let server = try ScriptedServer([.say("220 x")] + Array(repeating: .line, count: lines + 1))
    let outcome = try await Program.byhand(
      ["connect", "127.0.0.1:\(server.port)", "--plain", "--no-record"],
      input: ":pipeline on\n" + String(repeating: line + "\n", count: lines) + "QUIT\n")
    #expect(outcome.wire.count { $0 == "C: \(line)" } == lines)
  }

  @Test func `the console ends silently when its output is no longer read`() async throws {
    let server = try ScriptedServer([.endless("220-more")])
    let outcome = try await Program.run(
      .name("sh"),
      [
        "-c",
        "{ \"$1\" connect 127.0.0.1:\(server.port) --plain --no-record; echo $? >&2; } | head -1",
        "sh", Program.byhand,
      ])
    #expect(outcome.errors == "74\n")
  }

  @Test(arguments: [["explain", "250"], ["--plain", "--no-record"]])
  func `output to a full disk is an error`(arguments: [String]) async throws {
    let outcome = try await Program.run(
      .name("sh"), ["-c", "exec \"$@\" > /dev/full", "sh", Program.byhand] + arguments)
    #expect(outcome.status == 74)
    #expect(outcome.errors.hasPrefix("byhand: "))
  }

  @Test func `closed standard descriptors do not hang the program`() async throws {
    let outcome = try await Program.run(
      .name("sh"), ["-c", "exec \"$@\" <&- 2>&-", "sh", Program.byhand, "--plain", "--no-record"])
    #expect(outcome.status == 0)
  }

  @Test func `Ctrl-C while connecting ends a script`() async throws {
    // Its backlog is full: the call is neither taken nor refused.
    let listener = try FullListener()
    // From a file: all of it is there when Ctrl-C comes, and nothing still on its way.
    let scratch = Scratch()
    let typed = "\(scratch.path)/typed"
    try Program.write("HELO a\nQUIT\n", to: typed)
    let outcome = try await Program.run(
      .name("sh"),
      [
        "-c",
        """
        sh -c 'echo "pid $$"; exec "$@"' sh "$1" connect 127.0.0.1:\(listener.port) --plain --no-record --lang en < "$2" \\
          | while read -r first rest; do
          [ "$first" = pid ] && pid=$rest
          case "$rest" in Connecting*) kill -INT $pid;; esac
          echo "$first $rest"
        done
        """, "sh", Program.byhand, typed,
      ])
    #expect(outcome.output.contains("Connecting to 127.0.0.1"))
    #expect(outcome.output.contains("lines of the input that had come and are not sent: 2"))
    #expect(outcome.output.contains("was cancelled before it was open"))
    #expect(!outcome.output.contains("No connection for 10 seconds"))
  }

  @Test(arguments: [("en", "HTTP ends", "One request"), ("zh", "HTTP 到这一行结束", "一个响应：")])
  func `octets after 101 are shown as symbols and not read as a response`(
    language: String, told: String, whole: String
  ) async throws {
    let rest = Array("\u{1B}[2J\u{9B}HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx".utf8)
    let server = try ScriptedServer(
      Array(repeating: .line, count: 4) + [
        .say("HTTP/1.1 101 Switching Protocols"), .say("Upgrade: x"), .say(""), .send(rest),
      ])
    let outcome = try await Program.byhand(
      ["--plain", "--no-record", "--lang", language],
      input: """
        telnet 127.0.0.1 \(server.port) --dialect http
        GET / HTTP/1.1
        Host: x
        Upgrade: x


        """)
    #expect(outcome.status == 0)
    #expect(Self.isHarmless(outcome.output))
    #expect(outcome.lines.count { $0.contains(told) } == 1)
    #expect(!outcome.output.contains(whole))
    let first = outcome.lines.first { $0.hasPrefix("# exact ") }
    #expect(first.map { rest.starts(with: Base64Text.decoded(String($0.dropFirst(8)))) } == true)
    #expect(outcome.wire.last == "S: x")
  }

  private static func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x0A: true
      case 0x00...0x1F, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: false
      default: true
      }
    }
  }
}

enum Base64Text {
  static func decoded(_ text: String) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var octets: [UInt8] = []
    var bits = 0
    var count = 0
    for digit in text.utf8 {
      guard let value = alphabet.firstIndex(of: digit) else { break }
      bits = (bits << 6 | value) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        octets.append(UInt8(bits >> count & 0xFF))
      }
    }
    return octets
  }
}
