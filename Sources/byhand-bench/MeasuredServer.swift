import Glibc

/// A server to be measured: ours, or one it is held against.
enum MeasuredServer: String, CaseIterable {
  case memory = "byhand, in memory"
  case durable = "byhand, durable"
  case sink = "smtp-sink"
  case aiosmtpd = "aiosmtpd"
  case aiosmtpdMaildir = "aiosmtpd, Maildir"

  var isOurs: Bool { self == .memory || self == .durable }
  var isDurable: Bool { self == .durable || self == .aiosmtpdMaildir }

  var key: String {
    switch self {
    case .memory: "byhand_memory"
    case .durable: "byhand_durable"
    case .sink: "smtp_sink"
    case .aiosmtpd: "aiosmtpd"
    case .aiosmtpdMaildir: "aiosmtpd_maildir"
    }
  }

  /// `nil`: here; otherwise what is missing.
  var missing: String? {
    switch self {
    case .memory, .durable: return nil
    case .sink: return Files.programs("smtp-sink").isEmpty ? "smtp-sink is not installed" : nil
    case .aiosmtpd, .aiosmtpdMaildir:
      return Self.pythonWithAiosmtpd == nil ? "aiosmtpd is not installed" : nil
    }
  }

  /// The first Python that knows it: a distribution's package is known to the distribution's Python only.
  private static let pythonWithAiosmtpd = Files.programs("python3").first { python in
    (try? Child([python, "-c", "import aiosmtpd.smtp"]))?.wait() == true
  }

  /// Starts it and waits until it greets.
  func start() throws -> RunningServer {
    switch self {
    case .memory: return try byhand(store: "memory")
    case .durable: return try byhand(store: try store())
    case .aiosmtpd: return try python("")
    case .aiosmtpdMaildir: return try python(try store())
    case .sink: return try smtpSink()
    }
  }

  /// Not made here: each server makes its own.
  private func store() throws -> String { "\(try Cleanup.folder())/\(key)" }

  private func byhand(store: String) throws -> RunningServer {
    let child = try Child([
      try Files.byhand(), "serve", "--smtp", "127.0.0.1:0", "--domain", Load.domain, "--mailbox",
      Load.user, "--store", store, "--max-connections", "20000",
    ])
    guard let line = child.line(), let port = Int(line.split(separator: ":").last ?? "") else {
      throw BenchError("byhand serve did not begin")
    }
    return RunningServer(kind: self, child: child, port: port)
  }

  private func python(_ folder: String) throws -> RunningServer {
    guard let python = Self.pythonWithAiosmtpd else { throw BenchError("no aiosmtpd") }
    let child = try Child([python, "-c", Self.script, folder])
    guard let line = child.line(), let port = Int(line) else {
      throw BenchError("aiosmtpd did not begin")
    }
    return RunningServer(kind: self, child: child, port: port)
  }

  /// It cannot pick a port itself: another one where somebody was faster.
  private func smtpSink() throws -> RunningServer {
    for _ in 0..<5 {
      let port = try SystemCalls.freePort()
      let asWhom = getuid() == 0 ? ["-u", "root"] : []
      let child = try Child(
        ["smtp-sink"] + asWhom + ["-m", "20000", "127.0.0.1:\(port)", "1024"])
      for _ in 0..<200 {
        if let client = SystemCalls.connect(port: port) {
          let greeting = SystemCalls.read(client, atMost: 200)
          close(client)
          if greeting != nil { return RunningServer(kind: self, child: child, port: port) }
        }
        usleep(10_000)
      }
    }
    throw BenchError("smtp-sink did not begin")
  }

  /// aiosmtpd as its own documentation starts it; with a folder, its own Maildir handler, which fsyncs each message.
  private static let script = """
    import asyncio, sys
    from aiosmtpd.smtp import SMTP
    from aiosmtpd.handlers import Mailbox
    class Keep:
        def __init__(self): self.messages = []
        async def handle_DATA(self, server, session, envelope):
            self.messages.append(envelope.content)
            return "250 OK"
    async def main():
        handler = Mailbox(sys.argv[1]) if sys.argv[1] else Keep()
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(handler, hostname="localhost"), "127.0.0.1", 0, backlog=1024)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()
    asyncio.run(main())
    """
}

struct RunningServer {
  let kind: MeasuredServer
  let child: Child
  let port: Int
}
