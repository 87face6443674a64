import Files
import Glibc

/// Another program, run without a shell: octets in, octets out, bounded in size and time.
struct HelperProgram {
  enum Failure: Error { case notFound, tooMuch, tooSlow, failed }

  private static let timeLimit = Duration.seconds(60)
  private static let blockSize = 65_536

  private let name: String
  private let arguments: [String]
  private let outputLimit: Int

  init(_ name: String, _ arguments: [String], outputLimit: Int) {
    (self.name, self.arguments, self.outputLimit) = (name, arguments, outputLimit)
  }

  func run(with input: [UInt8]) throws(Failure) -> [UInt8] {
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
    let outcome: Result<[UInt8], Failure>
    do throws(Failure) { outcome = .success(try output(from: ends[0])) } catch {
      outcome = .failure(error)
      kill(process, SIGKILL)
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let output = try outcome.get()
    // A file that is cut off is an error to tshark, after it has said what was in it.
    guard status != 0, output.isEmpty else { return output }
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

  private func output(from pipe: Int32) throws(Failure) -> [UInt8] {
    let deadline = ContinuousClock.now + Self.timeLimit
    var output: [UInt8] = []
    var block = [UInt8](repeating: 0, count: Self.blockSize)
    while true {
      let left = deadline - ContinuousClock.now
      guard left > .zero else { throw .tooSlow }
      var state = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
      guard poll(&state, 1, Int32(left.components.seconds + 1) * 1_000) > 0 else { continue }
      let count = read(pipe, &block, block.count)
      if count > 0 { output += block[..<count] }
      if count == 0 || count < 0 && errno != EINTR { return output }
      guard output.count <= outputLimit else { throw .tooMuch }
    }
  }
}
