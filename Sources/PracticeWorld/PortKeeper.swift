import Glibc
import NIOCore

/// Keeps a port while its server is down: nobody listens, so connections are refused, and nobody else can take it.
final class PortKeeper: Sendable {
  private let descriptor: Int32

  /// `nil` where somebody was faster.
  init?(_ place: BoundAddress) {
    guard let address = try? SocketAddress(ipAddress: place.host, port: place.port) else {
      return nil
    }
    let family = address.protocol == .inet6 ? AF_INET6 : AF_INET
    let descriptor = socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    // With it the server may bind beside this socket, which does not listen.
    var yes: Int32 = 1
    setsockopt(
      descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout.size(ofValue: yes)))
    guard address.withSockAddr({ bind(descriptor, $0, socklen_t($1)) }) == 0 else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
