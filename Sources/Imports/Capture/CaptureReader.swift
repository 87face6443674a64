import Language
import Protocols

/// A capture: pcap or pcapng, as Wireshark, tshark, tcpdump and `byhand export` write them.
struct CaptureReader: FormatReader {
  private static let magics: [[UInt8]] = [
    [0x0A, 0x0D, 0x0D, 0x0A], [0xD4, 0xC3, 0xB2, 0xA1], [0xA1, 0xB2, 0xC3, 0xD4],
    [0x4D, 0x3C, 0xB2, 0xA1], [0xA1, 0xB2, 0x3C, 0x4D],
  ]

  static func recognises(_ head: Head) -> Bool {
    magics.contains { head.octets.starts(with: $0) }
  }

  static func read(
    _ source: Source, with settings: Import, into reading: inout ImportReading
  ) throws(ImportFailure) {
    let streams = try FollowedStreams(yaml: try settings.dissector.followed(source.octets))
    try streams.say(&reading)
  }
}

/// Takes a capture apart into TCP streams.
package protocol CaptureDissector: Sendable {
  /// All streams as `tshark -z follow,tcp,yaml` prints them, one behind the other.
  func followed(_ capture: [UInt8]) throws(ImportFailure) -> [UInt8]
}
