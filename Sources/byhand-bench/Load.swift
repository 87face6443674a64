import Glibc
import Subprocess

/// Messages a second, of 1,024 octets each: in clear as smtp-source of Postfix sends them, 50
/// sessions at a time; over TLS as `ProtectedLoad` does.
struct Load {
  static let domain = "hamburger.edu"
  static let user = "bob"

  enum Connections: CaseIterable {
    case perMessage, persistent

    var key: String { self == .perMessage ? "connection_per_message" : "persistent" }
    var title: String { self == .perMessage ? "a connection a message" : "persistent connections" }
  }

  let connections: Connections
  let isProtected: Bool
  /// How long one round lasts, about.
  let seconds: Double

  /// What one round says of one server.
  struct Round {
    /// Messages a second.
    let rate: Double
    /// The server's processor time a message, in microseconds: nearly the same on a busy machine as
    /// on a quiet one.
    let work: Double
  }

  var key: String { (isProtected ? "tls_" : "") + connections.key }
  var title: String {
    let how =
      isProtected ? "over TLS, this program's own client" : "smtp-source -s 50 -l 1024"
    return "Messages a second, \(connections.title) (\(how))"
  }

  func run(_ count: Int, at server: RunningServer) async throws -> Round {
    let (start, work) = (Clock.seconds, server.processorSeconds)
    if isProtected {
      try await ProtectedLoad(connections: connections).run(count, at: server)
    } else {
      try await runSource(count, at: server)
    }
    return Round(
      rate: Double(count) / (Clock.seconds - start),
      work: (server.processorSeconds - work) * 1e6 / Double(count))
  }

  private func runSource(_ count: Int, at server: RunningServer) async throws {
    let arguments =
      ["-s", "50", "-l", "1024", "-m", "\(count)"] + (connections == .persistent ? ["-d"] : [])
      + ["-f", "alice@crepes.fr", "-t", "\(Self.user)@\(Self.domain)", "127.0.0.1:\(server.port)"]
    let source = try await Subprocess.run(
      .name("smtp-source"), arguments: Arguments(arguments), output: .discarded)
    guard source.terminationStatus.isSuccess else {
      throw BenchError("smtp-source failed at \(server.kind.rawValue)")
    }
  }

  /// Rounds in turn: ours, a peer, ours, a peer. What else the machine does meets all of them
  /// alike, and so that no round pays for another's, those on disk come last and what they left is
  /// written before the next begins.
  func rounds(_ number: Int, at servers: [RunningServer]) async throws -> [MeasuredServer: [Round]]
  {
    var rounds: [MeasuredServer: [Round]] = [:]
    // Before the first round each is warmed, and its round's length found.
    let servers = servers.filter { !$0.kind.isDurable } + servers.filter(\.kind.isDurable)
    var counts: [Int] = []
    for server in servers {
      counts.append(max(100, Int(try await run(500, at: server).rate * seconds)))
    }
    for _ in 0..<number {
      for (server, count) in zip(servers, counts) {
        sync()
        rounds[server.kind, default: []].append(try await run(count, at: server))
      }
    }
    return rounds
  }
}

enum Clock {
  static var seconds: Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }
}
