import Glibc
import TestSupport
import Testing

/// The console at a pseudo-terminal, connected to a scripted server that misbehaves.
@Suite(.fewAtOnce) struct ConsoleTerminalTests {
  /// Runs `byhand connect`, and ends it when the test has seen what it wants.
  private func connect(
    _ steps: [ScriptedServer.Step], terminal name: String = "xterm", form: [String] = [],
    _ student: (PseudoTerminal) -> Void
  ) throws {
    try connect(steps, terminal: name, form: form) { terminal, _ in student(terminal) }
  }

  /// `student` also gets the program's process ID.
  private func connect(
    _ steps: [ScriptedServer.Step], terminal name: String = "xterm", form: [String] = [],
    _ student: (PseudoTerminal, pid_t) -> Void
  ) throws {
    let server = try ScriptedServer(steps)
    let terminal = try PseudoTerminal()
    let child = try terminal.run(
      Program.byhand,
      ["connect", "127.0.0.1:\(server.port)", "--no-record", "--lang", "en"] + form, terminal: name)
    student(terminal, child)
    kill(child, SIGKILL)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
  }

  @Test func `a server that says 421 without closing does not block the student`() throws {
    try connect([.say("220 x"), .line, .say("421 bye"), .stay]) { terminal in
      #expect(terminal.shows("220 x"))
      terminal.type("HELO a\r")
      #expect(terminal.shows("421 bye"))
      terminal.type("help\r")
      #expect(terminal.shows(":annotate"))
    }
  }

  @Test func `with wire marks on, a typed line shows its end, too`() throws {
    try connect([.say("220 x"), .line, .say("250 ok"), .stay]) { terminal in
      #expect(terminal.shows("220 x"))
      terminal.type(":wire on\r")
      #expect(terminal.shows("LF is"))
      terminal.type("HELO a\r")
      let shown = terminal.screen(through: "8 octets")
      #expect(shown.contains("\u{1B}[1A\u{1B}[9C\u{1B}[2m␍␊\u{1B}[0m"), "\(shown)")
    }
  }

  @Test func `Ctrl-D ends the connection, and then the console`() throws {
    try connect([.say("220 x"), .line, .say("250 ok"), .stay]) { terminal in
      #expect(terminal.shows("220 x"))
      terminal.type("HELO a\r")
      #expect(terminal.shows("250 ok"))
      terminal.type("\u{4}")
      #expect(terminal.shows("without QUIT"))
      terminal.type("QUIT\r")
      #expect(terminal.shows("goes nowhere"))
      terminal.type("help\r")
      #expect(terminal.shows(":annotate"))
    }
  }

  @Test func `a student who types before a line has ended is told of the octets that have come`()
    throws
  {
    // The first line tells that the octets behind it are there, too.
    try connect([.send(Array("220-x\r\n220 ready".utf8)), .stay]) { terminal in
      #expect(terminal.shows("220-x"))
      terminal.type("HELO a\r")
      #expect(terminal.shows("come from the server: 9."))
    }
  }

  @Test func `Ctrl-C says how many lines were typed ahead and are lost`() throws {
    try connect([.say("220 x"), .line, .stay]) { terminal, child in
      #expect(terminal.shows("220 x"))
      terminal.type("HELO a\rNOOP\rNOOP\rQU")
      #expect(terminal.shows("waits for its reply"))
      kill(child, SIGINT)
      #expect(terminal.shows("not sent: 2."))
    }
  }

  @Test func `a line typed after an unreadable reply is sent when no other reply follows`() throws {
    try connect([.say("hello, no code"), .line, .say("250 first"), .line, .say("250 second")]) {
      terminal in
      #expect(terminal.shows("hello, no code"))
      terminal.type("HELO first\r")
      #expect(terminal.shows("250 first"))
    }
  }

  @Test(arguments: ["dumb", ""])
  func `a terminal without cursor movement gets the plain form, with a prompt`(name: String) throws
  {
    try connect([.say("220 x"), .line, .say("250 ok")], terminal: name) { terminal in
      #expect(terminal.shows("S: 220 x\r\n"))
      #expect(terminal.shows("C: "))
      terminal.type("HELO a\n")
      #expect(terminal.shows("\r\nS: 250 ok\r\n"))
    }
  }

  @Test func `JSON at a terminal is JSON only`() throws {
    try connect([.say("220 x"), .line, .say("250 ok")], form: ["--json"]) { terminal in
      #expect(terminal.shows("220 x"))
      terminal.type("HELO a\n")
      let shown = terminal.screen(through: "250 ok")
      #expect(shown.contains("250 ok"))
      #expect(!shown.contains("C: "))
    }
  }
}
