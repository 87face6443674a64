package import Protocols

/// A line of a dialogue as people write it: `C: HELO crepes.fr`, `S: 250 Hello`.
package struct DialogueLine: Equatable, CustomStringConvertible, Sendable {
  package let side: Side
  /// Without the line's end.
  package let octets: [UInt8]

  package init(_ side: Side, _ octets: [UInt8]) { (self.side, self.octets) = (side, octets) }

  /// `nil`: it begins neither with `C:` nor with `S:`.
  package init?(_ written: some StringProtocol) {
    switch written.prefix(2) {
    case "C:": side = .client
    case "S:": side = .server
    default: return nil
    }
    octets = Array(written.dropFirst(3).utf8)
  }

  /// Each line of a dialogue that has no others.
  package static func all(in dialogue: String) -> [DialogueLine] {
    dialogue.split(separator: "\n").map { written in
      guard let line = DialogueLine(written) else {
        preconditionFailure("neither C: nor S: begins \(written)")
      }
      return line
    }
  }

  package var line: Line { Line(octets: octets) }

  package var description: String {
    (side == .client ? "C: " : "S: ") + String(decoding: octets, as: UTF8.self)
  }
}
