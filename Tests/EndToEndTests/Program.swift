import Glibc
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// A program run to its end, or one that serves while a test talks to it.
enum Program {
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String

    var lines: [String] {
      output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
    /// What crossed the wire, as `grep -v '^#'` shows it.
    var wire: [String] { lines.filter { !$0.hasPrefix("#") } }
  }

  /// The program that this test run has built: it stands beside the tests.
  static let byhand: String = {
    let me = (try? FilePath("/proc/self/exe").resolvingLink) ?? ""
    for argument in CommandLine.arguments + [me] {
      var folder = FilePath(argument)
      while folder.removeLastComponent() {
        let candidate = folder.appending("byhand").string
        if access(candidate, X_OK) == 0, !isFolder(candidate) { return candidate }
        if folder.isEmpty || folder.string == "/" { break }
      }
    }
    return ".build/debug/byhand"
  }()

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Runs `byhand` with nothing of this machine's settings but the path.
  static func byhand(
    _ arguments: [String], input: String = "", environment: [Environment.Key: String] = [:],
    executable: String = byhand, user: uid_t? = nil
  ) async throws -> Outcome {
    try await run(
      .path(FilePath(executable)), arguments, input: input, environment: environment, user: user)
  }

  /// A line is typed once what was waited for has been said.
  enum Step: Sendable {
    case type(String)
    case hear(String)
  }

  /// Runs `byhand` while the test listens. Its input ends after the last step.
  static func byhand(_ arguments: [String], steps: [Step]) async throws -> Outcome {
    let result = try await Subprocess.run(
      .path(FilePath(byhand)), arguments: Arguments(arguments),
      environment: .inherit.updating(settings), input: .inputWriter, output: .sequence,
      error: .discarded
    ) { execution in
      var lines: [String] = []
      var output = execution.standardOutput.strings().makeAsyncIterator()
      for step in steps {
        switch step {
        case .type(let line): _ = try await execution.standardInputWriter.write(line + "\n")
        case .hear(let words):
          repeat {
            // The output ended before the words came: the test sees what is missing.
            guard let line = try await output.next() else { return lines }
            lines.append(line)
          } while lines.last?.contains(words) != true
        }
      }
      try await execution.standardInputWriter.finish()
      while let line = try await output.next() { lines.append(line) }
      return lines
    }
    return Outcome(
      status: code(result.terminationStatus),
      output: result.closureResult.map { $0 + "\n" }.joined(), errors: "")
  }

  /// Nothing is kept, not even by root, and no proxy is used.
  private static let settings: [Environment.Key: String?] = [
    "LANG": "C.UTF-8", "LC_ALL": nil, "LC_MESSAGES": nil, "SWIFT_BACKTRACE": "enable=no",
    "XDG_DATA_HOME": "/dev/null/byhand-tests", "http_proxy": nil, "all_proxy": nil,
    "ALL_PROXY": nil, "COLUMNS": nil, "BYHAND_STUDENT": nil,
  ]

  static func run(
    _ executable: Executable, _ arguments: [String], input: String = "",
    environment: [Environment.Key: String] = [:], user: uid_t? = nil
  ) async throws -> Outcome {
    var settings = settings
    for (key, value) in environment { settings[key] = value }
    var options = PlatformOptions()
    if let user {
      options.userID = user
      options.groupID = user
      options.supplementaryGroups = []
    }
    let result = try await Subprocess.run(
      executable, arguments: Arguments(arguments),
      environment: .inherit.updating(settings), platformOptions: options, input: .string(input),
      output: .string(limit: 64 << 20), error: .string(limit: 1 << 20))
    return Outcome(
      status: code(result.terminationStatus), output: result.standardOutput,
      errors: result.standardError)
  }

  private static func code(_ status: TerminationStatus) -> Int32 {
    switch status {
    case .exited(let code): Int32(code)
    case .signaled(let signal): 128 + Int32(signal)
    }
  }

  /// A file, whole; `nil` where it cannot be read.
  static func octets(of path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var octets: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      octets += buffer[..<count]
    }
    return octets
  }

  static func text(of path: String) -> String? {
    octets(of: path).map { String(decoding: $0, as: UTF8.self) }
  }

  static func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "wb") else { throw Errno(rawValue: errno) }
    defer { fclose(file) }
    fwrite(text, 1, text.utf8.count, file)
  }

  /// Other programs may be missing on a developer's machine, and not in CI (`CI` is set by CI
  /// services, and by `.ci/run`).
  fileprivate static let mayBeIncomplete = getenv("CI") == nil

  struct NotInstalled: Error { let name: String }

  /// Ends a test that has found out by itself that it lacks a program.
  static func missing(_ name: String) throws -> Never {
    guard mayBeIncomplete else { throw NotInstalled(name: name) }
    try Test.cancel("\(name) is not installed")
  }

  static func isInstalled(_ name: String) -> Bool {
    let folders = getenv("PATH").map { String(cString: $0) }?.split(separator: ":") ?? []
    return folders.contains { access("\($0)/\(name)", X_OK) == 0 }
  }
}

extension Trait where Self == ConditionTrait {
  /// Other programs that a test runs. Without one it is skipped by name; in CI it fails.
  static func needs(_ names: String...) -> Self {
    let missing = names.first { !Program.isInstalled($0) }
    return .enabled("\(missing ?? "nothing") is not installed") {
      guard let missing else { return true }
      guard Program.mayBeIncomplete else { throw Program.NotInstalled(name: missing) }
      return false
    }
  }
}

extension FilePath {
  fileprivate var resolvingLink: String {
    get throws {
      var buffer = [CChar](repeating: 0, count: 4_096)
      let count = readlink(string, &buffer, buffer.count - 1)
      guard count > 0 else { return string }
      return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
}

extension Scratch {
  /// The files of `folder` below this one, whole.
  func files(in folder: String) -> [[UInt8]] {
    names(folder).compactMap { Program.octets(of: "\(path)/\(folder)/\($0)") }
  }
}
