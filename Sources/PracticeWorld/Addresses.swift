import Glibc
import NIOCore
import Transcripts

/// Where a server is asked to listen.
package struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
  /// An IP address without brackets, or a name.
  package let host: String
  /// 0: any port that is free.
  package let port: Int
  /// Where the port is taken, listening fails; otherwise any other port will do.
  package let isExact: Bool

  package init(host: String, port: Int, isExact: Bool = true) {
    self.host = host
    self.port = port
    self.isExact = isExact
  }

  /// `127.0.0.1:2525`, `[::1]:2525`, `localhost:0`; `nil` for anything else.
  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"),
      let port = Int(text[text.index(after: colon)...]), (0...65_535).contains(port)
    else { return nil }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = String(host.dropFirst().dropLast())
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty else { return nil }
    // RFC 6761 §6.3: this name is loopback, even if a resolver or a file of hosts says otherwise.
    self.init(host: host.lowercased() == "localhost" ? "127.0.0.1" : host, port: port)
  }

  /// This port of loopback, or another where it is taken.
  package static func loopback(_ port: Int) -> ListenAddress {
    ListenAddress(host: "127.0.0.1", port: port, isExact: false)
  }

  /// The same host at a port so much higher; any free port stays any free port.
  ///
  /// - Throws: `CannotListen` where there is no such port.
  func advanced(by count: Int) throws(CannotListen) -> ListenAddress {
    guard port > 0, count > 0 else { return self }
    let next = ListenAddress(host: host, port: port + count, isExact: isExact)
    guard next.port <= 65_535 else {
      throw CannotListen(next, IOError(errnoCode: EADDRNOTAVAIL, reason: "bind"))
    }
    return next
  }

  package var description: String { BoundAddress(host: host, port: port).description }

  /// Cannot be reached from other machines (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3).
  package var isLoopback: Bool {
    host == "::1"
      || host.split(separator: ".").count == 4 && host.hasPrefix("127.")
        && host.split(separator: ".").allSatisfy { UInt8($0) != nil }
  }
}

/// Where a server listens.
package struct BoundAddress: Hashable, Sendable, CustomStringConvertible {
  package let host: String
  package let port: Int

  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  package var description: String {
    "\(host.uriHost):\(port)"
  }
}
