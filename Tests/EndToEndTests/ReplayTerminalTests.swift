import CLibEdit
import Glibc
import Testing

/// `byhand replay` at a terminal of the test's own.
@Suite struct ReplayTerminalTests {
  private static let transcript = """
    {"format":"byhand-transcript","version":1,"started":"2026-11-23T15:00:00.000Z","software":"byhand 0.1.0","side":"client"}
    {"n":1,"ms":0,"c":1,"kind":"open","dialect":"smtp","host":"hamburger.edu","port":25,"address":"127.0.0.1:2525","world":"practice"}
    {"n":2,"ms":2,"c":1,"kind":"line","from":"server","text":"220 hamburger.edu"}

    """

  @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT, SIGINT])
  func `whatever ends a replay, the terminal is put back`(signal: Int32) throws {
    let scratch = try Scratch()
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
    // Ctrl-C is a key of the replay's: it leaves. The others end the program as they end any.
    #expect(status & 0x7F == (signal == SIGINT ? 0 : signal))
  }
}

/// The two ends of a terminal: a program has the one, the test the other.
private final class PseudoTerminal {
  enum Failure: Error { case none, notRun }

  private let controller: Int32
  /// Held open, so that its settings outlive the program.
  private let terminal: Int32

  init() throws {
    var ends: (Int32, Int32) = (-1, -1)
    guard terminal_pair(&ends.0, &ends.1, 80, 24) else { throw Failure.none }
    (controller, terminal) = ends
    for end in [controller, terminal] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  deinit {
    close(controller)
    close(terminal)
  }

  var modes: [UInt32] {
    var settings = termios()
    tcgetattr(terminal, &settings)
    return [settings.c_iflag, settings.c_oflag, settings.c_lflag]
  }

  func run(_ program: String, _ arguments: [String]) throws -> pid_t {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_adddup2(&files, terminal, descriptor)
    }
    let settings = ["TERM=xterm", "LANG=C.UTF-8", "SWIFT_BACKTRACE=enable=no"]
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    var environment: [UnsafeMutablePointer<CChar>?] = settings.map { strdup($0) } + [nil]
    defer { for word in words + environment { free(word) } }
    var child = pid_t()
    guard posix_spawn(&child, program, &files, nil, &words, &environment) == 0 else {
      throw Failure.notRun
    }
    return child
  }

  func shows(_ text: String) -> Bool {
    var shown: [UInt8] = []
    var octets = [UInt8](repeating: 0, count: 4_096)
    var ready = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    while poll(&ready, 1, 10_000) == 1 {
      let count = read(controller, &octets, octets.count)
      guard count > 0 else { return false }
      shown += octets[..<count]
      if String(decoding: shown, as: UTF8.self).contains(text) { return true }
    }
    return false
  }
}
