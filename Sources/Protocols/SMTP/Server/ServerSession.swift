/// The receiver's side of one SMTP connection (RFC 5321 §4), without a socket or a clock.
///
/// Lines in, effects out. Where something must be asked (is it on disk?) the session is suspended until answered.
package struct ServerSession: Sendable {
  package private(set) var policy: ServerPolicy
  package private(set) var state = State.connected
  package private(set) var isSuspended = false
  private(set) var envelope = Envelope()
  package private(set) var clientName = ""
  private(set) var isExtended = false
  private var content = ContentReader()
  /// Text of the message under way, until it makes a block.
  private var gathered: [UInt8] = []
  private var hops = HopCounter()
  private var command = CommandAssembly()
  private var declinesContent = false
  /// What somebody was asked about; `nil` while the store is asked.
  private var consulted: SMTPRequest?
  private var dropsAfterReply = false
  /// Messages taken, and commands refused.
  package private(set) var accepted = 0
  package private(set) var errors = 0
  /// Refusals since a message was last taken: who delivers mail may err now and then, for as long as it likes (§7.8).
  private var offences = 0
  /// The last line was a request of HTTP's.
  private var hasHeardHTTP = false

  /// Octets of a message that are handed on together.
  private static let blockSize = 1 << 15

  package init(policy: ServerPolicy) { self.policy = policy }

  /// The server speaks first (§3.1).
  package mutating func greet() -> [ServerEffect] {
    policy.consults ? consult(on: .connection) : welcome()
  }

  private mutating func welcome() -> [ServerEffect] {
    say(ServerReply.greeting(policy.domain), to: .connection)
  }

  /// Takes the next piece of what has come; `nil` where no whole one waits.
  package mutating func receive(from framer: inout Framer) -> [ServerEffect]? {
    switch framer.next(state == .content && content.isAtLineStart ? .text : .lines) {
    case .line(let line): receive(line)
    case .octets(let text): receive(plain: text)
    case .withheld: []
    case nil: nil
    }
  }

  package mutating func receive(_ line: Line) -> [ServerEffect] {
    // While suspended, lines wait in the framer: the message's end has come, its reply has not.
    guard state != .closed, !isSuspended else { return [] }
    if state == .content { return receiveContent(line) }
    guard let (request, whole) = command.take(line) else { return [] }
    return respond(to: request, line: whole)
  }

  /// A message waits for the store's answer.
  package var isStoring: Bool { isSuspended && consulted == nil }

  /// Delivery's outcome is an input: refuse, then proceed.
  ///
  /// Nobody hears an answer that comes after the farewell.
  package mutating func answer(_ answer: ServerAnswer) -> [ServerEffect] {
    guard isSuspended, state != .closed else { return [] }
    isSuspended = false
    switch answer {
    case .stored:
      accepted += 1
      offences = 0
      let effects = say(ServerReply.accepted, to: .endOfData)
      return dropsAfterReply ? effects + drop() : effects
    case .full: return say(ServerReply.full, to: .endOfData)
    case .failed: return say(ServerReply.failed, to: .endOfData)
    case .advice(let advice):
      guard let request = consulted else { return [] }
      consulted = nil
      return follow(advice, on: request)
    }
  }

  /// §4.5.3.2.7: the client said nothing for too long.
  package mutating func timeOut() -> [ServerEffect] { leave(saying: ServerReply.idle) }

  /// Too many are connected: 421 in the greeting's place (§3.8).
  package mutating func turnAway() -> [ServerEffect] { leave(saying: ServerReply.tooBusy) }

  /// The server is being stopped (§3.8).
  package mutating func shutDown() -> [ServerEffect] { leave(saying: ServerReply.closing) }

  // MARK: Commands

  private mutating func respond(to request: SMTPRequest, line: Line) -> [ServerEffect] {
    // Behind its header a browser may send a body of somebody else's making, which would be heard as commands.
    if hasHeardHTTP, Self.continuesHTTP(line) {
      errors += 1
      return leave(saying: ServerReply.endsHTTP)
    }
    hasHeardHTTP = false
    if let refusal = refusal(of: request, line: line) {
      errors += 1
      // §4.5.3.1.10: 452 is what a client works with: it sends the message to those that were taken.
      if refusal != ServerReply.tooManyRecipients { offences += 1 }
      if offences > policy.maxErrors { return leave(saying: ServerReply.tooManyErrors) }
      hasHeardHTTP = refusal == ServerReply.speaksHTTP
      if hasHeardHTTP, policy.leavesHTTP { return leave(saying: ServerReply.leavesHTTP) }
      return say(refusal, to: request.kind)
    }
    guard case .command(let command) = request else { return [] }
    return policy.consults ? consult(on: request) : proceed(with: command)
  }

  // MARK: Scenarios

  private mutating func consult(on request: SMTPRequest) -> [ServerEffect] {
    consulted = request
    isSuspended = true
    var envelope = envelope
    switch request {
    case .command(.rcpt(let recipient, _)): envelope.recipients.append(recipient)
    case .command(.mail(let sender, _)): envelope.sender = sender
    default: break
    }
    return [.ask(.consult(Consultation(request: request.kind, envelope: envelope)))]
  }

  private mutating func follow(
    _ advice: ServerAnswer.Advice, on request: SMTPRequest
  ) -> [ServerEffect] {
    switch advice {
    case .proceed: return grant(request)
    case .adopt(let adopted):
      policy = adopted
      return grant(request)
    case .refuse(let reply):
      if request == .connection { return leave(saying: reply) }
      let discarding = request.kind == .endOfData ? discard() : []
      return discarding + say(reply, to: request.kind)
    case .leave(let reply): return leave(saying: reply)
    case .drop: return drop()
    case .dropAfterReply:
      dropsAfterReply = true
      let effects = grant(request)
      // Storing comes before its reply.
      return isSuspended ? effects : effects + drop()
    }
  }

  private mutating func grant(_ request: SMTPRequest) -> [ServerEffect] {
    switch request {
    case .connection: return welcome()
    case .endOfData: return store()
    case .command(let command): return proceed(with: command)
    case .malformed, .authResponse: return []
    }
  }

  private mutating func drop() -> [ServerEffect] {
    state = .closed
    return [.drop]
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
    case .data:
      content = ContentReader()
      hops = HopCounter()
      declinesContent = false
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

  // MARK: Content

  private mutating func receiveContent(_ line: Line) -> [ServerEffect] {
    let isLineStart = content.isAtLineStart
    guard content.take(line) == .text else { return endContent() }
    if isLineStart { hops.take(line) }
    return keep((isLineStart ? Dots.unstuffed(line.octets) : line.octets) + line.ending.octets)
  }

  /// Whole lines that mean nothing but their text.
  private mutating func receive(plain text: [UInt8]) -> [ServerEffect] {
    guard state == .content else { return [] }
    content.take(plain: text)
    hops.take(plain: text)
    return keep(text)
  }

  private mutating func keep(_ text: [UInt8]) -> [ServerEffect] {
    guard !declinesContent else { return [] }
    if content.octets > policy.maxSize || content.hasBareEnding || hops.isLoop {
      declinesContent = true
      return discard()
    }
    // What would become a control stays visible: no new line may come of it.
    let kept = policy.strips8Bit ? text.map { $0 < 0x80 ? $0 : max($0 & 0x7F, .space) } : text
    if gathered.isEmpty { gathered = kept } else { gathered += kept }
    return gathered.count < Self.blockSize ? [] : [.content(takeGathered())]
  }

  private mutating func takeGathered() -> [UInt8] {
    defer { gathered = [] }
    return gathered
  }

  private mutating func discard() -> [ServerEffect] {
    gathered = []
    return [.discardContent]
  }

  private mutating func endContent() -> [ServerEffect] {
    if content.octets > policy.maxSize { return say(ServerReply.tooBig, to: .endOfData) }
    if content.hasBareEnding { return say(ServerReply.bareEnding, to: .endOfData) }
    if hops.isLoop { return say(ServerReply.loop, to: .endOfData) }
    return policy.consults ? consult(on: .endOfData(octets: content.octets)) : store()
  }

  private mutating func store() -> [ServerEffect] {
    isSuspended = true
    return [.ask(.store(delivery, last: takeGathered()))]
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

  /// The one place where the state moves, and by a reply only.
  private mutating func say(_ reply: Reply, to request: AnsweredRequest) -> [ServerEffect] {
    state = state.after(request, answered: reply.severity)
    if request == .endOfData { envelope = Envelope() }
    return [.reply(dressed(reply, for: request))]
  }

  private mutating func leave(saying reply: Reply) -> [ServerEffect] {
    guard state != .closed else { return [] }
    state = .closed
    return [.reply(dressed(reply, for: .unknownCommand)), .leave]
  }

  /// RFC 2034 §4: with EHLO the enhanced code stands on every line, but not on EHLO's own reply, nor on 3xx.
  private func dressed(_ reply: Reply, for request: AnsweredRequest) -> Reply {
    guard isExtended, let enhanced = reply.enhanced, reply.severity != .intermediate,
      request != .verb(.ehlo), request != .verb(.helo)
    else { return reply }
    let prefix = enhanced.octets + [.space]
    return Reply(code: reply.code, enhanced: enhanced, lines: reply.lines.map { prefix + $0 })
  }
}
