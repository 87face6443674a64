/// Gathers the lines of one reply.
struct ReplyAssembly: Hashable, Sendable {
  private var lines: [ReplyLine] = []
  private var octets = 0
  /// A reply without end costs no memory: lines past these are counted, not kept.
  private static let lineLimit = 1_000
  private static let octetLimit = 65_536
  private(set) var count = 0

  /// All lines of a reply carry the same code (RFC 5321 §4.2.1).
  func accepts(_ line: ReplyLine) -> Bool {
    lines.first.map { $0.code == line.code } ?? true
  }

  mutating func add(_ line: ReplyLine) {
    count += 1
    octets += line.text.count
    let isKept = lines.count < Self.lineLimit && octets <= Self.octetLimit
    if isKept || lines.isEmpty || line.isLast { lines.append(line) }
  }

  /// The reply, once its last line has come.
  mutating func finish() -> Reply? {
    guard let last = lines.last, last.isLast else { return nil }
    defer { self = ReplyAssembly() }
    return Reply(
      code: last.code, enhanced: lines.first?.enhanced ?? last.enhanced, lines: lines.map(\.text))
  }
}

/// Gathers the parts of one command line, and reads it.
struct CommandAssembly: Hashable, Sendable {
  private var parts: [UInt8] = []
  /// After a bare LF everything up to the next CR LF is one broken line, however many LF it holds. So is what follows of
  /// a line too long that was reported before its end.
  private(set) var isDiscarding = false
  /// Nothing of an unfinished line is kept.
  var isEmpty: Bool { parts.isEmpty }

  /// `nil` while the line has not ended, or belongs to a broken one already reported.
  ///
  /// A line that is too long for any command is reported at once: its end may never come.
  mutating func take(_ line: Line) -> (SMTPRequest, Line)? {
    if isDiscarding {
      isDiscarding = line.ending != .crlf
      return nil
    }
    let whole = parts.isEmpty ? line : Line(octets: parts + line.octets, ending: line.ending)
    if line.ending == .none, whole.octets.count <= Verb.longestLine {
      parts = whole.octets
      return nil
    }
    self = CommandAssembly()
    isDiscarding = line.ending != .crlf
    return (Self.request(whole), whole)
  }

  static func request(_ line: Line) -> SMTPRequest {
    let verb = Verb(line.octets.prefix { $0 != .space && $0 != .tab })
    let limit = (verb?.lineLimit ?? Verb.longestLine) - Ending.crlf.count
    if line.octets.count > limit {
      return .malformed(
        verb: verb,
        SyntaxError(offset: limit, expected: .shorterLine, rule: .smtp("4.5.3.1.4")))
    }
    if line.ending != .crlf {
      return .malformed(
        verb: verb,
        SyntaxError(offset: line.octets.count, expected: .lineEnd, rule: .smtp("2.3.8")))
    }
    do { return .command(try CommandParser.parse(line.octets)) } catch {
      return .malformed(verb: verb, error)
    }
  }
}

/// A server line that comes in parts: what its beginning says, and how long it is so far.
struct OverlongLine: Hashable, Sendable {
  let reply: ReplyLine?
  var octets: Int

  init(_ part: Line) {
    reply = ReplyLine(part)
    octets = part.octets.count
  }
}

/// What was sent behind a DATA that is not answered yet: bounded, whatever its lines' number and length.
struct UndecidedLines: Hashable, Sendable {
  private static let lineLimit = 4_096
  private static let octetLimit = 1 << 20

  private var lines: [Line] = []
  private var octets = 0

  /// Past the limits only what could end the message is kept.
  mutating func append(_ line: Line) {
    let isFull = lines.count >= Self.lineLimit || octets + line.octets.count > Self.octetLimit
    let isDot = line.octets == [.dot] && lines.count < 2 * Self.lineLimit
    guard !isFull || isDot else { return }
    lines.append(line)
    octets += line.octets.count
  }

  mutating func takeAll() -> [Line] {
    defer { self = UndecidedLines() }
    return lines
  }
}
