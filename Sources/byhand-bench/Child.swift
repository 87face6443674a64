import Glibc

/// A process that the bench started, and ends by its own number.
final class Child {
  enum Terminal { case none, own }

  let process: pid_t
  /// What it prints, or its terminal's other side.
  let output: Int32
  private var isOver = false

  init(_ command: [String], environment: [String] = [], terminal: Terminal = .none) throws {
    let ends = try terminal == .own ? SystemCalls.terminal() : SystemCalls.pipe()
    defer { close(ends.child) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    switch terminal {
    case .none:
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, ends.child, 1)
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    case .own:
      // Opened by the leader of a session, it becomes that session's terminal.
      posix_spawn_file_actions_addopen(&actions, 0, ends.name, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The bench blocks the signals it waits for; its children shall not.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    let leads = terminal == .own ? Self.newSession : 0
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(leads))
    var arguments = command.map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + Self.inherited(besides: environment) + [nil]
    defer { for text in arguments + variables { free(text) } }
    var process = pid_t()
    let code = posix_spawnp(&process, command[0], &actions, &attributes, &arguments, &variables)
    guard code == 0 else {
      close(ends.parent)
      throw BenchError("cannot start \(command[0]): \(String(cString: strerror(code)))")
    }
    self.process = process
    output = ends.parent
    Cleanup.add(process)
  }

  deinit { end() }

  /// Kilobytes of memory that are its own and resident: /proc/PID/status, VmRSS.
  var residentKilobytes: Int {
    let text = Files.text("/proc/\(process)/status")
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    return Int(line.filter(\.isNumber)) ?? 0
  }

  /// Seconds of processor time it has used: /proc/PID/stat, utime and stime, the 14th and 15th field.
  var processorSeconds: Double {
    let text = Files.text("/proc/\(process)/stat")
    // The second field is a name in parentheses, which may hold spaces.
    let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
    guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else {
      return .nan
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// The next line it prints; `nil` when it has ended or says nothing for ten seconds.
  func line() -> String? {
    var octets: [UInt8] = []
    while let octet = SystemCalls.read(output, atMost: 1)?.first {
      if octet == UInt8(ascii: "\n") { return String(decoding: octets, as: UTF8.self) }
      octets.append(octet)
    }
    return nil
  }

  /// - Returns: whether it ended well.
  @discardableResult func wait() -> Bool {
    guard !isOver else { return false }
    isOver = true
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    Cleanup.remove(process)
    close(output)
    return status == 0
  }

  func end(_ number: Int32 = SIGTERM) {
    guard !isOver else { return }
    kill(process, number)
    wait()
  }

  /// `POSIX_SPAWN_SETSID` of <spawn.h>, which shows it to C with _GNU_SOURCE only.
  private static let newSession = 0x80

  private static func inherited(besides given: [String]) -> [UnsafeMutablePointer<CChar>?] {
    let names = Set(given.map { $0.prefix { $0 != "=" } })
    var kept: [UnsafeMutablePointer<CChar>?] = []
    for name in ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "LANG"]
    where !names.contains(name[...]) {
      if let value = getenv(name) { kept.append(strdup("\(name)=\(String(cString: value))")) }
    }
    return kept
  }
}

/// Why something could not be measured.
struct BenchError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
