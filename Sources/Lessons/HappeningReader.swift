import Protocols
import Transcripts

/// Reads facts one after the other and finds what can be judged. What belongs together stands in
/// several facts: a request and its reply, a message and the code at its end.
struct HappeningReader: Hashable, Sendable {
  fileprivate struct Connection: Hashable, Sendable {
    let number: Int
    let host: String
    let port: Int
    /// The event that opened it.
    let opened: Int
    /// Not answered yet, oldest first.
    var requests: [Request] = []
    /// Of the last reply in SMTP, and the events that led to it.
    var latestCode = 0
    var earlierEvents: [Int] = []
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

  fileprivate struct Request: Hashable, Sendable {
    enum Text: Hashable, Sendable {
      case smtp(SMTPRequest)
      case http(method: String, target: String)
    }
    let text: Text
    let event: Int
    let isPipelined: Bool
  }

  /// Few at a time, and asked for at every fact: a list is faster than a dictionary. No element is
  /// `nil`; the type is that of `read(_:on:)`, which gets `nil` where the beginning was not seen.
  private var connections: [Connection?] = []

  /// A client that is not answered costs no memory: the oldest requests are forgotten.
  fileprivate static let requestLimit = 1_000

  /// `nil` for facts that no condition asks for.
  mutating func read(_ fact: Fact) -> Happening? {
    guard fact.mayBeJudged else { return nil }
    if case .opened(let opening) = fact.matter { open(opening, fact) }
    guard let place = connections.firstIndex(where: { $0?.number == fact.conversation }) else {
      var connection: Connection?
      return Self.read(fact, on: &connection)
    }
    let happening = Self.read(fact, on: &connections[place])
    if case .closed = fact.matter { connections.remove(at: place) }
    return happening
  }

  private mutating func open(_ opening: Opening, _ fact: Fact) {
    connections.removeAll { $0?.number == fact.conversation }
    connections.append(
      Connection(
        number: fact.conversation, host: opening.attempt.host.lowercased(),
        port: opening.attempt.port, opened: fact.event))
  }

  private static func read(_ fact: Fact, on connection: inout Connection?) -> Happening? {
    // Earlier ones that belong to it.
    var events: [Int] = []
    guard let matter = matter(of: fact, on: &connection, &events) else { return nil }
    var host = connection?.host
    if case .world(let act) = fact.matter { host = act.host?.lowercased() }
    events.append(fact.event)
    return Happening(
      matter: matter, events: events, conversation: fact.conversation, host: host,
      port: connection?.port, isWatched: fact.isWatched,
      isProtected: connection?.isProtected == true)
  }

  private static func matter(
    of fact: Fact, on connection: inout Connection?, _ events: inout [Int]
  ) -> Happening.Matter? {
    switch fact.matter {
    case .opened(let opening):
      return opening.attempt.dialect == .http ? .connected(.http, code: nil) : nil
    case .secured(let outcome):
      // Whatever was sent in clear behind STARTTLS was thrown away.
      connection?.requests = []
      connection?.isProtected = outcome.isSecured
      return .secured(outcome)
    case .closed(let side, _, _):
      return .closed(
        by: side,
        insideMessage: connection?.message != nil || connection?.chunks.isChunked == true)
    case .learner(.asked(let command)): return .asked(console: command)
    case .world(.changed(_, let scenario)): return .changed(scenario)
    case .world(.queue(let act)):
      return .queue(
        act.deed, recipient: act.recipient.lowercased(), isReport: act.sender?.isEmpty == true)
    case .found(.phase(let phase)): return .phaseBegan(phase)
    case .found(.smtp(let finding)):
      return matter(of: finding, fact.event, on: &connection, &events)
    case .found(.http(let finding)):
      return matter(of: finding, fact.event, on: &connection, &events)
    default: return nil
    }
  }

  private static func matter(
    of finding: SMTPFinding, _ event: Int, on connection: inout Connection?,
    _ events: inout [Int]
  ) -> Happening.Matter? {
    switch finding {
    case .request(let request, _, in: _):
      let getsNoReply = request.kind == .endOfData && connection?.isRefused == true
      if !getsNoReply { connection?.ask(.smtp(request), event) }
      return nil
    case .content(let line, _):
      connection?.message?.take(line)
      return nil
    case .chunk(let octets):
      connection?.chunks.take(chunk: octets)
      return nil
    case .exchange(let exchange):
      let code = exchange.reply.code.value
      let answered = connection?.answer(.smtp(exchange.request))
      if exchange.kind == .connection, let opened = connection?.opened {
        events.append(opened)
      }
      if let answered { events.insert(answered.event, at: 0) }
      connection?.note(exchange, code, events)
      if exchange.kind == .connection { return .connected(.smtp, code: code) }
      var request = Happening.Request(exchange.request)
      request.isPipelined = answered?.isPipelined == true
      if request.kind == .verb(.auth) { connection?.mechanism = request.mechanism }
      if request.isLogin { request.mechanism = connection?.mechanism }
      return .answered(request, code: code)
    case .accepted(let envelope, _):
      guard let message = connection?.takeMessage(), let code = connection?.latestCode else {
        return nil
      }
      events = connection?.earlierEvents ?? []
      let addresses = Happening.Addresses(
        sender: envelope.sender?.description.lowercased(),
        recipients: Set(envelope.recipients.map { $0.description.lowercased() }))
      return .accepted(addresses, code: code, message)
    default: return nil
    }
  }

  private static func matter(
    of finding: HTTPFinding, _ event: Int, on connection: inout Connection?,
    _ events: inout [Int]
  ) -> Happening.Matter? {
    switch finding {
    case .request(let line):
      connection?.ask(.http(method: line.method, target: line.target), event)
      return nil
    case .exchange(let exchange):
      if let answered = connection?.answer(
        .http(method: exchange.method, target: exchange.target))
      {
        events.append(answered.event)
      }
      return .responded(Happening.Response(exchange))
    case .malformedRequest, .malformedField(_, from: .client): return .unreadable
    default: return nil
    }
  }
}

extension HappeningReader.Connection {
  fileprivate mutating func ask(_ text: HappeningReader.Request.Text, _ event: Int) {
    requests.append(
      HappeningReader.Request(text: text, event: event, isPipelined: !requests.isEmpty))
    if requests.count == HappeningReader.requestLimit {
      requests.removeFirst(HappeningReader.requestLimit / 2)
    }
  }

