package import NIOCore
import Transcripts

extension SocketAddress {
  /// `127.0.0.1:2525`, `[::1]:2525`.
  package var endpoint: String {
    "\((ipAddress ?? "").uriHost):\(port ?? 0)"
  }

  /// The IP address in network order: 4 octets or 16; empty where there is none.
  package var octets: [UInt8] {
    switch self {
    // sockaddr_in: family and port, then the address.
    case .v4(let place): withUnsafeBytes(of: place.address) { Array($0[4..<8]) }
    // sockaddr_in6: family, port and flow, then the address.
    case .v6(let place): withUnsafeBytes(of: place.address) { Array($0[8..<24]) }
    case .unixDomainSocket: []
    }
  }
}
