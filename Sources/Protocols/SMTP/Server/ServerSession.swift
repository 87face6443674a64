/// The receiver's side of one SMTP connection (RFC 5321 §4), without a socket or a clock.
///
/// Lines in, effects out. A request is first checked (`refusal(of:line:)`): a check changes nothing
/// and may only refuse. What is not refused may proceed, and only there the session changes.
///
/// Where the session cannot decide alone (is the message on disk? what does the scenario say?) it
/// asks, and stands in `awaiting` until `answer` is called; lines that come meanwhile wait in the
/// framer. TLS's handshake is such a question too: it is asked by the effect `secure`, and `secured`
/// answers it.
package struct ServerSession: Hashable, Sendable {
  /// What the next line is for, with all that this needs to know.
  private enum Stage: Hashable {
    /// A command; the state says which of them can proceed.
    case commands(State)
    /// Text of the message, up to the lone dot.
    case content
    /// Octets that a BDAT announced.
    case chunk(Chunk, in: State)
    /// An answer inside AUTH.
    case login(AuthExchange)
    /// Nothing is heard before the answer.
    case awaiting(Question, in: State)
    case closed

    var state: State {
      switch self {
      case .commands(let state), .chunk(_, let state), .awaiting(_, let state): state
      case .content: .content
      case .login: .authenticating
      case .closed: .closed
      }
    }
  }

  /// A chunk under way (RFC 3030 §2).
  private struct Chunk: Hashable {
    /// In octets.
    let size: Int
    let isLast: Bool
    /// Why its BDAT was refused. Its octets are read away all the same: they must not be heard as
    /// commands.
    let refusal: Reply?
    var left: Int
  }

  private enum Question: Hashable {
    /// Whether the message is stored.
    case store(thenDrops: Bool)
    /// Whether a request that could proceed may do so.
    case advice(on: Request)
    case handshake
  }

  /// A request that was not refused.
  private enum Request: Hashable {
    case connection
    case command(Command)
    case login(AuthExchange, initialResponse: [UInt8]?)
    /// It has come whole, and others follow.
    case chunk(octets: Int)
    case endOfMessage

    var kind: AnsweredRequest {
      switch self {
      case .connection: .connection
      case .command(let command): .verb(command.verb)
      case .login: .verb(.auth)
      case .chunk: .verb(.bdat)
      case .endOfMessage: .endOfData
      }
    }
  }

  package private(set) var policy: ServerPolicy
  private var stage = Stage.commands(.connected)
  private var command = CommandAssembly()
  private(set) var envelope = Envelope()
  /// The text of the message under way.
  private var message = IncomingMessage()
  package private(set) var clientName = ""
  private(set) var isExtended = false
  package private(set) var isSecured: Bool
  /// Who has logged in, in lower case.
  package private(set) var user: String?
  /// Messages taken, and commands refused.
  package private(set) var accepted = 0
  package private(set) var errors = 0
  /// Refusals since a message was last taken: a client that delivers mail may make a mistake now
  /// and then, for as long as it likes (§7.8).
  private var offences = 0
  /// The last line was a request of HTTP's.
  private var hasHeardHTTP = false

  /// - Parameter isSecured: from the first octet on, by implicit TLS (RFC 8314 §3).
  package init(policy: ServerPolicy, isSecured: Bool = false) {
    self.policy = policy
    self.isSecured = isSecured
  }

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
    case .octets(let octets): receive(octets)
    case .withheld: []
    case nil: nil
    }
  }

  /// The next piece is a line. Otherwise it is octets, or waits for an answer.
  package var hearsLines: Bool {
    switch stage {
    case .commands, .content, .login: true
    case .chunk, .awaiting, .closed: false
    }
  }

  private var framing: Framing {
    switch stage {
    case .content: message.framing
    case .chunk(let chunk, _): .octets(chunk.left)
    default: .lines
    }
  }

  package mutating func receive(_ line: Line) -> [ServerEffect] {
    switch stage {
    case .commands:
      guard let (request, whole) = command.take(line) else { return [] }
      return respond(to: request, line: whole)
    case .content: return message.take(line, for: policy) ?? endMessage()
    case .login(let exchange):
      guard let whole = command.whole(line) else { return [] }
      return goOn(with: exchange, whole)
    case .chunk, .awaiting, .closed: return []
    }
  }

  private mutating func receive(_ octets: [UInt8]) -> [ServerEffect] {
    if case .chunk(let chunk, let state) = stage { return take(octets, of: chunk, in: state) }
    return message.take(plain: octets, for: policy)
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
    case (.store, .refused(let reply)): return say(reply, to: .endOfData)
    case (.advice(let request), .advice(let advice)):
      stage = .commands(state)
      return follow(advice, on: request)
    case (.store, .advice), (.advice, _), (.handshake, _): return []
    }
  }

  /// TLS is active: what was said in clear is forgotten, and the client begins again (RFC 3207
  /// §4.2). The server does not greet a second time.
  package mutating func secured() {
    guard case .awaiting(.handshake, let state) = stage else { return }
    isSecured = true
    (clientName, isExtended, user) = ("", false, nil)
    command = CommandAssembly()
    stage = .commands(state)
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
    let refusal = refusal(of: request, line: line)
    if case .command(.bdat(let size, let isLast)) = request {
      return begin(Chunk(size: size, isLast: isLast, refusal: refusal, left: size))
    }
    if let refusal { return refuse(request.kind, refusal) }
    guard case .command(let command) = request else { return [] }
    if case .auth(let name, _) = command, let mechanism = AuthExchange.Mechanism(rawValue: name) {
      return decide(
        on: .login(
          AuthExchange(mechanism), initialResponse: AuthExchange.initialResponse(in: line)))
    }
    return decide(on: .command(command))
  }

  private mutating func refuse(_ request: AnsweredRequest, _ refusal: Reply) -> [ServerEffect] {
    errors += 1
    // §4.5.3.1.10: 452 is what a client works with: it sends the message to those that were taken.
    if refusal != ServerReply.tooManyRecipients { offences += 1 }
    if offences > policy.maxErrors { return leave(saying: ServerReply.tooManyErrors) }
    hasHeardHTTP = refusal == ServerReply.speaksHTTP
    if hasHeardHTTP, policy.leavesHTTP { return leave(saying: ServerReply.leavesHTTP) }
    return say(refusal, to: request)
  }

  private mutating func endMessage() -> [ServerEffect] {
    if let refusal = message.refusal(by: policy) { return say(refusal, to: .endOfData) }
    return decide(on: .endOfMessage)
  }

  // MARK: Chunks

  private mutating func begin(_ chunk: Chunk) -> [ServerEffect] {
    if chunk.refusal == nil, state == .recipients { message = IncomingMessage() }
    return take([], of: chunk, in: state)
  }

  private mutating func take(
    _ octets: [UInt8], of chunk: Chunk, in state: State
  ) -> [ServerEffect] {
    var chunk = chunk
    chunk.left -= octets.count
    let effects = chunk.refusal == nil ? message.take(chunk: octets, for: policy) : []
    guard chunk.left == 0 else {
      stage = .chunk(chunk, in: state)
      return effects
    }
    stage = .commands(state)
    return effects + end(chunk)
  }

  /// Only now the reply is due (RFC 3030 §2). A chunk that cannot be taken ends the message, so that
  /// those behind it are refused too.
  private mutating func end(_ chunk: Chunk) -> [ServerEffect] {
    if let refusal = chunk.refusal { return refuse(.verb(.bdat), refusal) }
    let effects = chunk.isLast ? message.endChunks(for: policy) : []
    if let refusal = message.refusal(by: policy) { return effects + say(refusal, to: .endOfData) }
    return effects + decide(on: chunk.isLast ? .endOfMessage : .chunk(octets: chunk.size))
  }

  // MARK: A login

  private mutating func goOn(with exchange: AuthExchange, _ line: Line) -> [ServerEffect] {
    stage = .commands(.authenticating)
    if line.octets.count > Verb.longestLine - Ending.crlf.count {
      return refuse(.authResponse, ServerReply.loginLineTooLong)
    }
    if line.ending != .crlf { return refuse(.authResponse, ServerReply.bareLineFeed) }
    var exchange = exchange
    let step = exchange.take(line.octets)
    return follow(step, of: exchange, to: .authResponse)
  }

  private mutating func follow(
    _ step: AuthExchange.Step, of exchange: AuthExchange, to request: AnsweredRequest
  ) -> [ServerEffect] {
    switch step {
    case .challenge(let text):
      let effects = say(ServerReply.challenge(text), to: request)
      stage = .login(exchange)
      return effects
    case .refusal(let refusal): return refuse(request, refusal)
    case .credentials(let credentials, let actingAs):
      guard let name = policy.user(ofLogin: credentials, actingAs: actingAs) else {
        return refuse(request, ServerReply.badLogin)
      }
      user = name
      return say(ServerReply.loggedIn, to: request)
    }
  }

  // MARK: Ask, where the policy says so

  private mutating func decide(on request: Request) -> [ServerEffect] {
    guard policy.consults else { return proceed(with: request) }
    var envelope = envelope
    switch request {
    case .command(.rcpt(let recipient, let parameters)): envelope.add(recipient, parameters)
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
    case (.refuse(let reply), .endOfMessage), (.refuse(let reply), .chunk):
      return [.discardContent] + say(reply, to: .endOfData)
    case (.refuse(let reply), .command), (.refuse(let reply), .login):
      return say(reply, to: request.kind)
    case (.drop, _): return drop()
    case (.dropAfterReply, .endOfMessage): return store(thenDrops: true)
    case (.dropAfterReply, _):
      return proceed(with: request).filter { $0 != .secure } + drop()
    }
  }

  // MARK: Then proceed

  private mutating func proceed(with request: Request) -> [ServerEffect] {
    switch request {
    case .connection: return say(ServerReply.greeting(policy.hostName), to: .connection)
    case .command(let command): return proceed(with: command)
    case .login(var exchange, let response):
      let step = exchange.begin(with: response)
      return follow(step, of: exchange, to: .verb(.auth))
    case .chunk(let octets): return say(ServerReply.chunk(octets: octets), to: .verb(.bdat))
    case .endOfMessage: return store()
    }
  }

  private mutating func proceed(with command: Command) -> [ServerEffect] {
    let before = state
    let reply = reply(to: command)
    let effects = say(reply, to: .verb(command.verb))
    switch command {
    case .helo(let name), .ehlo(let name):
      clientName = name.description
      return giveUpMessage(in: before) + effects
    case .mail(let sender, let parameters):
      envelope = Envelope(sender: sender, senderParameters: parameters)
    case .rcpt(let recipient, let parameters): envelope.add(recipient, parameters)
    case .rset: return giveUpMessage(in: before) + effects
    case .quit: return effects + [.close]
    case .startTLS:
      stage = .awaiting(.handshake, in: state)
      return giveUpMessage(in: before) + effects + [.secure]
    default: break
    }
    return effects
  }

  /// Its chunks may be with the store already.
  private mutating func giveUpMessage(in state: State) -> [ServerEffect] {
    (envelope, message) = (Envelope(), IncomingMessage())
    return state == .chunks ? [.discardContent] : []
  }

  private mutating func reply(to command: Command) -> Reply {
    switch command {
    case .helo(let name):
      isExtended = false
      return ServerReply.hello(name)
    case .ehlo:
      isExtended = true
      return ServerReply.extensions(of: policy, offersTLS: offersTLS, offersLogin: offersLogin)
    case .mail(let sender, _): return ServerReply.sender(sender)
    case .rcpt(let recipient, _): return ServerReply.recipient(recipient)
    case .data: return ServerReply.enterMail
    case .rset: return ServerReply.reset
    case .quit: return ServerReply.goodbye(policy.hostName)
    case .startTLS: return ServerReply.readyForTLS
    case .vrfy(let name), .expn(let name): return verification(of: name)
    case .help(let topic):
      return ServerReply.help(
        on: topic.flatMap { Verb($0.utf8) },
        offered: [.bdat] + (offersTLS ? [.startTLS] : []) + (offersLogin ? [.auth] : []))
    default: return ServerReply.ok
    }
  }

  private mutating func store(thenDrops: Bool = false) -> [ServerEffect] {
    stage = .awaiting(.store(thenDrops: thenDrops), in: state)
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
      envelope: envelope, users: users, clientName: clientName, isExtended: isExtended,
      user: user, isSecured: isSecured)
  }

  // MARK: Saying

  /// The one place where a reply moves the state.
  private mutating func say(_ reply: Reply, to request: AnsweredRequest) -> [ServerEffect] {
    if request == .endOfData { (envelope, message) = (Envelope(), IncomingMessage()) }
    let state = state.after(request, answered: reply.severity)
    switch state {
    case .content: (stage, message) = (.content, IncomingMessage())
    case .closed: stage = .closed
    default: stage = .commands(state)
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
      !request.isGreeting, isExtended || reply.severity != .completion || !request.isOfLecture
    else { return reply }
    let prefix = enhanced.octets + [.space]
    return Reply(code: reply.code, enhanced: enhanced, lines: reply.lines.map { prefix + $0 })
  }
}

extension AnsweredRequest {
  fileprivate var isGreeting: Bool {
    switch self {
    case .connection, .verb(.helo), .verb(.ehlo): true
    default: false
    }
  }

  fileprivate var isOfLecture: Bool {
    switch self {
    case .verb(.mail), .verb(.rcpt), .endOfData, .verb(.quit): true
    default: false
    }
  }
}
