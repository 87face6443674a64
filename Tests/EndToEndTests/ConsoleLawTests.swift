import Language
import TestSupport
import Testing

/// What holds for every session at the console, whatever is typed.
@Suite(.fewAtOnce) struct ConsoleLawTests {
  @Test func `a request's body is sent line by line, and its response awaited`() async throws {
    let outcome = try await Program.byhand(
      ["--plain", "--no-record"],
      input: """
        telnet hamburger.edu 80
        POST /bob HTTP/1.1
        Host: hamburger.edu
        Content-Length: 12

        hello
        world
        GET /style.css HTTP/1.1
        Host: hamburger.edu


        """)
    #expect(outcome.wire.filter { $0.hasPrefix("S: HTTP") }.count == 2)
    #expect(outcome.wire.first { $0.hasPrefix("S: ") }?.hasPrefix("S: HTTP/1.1 405") == true)
  }

  @Test
  func `a broken request is answered before the script goes on, and what is left of it is not run`()
    async throws
  {
    let outcome = try await Program.byhand(
      ["--plain", "--no-record"],
      input: """
        telnet hamburger.edu 80
        GET /my file HTTP/1.1
        Host: hamburger.edu

        telnet hamburger.edu 80
        GET / HTTP/1.1
        Host: hamburger.edu


        """)
    #expect(
      outcome.wire.filter { $0.hasPrefix("C: ") }.prefix(2) == [
        "C: GET /my file HTTP/1.1", "C: GET / HTTP/1.1",
      ])
    #expect(outcome.output.contains("right: GET /my%20file HTTP/1.1"))
    #expect(
      outcome.output.contains("Not sent, because the connection has ended: Host: hamburger.edu"))
    #expect(
      outcome.wire.filter { $0.hasPrefix("S: HTTP") }
        == ["S: HTTP/1.1 400 Bad Request", "S: HTTP/1.1 200 OK"])
  }

  @Test(arguments: ["localhost:99999", "localhost:0", "localhost:smtp", "[::1]x", "[::1", ":25"])
  func `a malformed host and port is wrong usage, and nothing is connected`(target: String)
    async throws
  {
    let outcome = try await Program.byhand(["connect", target, "--no-record"])
    #expect(outcome.status == 64)
  }

  @Test func `a full-width colon before a console command is remarked on, and sent as typed`()
    async throws
  {
    let outcome = try await Program.byhand(
      ["--plain", "--no-record"],
      input: """
        ：mailbox bob
        telnet hamburger.edu 25
        ：phase
        HELO crepes.fr
        MAIL FROM:<alice@crepes.fr>
        RCPT TO:<bob@hamburger.edu>
        DATA
        ：mailbox bob
        ：-)
        .
        QUIT

        """)
    let remarks = outcome.lines.filter { $0.contains("an ASCII colon") }
    #expect(
      remarks == [
        "# byhand's commands begin with an ASCII colon, not a full-width one:  :mailbox bob",
        Self.wideColonSent + ":phase", Self.wideColonSent + ":mailbox bob",
      ])
    #expect(
      outcome.wire.filter { $0.contains("：") } == ["C: ：phase", "C: ：mailbox bob", "C: ：-)"])
    // A remark stands below its line.
    for (line, name) in [("C: ：phase", ":phase"), ("C: ：mailbox bob", ":mailbox bob")] {
      let sent = try #require(outcome.lines.firstIndex(of: line))
      let said = try #require(outcome.lines.firstIndex(of: Self.wideColonSent + name))
      #expect(sent < said)
    }
  }

  private static let wideColonSent =
    "# This began with a full-width colon, so it went to the server. byhand's commands begin with an ASCII colon:  "

  @Test(arguments: [
    (["--plain", "--json"], "不能同时使用"), (["compare", "--json", "--markdown"], "不能同时使用"),
    (["compare", "--objects", "101"], "0 到 100"), (["compare", "--url", "ftp://x"], "http://主机"),
    (["connect", "x:0"], "主机:端口"), (["lesson", "--reset"], "课名"),
    (["lesson", "nosuch", "--reset"], "没有叫 nosuch 的课"), (["lessons", "new", "A b"], "小写字母"),
    (["lessons", "check", "/nonexistent.yaml"], "无法读取 /nonexistent.yaml"),
    (["--world", "/nonexistent.yaml"], "无法读取 /nonexistent.yaml"),
    (["replay", "x", "--speed", "0"], "大于 0"), (["serve", "--smtp", "x"], "地址:端口"),
    (["serve", "--smtp", "0.0.0.0:0"], "--allow-network"), (["serve", "--max-size", "0"], "大于 0"),
    (["serve", "--domain", "a b"], "域名"), (["serve", "--user", "x"], "用户名:密码"),
    (["serve", "--mailbox", "a\u{1}"], "邮箱名"),
    (["serve", "--scenario", "/nonexistent"], "/nonexistent"),
  ])
  func `a refusal of the arguments is in the requested language`(
    arguments: [String], says: String
  ) async throws {
    for language in ["en", "zh"] {
      let outcome = try await Program.byhand(arguments + ["--lang", language])
      #expect(outcome.status != 0)
      let said = outcome.errors.split(separator: "\n").first.map(String.init) ?? ""
      let isChinese = said.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
      #expect(isChinese == (language == "zh"), "\(said)")
      if isChinese { #expect(said.contains(says), "\(said)") }
    }
  }

  @Test func `an unknown lesson is named`() async throws {
    let outcome = try await Program.byhand(["lesson", "nosuch", "--no-record"])
    #expect(outcome.status == 65 && outcome.output.contains("nosuch"))
  }

  @Test func `a lesson's world is open as long as the lesson`() async throws {
    let outcome = try await Program.byhand(
      ["--plain", "--no-record"],
      input: """
        :lesson \(SampleLessons.folder)/03-when-the-answer-is-no.yaml
        telnet pickles.example 25
        QUIT
        :lesson off
        :server pickles.example

        """)
    #expect(outcome.wire.prefix(2) == ["S: 220 pickles.example", "C: QUIT"])
    #expect(outcome.wire.count == 3)
    // To call it now would be to ask DNS.
    #expect(outcome.output.contains("The practice world has no server pickles.example"))
  }

  @Test func `a lesson's mail is in the lesson's own world`() async throws {
    let message = """
      telnet hamburger.edu 25
      HELO crepes.fr
      MAIL FROM:<alice@crepes.fr>
      RCPT TO:<bob@hamburger.edu>
      DATA
      How about pickles?
      .
      QUIT

      """
    let outcome = try await Program.byhand(
      ["--plain", "--no-record"],
      input: message + ":lesson \(SampleLessons.folder)/01-first-conversation.yaml\n"
        + ":mailbox bob\n"
        + message.replacing("HELO", with: "server\nHELO")
        + ":mailbox bob\n:lesson off\n:mailbox bob\n")
    let counts = outcome.lines.filter { $0.hasPrefix("# bob@hamburger.edu: ") }
    #expect(
      counts == [
        "# bob@hamburger.edu: empty.", "# bob@hamburger.edu: 1 message.",
        "# bob@hamburger.edu: 1 message.",
      ])
  }

  @Test(arguments: ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"])
  func `serve listens beyond this machine only with --allow-network`(address: String) async throws {
    let outcome = try await Program.byhand(["serve", "--smtp", address])
    #expect(outcome.status == 64 && outcome.errors.contains("--allow-network"))
  }
}
