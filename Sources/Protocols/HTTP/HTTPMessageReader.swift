/// Where one side stands in its current message (RFC 9112 §2.1).
struct HTTPMessageReader: Hashable, Sendable {
  enum Position: Hashable, Sendable {
    case start, fields
    case counted(left: Int)
    case chunkSize, chunk(left: Int), chunkEnd, trailers
    case untilClose
  }

  enum Heard: Hashable, Sendable {
    case field(HTTPField), foldedField, malformedField, head, body, mark(HTTPChunkMark)
    case malformedMark
  }

  /// A header without end costs no memory: fields past these limits are not kept.
  private static let fieldLimit = 200
  private static let octetLimit = 65_536

  private(set) var position = Position.start
  private(set) var fields: [HTTPField] = []
  private(set) var bodyEnd = HTTPBodyEnd.none
  private(set) var content = 0
  private var fieldOctets = 0

  var framing: Framing {
    switch position {
    case .counted(let left), .chunk(let left): .octets(left)
    case .untilClose: .untilClose
    default: .lines
    }
  }

  /// What comes next is content, or part of its coding.
  var isInBody: Bool { position != .start && position != .fields }

  /// Broken chunks end with an empty line at the latest.
  mutating func passOverChunks() { position = .trailers }

  mutating func beginFields() { position = .fields }

  /// `hasBody` is asked when the header has ended: whether a body follows depends on the request
  /// too (RFC 9112 §6.3).
  mutating func take(_ piece: Piece, bodyEnd decide: ([HTTPField]) -> HTTPBodyEnd) -> Heard {
    switch piece {
    case .octets(let octets): takeOctets(octets.count)
    case .line(let line): takeLine(line, decide)
    case .withheld(let kept, let count) where kept.isEmpty && isInBody: passOver(count)
    // With nothing kept it was the rest of a folded field, not the empty line.
    case .withheld(let kept, _):
      kept.isEmpty ? .foldedField : takeLine(Line(octets: kept), decide)
    }
  }

  /// A body that a log left out. Of chunks that are not known, it is taken for all of them.
  private mutating func passOver(_ count: Int) -> Heard {
    switch position {
    case .chunkSize, .chunk, .chunkEnd, .trailers: position = .start
    default: return takeOctets(count)
    }
    content += count
    return .body
  }

  private mutating func takeOctets(_ count: Int) -> Heard {
    content += count
    switch position {
    case .counted(let left): position = left > count ? .counted(left: left - count) : .start
    case .chunk(let left): position = left > count ? .chunk(left: left - count) : .chunkEnd
    default: break
    }
    return .body
  }

  private mutating func takeLine(_ line: Line, _ decide: ([HTTPField]) -> HTTPBodyEnd) -> Heard {
    switch position {
    case .fields where line.octets.isEmpty:
      bodyEnd = decide(fields)
      position = Self.position(after: bodyEnd)
      return .head
    // obs-fold = OWS CRLF RWS
    case .fields where !fields.isEmpty && [.space, .tab].contains(line.octets.first):
      unfold(line)
      return .foldedField
    case .fields:
      guard let field = HTTPField(line.octets) else { return .malformedField }
      fieldOctets += line.octets.count
      if keeps(field) { fields.append(field) }
      return .field(field)
    case .chunkSize:
      // chunk-size = 1*HEXDIG, before an extension that begins with ";"
      let digits = line.octets.prefix(while: { $0.isHexDigit })
      let behind = line.octets.dropFirst(digits.count).first { $0 != .space && $0 != .tab }
      guard behind == nil || behind == UInt8(ascii: ";"),
        let size = Int(String(decoding: digits, as: UTF8.self), radix: 16)
      else { return breakOff() }
      position = size > 0 ? .chunk(left: size) : .trailers
      return .mark(size > 0 ? .size(size, isExtended: digits.count < line.octets.count) : .last)
    case .chunkEnd:
      guard line.octets.isEmpty else { return breakOff() }
      position = .chunkSize
      return .mark(.end)
    case .trailers where line.octets.isEmpty:
      position = .start
      return .mark(.whole)
    case .trailers: return .mark(.trailer(HTTPField(line.octets)))
    // From a source that knows only lines, such as a pasted log.
    case .counted, .chunk, .untilClose: return takeOctets(line.wire.count)
    // The first line of a message is read elsewhere.
    case .start: return .malformedField
    }
  }

  /// Fields that say where the body ends are kept past the limit, up to twice as many.
  private func keeps(_ field: HTTPField) -> Bool {
    if fields.count < Self.fieldLimit, fieldOctets <= Self.octetLimit { return true }
    return fields.count < 2 * Self.fieldLimit && field.value.utf8.count <= 80
      && ["content-length", "transfer-encoding", "connection"].contains(field.name.lowercased())
  }

  /// Where the next chunk begins is unknown: only the end of the connection ends this message.
  private mutating func breakOff() -> Heard {
    position = .untilClose
    bodyEnd = .close
    return .malformedMark
  }

  /// A receiver replaces the fold by a space (RFC 9112 §5.2).
  private mutating func unfold(_ line: Line) {
    fieldOctets += line.octets.count
    guard let last = fields.last, fieldOctets <= Self.octetLimit else { return }
    let rest = HTTPField(Array("x:".utf8) + line.octets)?.value ?? ""
    let parts = [last.value, rest].filter { !$0.isEmpty }
    fields[fields.count - 1] = HTTPField(name: last.name, value: parts.joined(separator: " "))
  }

  private static func position(after end: HTTPBodyEnd) -> Position {
    switch end {
    case .none, .contentLength(0): .start
    case .contentLength(let count): .counted(left: count)
    case .chunked: .chunkSize
    case .close: .untilClose
    }
  }

  /// How this header says its body ends, for a message that has one.
  static func bodyEnd(of fields: [HTTPField], otherwise: HTTPBodyEnd) -> HTTPBodyEnd {
    // Transfer-Encoding overrides Content-Length (RFC 9112 §6.3).
    if let coding = fields.last(where: { $0.isNamed("transfer-encoding") }) {
      let last = coding.value.lowercased().split { ", \t".contains($0) }.last
      return last == "chunked" ? .chunked : .close
    }
    guard case .count(let count) = fields.contentLength else { return otherwise }
    return .contentLength(count)
  }
}
