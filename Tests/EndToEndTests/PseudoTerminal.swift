import CLibEdit
import Glibc

/// The two ends of a terminal: a program has the one, the test the other.
final class PseudoTerminal {
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

  func type(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
  }

  /// What the program runs with: nothing of this machine's settings.
  func run(_ program: String, _ arguments: [String], terminal name: String = "xterm") throws
    -> pid_t
  {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_adddup2(&files, terminal, descriptor)
    }
    let settings = ["TERM=\(name)", "LANG=C.UTF-8", "SWIFT_BACKTRACE=enable=no"]
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    var environment: [UnsafeMutablePointer<CChar>?] = settings.map { strdup($0) } + [nil]
    defer { for word in words + environment { free(word) } }
    // Threads of a pool block signals, and the program would inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var child = pid_t()
    guard posix_spawn(&child, program, &files, &attributes, &words, &environment) == 0 else {
      throw Failure.notRun
    }
    return child
  }

  func shows(_ text: String) -> Bool { screen(through: text).contains(text) }

  /// What was shown up to and with `text`, or all there is where that never comes.
  func screen(through text: String) -> String {
    var shown: [UInt8] = []
    var octets = [UInt8](repeating: 0, count: 4_096)
    var ready = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    while !String(decoding: shown, as: UTF8.self).contains(text), poll(&ready, 1, 30_000) == 1 {
      let count = read(controller, &octets, octets.count)
      guard count > 0 else { break }
      shown += octets[..<count]
    }
    return String(decoding: shown, as: UTF8.self)
  }
}
