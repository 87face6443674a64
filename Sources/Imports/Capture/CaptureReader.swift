import Language
import Protocols

/// A capture: pcap or pcapng, as Wireshark, tshark, tcpdump and `byhand export` write them.
struct CaptureReader: FormatReader {
  private static let magics: [[UInt8]] = [
    [0x0A, 0x0D, 0x0D, 0x0A], [0xD4, 0xC3, 0xB2, 0xA1], [0xA1, 0xB2, 0xC3, 0xD4],
    [0x4D, 0x3C, 0xB2, 0xA1], [0xA1, 0xB2, 0x3C, 0x4D],
  ]

  static func firstOwnLine(of head: Head) -> Int? {
    magics.contains { head.octets.starts(with: $0) } ? 0 : nil
  }

  static func read(
    _ source: Source, with settings: Import, into reading: inout ImportReading
  ) throws(ImportFailure) {
    let followed = try settings.dissector.followed(source.octets)
    if !followed.isWhole { reading.remarks.lose(line: 0, .captureCutOff) }
    let streams = try FollowedStreams(yaml: followed.yaml)
    try streams.say(&reading)
  }
}

/// All streams as `tshark -z follow,tcp,yaml` prints them, one behind the other.
package struct FollowedCapture: Sendable {
  package let yaml: [UInt8]
  /// `false`: the capture breaks off, or is damaged further down.
  package let isWhole: Bool

  package init(yaml: [UInt8], isWhole: Bool) { (self.yaml, self.isWhole) = (yaml, isWhole) }
}

/// Takes a capture apart into TCP streams.
package protocol CaptureDissector: Sendable {
  func followed(_ capture: [UInt8]) throws(ImportFailure) -> FollowedCapture
}

extension Phrase {
  fileprivate static let captureCutOff = Phrase(
    en: "the capture is cut off or damaged: tshark read its beginning only",
    zh: "抓包文件不完整或已损坏：tshark 只读取了前面的部分")
}
