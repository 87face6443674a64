import Glibc
import TestSupport

/// A server on a free loopback port that follows a script no real server would. It takes one
/// connection, makes blocking calls on its own thread, and ends with the connection.
final class ScriptedServer: Sendable {
  enum Step: Sendable {
    case send([UInt8])
    case line
    /// Octets in pieces of one.
    case trickle([UInt8])
    /// One line over and over, until the client has gone.
    case endless(String)
    /// RST, not FIN.
    case reset
    /// Until the client has gone.
    case stay
  }

  let port: Int

  init(_ steps: [Step]) throws {
    let listener = try LoopbackListener()
    port = listener.port
    Thread { Self.play(steps, with: listener) }.detach()
  }

  private static func play(_ steps: [Step], with listener: LoopbackListener) {
    guard let connection = listener.accept() else { return }
    defer { close(connection) }
    for step in steps where !follow(step, connection) { return }
    shutdown(connection, Int32(SHUT_WR))
    _ = follow(.stay, connection)
  }

  /// `false`: the connection is over.
  private static func follow(_ step: Step, _ connection: Int32) -> Bool {
    switch step {
    case .send(let octets): return write(octets[...], connection)
    case .trickle(let octets): return octets.allSatisfy { write([$0], connection) }
    case .endless(let line):
      let lines = Array(String(repeating: line + "\r\n", count: 100).utf8)[...]
      while write(lines, connection) {}
      return false
    case .line: return readLine(connection)
    case .reset:
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
      return false
    case .stay:
      while readLine(connection) {}
      return true
    }
  }

  private static func write(_ octets: ArraySlice<UInt8>, _ connection: Int32) -> Bool {
    var rest = octets
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func readLine(_ connection: Int32) -> Bool {
    var octet: UInt8 = 0
    while Glibc.read(connection, &octet, 1) == 1 {
      if octet == 0x0A { return true }
    }
    return false
  }
}

extension ScriptedServer.Step {
  static func say(_ line: String) -> Self { .send(Array((line + "\r\n").utf8)) }
}

/// A listening port whose queue is full: a new connection waits.
final class FullListener {
  var port: Int { listener.port }
  private let listener: LoopbackListener
  private let callers: [Int32]

  init() throws {
    let listener = try LoopbackListener(backlog: 0)
    self.listener = listener
    // A backlog of 0 holds one connection; the others fill the rest of the kernel's queue.
    callers = (0..<4).map { _ in call(port: listener.port, isBlocking: false) }
  }

  deinit { for caller in callers { close(caller) } }
}
