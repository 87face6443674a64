import Subprocess
import SystemPackage
import TestSupport

/// A server process that runs while a test talks to it.
enum Serving {
  /// `byhand serve` on free ports of loopback; its first lines say which.
  static func byhand<Result: Sendable>(
    store: Scratch, arguments: [String] = [],
    _ body: @escaping @Sendable (_ smtp: Int, _ http: Int) async throws -> Result
  ) async throws -> (result: Result, status: TerminationStatus) {
    let outcome = try await Subprocess.run(
      .path(FilePath(Program.byhand)),
      arguments: Arguments(
        ["serve", "--smtp", "127.0.0.1:0", "--http", "127.0.0.1:0", "--store", store.path]
          + arguments),
      input: .none, output: .sequence, error: .discarded
    ) { execution in
      var smtp: Int?
      var http: Int?
      for try await line in execution.standardOutput.strings() {
        let words = line.split(whereSeparator: \.isWhitespace)
        let port = words.last.flatMap { $0.split(separator: ":").last }.flatMap { Int($0) }
        if words.first == "smtp" { smtp = port }
        if words.first == "http" { http = port }
        if smtp != nil, http != nil { break }
      }
      defer { try? execution.send(signal: .terminate) }
      return try await body(smtp ?? 0, http ?? 0)
    }
    return (outcome.closureResult, outcome.terminationStatus)
  }

  /// Another program's server; `ready` is part of the line that it prints once it listens.
  static func peer<Result: Sendable>(
    _ executable: Executable, _ arguments: [String], ready: String,
    _ body: @escaping @Sendable (String) async throws -> Result
  ) async throws -> Result {
    let outcome = try await Subprocess.run(
      executable, arguments: Arguments(arguments), input: .none, output: .sequence,
      error: .discarded
    ) { execution in
      var said = ""
      for try await line in execution.standardOutput.strings() where line.contains(ready) {
        said = line
        break
      }
      defer { try? execution.send(signal: .terminate) }
      return try await body(said)
    }
    return outcome.closureResult
  }
}
