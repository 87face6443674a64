import Protocols
import Transcripts

/// What one fact offers to be judged on.
struct Evidence {
  var command: Verb?
  var code: Int?
  var isAccepted = false
  var recipients: [String] = []
  var sender: String?
  var phase: Phase?
  var method: String?
  var target: String?
  var status: Int?
  var dialect: Dialect?
  var console: String?
  var isClosed = false

  /// `nil` for facts that no step can ask for.
  init?(_ matter: Fact.Matter) {
    switch matter {
    case .opened(let opening) where opening.attempt.dialect == .http: dialect = .http
    case .found(.phase(let phase)): self.phase = phase
    case .found(.smtp(.exchange(let exchange))): read(exchange)
    case .found(.smtp(.accepted(let envelope, _))):
      isAccepted = true
      recipients = envelope.recipients.map(\.description)
      sender = envelope.sender?.description
    case .found(.http(.exchange(let exchange))):
      method = exchange.method
      target = exchange.target
      status = exchange.status
    case .learner(.asked(let console)): self.console = console
    case .closed: isClosed = true
    default: return nil
    }
  }

  private mutating func read(_ exchange: SMTPExchange) {
    code = exchange.reply.code.value
    switch exchange.request {
    case .connection: dialect = .smtp
    case .command(let command):
      self.command = command.verb
      if case .rcpt(let recipient, _) = command { recipients = [recipient.description] }
      if case .mail(let sender, _) = command { self.sender = sender?.description }
    case .malformed(let verb, _): command = verb
    case .endOfData, .authResponse: break
    }
  }
}

extension Expectation {
  func isMet(by evidence: Evidence) -> Bool {
    let conditions: [Bool] = [
      commands.isEmpty || evidence.command.map(commands.contains) ?? false,
      replies.isEmpty || evidence.code.map { code in replies.contains { $0.takes(code) } } ?? false,
      !isAccepted || evidence.isAccepted,
      recipient.map { wanted in evidence.recipients.contains { Self.same($0, wanted) } } ?? true,
      sender.map { wanted in evidence.sender.map { Self.same($0, wanted) } ?? false } ?? true,
      phase.map { $0 == evidence.phase } ?? true,
      method.map { $0 == evidence.method } ?? true,
      target.map { Self.matches(evidence.target, $0) } ?? true,
      statuses.isEmpty
        || evidence.status.map { code in statuses.contains { $0.takes(code) } } ?? false,
      dialect.map { $0 == evidence.dialect } ?? true,
      console.map { $0 == evidence.console } ?? true,
      !isClosed || evidence.isClosed,
    ]
    return conditions.allSatisfy { $0 }
  }

  /// Our servers compare mailboxes without regard to case.
  private static func same(_ left: String, _ right: String) -> Bool {
    left.lowercased() == right.lowercased()
  }

  private static func matches(_ target: String?, _ pattern: String) -> Bool {
    guard let target else { return false }
    return pattern.hasSuffix("*") ? target.hasPrefix(pattern.dropLast()) : target == pattern
  }
}
