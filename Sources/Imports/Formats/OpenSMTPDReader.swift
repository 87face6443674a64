import Language
import Protocols

/// OpenSMTPD's trace (`smtpd -d -T smtp`): `smtp: 0x55d1: <<< EHLO crepes.fr` is from the client,
/// `>>>` the server's answer. Where it is the client itself (`mta:`, `bounce:`), `>>>` is sent by
/// the client. `<<< [MSG] …` is a line of a message, `<<< [EOM]` its final dot.
struct OpenSMTPDReader: LineReader {
  static func firstOwnLine(of head: Head) -> Int? { head.first { spoken($0) != nil } }

  private var numbers: [String: Int] = [:]

  mutating func take(_ line: SourceLine, _ reading: inout ImportReading) {
    guard let spoken = Self.spoken(line.octets) else {
      if let text = line.octets.after("<<< [MSG]") {
        // An empty line of the message may have lost the space.
        reading.session.say(line: text.dropFirst(), from: .client)
      } else if line.octets.contains("<<< [EOM]") {
        reading.session.say(line: [UInt8.dot], from: .client)
      } else if !line.octets.contains(": ") {
        reading.remarks.lose(line)
      }
      return
    }
    if let number = numbers[spoken.key] {
      reading.session.turn(to: number)
    } else {
      numbers[spoken.key] = reading.session.begin(Peer(dialect: .smtp))
    }
    if spoken.text.hasPrefix("[..."),
      let hidden = spoken.text.string.wholeMatch(of: /\[\.\.\. ?(\d{1,9}) ?bytes ?\.\.\.\]/),
      let count = Int(hidden.1)
    {
      reading.session.passOver(count, from: spoken.side)
      return
    }
    if spoken.side == .server { reading.supplyMissing(before: line) }
    reading.session.say(line: spoken.text, from: spoken.side)
  }

  private static func spoken(
    _ line: ArraySlice<UInt8>
  ) -> (key: String, side: Side, text: ArraySlice<UInt8>)? {
    let names: [(StaticString, Bool)] = [
      ("smtp: 0x", true), ("mta: 0x", false), ("bounce: 0x", false),
    ]
    for (name, isServer) in names {
      guard let start = line.first(name), start == line.startIndex || line[start - 1] == .space
      else { continue }
      let digits = line[(start + name.utf8CodeUnitCount)...].prefix(while: \.isHexDigit)
      let rest = line[digits.endIndex...]
      let key = "\(name)\(digits.string)"
      if rest.hasPrefix(": <<< ") {
        return (key, isServer ? .client : .server, rest.dropFirst(6))
      }
      if rest.hasPrefix(": >>> ") {
        return (key, isServer ? .server : .client, rest.dropFirst(6))
      }
    }
    return nil
  }
}
