import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// `byhand replay` at a pseudo-terminal.
@Suite(.fewAtOnce) struct ReplayTerminalTests {
  private static let transcript = """
    {"format":"byhand-transcript","version":1,"started":"2026-11-23T15:00:00.000Z","software":"byhand 0.1.0","side":"client"}
    {"n":1,"ms":0,"c":1,"kind":"open","dialect":"smtp","host":"hamburger.edu","port":25,"address":"127.0.0.1:2525","world":"practice"}
    {"n":2,"ms":2,"c":1,"kind":"line","from":"server","text":"220 hamburger.edu"}

    """

  /// Runs a replay that waits for keys, and ends it when the test has seen what it wants.
  private func replay(_ text: String, _ reader: (PseudoTerminal, pid_t) -> Void) throws {
    let scratch = Scratch()
    let file = "\(scratch.path)/session.jsonl"
    try Program.write(text, to: file)
    let terminal = try PseudoTerminal()
    let child = try terminal.run(Program.byhand, ["replay", "--step", "--lang", "en", file])
    reader(terminal, child)
    kill(child, SIGKILL)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
  }

  @Test func `after a resize the screen is drawn anew, for its new width`() throws {
    try replay(Self.transcript) { terminal, child in
      #expect(terminal.shows("0/2"))
      terminal.type("\u{1B}[F")
      #expect(terminal.shows("port 25, in the practice"))
      #expect(terminal.shows("2/2"))
      terminal.resize(columns: 48, rows: 24, under: child)
      let screen = terminal.screen(through: "2/2")
      let rows = screen.split(separator: "\u{1B}[K")
      #expect(rows.contains { $0.hasSuffix("H     (hamburger.edu port 25, in the practice") })
      #expect(rows.contains { $0.hasSuffix("H     world)") })
      #expect(screen.contains("\u{1B}[1;1H"))
    }
  }

  @Test func `an empty session is not played`() throws {
    let header = Self.transcript.prefix { $0 != "\n" } + "\n"
    try replay(String(header)) { terminal, _ in
      #expect(terminal.shows("nothing to replay"))
    }
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT, SIGINT, SIGILL, SIGSEGV])
  func `whatever ends a replay, the terminal is put back`(signal: Int32) throws {
    let scratch = Scratch()
    let file = "\(scratch.path)/session.jsonl"
    try Program.write(Self.transcript, to: file)
    let terminal = try PseudoTerminal()
    let before = terminal.modes
    let child = try terminal.run(Program.byhand, ["replay", "--step", "--lang", "en", file])
    #expect(terminal.shows("0/2"))
    #expect(terminal.modes != before)
    kill(child, signal)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    #expect(terminal.modes == before)
    // The screen that was there before, its cursor and its wrapping.
    #expect(terminal.shows("\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"))
    let (code, endedBy) = (status >> 8 & 0xFF, status & 0x7F)
    switch signal {
    // Ctrl-C is a key of the replay's: it leaves.
    case SIGINT: #expect(code == 0 && endedBy == 0)
    // What Swift stops a program with is a bug's exit code, and is said.
    case SIGILL, SIGSEGV:
      #expect(code == 70 && endedBy == 0)
      #expect(terminal.shows("this is a bug in byhand"))
    // The others end the program as they end any.
    default: #expect(endedBy == signal)
    }
  }

  @Test func `keys are drawn on a screen of their own, which goes away with q`() throws {
    try replay(Self.transcript) { terminal, child in
      #expect(terminal.screen(through: "0/2").hasPrefix("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l"))
      // As an input method for Chinese writes it.
      terminal.type("ｎ")
      #expect(terminal.shows("220 hamburger.edu"))
      terminal.type("l")
      #expect(terminal.shows("第 1 阶段"))
      terminal.type("?")
      #expect(terminal.shows("播放与移动"))
      terminal.type("\u{1B}")
      #expect(terminal.shows("220 hamburger.edu"))
      terminal.type("q")
      #expect(terminal.shows("\u{1B}[?1049l"))
      var status: Int32 = 0
      while waitpid(child, &status, 0) < 0, errno == EINTR {}
      #expect(status == 0)
    }
  }

  @Test func `a prediction stops at a question`() throws {
    let scratch = Scratch()
    let file = "\(scratch.path)/session.jsonl"
    try Program.write(Self.transcript, to: file)
    let terminal = try PseudoTerminal()
    let child = try terminal.run(
      Program.byhand, ["replay", "--speed", "64", "--lang", "en", "--predict", file])
    #expect(terminal.shows("???"))
    terminal.type("220\r")
    #expect(terminal.shows("predict 1/1"))
    #expect(terminal.shows("✓ 220 was right."))
    terminal.type("q")
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    #expect(status == 0)
  }

  @Test func `without a file, a recorded session is chosen from the list`() throws {
    let scratch = Scratch()
    let folder = "\(scratch.path)/byhand/sessions"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for number in 1...3 {
      try Program.write(
        Self.transcript.replacing("hamburger.edu", with: "host\(number).example"),
        to: "\(folder)/2026-11-2\(number).jsonl")
    }
    let terminal = try PseudoTerminal()
    let before = terminal.modes
    let child = try terminal.run(
      Program.byhand, ["replay", "--lang", "en", "--step"],
      with: ["XDG_DATA_HOME=\(scratch.path)"])
    #expect(terminal.shows("Recorded sessions: 3"))
    #expect(terminal.shows("> 1 "))
    terminal.type("3")
    #expect(terminal.shows("> 3 "))
    terminal.type("\r")
    #expect(terminal.shows("0/2"))
    terminal.type("\u{1B}[F")
    #expect(terminal.shows("220 host1.example"))
    terminal.type("q")
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    #expect(status == 0)
    #expect(terminal.modes == before)
  }
}
