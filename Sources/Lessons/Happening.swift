import Protocols
import Transcripts

/// One thing that happened, as far as a condition can ask for it. Names of hosts and mailboxes are
/// in lower case.
struct Happening: Hashable, Sendable {
  enum Matter: Hashable, Sendable {
    /// A connection stands. SMTP's counts from its greeting on, whose code it has.
    case connected(Dialect, code: Int?)
    case answered(Request, code: Int)
    case secured(TLSOutcome)
    case accepted(Addresses, code: Int, SentMessage)
    case phaseBegan(Phase)
    case responded(Response)
    /// A line of an HTTP client that is neither a request nor a header field.
    case unreadable
    case asked(console: String)
    case closed(by: Side, insideMessage: Bool)
    /// A server did this with a message in its queue.
    case queue(QueueAct.Deed, recipient: String, isReport: Bool)
    /// A server's scenario was changed.
    case changed([Behaviour])
  }

  /// What a line of an SMTP client asked for.
  struct Request: Hashable, Sendable {
    let kind: AnsweredRequest
    var isMalformed = false
    var sender: String?
    var recipient: String?
    /// Of MAIL or RCPT.
    var parameters: [Parameter] = []
    /// It was sent before the reply to the one before it had come.
    var isPipelined = false
    /// That of AUTH, in upper case.
    var mechanism: String?

    /// AUTH, or an answer within it.
    var isLogin: Bool { kind == .verb(.auth) || kind == .authResponse }
  }

  /// Those of an envelope.
  struct Addresses: Hashable, Sendable {
    let sender: String?
    let recipients: Set<String>
  }

  struct Response: Hashable, Sendable {
    let method: String
    let target: String
    let status: Int
    /// Of the body, in lower case and without parameters.
    let type: String?
    /// Each as `Name: value`.
    let requestFields: [String]
  }

  let matter: Matter
  /// The numbers of the events that prove it, in their order.
  let events: [Int]
  let conversation: Int
  /// The server of the connection, or the host at which it happened; `nil` for what belongs to
  /// neither.
  let host: String?
  /// The port that the connection was asked for; `nil` for what belongs to none.
  let port: Int?
  /// It happened between two servers, before the student's eyes.
  let isWatched: Bool
  /// The connection is under TLS, verified or not.
  let isProtected: Bool

  /// A connection of the student's began.
  var isOpening: Bool {
    if case .connected = matter { !isWatched } else { false }
  }

  /// A connection of the student's ended.
  var isClosing: Bool {
    if case .closed = matter { !isWatched } else { false }
  }

  /// It ends a conversation: it cannot be done again there.
  var isFarewell: Bool {
    switch matter {
    case .closed, .phaseBegan(.close): true
    case .answered(let request, let code): request.kind == .verb(.quit) && code == 221
    default: false
    }
  }

  /// The code of the reply or response; `nil` where there is none.
  var code: Int? {
    switch matter {
    case .connected(_, let code): code
    case .answered(_, let code), .accepted(_, let code, _): code
    case .responded(let response): response.status
    default: nil
    }
  }
}

extension Happening.Request {
  init(_ request: SMTPRequest) {
    kind = request.kind
    switch request {
    case .command(let command):
      switch command {
      case .mail(let sender, let parameters):
        self.sender = sender?.description.lowercased()
        self.parameters = parameters
      case .rcpt(let recipient, let parameters):
        self.recipient = recipient.description.lowercased()
        self.parameters = parameters
      case .auth(let mechanism, _): self.mechanism = mechanism.uppercased()
      default: break
      }
    case .malformed: isMalformed = true
    case .connection, .endOfData, .authResponse: break
    }
  }
}

/// Reads facts one after the other and finds what can be judged. What belongs together stands in
/// several facts: a request and its reply, a message and the code at its end.
struct HappeningReader: Hashable, Sendable {
  private struct Connection: Hashable, Sendable {
    let host: String
    let port: Int
    /// The event that opened it.
    let opened: Int
    /// Not answered yet, oldest first.
    var requests: [Request] = []
    /// Of the last reply in SMTP, and of its request.
    var latestCode = 0
    var latestEvents: [Int] = []
    /// The message under way.
    var message: SentMessage?
    /// The chunks of a message that comes by BDAT. They may be sent before the replies to MAIL and
    /// RCPT have come.
    var chunks = SentMessage()
    /// It was refused before its dot, which therefore gets no reply.
    var isRefused = false
    /// That of the last AUTH.
    var mechanism: String?
    var isProtected = false
  }

  private struct Request: Hashable, Sendable {
    enum Text: Hashable, Sendable {
      case smtp(SMTPRequest)
      case http(method: String, target: String)
    }
    let text: Text
    let event: Int
    let isPipelined: Bool
  }

  private var connections: [Int: Connection] = [:]

  /// A client that is not answered costs no memory: the oldest requests are forgotten.
  private static let requestLimit = 1_000

  /// `nil` for facts that no condition asks for.
  mutating func read(_ fact: Fact) -> Happening? {
    var events = [fact.event]
    guard let matter = matter(of: fact, &events) else { return nil }
    let isProtected = connections[fact.conversation]?.isProtected == true
    var host = connections[fact.conversation]?.host
    let port = connections[fact.conversation]?.port
    if case .world(let act) = fact.matter { host = act.host }
    if case .closed = matter { connections[fact.conversation] = nil }
    return Happening(
      matter: matter, events: events, conversation: fact.conversation, host: host?.lowercased(),
      port: port, isWatched: fact.isWatched, isProtected: isProtected)
  }

