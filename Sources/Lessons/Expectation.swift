package import Protocols
import Transcripts

/// What must be seen for a step to pass, or for a mistake to be spoken of.
///
/// Every condition that is given must hold on one and the same happening: one command and its reply, one message accepted,
/// one request and its response, one connection opened, and so on (`combinations`). What happened is judged, never the
/// text that was typed.
package struct Expectation: Hashable, Sendable {
  /// SMTP: the command that a reply answers, well-formed or not.
  package var commands: [Verb] = []
  /// The reply's code; of an accepted message, the code at its end.
  package var replies: [CodePattern] = []
  /// A message was answered 2xx at its end.
  package var isAccepted = false
  /// Of RCPT, whatever its reply, or one of the accepted message's envelope. Without regard to case, as byhand's servers
  /// compare.
  package var recipient: String?
  /// Of MAIL, or of the accepted message's envelope.
  package var sender: String?
  /// A phase began.
  package var phase: Phase?
  /// HTTP: a request that was answered. Methods are case-sensitive (RFC 9110 §9.1).
  package var method: String?
  /// Its target; a `*` at the end takes any ending.
  package var target: String?
  package var statuses: [CodePattern] = []
  /// A connection was opened; in SMTP, its greeting has come.
  package var dialect: Dialect?
  /// The host that was asked for.
  package var host: String?
  /// A command to the console: one of `consoleCommands`; of `mailbox` also whose, as in `mailbox bob`.
  package var console: String?
  /// The connection has ended.
  package var isClosed = false
  /// A line of the client's that cannot be read: no command, no request, no header field.
  package var isFault = false

  package static let consoleCommands = ["compare", "mailbox"]

  /// The conditions, by the names that files use, that can hold together. Others would never pass.
  static let combinations: [Set<String>] = [
    ["command", "reply", "recipient", "fault"],
    ["command", "reply", "sender", "fault"],
    ["accepted", "reply", "recipient", "sender"],
    ["connected", "reply", "host"],
    ["request", "target", "status"],
    ["phase", "host"], ["closed", "host"], ["console"],
  ]
}

/// `250`, or `2xx`.
package enum CodePattern: Hashable, Sendable, CustomStringConvertible {
  case code(Int)
  case severity(Int)

  package init?(_ text: String) {
    let octets = Array(text.utf8)
    guard octets.count == 3, (0x31...0x35).contains(octets[0]) else { return nil }
    if octets[1...].elementsEqual("xx".utf8) {
      self = .severity(Int(octets[0] - 0x30))
    } else {
      guard octets.allSatisfy(\.isDigit), let code = Int(text) else { return nil }
      self = .code(code)
    }
  }

  package var description: String {
    switch self {
    case .code(let code): "\(code)"
    case .severity(let first): "\(first)xx"
    }
  }

  func takes(_ code: Int) -> Bool {
    switch self {
    case .code(let wanted): code == wanted
    case .severity(let first): code / 100 == first
    }
  }
}

// MARK: Judging

extension Expectation {
  /// `&&` asks no further than it must: a grader judges many facts.
  func isMet(by evidence: Evidence) -> Bool {
    (commands.isEmpty || evidence.command.map(commands.contains) ?? false)
      && Self.take(replies, evidence.code)
      && (!isAccepted || evidence.isAccepted)
      && (recipient.map { evidence.recipients.contains($0.lowercased()) } ?? true)
      && (sender.map { $0.lowercased() == evidence.sender } ?? true)
      && (phase == nil || phase == evidence.phase)
      && (method == nil || method == evidence.method)
      && (target.map { Self.matches(evidence.target, $0) } ?? true)
      && Self.take(statuses, evidence.status)
      && (dialect == nil || dialect == evidence.dialect)
      && (host.map { $0.lowercased() == evidence.host } ?? true)
      && (console.map { Self.console(evidence.console, shows: $0) } ?? true)
      && (!isClosed || evidence.isClosed)
      && (!isFault || evidence.isFault)
  }

  private static func take(_ patterns: [CodePattern], _ code: Int?) -> Bool {
    patterns.isEmpty || code.map { code in patterns.contains { $0.takes(code) } } ?? false
  }

  /// Everybody's mailboxes are bob's, too.
  private static func console(_ asked: String?, shows wanted: String) -> Bool {
    guard let asked else { return false }
    return asked == wanted || asked.hasPrefix(wanted + " ") || wanted.hasPrefix(asked + " ")
  }

  private static func matches(_ target: String?, _ pattern: String) -> Bool {
    guard let target else { return false }
    return pattern.hasSuffix("*") ? target.hasPrefix(pattern.dropLast()) : target == pattern
  }
}
