import Protocols
import Transcripts

/// One thing that happened, as far as a condition can ask for it. Names of hosts and mailboxes are
/// in lower case.
struct Happening: Hashable, Sendable {
  enum Matter: Hashable, Sendable {
    /// A connection stands. SMTP's counts from its greeting on, whose code it has.
    case connected(Dialect, code: Int?)
    case answered(Request, code: Int)
    case accepted(Addresses, code: Int)
    case phaseBegan(Phase)
    case responded(method: String, target: String, status: Int)
    /// A line of an HTTP client that is neither a request nor a header field.
    case unreadable
    case asked(console: String)
    case closed
  }

  /// What a line of an SMTP client asked for.
  struct Request: Hashable, Sendable {
    var verb: Verb?
    var isMalformed = false
    var sender: String?
    var recipient: String?
  }

  /// Those of an envelope.
  struct Addresses: Hashable, Sendable {
    let sender: String?
    let recipients: Set<String>
  }

  let matter: Matter
  /// The numbers of the events that prove it, in their order.
  let events: [Int]
  let conversation: Int
  /// `nil` for what belongs to no connection.
  let host: String?

  var isOpening: Bool {
    if case .connected = matter { true } else { false }
  }

  /// It ends a conversation: it cannot be done again there.
  var isFarewell: Bool {
    switch matter {
    case .closed, .phaseBegan(.close): true
    case .answered(let request, let code): request.verb == .quit && code == 221
    default: false
    }
  }
}

extension Happening.Request {
  init(_ request: SMTPRequest) {
    switch request {
    case .command(let command):
      verb = command.verb
      if case .mail(let sender, _) = command { self.sender = sender?.description.lowercased() }
      if case .rcpt(let recipient, _) = command {
        self.recipient = recipient.description.lowercased()
      }
    case .malformed(let verb, _):
      self.verb = verb
      isMalformed = true
    case .connection, .endOfData, .authResponse: break
    }
  }
}

/// Reads facts one after the other and finds what can be judged. What belongs together stands in
/// several facts: a request and its reply, a message and the code at its end.
struct HappeningReader: Hashable, Sendable {
  private struct Connection: Hashable, Sendable {
    let host: String
    /// The event that opened it.
    let opened: Int
    /// Not answered yet, oldest first.
    var requests: [Request] = []
  }

  private struct Request: Hashable, Sendable {
    enum Text: Hashable, Sendable {
      case smtp(SMTPRequest)
      case http(method: String, target: String)
    }
    let text: Text
    let event: Int
  }

  private var connections: [Int: Connection] = [:]
  /// Of the last reply in SMTP, and of its request.
  private var latestCode = 0
  private var latestEvents: [Int] = []

  /// A client that is not answered costs no memory: the oldest requests are forgotten.
  private static let requestLimit = 1_000

  /// `nil` for facts that no condition asks for.
  mutating func read(_ fact: Fact) -> Happening? {
    // The student had no part in it.
    if fact.isWatched { return nil }
    var events = [fact.event]
    guard let matter = matter(of: fact, &events) else { return nil }
    let host = connections[fact.conversation]?.host
    if matter == .closed { connections[fact.conversation] = nil }
    return Happening(matter: matter, events: events, conversation: fact.conversation, host: host)
  }

  private mutating func matter(of fact: Fact, _ events: inout [Int]) -> Happening.Matter? {
    switch fact.matter {
    case .opened(let opening):
      connections[fact.conversation] = Connection(
        host: opening.attempt.host.lowercased(), opened: fact.event)
      return opening.attempt.dialect == .http ? .connected(.http, code: nil) : nil
    case .closed: return .closed
    case .learner(.asked(let command)): return .asked(console: command)
    case .found(.phase(let phase)): return .phaseBegan(phase)
    case .found(.smtp(let finding)): return matter(of: finding, in: fact, &events)
    case .found(.http(let finding)): return matter(of: finding, in: fact, &events)
    default: return nil
    }
  }

  private mutating func matter(
    of finding: SMTPFinding, in fact: Fact, _ events: inout [Int]
  ) -> Happening.Matter? {
    switch finding {
    case .request(let request, _, in: _):
      ask(.smtp(request), in: fact)
      return nil
    case .exchange(let exchange):
      if exchange.request == .connection, let connection = connections[fact.conversation] {
        events.insert(connection.opened, at: 0)
      }
      answer(.smtp(exchange.request), in: fact, &events)
      (latestCode, latestEvents) = (exchange.reply.code.value, events)
      return exchange.request == .connection
        ? .connected(.smtp, code: latestCode)
        : .answered(Happening.Request(exchange.request), code: latestCode)
    case .accepted(let envelope, _):
      events = latestEvents
      let addresses = Happening.Addresses(
        sender: envelope.sender?.description.lowercased(),
        recipients: Set(envelope.recipients.map { $0.description.lowercased() }))
      return .accepted(addresses, code: latestCode)
    default: return nil
    }
  }

  private mutating func matter(
    of finding: HTTPFinding, in fact: Fact, _ events: inout [Int]
  ) -> Happening.Matter? {
    switch finding {
    case .request(let line):
      ask(.http(method: line.method, target: line.target), in: fact)
      return nil
    case .exchange(let exchange):
      answer(.http(method: exchange.method, target: exchange.target), in: fact, &events)
      return .responded(
        method: exchange.method, target: exchange.target, status: exchange.status)
    case .malformedRequest, .malformedField(_, from: .client): return .unreadable
    default: return nil
    }
  }

  // MARK: Requests and their replies

  private mutating func ask(_ text: Request.Text, in fact: Fact) {
    connections[fact.conversation]?.requests.append(Request(text: text, event: fact.event))
    if connections[fact.conversation]?.requests.count == Self.requestLimit {
      connections[fact.conversation]?.requests.removeFirst(Self.requestLimit / 2)
    }
  }

  /// Replies come in the order of their requests; one that was passed over gets none.
  private mutating func answer(_ text: Request.Text, in fact: Fact, _ events: inout [Int]) {
    guard
      let index = connections[fact.conversation]?.requests.firstIndex(where: { $0.text == text }),
      let request = connections[fact.conversation]?.requests[index]
    else { return }
    connections[fact.conversation]?.requests.removeFirst(index + 1)
    events.insert(request.event, at: 0)
  }
}
