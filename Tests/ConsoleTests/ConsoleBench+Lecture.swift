import PracticeWorld
import Protocols
import Transcripts

extension ConsoleBench {
  /// The lecture's two hosts.
  static let lecture = WorldMap(hosts: [
    .init(
      HostDescription(name: "hamburger.edu", mailboxes: ["bob", "carol"]),
      smtp: [BoundAddress(host: "127.0.0.1", port: 2525)],
      web: [BoundAddress(host: "127.0.0.1", port: 8080)]),
    .init(
      HostDescription(name: "crepes.fr", mailboxes: ["alice"], relays: true),
      smtp: [BoundAddress(host: "127.0.0.1", port: 2526)],
      web: [BoundAddress(host: "127.0.0.1", port: 8081)]),
  ])
}
