import Glibc
import Subprocess
import SystemPackage
import TestSupport

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
  static var byhand: String {
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
  }

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
            // Its end, and the words never came: the test says so by what is missing.
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

  /// Nothing is kept, not even by root; no proxy stands between a peer and this machine.
  private static let settings: [Environment.Key: String?] = [
    "LANG": "C.UTF-8", "LC_ALL": nil, "LC_MESSAGES": nil, "SWIFT_BACKTRACE": "enable=no",
    "XDG_DATA_HOME": "/dev/null/byhand-tests", "http_proxy": nil, "all_proxy": nil,
    "ALL_PROXY": nil, "COLUMNS": nil,
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

  static func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "wb") else { throw Errno(rawValue: errno) }
    defer { fclose(file) }
    fwrite(text, 1, text.utf8.count, file)
  }

  /// Whether a peer is installed; a test that needs one that is not says so and is skipped.
  static func isInstalled(_ names: String...) -> Bool {
    let folders = getenv("PATH").map { String(cString: $0) }?.split(separator: ":") ?? []
    return names.allSatisfy { name in
      folders.contains { access("\($0)/\(name)", X_OK) == 0 }
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
    names(folder).compactMap { name in
      guard let file = fopen("\(path)/\(folder)/\(name)", "rb") else { return nil }
      defer { fclose(file) }
      var octets: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
        octets += buffer[..<count]
      }
      return octets
    }
  }
}
