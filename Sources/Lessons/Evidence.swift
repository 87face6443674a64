import Protocols
import Transcripts

/// What one happening offers to be judged on. Names are in lower case.
struct Evidence: Hashable, Sendable {
  let conversation: Int
  var host: String?
  var command: Verb?
  var code: Int?
  var isAccepted = false
  var recipients: Set<String> = []
  var sender: String?
  var phase: Phase?
  var method: String?
  var target: String?
  var status: Int?
  var dialect: Dialect?
  var console: String?
  var isClosed = false
  var isFault = false

  /// It ends a conversation: it cannot be done again there.
  var isFarewell: Bool { isClosed || phase == .close || command == .quit && code == 221 }
}

/// Reads facts one after the other: an accepted message's code and a connection's host stand in facts before it.
struct EvidenceReader: Hashable, Sendable {
  private var hosts: [Int: String] = [:]
  private var latestCode: Int?

  /// `nil` for facts that no step can ask for.
  mutating func read(_ fact: Fact) -> Evidence? {
    if fact.isWatched { return nil }
    if case .opened(let opening) = fact.matter {
      hosts[fact.conversation] = opening.attempt.host.lowercased()
    }
    var evidence = Evidence(conversation: fact.conversation, host: hosts[fact.conversation])
    return read(fact.matter, into: &evidence) ? evidence : nil
  }

  private mutating func read(_ matter: Fact.Matter, into evidence: inout Evidence) -> Bool {
    switch matter {
    // SMTP's connection counts from the greeting on: the server speaks first.
    case .opened(let opening):
      guard opening.attempt.dialect == .http else { return false }
      evidence.dialect = .http
    case .found(.phase(let phase)): evidence.phase = phase
    case .found(.smtp(.exchange(let exchange))): read(exchange, into: &evidence)
    case .found(.smtp(.accepted(let envelope, _))):
      evidence.isAccepted = true
      evidence.code = latestCode
      evidence.recipients = Set(envelope.recipients.map { $0.description.lowercased() })
      evidence.sender = envelope.sender?.description.lowercased()
    case .found(.http(.exchange(let exchange))):
      evidence.method = exchange.method
      evidence.target = exchange.target
      evidence.status = exchange.status
    case .found(.http(.malformedRequest)), .found(.http(.malformedField(_, from: .client))):
      evidence.isFault = true
    case .learner(.asked(let console)): evidence.console = console
    case .closed: evidence.isClosed = true
    default: return false
    }
    return true
  }

  private mutating func read(_ exchange: SMTPExchange, into evidence: inout Evidence) {
    latestCode = exchange.reply.code.value
    evidence.code = latestCode
    switch exchange.request {
    case .connection: evidence.dialect = .smtp
    case .command(let command):
      evidence.command = command.verb
      if case .rcpt(let recipient, _) = command {
        evidence.recipients = [recipient.description.lowercased()]
      }
      if case .mail(let sender, _) = command { evidence.sender = sender?.description.lowercased() }
    case .malformed(let verb, _):
      evidence.command = verb
      evidence.isFault = true
    case .endOfData, .authResponse: break
    }
  }
}
