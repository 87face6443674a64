import Protocols

/// Reads the events that nearly all of a recording consists of, in the form in which a recorder
/// writes them:
///
///     {"n":2,"ms":2,"c":1,"kind":"line","from":"server","text":"220 hamburger.edu"}
///
/// Where it reads a line, `JSONMembers` would read the same; it declines whatever is written
/// otherwise: other members, escapes, spaces, another order. A class's recordings have millions of
/// such lines.
struct OrdinaryLine {
  private let octets: UnsafeBufferPointer<UInt8>
  private var position = 0

  private init(_ octets: UnsafeBufferPointer<UInt8>) { self.octets = octets }

  /// `nil`: it is not such a line.
  static func event(_ line: UnsafeBufferPointer<UInt8>) -> Event? {
    var reader = OrdinaryLine(line)
    guard reader.skip("{\"n\":"), let number = reader.number(), reader.skip(",\"ms\":"),
      let milliseconds = reader.number(), reader.skip(",\"c\":"),
      let conversation = reader.number(), reader.skip(",\"kind\":\"line\",\"from\":\""),
      let side = reader.side(), reader.skip("\",\"text\":\""), let text = reader.text()
    else { return nil }
    return Event(
      number: number, milliseconds: milliseconds, conversation: conversation,
      act: .heard(side, .line(Line(octets: text))))
  }

  private mutating func skip(_ literal: StaticString) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard octets.count - position >= count else { return false }
    let start = position
    for index in 0..<count where octets[start + index] != literal.utf8Start[index] { return false }
    position += count
    return true
  }

  /// Twelve digits at most: no sum of them overflows.
  private mutating func number() -> Int? {
    let start = position
    var value = 0
    while position < octets.count, octets[position].isDigit, position - start < 12 {
      value = value * 10 + Int(octets[position] - 0x30)
      position += 1
    }
    let isWritten = position > start && (octets[start] != 0x30 || position == start + 1)
    return isWritten ? value : nil
  }

  private mutating func side() -> Side? {
    if skip("client") { return .client }
    return skip("server") ? .server : nil
  }

  /// Up to the end of the line.
  private func text() -> [UInt8]? {
    let end = octets.count - 2
    guard end >= position, octets[end] == .quote, octets[end + 1] == UInt8(ascii: "}") else {
      return nil
    }
    var all: UInt8 = 0
    for index in position..<end {
      let octet = octets[index]
      guard octet >= 0x20, octet != .quote, octet != .backslash else { return nil }
      all |= octet
    }
    let text = octets[position..<end]
    guard all < 0x80 || String(validating: text, as: UTF8.self) != nil else { return nil }
    return Array(text)
  }
}