  private mutating func matter(of fact: Fact, _ events: inout [Int]) -> Happening.Matter? {
    switch fact.matter {
    case .opened(let opening):
      connections[fact.conversation] = Connection(
        host: opening.attempt.host.lowercased(), port: opening.attempt.port, opened: fact.event)
      return opening.attempt.dialect == .http ? .connected(.http, code: nil) : nil
    case .secured(let outcome):
      // Whatever was sent in clear behind STARTTLS was thrown away.
      connections[fact.conversation]?.requests = []
      connections[fact.conversation]?.isProtected = outcome.isSecured
      return .secured(outcome)
    case .closed(let side, _, _):
      let connection = connections[fact.conversation]
      return .closed(
        by: side,
        insideMessage: connection?.message != nil || connection?.chunks.isChunked == true)
    case .learner(.asked(let command)): return .asked(console: command)
    case .world(.changed(_, let scenario)): return .changed(scenario)
    case .world(.queue(let act)):
      return .queue(
        act.deed, recipient: act.recipient.lowercased(), isReport: act.sender?.isEmpty == true)
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
      let getsNoReply =
        request.kind == .endOfData && connections[fact.conversation]?.isRefused == true
      if !getsNoReply { ask(.smtp(request), in: fact) }
      return nil
    case .content(let line, _):
      connections[fact.conversation]?.message?.take(line)
      return nil
    case .chunk(let octets):
      connections[fact.conversation]?.chunks.take(chunk: octets)
      return nil
    case .exchange(let exchange):
      let code = exchange.reply.code.value
      if exchange.request == .connection, let connection = connections[fact.conversation] {
        events.insert(connection.opened, at: 0)
      }
      let isPipelined = answer(.smtp(exchange.request), in: fact, &events)
      note(exchange, code, events, in: fact.conversation)
      if exchange.request == .connection { return .connected(.smtp, code: code) }
      var request = Happening.Request(exchange.request)
      request.isPipelined = isPipelined
      if request.kind == .verb(.auth) {
        connections[fact.conversation]?.mechanism = request.mechanism
      }
      if request.isLogin { request.mechanism = connections[fact.conversation]?.mechanism }
      return .answered(request, code: code)
    case .accepted(let envelope, _):
      guard let connection = connections[fact.conversation] else { return nil }
      let message = connection.message ?? connection.chunks
      connections[fact.conversation]?.message = nil
      connections[fact.conversation]?.chunks = SentMessage()
      events = connection.latestEvents
      let addresses = Happening.Addresses(
        sender: envelope.sender?.description.lowercased(),
        recipients: Set(envelope.recipients.map { $0.description.lowercased() }))
      return .accepted(
        addresses, code: connection.latestCode, message)
    default: return nil
    }
  }

  private mutating func note(
    _ exchange: SMTPExchange, _ code: Int, _ events: [Int], in conversation: Int
  ) {
    connections[conversation]?.latestCode = code
    connections[conversation]?.latestEvents = events
    connections[conversation]?.isRefused = exchange.isEarly
    // What was sent of a message that is dropped, or refused, is not part of the next one.
    switch exchange.request {
    case .command(.rset) where exchange.reply.severity == .completion,
      .command(.bdat(_, isLast: true)) where exchange.reply.severity.isFailure:
      connections[conversation]?.chunks = SentMessage()
    default: break
    }
    // An accepted message is needed once more.
    let isAccepted =
      exchange.request.kind == .endOfData && exchange.reply.severity == .completion
    if exchange.after == .content {
      if connections[conversation]?.message == nil {
        connections[conversation]?.message = SentMessage()
      }
    } else if !isAccepted {
      connections[conversation]?.message = nil
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
      return .responded(Happening.Response(exchange))
    case .malformedRequest, .malformedField(_, from: .client): return .unreadable
    default: return nil
    }
  }

  // MARK: Requests and their replies

  private mutating func ask(_ text: Request.Text, in fact: Fact) {
    let isPipelined = connections[fact.conversation]?.requests.isEmpty == false
    connections[fact.conversation]?.requests.append(
      Request(text: text, event: fact.event, isPipelined: isPipelined))
    if connections[fact.conversation]?.requests.count == Self.requestLimit {
      connections[fact.conversation]?.requests.removeFirst(Self.requestLimit / 2)
    }
  }

  /// Replies come in the order of their requests; one that was passed over gets none.
  ///
  /// - Returns: whether the request was sent before the reply to the one before it had come.
  @discardableResult
  private mutating func answer(
    _ text: Request.Text, in fact: Fact, _ events: inout [Int]
  ) -> Bool {
    guard
      let index = connections[fact.conversation]?.requests.firstIndex(where: { $0.text == text }),
      let request = connections[fact.conversation]?.requests[index]
    else { return false }
    connections[fact.conversation]?.requests.removeFirst(index + 1)
    events.insert(request.event, at: 0)
    return request.isPipelined
  }
}

extension Happening.Response {
  fileprivate init(_ exchange: HTTPExchange) {
    let field = exchange.responseFields.first { $0.name.lowercased() == "content-type" }
    let type = field?.value.split(separator: ";").first.map { $0.lowercased() }
    self.init(
      method: exchange.method, target: exchange.target, status: exchange.status,
      type: type?.filter { !$0.isWhitespace },
      requestFields: exchange.requestFields.map { "\($0.name): \($0.value)" })
  }
}

extension WorldAct {
  fileprivate var host: String? {
    switch self {
    case .opened: nil
    case .changed(let host, _): host
    case .queue(let act): act.host
    }
  }
}
