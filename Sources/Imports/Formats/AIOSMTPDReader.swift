import Language
import Protocols

/// aiosmtpd's log: `('127.0.0.1', 36460) >> b'EHLO crepes.fr'` is the client, `<<` the server. With
/// `-d -d -d` the text of messages is in it.
struct AIOSMTPDReader: LineReader {
  static func firstOwnLine(of head: Head) -> Int? { head.first { spoken($0) != nil } }

  private struct Spoken {
    let peer: String
    let side: Side
    let literal: ArraySlice<UInt8>
  }

  private var numbers: [String: Int] = [:]
  /// The copy of a message that its handler prints.
  private var isInCopy = false
  private var hasReplies = false

  mutating func take(_ line: SourceLine, _ reading: inout ImportReading) {
    if isInCopy {
      isInCopy = !line.hasPrefix("------------ END MESSAGE")
    } else if line.hasPrefix("---------- MESSAGE FOLLOWS") {
      isInCopy = true
      reading.remarks.add(line, .messageCopy)
    } else if let spoken = Self.spoken(line.octets) {
      if spoken.side == .server { hasReplies = true }
      turn(to: spoken.peer, &reading)
      if spoken.side == .server { reading.supplyMissing(before: line) }
      say(spoken.literal, line, &reading) { octets, session in
        session.say(line: octets, from: spoken.side)
      }
    } else if let literal = line.octets.after("DATA readline: ") {
      say(literal, line, &reading) { octets, session in session.say(octets, from: .client) }
    } else if line.octets.contains("connection lost"), let peer = Self.ends(line.octets)?.peer {
      turn(to: peer, &reading)
      reading.session.close()
      numbers[peer] = nil
    } else if !line.octets.contains(":mail."), !line.octets.contains(":asyncio:"),
      Self.ends(line.octets) == nil
    {
      reading.remarks.lose(line)
    }
  }

  mutating func finish(_ reading: inout ImportReading) {
    if !hasReplies { reading.remarks.add(.noReplies) }
  }

  private mutating func turn(to peer: String, _ reading: inout ImportReading) {
    if let number = numbers[peer] { return reading.session.turn(to: number) }
    numbers[peer] = reading.session.begin(Peer(local: Self.address(peer), dialect: .smtp))
  }

  private func say(
    _ literal: ArraySlice<UInt8>, _ line: SourceLine, _ reading: inout ImportReading,
    _ speak: ([UInt8], inout SessionBuilder) -> Void
  ) {
    guard let read = PythonLiteral(literal) else {
      return reading.remarks.lose(line, at: line.octets.count - literal.count, .brokenLiteral)
    }
    speak(read.octets, &reading.session)
  }

  // MARK: Lines

  private static func spoken(_ line: ArraySlice<UInt8>) -> Spoken? {
    guard let (peer, rest) = ends(line) else { return nil }
    let side: Side? = rest.hasPrefix(" >> b") ? .client : rest.hasPrefix(" << b") ? .server : nil
    return side.map { Spoken(peer: peer, side: $0, literal: rest.dropFirst(4)) }
  }

  /// `('127.0.0.1', 36460)`, `('::1', 36460, 0, 0)`
  private static func ends(
    _ line: ArraySlice<UInt8>
  ) -> (peer: String, rest: ArraySlice<UInt8>)? {
    guard let start = line.first("('"), let end = line[start...].firstIndex(of: UInt8(ascii: ")")),
      end - start < 100
    else { return nil }
    return (line[start...end].string, line[(end + 1)...])
  }

  private static func address(_ peer: String) -> String? {
    let parts = peer.split { "(),' ".contains($0) }
    guard parts.count >= 2 else { return nil }
    return Peer.address(parts[0], parts[1])
  }
}

extension Phrase {
  fileprivate static let messageCopy = Phrase(
    en: "from here to END MESSAGE the handler prints a copy of the message; it was not said here",
    zh: "从这里到 END MESSAGE 是处理程序打印的邮件副本，不是对话内容")
  fileprivate static let noReplies = Phrase(
    en: "the server's replies are not in this log: aiosmtpd -d -d -d writes them",
    zh: "日志里没有服务器的响应：用 aiosmtpd -d -d -d 才会写出")
}
