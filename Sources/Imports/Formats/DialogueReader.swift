import Language
import Protocols
import Transcripts

/// `S: 220 hamburger.edu`, `C: HELO crepes.fr`: as the lecture and the RFCs write dialogues, with
/// any indentation, and as byhand's plain output has them. Lines that begin with `#` are comments.
struct DialogueReader: FormatReader {
  private static let marks: [(mark: StaticString, side: Side)] = [
    ("S:", .server), ("C:", .client),
    ("服务器:", .server), ("客户:", .client), ("客户端:", .client), ("服务器：", .server),
    ("客户：", .client), ("客户端：", .client), ("S：", .server), ("C：", .client),
  ]

  static func recognises(_ head: Head) -> Bool {
    if TextFormReader.recognises(head) { return false }
    guard let first = head.lines.first(where: { isSpoken($0) }) else { return false }
    // The Subject of a message in another tool's log may begin like that; that tool's own lines
    // come before it.
    return head.lines.prefix { $0 != first }.allSatisfy { !isOtherLog($0) }
  }

  private static func isSpoken(_ line: ArraySlice<UInt8>) -> Bool { split(line) != nil }

  private static func isOtherLog(_ line: ArraySlice<UInt8>) -> Bool {
    UnmarkedReader.isOwn(line) || SwaksReader.isOwn(line)
      || CurlReader.isOwn(line) || SMTPLibReader.isOwn(line)
  }

  /// The side, and what stands behind the mark.
  private static func split(_ line: ArraySlice<UInt8>) -> (side: Side, rest: ArraySlice<UInt8>)? {
    let line = line.drop(while: \.isBlank)
    for (mark, side) in marks where line.hasPrefix(mark) {
      return (side, line.dropFirst(mark.utf8CodeUnitCount))
    }
    return nil
  }

  static func read(
    _ source: Source, with settings: Import, into reading: inout ImportReading
  ) throws(ImportFailure) {
    // Some put several spaces or a tab behind the mark: as many as all lines have.
    var indent = Int.max
    for line in source.lines {
      guard let (_, rest) = split(line.octets), !rest.isEmpty else { continue }
      indent = min(indent, rest.prefix(while: \.isBlank).count)
    }
    var reader = DialogueReader(indent: indent == .max ? 0 : indent)
    for line in source.lines {
      reader.take(line, &reading)
      try reading.session.checkRoom(at: line.number)
    }
    reader.flush(&reading)
  }

  private let indent: Int
  private var pending: (side: Side, octets: [UInt8], ending: Ending)?

  private init(indent: Int) { self.indent = indent }

  private mutating func take(_ line: SourceLine, _ reading: inout ImportReading) {
    if let (side, rest) = Self.split(line.octets) {
      flush(&reading)
      let blanks = rest.prefix(while: \.isBlank).count
      pending = (side, Array(rest.dropFirst(min(blanks, indent))), .crlf)
    } else if line.octets.drop(while: \.isBlank).hasPrefix("#") {
      comment(line.octets.drop(while: \.isBlank).dropFirst().trimmed.string, &reading)
    } else if !line.octets.allSatisfy(\.isBlank) {
      reading.remarks.lose(line, .noMark)
    }
  }

  private mutating func flush(_ reading: inout ImportReading) {
    guard let line = pending else { return }
    pending = nil
    reading.session.say(line.octets + line.ending.octets, from: line.side)
  }

  /// What byhand's plain output says of the line above, and of the connection.
  private mutating func comment(_ text: String, _ reading: inout ImportReading) {
    if let octets = PlainOutput.exact(text) {
      pending?.octets = octets
    } else if let ending = PlainOutput.ending(text) {
      pending?.ending = ending
    } else if let count = PlainOutput.withheld(text), let line = pending {
      pending = nil
      reading.session.passOver(count, behind: line.octets, from: line.side)
    } else if let peer = PlainOutput.connection(text) {
      flush(&reading)
      reading.session.begin(peer)
    } else if let side = PlainOutput.closed(text) {
      flush(&reading)
      reading.session.close(by: side)
    }
  }
}

/// The sentences of byhand's plain output that tell more than the lines do.
enum PlainOutput {
  static func exact(_ text: String) -> [UInt8]? {
    text.hasPrefix("exact ") ? Base64.decoded(String(text.dropFirst(6))) : nil
  }

  static func ending(_ text: String) -> Ending? {
    switch text {
    case "this line ended with a bare LF, not CR LF", "这一行只以 LF 结束，不是 CR LF": .lf
    case "this line ended with a bare CR, not CR LF", "这一行只以 CR 结束，不是 CR LF": .cr
    case "this line has no end", "这一行没有结束", "this line goes on", "这一行还没有结束": Ending.none
    default: nil
    }
  }

  /// `12 octets withheld`; byhand 0.1.0 added `as secret`.
  static func withheld(_ text: String) -> Int? {
    let sentence =
      text.wholeMatch(of: /([0-9,]{1,15}) octets withheld(?: as secret)?/)?.1
      ?? text.wholeMatch(of: /隐去 ([0-9,]{1,15}) 个字节/)?.1
      ?? text.wholeMatch(of: /([0-9,]{1,15}) 个字节按机密隐去/)?.1
    return sentence.flatMap { Int($0.filter { $0 != "," }) }
  }

  /// `TCP connection 127.0.0.1:45648 → 127.0.0.1:2525  (hamburger.edu port 25, in the practice world)`
  static func connection(_ text: String) -> Peer? {
    guard text.hasPrefix("TCP connection ") || text.hasPrefix("TCP 连接 ") else { return nil }
    let words = text.split { " （(，,）)".contains($0) }.map(String.init)
    guard let arrow = words.firstIndex(of: "→"), arrow > 0, arrow + 1 < words.count else {
      return nil
    }
    var peer = Peer(address: words[arrow + 1], local: words[arrow - 1])
    let rest = words[(arrow + 2)...].filter { $0 != "练习环境里的" && $0 != "port" }
    if let host = rest.first, host.utf8.allSatisfy({ $0.isVisible }) { peer.host = host }
    peer.port = rest.dropFirst().first.flatMap { Int($0) }.flatMap { $0 < 65_536 ? $0 : nil }
    return peer
  }

  static func closed(_ text: String) -> Side? {
    switch text {
    case "The server closed the TCP connection.", "服务器关闭了 TCP 连接。": .server
    default: nil
    }
  }
}

extension Phrase {
  fileprivate static let noMark = Phrase(
    en: "this line begins with neither \"S:\" nor \"C:\"",
    zh: "这一行开头既没有“S:”也没有“C:”")
}
