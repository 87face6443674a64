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
    try await ports(["smtp", "http"], store: store, arguments: arguments) { ports in
      try await body(ports["smtp"] ?? 0, ports["http"] ?? 0)
    }
  }

  /// The same with these services, each on a free port. Where there are several hosts, the host's
  /// name follows the service's: `smtp hamburger.edu`.
  static func ports<Result: Sendable>(
    _ services: Set<String>, hosts: Int = 1, store: Scratch, arguments: [String] = [],
    _ body: @escaping @Sendable ([String: Int]) async throws -> Result
  ) async throws -> (result: Result, status: TerminationStatus) {
    let listening = services.sorted().flatMap { ["--\($0)", "127.0.0.1:0"] }
    let outcome = try await Subprocess.run(
      .path(FilePath(Program.byhand)),
      arguments: Arguments(["serve", "--store", store.path] + listening + arguments),
      input: .none, output: .sequence, error: .discarded
    ) { execution in
      var ports: [String: Int] = [:]
      for try await line in execution.standardOutput.strings() {
        var words = line.split(whereSeparator: \.isWhitespace)
        if words.count > 1, let port = words.remove(at: 1).split(separator: ":").last {
          ports[words.joined(separator: " ")] = Int(port)
        }
        if ports.count == services.count * hosts { break }
      }
      defer { try? execution.send(signal: .terminate) }
      return try await body(ports)
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
