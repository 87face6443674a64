import Glibc
import NIOCore
import Transcripts

/// Where the mail of a world's hosts comes from. Each host that carries mail has an address of
/// loopback of its own, so that a receiver can tell it from a student, who has the first.
extension WorldConfiguration {
  /// - Parameter canUse: whether this machine has the address. Not every system has all of
  ///   127.0.0.0/8.
  func source(ofHostAt index: Int, _ canUse: (String) -> Bool = SourceAddress.isUsable) -> String? {
    guard hosts[index].relays else { return nil }
    let own = "127.0.0.\(index + 2)"
    // Who listens elsewhere cannot be reached from there.
    return listens.smtp.allSatisfy({ $0.host.hasPrefix("127.") }) && canUse(own) ? own : nil
  }

  /// - Parameter sources: of the hosts; those without one of their own send from where students do.
  func senders(from sources: [String?]) -> SenderRecords {
    let student = listens.smtp.first?.host ?? "127.0.0.1"
    let records = zip(hosts, sources).map { host, source in
      (
        host.mailDomain,
        SenderRecords.Record(
          address: host.relays ? source ?? student : nil, rejects: host.rejectsForgeries)
      )
    }
    return SenderRecords(Dictionary(records) { first, _ in first })
  }
}

enum SourceAddress {
  static func isUsable(_ address: String) -> Bool {
    guard let place = try? SocketAddress(ipAddress: address, port: 0) else { return false }
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return place.withSockAddr { bind(descriptor, $0, socklen_t($1)) } == 0
  }
}
