import Glibc
import Subprocess
import SystemPackage

/// A server to be measured: byhand, or one that it is compared with.
enum MeasuredServer: String, CaseIterable {
  case memory = "byhand, in memory"
  case durable = "byhand, durable"
  case sink = "smtp-sink"
  case aiosmtpd = "aiosmtpd"
  case aiosmtpdMaildir = "aiosmtpd, Maildir"

  var isOurs: Bool { self == .memory || self == .durable }
  var isDurable: Bool { self == .durable || self == .aiosmtpdMaildir }
  var offersTLS: Bool { self != .sink }

  var key: String {
    switch self {
    case .memory: "byhand_memory"
    case .durable: "byhand_durable"
    case .sink: "smtp_sink"
    case .aiosmtpd: "aiosmtpd"
    case .aiosmtpdMaildir: "aiosmtpd_maildir"
    }
  }

  /// What is not installed; `nil`: nothing is missing.
  var missing: String? {
    get async {
      switch self {
      case .memory, .durable: nil
      case .sink: Files.programs("smtp-sink").isEmpty ? "smtp-sink is not installed" : nil
      case .aiosmtpd, .aiosmtpdMaildir:
        await Self.pythonWithAiosmtpd == nil ? "aiosmtpd is not installed" : nil
      }
    }
  }

  /// The first Python that has it: a distribution's package is known to the distribution's Python
  /// only.
  private static var pythonWithAiosmtpd: String? {
    get async {
      for python in Files.programs("python3") {
        let found = try? await Subprocess.run(
          .path(FilePath(python)), arguments: ["-c", "import aiosmtpd.smtp"], output: .discarded)
        if found?.terminationStatus.isSuccess == true { return python }
      }
      return nil
    }
  }

  /// Runs all of them until `body` has ended.
  static func run<Result: Sendable>(
    _ servers: some Collection<MeasuredServer> & Sendable, in folder: String,
    besides running: [RunningServer] = [],
    _ body: @Sendable ([RunningServer]) async throws -> Result
  ) async throws -> Result {
    guard let first = servers.first else { return try await body(running) }
    return try await first.run(in: folder) { server in
      try await run(Array(servers.dropFirst()), in: folder, besides: running + [server], body)
    }
  }

  /// Starts it, runs `body` once it greets, and ends it.
  ///
  /// - Parameter folder: where a durable server puts its mail, in a folder that it makes itself.
  func run<Result: Sendable>(
    in folder: String, _ body: @Sendable (RunningServer) async throws -> Result
  ) async throws -> Result {
    let store = "\(folder)/\(key)"
    switch self {
    case .memory: return try await byhand(store: "memory", body)
    case .durable: return try await byhand(store: store, body)
    case .aiosmtpd: return try await python("", identity: try Files.identity(in: folder), body)
    case .aiosmtpdMaildir:
      return try await python(store, identity: try Files.identity(in: folder), body)
    case .sink: return try await smtpSink(body)
    }
  }

  private func byhand<Result: Sendable>(
    store: String, _ body: @Sendable (RunningServer) async throws -> Result
  ) async throws -> Result {
    try await run(
      .path(FilePath(try Files.byhand())),
      [
        "serve", "--smtp", "127.0.0.1:0", "--domain", Load.domain, "--mailbox", Load.user,
        "--store", store, "--max-connections", "20000", "--tls-self-signed",
      ], body)
  }

  private func python<Result: Sendable>(
    _ store: String, identity: String, _ body: @Sendable (RunningServer) async throws -> Result
  ) async throws -> Result {
    guard let python = await Self.pythonWithAiosmtpd else { throw BenchError("no aiosmtpd") }
    return try await run(.path(FilePath(python)), ["-c", Self.script, store, identity], body)
  }

  /// A server that prints a line that ends with its port, once it listens.
  private func run<Result: Sendable>(
    _ executable: Executable, _ arguments: [String],
    _ body: @Sendable (RunningServer) async throws -> Result
  ) async throws -> Result {
    try await Subprocess.run(
      executable, arguments: Arguments(arguments), input: .none, output: .sequence,
      error: .discarded
    ) { execution in
      defer { try? execution.send(signal: .terminate) }
      var lines = execution.standardOutput.strings().makeAsyncIterator()
      guard let line = try await lines.next(), let port = Int(line.split(separator: ":").last ?? "")
      else { throw BenchError("\(rawValue) did not start") }
      return try await body(
        RunningServer(kind: self, process: execution.processIdentifier.value, port: port))
    }.closureResult
  }

  /// It cannot pick a port itself; if another program takes the free one first, the next is tried.
  private func smtpSink<Result: Sendable>(
    _ body: @Sendable (RunningServer) async throws -> Result
  ) async throws -> Result {
    for _ in 0..<5 {
      let port = try Sockets.freePort()
      let user = getuid() == 0 ? ["-u", "root"] : []
      let result: Result? = try await Subprocess.run(
        .name("smtp-sink"),
        arguments: Arguments(user + ["-m", "20000", "127.0.0.1:\(port)", "1024"]),
        input: .none, output: .discarded, error: .discarded
      ) { execution in
        defer { try? execution.send(signal: .terminate) }
        guard try await Self.greets(port) else { return nil }
        return try await body(
          RunningServer(kind: self, process: execution.processIdentifier.value, port: port))
      }.closureResult
      if let result { return result }
    }
    throw BenchError("smtp-sink did not start")
  }

  private static func greets(_ port: Int) async throws -> Bool {
    for _ in 0..<200 {
      if let client = Sockets.connect(port: port) {
        defer { close(client) }
        if Sockets.read(client, atMost: 200) != nil { return true }
      }
      try await Task.sleep(for: .milliseconds(10))
    }
    return false
  }

  /// aiosmtpd as its documentation starts it; with a folder, its Maildir handler, which syncs each
  /// message.
  private static let script = """
    import asyncio, ssl, sys
    from aiosmtpd.smtp import SMTP
    from aiosmtpd.handlers import Mailbox
    class Keep:
        def __init__(self): self.messages = []
        async def handle_DATA(self, server, session, envelope):
            self.messages.append(envelope.content)
            return "250 OK"
    async def main():
        handler = Mailbox(sys.argv[1]) if sys.argv[1] else Keep()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2])
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(handler, hostname="localhost", tls_context=context),
            "127.0.0.1", 0, backlog=1024)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()
    asyncio.run(main())
    """
}

struct RunningServer {
  let kind: MeasuredServer
  let process: pid_t
  let port: Int

  /// Kilobytes of resident memory: VmRSS of /proc/PID/status.
  var residentKilobytes: Int {
    let text = Files.text("/proc/\(process)/status")
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    return Int(line.filter(\.isNumber)) ?? 0
  }

  /// Seconds of processor time: utime and stime, the 14th and 15th field of /proc/PID/stat.
  var processorSeconds: Double {
    let text = Files.text("/proc/\(process)/stat")
    // The second field is a name in parentheses, which may hold spaces.
    let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
    guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else {
      return .nan
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}

/// Why something could not be measured.
struct BenchError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
