import Glibc
import Synchronization

/// A server of the test's own on a free port of loopback: one connection, and a script that a real server would not
/// dare to follow. Blocking calls on a thread of its own; it ends with the connection.
final class ScriptedServer: Sendable {
  enum Step: Sendable {
    case send([UInt8])
    case line
    /// Octets in pieces of one.
    case trickle([UInt8])
    /// One line over and over, until nobody takes it.
    case endless(String)
    /// RST, not FIN.
    case reset
    /// Until the client has gone.
    case stay
  }

  let port: Int
  private let listener: Int32

  init(_ steps: [Step]) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 1) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard bound else { throw Failure.notBound }
    self.listener = listener
    port = Int(UInt16(bigEndian: address.sin_port))
    let run = Run(listener: listener, steps: steps)
    var thread = pthread_t()
    guard
      pthread_create(
        &thread, nil,
        { box in
          if let box { Unmanaged<Run>.fromOpaque(box).takeRetainedValue().play() }
          return nil
        }, Unmanaged.passRetained(run).toOpaque()) == 0
    else { throw Failure.notBound }
    pthread_detach(thread)
  }

  enum Failure: Error { case notBound }

  private final class Run {
    private let listener: Int32
    private let steps: [Step]

    init(listener: Int32, steps: [Step]) {
      self.listener = listener
      self.steps = steps
    }

    func play() {
      let connection = accept(listener, nil, nil)
      close(listener)
      guard connection >= 0 else { return }
      defer { close(connection) }
      for step in steps where !follow(step, connection) { return }
      shutdown(connection, Int32(SHUT_WR))
      _ = follow(.stay, connection)
    }

    /// `false`: the connection is no more.
    private func follow(_ step: Step, _ connection: Int32) -> Bool {
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

    private func write(_ octets: ArraySlice<UInt8>, _ connection: Int32) -> Bool {
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

    private func readLine(_ connection: Int32) -> Bool {
      var octet: UInt8 = 0
      while Glibc.read(connection, &octet, 1) == 1 {
        if octet == 0x0A { return true }
      }
      return false
    }
  }
}

extension ScriptedServer.Step {
  static func say(_ line: String) -> Self { .send(Array((line + "\r\n").utf8)) }
}

/// A port that listens, and takes no more calls: what dials it waits.
final class FullListener {
  let port: Int
  private var sockets: [Int32] = []

  init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    sockets = [listener]
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 0) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    guard bound else { throw ScriptedServer.Failure.notBound }
    // A backlog of 0 holds one; the others fill what the kernel keeps besides.
    for _ in 0..<4 {
      let caller = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
      sockets.append(caller)
      withUnsafePointer(to: &address) {
        _ = $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(caller, $0, length) }
      }
    }
  }

  deinit { for socket in sockets { close(socket) } }
}
