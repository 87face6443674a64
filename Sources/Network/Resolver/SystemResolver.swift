import Glibc
import Transcripts

/// Asks DNS through a program of the system, run as a child process with a time limit, without a
/// shell.
package struct SystemResolver {
  package let tool: ResolverTool
  private let path: String
  /// For all questions together.
  private let deadline: ContinuousClock.Instant
  /// Called ten times a second while a tool runs.
  private let isCancelled: () -> Bool
  /// Octets of one answer; no more is read.
  private static let outputLimit = 65_536

  /// `nil` where no folder of `path` has one of the tools.
  package init?(path: String, timeout: Duration = .seconds(8), isCancelled: @escaping () -> Bool) {
    self.isCancelled = isCancelled
    deadline = .now + timeout
    for tool in ResolverTool.allCases {
      for folder in path.split(separator: ":") where folder.hasPrefix("/") {
        let file = "\(folder)/\(tool.rawValue)"
        guard access(file, X_OK) == 0 else { continue }
        self.tool = tool
        self.path = file
        return
      }
    }
    return nil
  }

  package func ask(_ question: DNSQuestion, _ name: String) -> DNSReply {
    switch run(tool.arguments(question, name)) {
    case .success(let output): tool.read(output, to: question)
    case .failure(let failure): .failed(failure.reason)
    }
  }

  private struct Failure: Error {
    let reason: DNSFailure
    static let noAnswer = Failure(reason: .noAnswer)
  }

  /// Its output, where it could be run and ended in time.
  private func run(_ arguments: [String]) -> Result<String, Failure> {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return .failure(.noAnswer) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    let child = spawn(arguments, output: ends[1])
    close(ends[1])
    guard let child else { return .failure(.noAnswer) }
    let octets = read(from: ends[0])
    if case .success = octets, isOver(child) {} else { end(child) }
    return octets.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Waits for the child, which may have closed its output and still run, until the deadline.
  /// `false`: it still runs.
  private func isOver(_ child: pid_t) -> Bool {
    var status: Int32 = 0
    var pause: Int32 = 1
    while true {
      let ended = waitpid(child, &status, WNOHANG)
      if ended == child || ended < 0 && errno != EINTR { return true }
      guard ContinuousClock.now < deadline, !isCancelled() else { return false }
      poll(nil, 0, pause)
      pause = min(pause * 2, 100)
    }
  }

  private func end(_ child: pid_t) {
    kill(child, SIGKILL)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
  }

  private func spawn(_ arguments: [String], output: Int32) -> pid_t? {
    var files = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    guard posix_spawn_file_actions_init(&files) == 0, posix_spawnattr_init(&attributes) == 0
    else { return nil }
    defer {
      posix_spawn_file_actions_destroy(&files)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // Ctrl-C at the console must not reach the child.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    // English output, whatever the student's language; the child gets nothing else of this
    // environment.
    var settings = [strdup("LC_ALL=C"), nil]
    defer { for word in words + settings { free(word) } }
    var child = pid_t()
    guard posix_spawn(&child, path, &files, &attributes, &words, &settings) == 0 else { return nil }
    return child
  }

  /// Everything up to the end, where that comes in time.
  private func read(from descriptor: Int32) -> Result<[UInt8], Failure> {
    var octets: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while octets.count < Self.outputLimit {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let left = (deadline - .now).milliseconds
      guard left > 0 else { return .failure(.noAnswer) }
      if isCancelled() { return .failure(Failure(reason: .cancelled)) }
      let ready = poll(&waiting, 1, Int32(clamping: min(left, 100)))
      if ready == 0 || ready < 0 && errno == EINTR { continue }
      guard ready > 0 else { return .failure(.noAnswer) }
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count == 0 ? .success(octets) : .failure(.noAnswer) }
      octets += buffer[..<count]
    }
    // Too much: the child, which may write for ever, will be ended.
    return .failure(.noAnswer)
  }
}
