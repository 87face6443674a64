import Glibc
import PracticeWorld

/// A client that reads what it is told and does not hang up until it is released.
final class LingeringClient {
  private let descriptor: Int32

  init?(_ address: BoundAddress) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = in_port_t(address.port).bigEndian
    place.sin_addr.s_addr = inet_addr(address.host)
    let result = withUnsafePointer(to: &place) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// What comes first.
  func line() -> String? {
    var octets = [UInt8](repeating: 0, count: 512)
    let count = read(descriptor, &octets, octets.count)
    return count > 0 ? String(decoding: octets[..<count], as: UTF8.self) : nil
  }
}
