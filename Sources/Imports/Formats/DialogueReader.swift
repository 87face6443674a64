import Language
import Protocols
import Transcripts

/// `S: 220 hamburger.edu`, `C: HELO crepes.fr`: as the lecture and the RFCs write dialogues, with
/// any indentation, and as byhand's plain output has them. Lines that begin with `#` are comments.
struct DialogueReader: FormatReader {
  private static let marks: [(mark: StaticString, side: Side)] = [
    ("S:", .server), ("C:", .client), ("S：", .server), ("C：", .client),
    ("服务器:", .server), ("客户:", .client), ("客户端:", .client), ("客户机:", .client),
    ("服务器：", .server), ("客户：", .client), ("客户端：", .client), ("客户机：", .client),
    ("Server:", .server), ("Client:", .client), ("s:", .server), ("c:", .client),
  ]

  static func firstOwnLine(of head: Head) -> Int? {
    head.first { line in
      guard let (side, rest) = split(line) else { return false }
      let line = line.drop(while: \.isBlank)
      let isPlain =
        line.hasPrefix("S:") || line.hasPrefix("C:") || line.first.map { $0 >= 0x80 } == true
        || line.hasPrefix("S：") || line.hasPrefix("C：")
      if isPlain { return true }
      // `Server:` may be a header's field: what follows has to be of the wire.
      let said = rest.trimmed
      return side == .server
        ? ReplyLine(Line(octets: Array(said))) != nil
        : Verb(said.prefix { !$0.isBlank }) != nil
    }
  }

  /// The side, and what stands behind the mark.
  private static func split(_ line: ArraySlice<UInt8>) -> (side: Side, rest: ArraySlice<UInt8>)? {
    let line = line.drop(while: \.isBlank)
    for (mark, side) in marks where line.hasPrefix(mark) {
      let rest = line.dropFirst(mark.utf8CodeUnitCount)
      // `C:\Users\alice>` is a prompt of Windows.
      return rest.first == .backslash ? nil : (side, rest)
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
  /// Where the last of them stands.
  private var pendingLine: SourceLine?
  private var lastSide: Side?
  private var turns = Turns()

  /// Whose conversation is which, in byhand's plain output.
  private struct Turns {
    /// The student's own, and the one before it.
    var own: Int?
    var before: Int?
    var watched: [PlainOutput.Turn: Int] = [:]
  }

  private init(indent: Int) { self.indent = indent }

  private mutating func take(_ line: SourceLine, _ reading: inout ImportReading) {
    if let (side, rest) = Self.split(line.octets) {
      flush(&reading)
      pendingLine = line
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
    lastSide = line.side
    let unheard = reading.session.unheard
    reading.session.say(line.octets + line.ending.octets, from: line.side)
    if let place = pendingLine, reading.session.unheard > unheard {
      reading.remarks.lose(place, .behindClose)
    }
  }

  private mutating func take(_ turn: PlainOutput.Turn, _ reading: inout ImportReading) {
    guard let watched = turn.watched else {
      if let own = turns.own { reading.session.turn(to: own) }
      return
    }
    // A connection that has just been opened turns out to be a server's.
    if reading.session.isFresh, reading.session.number == turns.own {
      turns.watched[turn] = turns.own
      turns.own = turns.before
      reading.session.learn { $0.client = watched.client }
    } else if let number = turns.watched[turn] {
      reading.session.turn(to: number)
    } else {
      turns.watched[turn] = reading.session.begin(
        Peer(host: watched.server, client: watched.client))
    }
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
    } else if PlainOutput.isBinary(text), let last = lastSide {
      flush(&reading)
      pending = (last, [], .none)
    } else if let peer = PlainOutput.connection(text) {
      flush(&reading)
      let before = turns.own
      turns.own = reading.session.begin(peer)
      turns.before = before
    } else if let turn = PlainOutput.turn(text) {
      flush(&reading)
      take(turn, &reading)
    } else if let side = PlainOutput.closed(text) {
      flush(&reading)
      reading.session.close(by: side)
    }
  }
}

extension Phrase {
  fileprivate static let noMark = Phrase(
    en: "this line begins with neither \"S:\" nor \"C:\"",
    zh: "这一行开头既没有“S:”也没有“C:”")
}
