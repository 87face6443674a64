import CLibEdit
import Glibc
import TestSupport

/// A pseudo-terminal: the program has one end, the test the other.
final class PseudoTerminal {
  enum Failure: Error { case none, notRun }

  private let controller: Int32
  /// Held open, so that its settings outlive the program.
  private let terminal: Int32
  /// What has been read beyond the text that was looked for.
  private var rest: [UInt8] = []

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

  /// The program is told, as by a terminal of its own.
  func resize(columns: Int, rows: Int, under program: pid_t) {
    var size = winsize()
    (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(rows))
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
    kill(program, SIGWINCH)
  }

  func type(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
  }

  /// What the program runs with: nothing of this machine's settings.
  func run(
    _ program: String, _ arguments: [String], terminal name: String = "xterm",
    with variables: [String] = []
  ) throws -> pid_t {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_adddup2(&files, terminal, descriptor)
    }
    let settings = ["TERM=\(name)", "LANG=C.UTF-8", "SWIFT_BACKTRACE=enable=no"] + variables
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    var environment: [UnsafeMutablePointer<CChar>?] = settings.map { strdup($0) } + [nil]
    defer { for word in words + environment { free(word) } }
    // Threads of a pool block signals, and the parent may ignore some (nohup, a shell's background
    // jobs): the program would inherit both.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var child = pid_t()
    guard posix_spawn(&child, program, &files, &attributes, &words, &environment) == 0 else {
      throw Failure.notRun
    }
    return child
  }

  func shows(_ text: String) -> Bool { screen(through: text).contains(text) }

  /// The output up to and including `text`, or all of it if `text` never comes. The rest waits for
  /// the next call.
  func screen(through text: String) -> String {
    var octets = [UInt8](repeating: 0, count: 4_096)
    while true {
      if let found = rest.firstRange(of: Array(text.utf8)) {
        defer { rest.removeSubrange(..<found.upperBound) }
        return String(decoding: rest[..<found.upperBound], as: UTF8.self)
      }
      guard isReadable(controller, within: 30_000),
        case let count = read(controller, &octets, octets.count), count > 0
      else { return String(decoding: rest, as: UTF8.self) }
      rest += octets[..<count]
    }
  }
}
