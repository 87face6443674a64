package import Protocols

/// What a lesson asks of one happening. What happened is judged, never the text that was typed.
///
/// A new condition is a case here, a line in `LessonReader.conditions` and a case in `holds(on:)`.
package enum Condition: Hashable, Sendable {
  /// SMTP: a command of these was answered, well-formed or not.
  case command([Verb])
  /// The reply's code; of an accepted message the code at its end, of a connection the greeting's.
  case reply([CodePattern])
  /// A message was answered 2xx at its end.
  case accepted
  /// Of RCPT, whatever its reply, or one of the accepted message's envelope; in lower case, as
  /// byhand's servers compare.
  case recipient(String)
  /// Of MAIL, or of the accepted message's envelope; in lower case.
  case sender(String)
  case phaseBegan(Phase)
  /// HTTP: a request was answered. Methods are case-sensitive (RFC 9110 §9.1).
  case request(String)
  /// The request's target; a `*` stands for any text.
  case target(String)
  case status([CodePattern])
  /// A connection was opened; in SMTP, its greeting has come.
  case connected(Dialect)
  /// The host that the connection was asked for; in lower case.
  case host(String)
  /// It happened on a connection on which the step before was done as well, or on another.
  case connection(Continuity)
  /// A command to the console, as in `mailbox` or `mailbox bob`.
  case console(String)
  /// The connection has ended.
  case closed
  /// A line of the client's that cannot be read as a command, a request or a header field.
  case fault
}

extension Condition {
  package enum Continuity: String, Hashable, Sendable, CaseIterable { case same, new }

  /// `goesOn`: the step before was done on the same connection.
  func holds(on happening: Happening, goesOn: Bool) -> Bool {
    switch (self, happening.matter) {
    case (.command(let verbs), .answered(let request, _)):
      request.verb.map(verbs.contains) ?? false
    case (.reply(let patterns), .answered(_, let code)),
      (.reply(let patterns), .accepted(_, let code)),
      (.reply(let patterns), .connected(_, let code?)):
      patterns.take(code)
    case (.accepted, .accepted): true
    case (.recipient(let wanted), .answered(let request, _)): request.recipient == wanted
    case (.recipient(let wanted), .accepted(let envelope, _)):
      envelope.recipients.contains(wanted)
    case (.sender(let wanted), .answered(let request, _)): request.sender == wanted
    case (.sender(let wanted), .accepted(let envelope, _)): envelope.sender == wanted
    case (.phaseBegan(let wanted), .phaseBegan(let phase)): phase == wanted
    case (.request(let wanted), .responded(let method, _, _)): method == wanted
    case (.target(let wanted), .responded(_, let target, _)):
      Self.matches(target, wanted)
    case (.status(let patterns), .responded(_, _, let status)): patterns.take(status)
    case (.connected(let wanted), .connected(let dialect, _)): dialect == wanted
    case (.host(let wanted), _): happening.host == wanted
    case (.connection(let wanted), _): (wanted == .same) == goesOn
    // `mailbox` alone shows everyone's, bob's too.
    case (.console(let wanted), .asked(let asked)):
      asked == wanted || asked.hasPrefix(wanted + " ") || wanted.hasPrefix(asked + " ")
    case (.closed, .closed): true
    case (.fault, .answered(let request, _)): request.isMalformed
    case (.fault, .unreadable): true
    default: false
    }
  }

  private static func matches(_ target: String, _ pattern: String) -> Bool {
    guard let star = pattern.firstIndex(of: "*") else { return target == pattern }
    let (start, end) = (pattern[..<star], pattern[pattern.index(after: star)...])
    return target.hasPrefix(start) && target.dropFirst(start.count).hasSuffix(end)
  }
}

/// What must be seen for a step to pass, or for a mistake to be spoken of: conditions that hold
/// together on one and the same happening.
package struct Expectation: Hashable, Sendable {
  /// In the order of `LessonReader.conditions`.
  package let conditions: [Condition]

  /// `goesOn`: the step before was done on the same connection.
  func isMet(by happening: Happening, goesOn: Bool) -> Bool {
    conditions.allSatisfy { $0.holds(on: happening, goesOn: goesOn) }
  }

  var asksForConnection: Bool {
    conditions.contains { if case .connection = $0 { true } else { false } }
  }

  /// It asks for a command to the console, which belongs to no connection.
  var asksForConsole: Bool {
    conditions.contains { if case .console = $0 { true } else { false } }
  }
}