  /// The request that is answered. Replies come in the order of their requests; one that was passed
  /// over gets none.
  fileprivate mutating func answer(
    _ text: HappeningReader.Request.Text
  ) -> HappeningReader.Request? {
    guard let index = requests.firstIndex(where: { $0.text == text }) else { return nil }
    let request = requests[index]
    requests.removeFirst(index + 1)
    return request
  }

  /// The message that is under way, or the chunks of one.
  fileprivate mutating func takeMessage() -> SentMessage {
    defer { (message, chunks) = (nil, SentMessage()) }
    return message ?? chunks
  }

  fileprivate mutating func note(_ exchange: SMTPExchange, _ code: Int, _ events: [Int]) {
    latestCode = code
    earlierEvents = events
    isRefused = exchange.isEarly
    // What was sent of a message that is dropped, or refused, is not part of the next one.
    switch exchange.request {
    case .command(.rset) where exchange.reply.severity == .completion,
      .command(.bdat(_, isLast: true)) where exchange.reply.severity.isFailure:
      chunks = SentMessage()
    default: break
    }
    // An accepted message is needed once more.
    let isAccepted =
      exchange.kind == .endOfData && exchange.reply.severity == .completion
    if exchange.after == .content {
      if message == nil { message = SentMessage() }
    } else if !isAccepted {
      message = nil
    }
  }
}

extension Fact {
  /// `false` for what no condition asks for and no step waits for: half of all facts.
  package var mayBeJudged: Bool {
    switch matter {
    case .opened, .secured, .closed, .learner, .world, .found(.phase): true
    case .heard, .failed, .found(.secret): false
    case .found(.smtp(let finding)):
      switch finding {
      case .request, .content, .chunk, .exchange, .accepted: true
      case .replyLine, .stray, .mangled, .inconsistent, .overlong, .transaction: false
      }
    case .found(.http(let finding)):
      switch finding {
      case .request, .exchange, .malformedRequest, .malformedField: true
      case .field, .foldedField, .headEnded, .status, .malformedStatus, .body, .chunkMark,
        .malformedChunk, .incomplete, .unfinishedRequest, .unanswered, .upgraded, .otherProtocol:
        false
      }
    }
  }
}

extension Happening.Response {
  fileprivate init(_ exchange: HTTPExchange) {
    let field = exchange.responseFields["content-type"]
    let type = field?.split(separator: ";").first.map { $0.lowercased() }
    self.init(
      method: exchange.method, target: exchange.target, status: exchange.status,
      type: type?.filter { !$0.isWhitespace },
      requestFields: exchange.requestFields)
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
