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
    let status = terminal.wait(for: child)
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
  /// The program holds the other end: it closes when the program ends.
  private var life: (ours: Int32, its: Int32) = (-1, -1)

  init() throws {
    var ends: (Int32, Int32) = (-1, -1)
    guard terminal_pair(&ends.0, &ends.1, 80, 24) else { throw Failure.none }
    (controller, terminal) = ends
    var pipes: [Int32] = [-1, -1]
    guard pipe(&pipes) == 0 else { throw Failure.none }
    life = (pipes[0], pipes[1])
    for end in [controller, terminal] + pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  deinit {
    for end in [controller, terminal, life.ours, life.its] { close(end) }
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
    posix_spawn_file_actions_adddup2(&files, life.its, 3)
    // The threads of a test block signals, and a program would inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let settings = ["TERM=xterm", "LANG=C.UTF-8", "SWIFT_BACKTRACE=enable=no"]
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    var environment: [UnsafeMutablePointer<CChar>?] = settings.map { strdup($0) } + [nil]
    defer { for word in words + environment { free(word) } }
    var child = pid_t()
    guard posix_spawn(&child, program, &files, &attributes, &words, &environment) == 0 else {
      throw Failure.notRun
    }
    return child
  }

  /// How it ended. One that does not end within ten seconds is killed, and the test fails for that.
  func wait(for child: pid_t) -> Int32 {
    close(life.its)
    life.its = -1
    var end = pollfd(fd: life.ours, events: Int16(POLLIN), revents: 0)
    if poll(&end, 1, 10_000) != 1 { kill(child, SIGKILL) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status
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
