import Language
import Teaching
import Transcripts

/// Octets each way as bars, readable from the last row of a lecture hall. Empty until both push and
/// pull are measured.
enum OctetChart {
  static func lines(_ comparison: Comparison, _ options: ViewOptions) -> [String] {
    guard case (let push?, let pull?) = comparison.pair else { return [] }
    let bars = [
      ("SMTP", Phrase.fromClient, push.clientOctets), ("", .fromServer, push.serverOctets),
      ("HTTP", .fromClient, pull.clientOctets), ("", .fromServer, pull.serverOctets),
    ].map { name, side, octets in
      (name: name, side: side[options.language], octets: octets)
    }
    let longest = max(1, bars.map(\.octets).max() ?? 1)
    let sideWidth = bars.map { DisplayWidth.of($0.side) }.max() ?? 0
    let figureWidth = String(longest).count
    let room = options.width - 2 - 5 - sideWidth - 2 - 1 - figureWidth - 1
    guard room >= 8 else { return [] }
    return [""]
      + bars.map { bar in
        let cells = bar.octets * min(room, 60) / longest
        // Any value above zero is visible.
        let length = bar.octets > 0 ? max(1, cells) : 0
        return "  " + bar.name.padded(to: 5) + bar.side.padded(to: sideWidth + 2)
          + String(repeating: "█", count: length) + " \(bar.octets)"
      } + [""]
  }
}

extension Phrase {
  fileprivate static let fromClient = Phrase(en: "client sent", zh: "客户端发出")
  fileprivate static let fromServer = Phrase(en: "server sent", zh: "服务器发出")
}
