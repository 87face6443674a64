import Language
import Protocols
import Transcripts

/// Python's `smtplib` with `set_debuglevel(1)`, or `(2)` with times:
/// `send: 'ehlo crepes.fr\r\n'`, `reply: b'250 HELP\r\n'`. The other lines repeat what these say.
struct SMTPLibReader: LineReader {
  static func firstOwnLine(of head: Head) -> Int? { head.first(isOwn) }

  private static func isOwn(_ line: ArraySlice<UInt8>) -> Bool {
    let line = withoutTime(line).rest
    for mark in [
      "send: '", "send: \"", "send: b'", "send: b\"", "reply: b'", "reply: b\"", "connect: ('",
      "connect: to ('",
    ]
    where line.starts(with: mark.utf8) { return true }
    return false
  }

  private static func withoutTime(
    _ line: ArraySlice<UInt8>
  ) -> (time: Int?, rest: ArraySlice<UInt8>) {
    guard let time = TimeOfDay(line) else { return (nil, line) }
    return (time.milliseconds, line.dropFirst(TimeOfDay.length + 1))
  }

  private var wasBegun = false

  mutating func take(_ line: SourceLine, _ reading: inout ImportReading) {
    let (time, text) = Self.withoutTime(line.octets)
    if let time { reading.session.tell(timeOfDay: time) }
    if text.hasPrefix("send: ") {
      say(text.dropFirst(6), from: .client, line, &reading)
    } else if text.hasPrefix("reply: b") {
      say(text.dropFirst(7), from: .server, line, &reading)
    } else if let match = text.string.prefixMatch(of: /connect: (?:to )?\('([^']*)', (\d{1,5})\)/) {
      let host = String(match.1)
      let port = Int(match.2)
      let isAddress = host.utf8.allSatisfy { $0.isDigit || $0 == .dot }
      reading.session.begin(
        Peer(host: host, port: port, address: isAddress ? "\(host):\(match.2)" : nil))
      wasBegun = true
    } else if !Self.isRepetition(text) {
      reading.remarks.lose(line)
    }
  }

  private mutating func say(
    _ literal: ArraySlice<UInt8>, from side: Side, _ line: SourceLine,
    _ reading: inout ImportReading
  ) {
    guard let read = PythonLiteral(literal), read.rest.allSatisfy(\.isBlank) else {
      let place = line.octets.count - literal.count
      return reading.remarks.lose(line, at: place, .brokenLiteral)
    }
    if !wasBegun {
      wasBegun = true
      reading.session.begin(Peer(dialect: .smtp))
      if side == .client { reading.remarks.add(line, .noGreeting) }
    }
    reading.session.say(read.octets, from: side)
    if case .smtp(let smtp)? = reading.session.dialogue, smtp.state == .closed {
      // The next connection's first lines are not told apart otherwise.
      wasBegun = false
      reading.session.close(by: .server)
    }
  }

  private static func isRepetition(_ line: ArraySlice<UInt8>) -> Bool {
    line.hasPrefix("reply: retcode (") || line.hasPrefix("data: (") || line.hasPrefix("connect: ")
      || line.allSatisfy(\.isBlank)
  }

  mutating func finish(_ reading: inout ImportReading) {
    if reading.session.isUnanswered { reading.remarks.add(.endsEarly) }
  }
}

extension Phrase {
  static let brokenLiteral = Phrase(
    en: "not a whole string as Python writes it", zh: "不是完整的 Python 字符串")
  fileprivate static let noGreeting = Phrase(
    en: """
      this log begins after the server's greeting; smtplib.SMTP() without a host, then \
      set_debuglevel and connect, shows it as well
      """,
    zh: "日志从服务器的问候之后开始；先用不带主机的 smtplib.SMTP()，再 set_debuglevel 和 connect，就能包含问候")
}
