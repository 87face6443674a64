import Language
import Protocols

/// `curl --trace` and `--trace-ascii`: `=> Send header, 16 bytes (0x10)`, and below it a dump.
///
/// The dump of `--trace` has every octet. That of `--trace-ascii` is cut at CR LF, which it leaves
/// out, and has a dot for whatever is not ASCII: the offsets tell where a line ended.
struct CurlTraceReader: LineReader {
  private struct Block {
    let side: Side
    let count: Int
    let line: SourceLine
    var octets: [UInt8] = []
    var isASCII = false
    /// An offset did not fit what came before it.
    var isTorn = false
  }

  static func firstOwnLine(of head: Head) -> Int? { head.first { heading($0) != nil } }

  private var peer = CurlPeer()
  private var block: Block?
  private var isInexact = false
  /// TLS's own octets.
  private var isSkipping = false

  mutating func take(_ line: SourceLine, _ reading: inout ImportReading) {
    if let dump = Self.dump(line.octets), block != nil || isSkipping {
      take(offset: dump.offset, dump.rest)
      return
    }
    let read = CurlLine(line.octets)
    if let heading = Self.heading(line.octets) {
      flush(&reading)
      isSkipping = heading.isTLS
      if let time = read.time { reading.session.tell(timeOfDay: time) }
      if let side = heading.side {
        block = Block(side: side, count: heading.count, line: line)
      } else if !heading.isTLS {
        peer.inform(heading.text.string, &reading)
      }
    } else if !line.octets.allSatisfy(\.isBlank) {
      flush(&reading)
      reading.remarks.lose(line)
    }
  }

  mutating func finish(_ reading: inout ImportReading) {
    flush(&reading)
    if isInexact { reading.remarks.add(.traceASCII) }
  }

  // MARK: Blocks

  private mutating func flush(_ reading: inout ImportReading) {
    guard var block else { return }
    self.block = nil
    if block.isASCII { block.octets += Self.lineEnds(block.count - block.octets.count) }
    if block.octets.count != block.count || block.isTorn {
      reading.remarks.add(block.line, .dumpCount(block.octets.count, block.count))
    }
    if block.side == .server, reading.session.endText() {
      reading.remarks.add(block.line, .curlDot)
    }
    reading.session.say(block.octets, from: block.side)
  }

  private mutating func take(offset: Int, _ rest: ArraySlice<UInt8>) {
    guard var block else { return }
    if block.octets.isEmpty { block.isASCII = Self.hex(rest, upTo: block.count) == nil }
    if block.isASCII {
      block.octets += Self.lineEnds(offset - block.octets.count)
      block.isTorn = block.isTorn || block.octets.count != offset
      // A dot may stand for another octet.
      isInexact = isInexact || rest.contains(.dot)
      block.octets += rest.prefix(max(0, block.count - block.octets.count))
    } else {
      block.isTorn = block.isTorn || block.octets.count != offset
      block.octets += Self.hex(rest, upTo: block.count - block.octets.count) ?? []
    }
    self.block = block
  }

  private static func lineEnds(_ missing: Int) -> [UInt8] {
    missing == 2 ? Ending.crlf.octets : missing == 1 ? Ending.lf.octets : []
  }

  // MARK: Lines

  private struct Heading {
    /// `nil`: information.
    let side: Side?
    let count: Int
    let text: ArraySlice<UInt8>
    var isTLS = false
  }

  private static func heading(_ line: ArraySlice<UInt8>) -> Heading? {
    var line = line
    if TimeOfDay(line) != nil { line = line.dropFirst(TimeOfDay.length + 1) }
    if line.hasPrefix("== Info: ") {
      return Heading(side: nil, count: 0, text: line.dropFirst(9))
    }
    // Most lines are none, and a pattern is dear.
    guard line.hasPrefix("=> Send ") || line.hasPrefix("<= Recv "),
      let match = line.string.wholeMatch(
        of: /(=> Send|<= Recv) (header|data|SSL data), (\d{1,9}) bytes \(0x[0-9a-f]+\)/)
    else { return nil }
    // TLS's own octets are not the conversation's.
    if match.2 == "SSL data" { return Heading(side: nil, count: 0, text: [], isTLS: true) }
    return Heading(
      side: match.1 == "=> Send" ? .client : .server, count: Int(match.3) ?? 0, text: [])
  }

  /// `0010: 75 0d 0a    u..`
  private static func dump(_ line: ArraySlice<UInt8>) -> (offset: Int, rest: ArraySlice<UInt8>)? {
    let digits = line.prefix { $0.isHexDigit }
    guard (4...8).contains(digits.count), line.dropFirst(digits.count).hasPrefix(": "),
      let offset = Int(digits.string, radix: 16)
    else { return nil }
    return (offset, line.dropFirst(digits.count + 2))
  }

  /// At most sixteen octets in columns of three; `nil` where these are not such columns.
  private static func hex(_ rest: ArraySlice<UInt8>, upTo count: Int) -> [UInt8]? {
    let columns = Array(rest.prefix(48))
    var octets: [UInt8] = []
    for index in 0..<max(0, min(16, count)) {
      let place = index * 3
      guard place + 2 < columns.count, let high = columns[place].hexValue,
        let low = columns[place + 1].hexValue, columns[place + 2] == .space
      else { return nil }
      octets.append(high << 4 | low)
    }
    return octets
  }
}

extension Phrase {
  fileprivate static let traceASCII = Phrase(
    en: "--trace-ascii shows a dot for octets that are not ASCII; --trace shows every octet",
    zh: "--trace-ascii 把非 ASCII 字节都显示成句点；--trace 会显示每一个字节")
  fileprivate static func dumpCount(_ found: Int, _ said: Int) -> Phrase {
    Phrase(
      en: "the dump holds \(found) octets of \(said)", zh: "转储里有 \(found) 个字节，应为 \(said) 个")
  }
}
