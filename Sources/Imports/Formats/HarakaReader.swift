import Protocols

/// Haraka's protocol log: `… [PROTOCOL] [8A2F0B1C] [core] C: EHLO crepes.fr state=1`. Connections
/// are told apart by their UUIDs. Messages' text is not in it.
struct HarakaReader: LineReader {
  static func firstOwnLine(of head: Head) -> Int? { head.first { parts($0) != nil } }

  private var numbers: [String: Int] = [:]

  mutating func take(_ line: SourceLine, _ reading: inout ImportReading) {
    guard let (connection, side, rest) = Self.parts(line.octets) else {
      // Other messages of the server.
      if !line.octets.contains("] [") { reading.remarks.lose(line) }
      return
    }
    if let number = numbers[connection] {
      reading.session.turn(to: number)
    } else {
      numbers[connection] = reading.session.begin()
    }
    var octets = rest
    if side == .client, let state = octets.string.firstMatch(of: /\ state=\d+$/) {
      octets = octets.dropLast(state.output.utf8.count)
    }
    if side == .server { reading.supplyMissing(before: line) }
    reading.session.say(line: octets, from: side)
  }

  private static func parts(
    _ line: ArraySlice<UInt8>
  ) -> (connection: String, side: Side, rest: ArraySlice<UInt8>)? {
    guard let behind = line.after("[PROTOCOL] [") ?? line.after("[protocol] ["),
      let end = behind.firstIndex(of: UInt8(ascii: "]"))
    else { return nil }
    // Within a message `.1` and so on follow.
    let connection = behind[..<end].prefix { $0 != .dot }.string
    if let rest = behind.after("] C: ") { return (connection, .client, rest) }
    if let rest = behind.after("] S: ") { return (connection, .server, rest) }
    return nil
  }
}
