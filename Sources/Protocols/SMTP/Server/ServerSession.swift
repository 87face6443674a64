/// The receiver's side of one SMTP connection (RFC 5321 §4), without a socket or a clock.
///
/// Lines in, effects out. A request is first checked (`refusal(of:line:)`): a check changes nothing
/// and may only refuse. What is not refused may proceed, and only there the session changes.
///
/// Where the session cannot decide alone (is the message on disk? what does the scenario say?) it
/// asks, and stands in `awaiting` until `answer` is called; lines that come meanwhile wait in the
/// framer. A login or a TLS handshake is such a question too.
package struct ServerSession: Hashable, Sendable {
  /// What the next line is for, with all that this needs to know.
  private enum Stage: Hashable {
    /// A command; the state says which of them can proceed.
    case commands(State)
    /// Text of a message, up to the lone dot.
    case content(IncomingMessage)
    /// Nothing is heard before the answer.
    case awaiting(Question, in: State)
    case closed

    var state: State {
      switch self {
      case .commands(let state), .awaiting(_, let state): state
      case .content: .content
      case .closed: .closed
      }
    }
  }

  private enum Question: Hashable {
    /// Whether the message is stored.
    case store(thenDrops: Bool)
    /// Whether a request that could proceed may do so.
    case advice(on: Request)
  }

  /// A request that was not refused.
  private enum Request: Hashable {
    case connection
    case command(Command)
    /// Its end has come.
    case message(IncomingMessage)

    var kind: AnsweredRequest {
      switch self {
      case .connection: .connection
      case .command(let command): .verb(command.verb)
      case .message: .endOfData
      }
    }
  }

  package private(set) var policy: ServerPolicy
  private var stage = Stage.commands(.connected)
  private var command = CommandAssembly()
  private(set) var envelope = Envelope()
  package private(set) var clientName = ""
  private(set) var isExtended = false
  /// Messages taken, and commands refused.
  package private(set) var accepted = 0
  package private(set) var errors = 0
  /// Refusals since a message was last taken: a client that delivers mail may make a mistake now
  /// and then, for as long as it likes (§7.8).
  private var offences = 0
  /// The last line was a request of HTTP's.
  private var hasHeardHTTP = false

  package init(policy: ServerPolicy) { self.policy = policy }

  package var state: State { stage.state }

  package var isSuspended: Bool {
    if case .awaiting = stage { true } else { false }
  }

  /// A message waits for the store's answer.
  package var isStoring: Bool {
    if case .awaiting(.store, _) = stage { true } else { false }
  }

  /// The same session, as if nothing had been accepted or refused yet. Two that are equal then
  /// answer alike, until a client has made too many errors.
  package var withoutCounts: ServerSession {
    var session = self
    (session.accepted, session.errors, session.offences) = (0, 0, 0)
    return session
  }

  /// The server speaks first (§3.1).
  package mutating func greet() -> [ServerEffect] { decide(on: .connection) }

  /// Takes the next piece of what has come; `nil` where no whole one waits.
  package mutating func receive(from framer: inout Framer) -> [ServerEffect]? {
    switch framer.next(framing) {
    case .line(let line): receive(line)
    case .octets(let text): receive(plain: text)
    case .withheld: []
    case nil: nil
    }
  }

  private var framing: Framing {
    if case .content(let message) = stage { message.framing } else { .lines }
  }

  package mutating func receive(_ line: Line) -> [ServerEffect] {
    switch stage {
    case .commands:
      guard let (request, whole) = command.take(line) else { return [] }
      return respond(to: request, line: whole)
    case .content(var message):
      // In one place only: with a second owner, each line would copy what is gathered.
      stage = .commands(.content)
      guard let effects = message.take(line, for: policy) else { return end(message) }
      stage = .content(message)
      return effects
    case .awaiting, .closed: return []
    }
  }

  private mutating func receive(plain text: [UInt8]) -> [ServerEffect] {
    guard case .content(var message) = stage else { return [] }
    stage = .commands(.content)
    defer { stage = .content(message) }
    return message.take(plain: text, for: policy)
  }

  /// An answer to another question, or after the farewell, is passed over.
  package mutating func answer(_ answer: ServerAnswer) -> [ServerEffect] {
    guard case .awaiting(let question, let state) = stage else { return [] }
    switch (question, answer) {
    case (.store(let thenDrops), .stored):
      accepted += 1
      offences = 0
      return say(ServerReply.accepted, to: .endOfData) + (thenDrops ? drop() : [])
    case (.store, .full): return say(ServerReply.full, to: .endOfData)
    case (.store, .failed): return say(ServerReply.failed, to: .endOfData)
    case (.advice(let request), .advice(let advice)):
      stage = .commands(state)
      return follow(advice, on: request)
    case (.store, .advice), (.advice, .stored), (.advice, .full), (.advice, .failed): return []
    }
  }

  /// §4.5.3.2.7: the client said nothing for too long.
  package mutating func timeOut() -> [ServerEffect] { leave(saying: ServerReply.idle) }

  /// Too many are connected: 421 in the greeting's place (§3.8).
  package mutating func turnAway() -> [ServerEffect] { leave(saying: ServerReply.tooBusy) }

  /// The server is being stopped (§3.8).
  package mutating func shutDown() -> [ServerEffect] { leave(saying: ServerReply.closing) }

  // MARK: Refuse first

  private mutating func respond(to request: SMTPRequest, line: Line) -> [ServerEffect] {
    // Behind its header a browser may send a body that somebody else wrote: its lines would be
    // heard as commands.
    if hasHeardHTTP, Self.continuesHTTP(line) {
      errors += 1
      return leave(saying: ServerReply.endsHTTP)
    }
    hasHeardHTTP = false
    if let refusal = refusal(of: request, line: line) { return refuse(request, refusal) }
    guard case .command(let command) = request else { return [] }
    return decide(on: .command(command))
  }

  private mutating func refuse(_ request: SMTPRequest, _ refusal: Reply) -> [ServerEffect] {
    errors += 1
    // §4.5.3.1.10: 452 is what a client works with: it sends the message to those that were taken.
    if refusal != ServerReply.tooManyRecipients { offences += 1 }
    if offences > policy.maxErrors { return leave(saying: ServerReply.tooManyErrors) }
    hasHeardHTTP = refusal == ServerReply.speaksHTTP
    if hasHeardHTTP, policy.leavesHTTP { return leave(saying: ServerReply.leavesHTTP) }
    return say(refusal, to: request.kind)
  }

  private mutating func end(_ message: IncomingMessage) -> [ServerEffect] {
    if let refusal = message.refusal(by: policy) { return say(refusal, to: .endOfData) }
    return decide(on: .message(message))
  }

  // MARK: Ask, where the policy says so

  private mutating func decide(on request: Request) -> [ServerEffect] {
    guard policy.consults else { return proceed(with: request) }
    var envelope = envelope
    switch request {
    case .command(.rcpt(let recipient, _)): envelope.recipients.append(recipient)
    case .command(.mail(let sender, _)): envelope.sender = sender
    default: break
    }
    stage = .awaiting(.advice(on: request), in: state)
    return [.ask(.consult(Consultation(request: request.kind, envelope: envelope)))]
  }

  private mutating func follow(
    _ advice: ServerAnswer.Advice, on request: Request
  ) -> [ServerEffect] {
    switch (advice, request) {
    case (.proceed, _): return proceed(with: request)
    case (.adopt(let adopted), _):
      policy = adopted
      return proceed(with: request)
    case (.refuse(let reply), .connection), (.leave(let reply), _): return leave(saying: reply)
    case (.refuse(let reply), .message): return [.discardContent] + say(reply, to: .endOfData)
    case (.refuse(let reply), .command): return say(reply, to: request.kind)
    case (.drop, _): return drop()
    case (.dropAfterReply, .message(let message)): return store(message, thenDrops: true)
    case (.dropAfterReply, _): return proceed(with: request) + drop()
    }
  }

  // MARK: Then proceed

  private mutating func proceed(with request: Request) -> [ServerEffect] {
    switch request {
    case .connection: say(ServerReply.greeting(policy.domain), to: .connection)
    case .command(let command): proceed(with: command)
    case .message(let message): store(message)
    }
  }

  private mutating func proceed(with command: Command) -> [ServerEffect] {
    let reply = reply(to: command)
    let effects = say(reply, to: .verb(command.verb))
    switch command {
    case .helo(let name), .ehlo(let name):
      clientName = name.description
      envelope = Envelope()
    case .mail(let sender, let parameters):
      envelope = Envelope(sender: sender, senderParameters: parameters)
    case .rcpt(let recipient, _):
      envelope.recipients.append(recipient)
    case .rset:
      envelope = Envelope()
    case .quit:
      return effects + [.close]
    default: break
    }
    return effects
  }

  private mutating func reply(to command: Command) -> Reply {
    switch command {
    case .helo(let name):
      isExtended = false
      return ServerReply.hello(name)
    case .ehlo:
      isExtended = true
      return ServerReply.extensions(of: policy)
    case .mail(let sender, _): return ServerReply.sender(sender)
    case .rcpt(let recipient, _): return ServerReply.recipient(recipient)
    case .data: return ServerReply.enterMail
    case .rset: return ServerReply.reset
    case .quit: return ServerReply.goodbye(policy.domain)
    case .vrfy(let name), .expn(let name): return verification(of: name)
    case .help(let topic): return ServerReply.help(on: topic.flatMap { Verb($0.utf8) })
    default: return ServerReply.ok
    }
  }

  private mutating func store(
    _ message: IncomingMessage, thenDrops: Bool = false
  ) -> [ServerEffect] {
    var message = message
    stage = .awaiting(.store(thenDrops: thenDrops), in: .content)
    return [.ask(.store(delivery, last: message.takeRest()))]
  }

  /// Whom the message under way is for, and who brings it.
  package var delivery: Delivery {
    var users = envelope.recipients.compactMap { policy.user(for: $0) }
    if users.count > 1 {
      var known: Set<OctetName> = []
      users = users.filter { known.insert(OctetName($0)).inserted }
    }
    return Delivery(
      envelope: envelope, users: users, clientName: clientName, isExtended: isExtended)
  }

  // MARK: Saying

  /// The one place where a reply moves the state.
  private mutating func say(_ reply: Reply, to request: AnsweredRequest) -> [ServerEffect] {
    if request == .endOfData { envelope = Envelope() }
    let state = state.after(request, answered: reply.severity)
    stage =
      switch state {
      case .content: .content(IncomingMessage())
      case .closed: .closed
      default: .commands(state)
      }
    return [.reply(withEnhancedCode(reply, for: request))]
  }

  private mutating func leave(saying reply: Reply) -> [ServerEffect] {
    guard state != .closed else { return [] }
    // In place of 220 it is the greeting.
    let request: AnsweredRequest = state == .connected ? .connection : .unknownCommand
    stage = .closed
    return [.reply(withEnhancedCode(reply, for: request)), .leave]
  }

  private mutating func drop() -> [ServerEffect] {
    stage = .closed
    return [.drop]
  }

  /// RFC 2034 §4: an enhanced code stands on every line of every reply, after HELO as after EHLO,
  /// but for the greeting, the replies to HELO and EHLO, and 3xx. The lecture's own replies have
  /// none: after HELO, those that accept MAIL, RCPT, a message and QUIT.
  private func withEnhancedCode(_ reply: Reply, for request: AnsweredRequest) -> Reply {
    guard let enhanced = reply.enhanced, reply.severity != .intermediate,
      ![.connection, .verb(.helo), .verb(.ehlo)].contains(request),
      isExtended || reply.severity != .completion || !request.isOfLecture
    else { return reply }
    let prefix = enhanced.octets + [.space]
    return Reply(code: reply.code, enhanced: enhanced, lines: reply.lines.map { prefix + $0 })
  }
}

extension AnsweredRequest {
  fileprivate var isOfLecture: Bool {
    [.verb(.mail), .verb(.rcpt), .endOfData, .verb(.quit)].contains(self)
  }
}
