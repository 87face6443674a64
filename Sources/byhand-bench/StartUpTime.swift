import CLibEdit
import Glibc
import Subprocess
import SystemPackage

/// The time from the start of the program to its first prompt, in a pseudo-terminal.
enum StartUpTime {
  /// Milliseconds.
  static func prompt(in folder: String) async throws -> Double {
    let byhand = FilePath(try Files.byhand())
    return try await run(
      .path(byhand), ["--lang", "en"],
      environment: .inherit.updating([
        "TERM": "xterm", "XDG_DATA_HOME": folder, "LANG": "C.UTF-8", "LC_ALL": nil,
      ])
    ) { controller, start in
      var shown: [UInt8] = []
      while !String(decoding: shown, as: UTF8.self).contains("byhand>") {
        guard let more = Sockets.read(controller, atMost: 4_096) else {
          throw BenchError("byhand showed no prompt")
        }
        shown += more
      }
      let end = Clock.seconds
      Sockets.write(":quit\n", to: controller)
      return (end - start) * 1_000
    }
  }

  /// The same for a program that does nothing: what the system itself takes.
  static func nothing() async throws -> Double {
    let start = Clock.seconds
    _ = try await Subprocess.run(.name("true"), output: .discarded)
    return (Clock.seconds - start) * 1_000
  }

  /// Runs a program at a terminal, whose other end `body` reads, and waits for the program's end.
  private static func run(
    _ executable: Executable, _ arguments: Arguments, environment: Environment,
    _ body: @Sendable (_ controller: Int32, _ start: Double) async throws -> Double
  ) async throws -> Double {
    var ends: (controller: Int32, terminal: Int32) = (-1, -1)
    guard terminal_pair(&ends.controller, &ends.terminal, 80, 24) else {
      throw BenchError("no pseudo-terminal")
    }
    let controller = ends.controller
    defer { close(controller) }
    for end in [ends.controller, ends.terminal] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let terminal = FileDescriptor(rawValue: ends.terminal)
    let start = Clock.seconds
    return try await Subprocess.run(
      executable, arguments: arguments, environment: environment,
      input: .fileDescriptor(terminal, closeAfterSpawningProcess: false),
      output: .fileDescriptor(terminal, closeAfterSpawningProcess: false),
      error: .fileDescriptor(terminal, closeAfterSpawningProcess: false)
    ) { _ in
      // Only the program holds it now, so that reading ends when the program does.
      try terminal.close()
      let result = try await body(controller, start)
      // It may write until its end, and must not be blocked meanwhile.
      while Sockets.read(controller, atMost: 4_096) != nil {}
      return result
    }.closureResult
  }
}
