import Language
import Protocols
import Transcripts

/// byhand's own text export. Its grammar is in `Sources/Exports/README.md`.
struct TextFormReader: LineReader {
  /// The last line of the wire, until it is known to be whole.
  private struct Pending {
    var side: Side
    var octets: [UInt8]
    var ending = Ending.crlf
  }

  static func firstOwnLine(of head: Head) -> Int? {
    head.lines.first?.elementsEqual("# byhand text 1".utf8) == true ? 0 : nil
  }

  private var conversation = 0
  private var pending: Pending?

  mutating func take(_ line: SourceLine, _ reading: inout ImportReading) {
    if line.hasPrefix("C: ") || line.hasPrefix("S: ") {
      flush(&reading)
      let side: Side = line.hasPrefix("C") ? .client : .server
      pending = Pending(side: side, octets: Array(line.octets.dropFirst(3)))
    } else if line.hasPrefix("#") {
      if line.hasPrefix("# tls ") {
        flush(&reading)
        if !secured(Array(line.octets), &reading) { reading.remarks.lose(line, .wrongDirective) }
        return
      }
      let words = line.text.dropFirst(2).split(separator: " ").map(String.init)
      if !directive(words, &reading) { reading.remarks.lose(line, .wrongDirective) }
    } else if !line.octets.isEmpty {
      reading.remarks.lose(line)
    }
  }

  mutating func finish(_ reading: inout ImportReading) { flush(&reading) }

  /// The line's own pieces, in the order of the file: how they were cut is kept.
  private mutating func flush(_ reading: inout ImportReading) {
    guard let line = pending else { return }
    pending = nil
    let piece = Piece.line(Line(octets: line.octets, ending: line.ending))
    let octets = line.octets + line.ending.octets
    switch reading.session.framing(of: conversation, from: line.side) {
    case .lines, .text: reading.session.record(.heard(line.side, piece), in: conversation)
    case .octets, .untilClose:
      reading.session.record(.heard(line.side, .octets(octets)), in: conversation)
    }
  }

  /// `false`: it follows no rule of the grammar. Comments are for people.
  private mutating func directive(_ words: [String], _ reading: inout ImportReading) -> Bool {
    switch words.first {
    case "exact":
      guard pending != nil, let octets = Base64.decoded(words.dropFirst().first ?? "") else {
        return false
      }
      pending?.octets = octets
    case "end":
      guard pending != nil, words.count == 2, let ending = Ending(rawValue: words[1]) else {
        return false
      }
      pending?.ending = ending
    case "withheld", "left-out":
      guard let line = pending, words.count == 2, let count = Int(words[1]),
        (0...1_000_000_000).contains(count)
      else { return false }
      pending = nil
      let kept = words[0] == "withheld" ? line.octets : []
      reading.session.record(
        .heard(line.side, .withheld(kept: kept, count: count)), in: conversation)
      if words[0] == "left-out" { reading.remarks.add(.leftOut(count)) }
    default:
      flush(&reading)
      return statement(words, &reading)
    }
    return true
  }

  private mutating func statement(_ words: [String], _ reading: inout ImportReading) -> Bool {
    switch words.first {
    case "open":
      guard let (number, opening) = Self.opening(words) else { return false }
      conversation = number
      reading.session.record(.opened(opening), in: number)
    case "conversation":
      guard words.count > 1, let number = Self.number(words[1]) else { return false }
      conversation = number
    case "close":
      guard words.count == 3, let side = Side(rawValue: words[1]),
        let farewell = Farewell(rawValue: words[2])
      else { return false }
      reading.session.record(.closed(by: side, farewell), in: conversation)
    case "fail":
      guard words.count == 5, let attempt = Self.attempt(words[1...3]),
        let failure = ConnectionFailure(rawValue: words[4])
      else { return false }
      reading.session.record(.failed(attempt, failure), in: 0)
    case "at":
      guard words.count == 2, let milliseconds = Self.milliseconds(words[1]) else { return false }
      reading.session.set(milliseconds: milliseconds)
    case "started": reading.session.started = words.dropFirst().first.map(Self.text)
    case "recorded-by": reading.session.side = words.dropFirst().first.flatMap(Side.init(rawValue:))
    case "student": reading.session.student = words.dropFirst().first.map(Self.text)
    default: break
    }
    return true
  }

  /// `# tls {…}`, as in a transcript.
  private mutating func secured(_ line: [UInt8], _ reading: inout ImportReading) -> Bool {
    var members = JSONMembers(in: line)
    guard members.read("# tls ".utf8.count..<line.count), let outcome = members.tlsOutcome else {
      return false
    }
    reading.session.record(.secured(outcome), in: conversation)
    return true
  }

  // MARK: Words

  private static func number(_ word: String) -> Int? {
    Int(word).flatMap { (0...1_000_000_000).contains($0) ? $0 : nil }
  }

  private static func attempt(_ words: ArraySlice<String>) -> Attempt? {
    let words = Array(words)
    guard let dialect = Dialect(rawValue: words[0]), let port = Int(words[2]),
      (0...65_535).contains(port)
    else { return nil }
    return Attempt(dialect: dialect, host: text(words[1]), port: port)
  }

  private static func opening(_ words: [String]) -> (Int, Opening)? {
    guard words.count >= 5, let number = number(words[1]), let attempt = attempt(words[2...4])
    else { return nil }
    var named: [Substring: String] = [:]
    for word in words.dropFirst(5) {
      let parts = word.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { named[parts[0]] = text(String(parts[1])) }
    }
    return (
      number,
      Opening(
        attempt: attempt, address: named["server"] ?? "", local: named["client"],
        isPractice: named["world"] == "practice", client: named["by"])
    )
  }

  /// `12.345`, in milliseconds.
  private static func milliseconds(_ word: String) -> Int? {
    let parts = word.split(separator: ".")
    guard parts.count == 2, parts[1].utf8.count == 3, let seconds = number(String(parts[0])),
      let rest = number(String(parts[1]))
    else { return nil }
    return seconds * 1_000 + rest
  }

  /// Undoes `%0A`; `-` stands for an empty text.
  private static func text(_ word: String) -> String {
    if word == "-" { return "" }
    var octets: [UInt8] = []
    var rest = Array(word.utf8)[...]
    while let octet = rest.popFirst() {
      if octet == .percent, let high = rest.first?.hexValue,
        let low = rest.dropFirst().first?.hexValue
      {
        octets.append(high << 4 | low)
        rest = rest.dropFirst(2)
      } else {
        octets.append(octet)
      }
    }
    return String(decoding: octets, as: UTF8.self)
  }
}

extension Phrase {
  fileprivate static let wrongDirective = Phrase(
    en: "this # line follows no rule of the text form", zh: "这个 # 行不符合文本格式的语法")
  fileprivate static func leftOut(_ count: Int) -> Phrase {
    Phrase(
      en: "message text of \(count) octets was left out when this was exported",
      zh: "导出时略去了 \(count) 字节的邮件正文")
  }
}
