/// Reads the lines after 354: counts their octets, and knows the line that ends them (RFC 5321
/// §4.1.1.4, §4.5.2).
package struct ContentReader: Hashable, Sendable {
  package enum Taken: Hashable, Sendable { case text, end }

  /// Octets of the message so far: line ends counted, stuffed dots not.
  package private(set) var octets = 0
  /// A CR or LF that is not part of a CR LF has been seen (§2.3.8).
  package private(set) var hasBareEnding = false
  /// The last octet of a chunk was a CR.
  private var endsInCR = false
  /// Only after CR LF does a line begin. A dot elsewhere ends nothing: that would allow smuggling
  /// (CVE-2023-51764).
  private var atLineStart = true

  package init() {}

  package mutating func take(_ line: Line) -> Taken {
    let startsWithDot = atLineStart && line.octets.first == .dot
    if startsWithDot, line.octets.count == 1, line.ending == .crlf { return .end }
    octets += line.octets.count + line.ending.count - (startsWithDot ? 1 : 0)
    if line.ending == .lf || line.ending == .cr || line.octets.contains(.carriageReturn) {
      hasBareEnding = true
    }
    atLineStart = line.ending == .crlf
    return .text
  }

  /// Takes plain lines (`Framing.text`).
  mutating func take(plain text: [UInt8]) {
    octets += text.count
  }

  /// Takes octets of a chunk, which may begin and end anywhere. No dot means anything in it (RFC
  /// 3030 §2).
  mutating func take(chunk: [UInt8]) {
    octets += chunk.count
    for octet in chunk {
      if (octet == .lineFeed) != endsInCR { hasBareEnding = true }
      endsInCR = octet == .carriageReturn
    }
  }

  /// The last chunk has come.
  mutating func endChunks() {
    if endsInCR { hasBareEnding = true }
  }

  /// Takes octets that are not known. Whole lines, as far as can be told.
  mutating func passOver(_ count: Int) {
    octets += max(0, count)
    atLineStart = true
  }

  /// Whether the next piece begins a line: only there a dot is stuffing.
  package var isAtLineStart: Bool { atLineStart }
}

/// Dot stuffing (RFC 5321 §4.5.2).
package enum Dots {
  /// What a client sends for a line of text.
  package static func stuffed(_ line: [UInt8]) -> [UInt8] {
    line.first == .dot ? [.dot] + line : line
  }

  /// What a server keeps of a line it was sent.
  package static func unstuffed(_ line: [UInt8]) -> [UInt8] {
    line.first == .dot ? Array(line.dropFirst()) : line
  }
}
