import Files
import Glibc

/// Another program, run without a shell: octets in, octets out, bounded in size and time.
struct HelperProgram {
  enum Failure: Error { case notFound, tooMuch, tooSlow, failed }

  struct Output {
    let octets: [UInt8]
    /// It said at its end that all went well.
    let isWhole: Bool
  }

  private static let blockSize = 65_536

  private let name: String
  private let arguments: [String]
  private let outputLimit: Int
  private let timeLimit: Duration

  init(_ name: String, _ arguments: [String], outputLimit: Int, timeLimit: Duration) {
    (self.name, self.arguments) = (name, arguments)
    (self.outputLimit, self.timeLimit) = (outputLimit, timeLimit)
  }

  func run(with input: [UInt8]) throws(Failure) -> Output {
    let deadline = ContinuousClock.now + timeLimit
    // A file without a name: a program that stops reading costs no signal, and nothing is left
    // behind. tshark refuses a socket.
    guard let file = tmpfile() else { throw .failed }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      fclose(file)
      throw .failed
    }
    defer { close(ends[0]) }
    for descriptor in ends + [fileno(file)] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    let process: pid_t
    do {
      defer {
        fclose(file)
        close(ends[1])
      }
      do throws(StoreError) { try File.write(input, to: fileno(file)) } catch { throw .failed }
      lseek(fileno(file), 0, SEEK_SET)
      process = try start(input: fileno(file), output: ends[1])
    }
    var outcome: Result<[UInt8], Failure>
    do throws(Failure) { outcome = .success(try output(from: ends[0], until: deadline)) } catch {
      outcome = .failure(error)
      kill(process, SIGKILL)
    }
    var status: Int32 = 0
    // It may have closed its output, and go on.
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process || ended < 0 && errno != EINTR { break }
      if ContinuousClock.now >= deadline {
        outcome = .failure(.tooSlow)
        kill(process, SIGKILL)
      }
      poll(nil, 0, 5)
    }
    let octets = try outcome.get()
    // A file that is cut off is an error to tshark, after it has said what was in it.
    guard status != 0, octets.isEmpty else { return Output(octets: octets, isWhole: status == 0) }
    // 127: nothing of this name could be started.
    throw status >> 8 == 127 ? .notFound : .failed
  }

  private func start(input: Int32, output: Int32) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var words = ([name] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let result = posix_spawnp(&process, name, &actions, nil, &words, environ)
    guard result == 0 else { throw result == ENOENT ? .notFound : .failed }
    return process
  }

  private func output(
    from pipe: Int32, until deadline: ContinuousClock.Instant
  ) throws(Failure) -> [UInt8] {
    var output: [UInt8] = []
    var block = [UInt8](repeating: 0, count: Self.blockSize)
    while true {
      let left = deadline - ContinuousClock.now
      guard left > .zero else { throw .tooSlow }
      var state = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
      guard poll(&state, 1, Int32(left.components.seconds + 1) * 1_000) > 0 else { continue }
      let count = read(pipe, &block, block.count)
      if count > 0 { output += block[..<count] }
      if count == 0 { return output }
      guard count > 0 || errno == EINTR else { throw .failed }
      guard output.count <= outputLimit else { throw .tooMuch }
    }
  }
}
