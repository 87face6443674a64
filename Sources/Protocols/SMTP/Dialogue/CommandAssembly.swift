/// Collects the parts of one line of the client's, and reads it as a command.
///
/// A server's session uses it too.
struct CommandAssembly: Hashable, Sendable {
  private var parts: [UInt8] = []
  /// After a bare LF everything up to the next CR LF is one broken line, however many LFs it holds.
  /// So is the rest of a line that was reported as too long before its end.
  private(set) var isDiscarding = false
  /// No part of an unfinished line is kept.
  var isEmpty: Bool { parts.isEmpty }

  /// `nil` while the line has not ended, or belongs to a broken one that was reported already.
  mutating func take(_ line: Line) -> (SMTPRequest, Line)? {
    whole(line).map { (Self.request($0), $0) }
  }

  /// The whole line, `nil` as above.
  ///
  /// A line that is too long for any command is reported at once: its end may never come.
  mutating func whole(_ line: Line) -> Line? {
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
    return whole
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
