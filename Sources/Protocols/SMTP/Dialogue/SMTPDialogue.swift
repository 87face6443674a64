// How an SMTP conversation is read
// --------------------------------
// The wire carries two streams of lines, and a reply does not name the request that it answers:
// only the order tells. A dialogue hears the lines of both sides in the order in which they crossed
// the wire, and pairs them:
//
//   C: MAIL FROM:<a@b>   CommandAssembly → SMTPRequest → RequestQueue
//                                                            ↓ the oldest
//   S: 250 ok            ReplyAssembly   → Reply      →  SMTPExchange → state, phase, envelope
//
// - `CommandAssembly` makes a request of one client line. A long line comes in parts, and what
//   follows a bare LF belongs to the broken line before it.
// - `RequestQueue` holds the requests that have no reply yet. The first is the connection itself:
//   the greeting answers it. With PIPELINING (RFC 2920) there may be many.
// - `ReplyAssembly` collects the lines of one reply, and `OverlongLine` the parts of one such line.
// - A whole reply takes the oldest request from the queue: that is an exchange. Only an exchange
//   moves the state, by the table in `State`, so a refused command changes nothing. Only the phase
//   can also change when a line is sent: QUIT begins the close.
// - An error that comes while the text of a message is under way is an exchange too: it answers the
//   message before its end (`EarlyRefusal`). The final dot then moves the state at once.
//
// What a client line means depends on what went before it:
//
// - After 354 it is text, up to the lone dot (`ContentReader`; `HeaderReader` knows which part).
// - After a DATA that has no reply yet, the reply decides: text after 354, else commands. Until
// then
//   `UndecidedLines` keeps the lines, and `decide` hears them when the reply has come.
// - Behind BDAT so many octets are text (RFC 3030 §2): they are cut by count, not by line ends.
// - Inside AUTH it is a secret, and sometimes also where the server did not ask (`SecretWatch`).
// - Otherwise it is a command.
//
// `LineForecast` says what an unsent line would be. Everything that changes a dialogue's state is
// in this file.

/// An SMTP conversation as an observer hears it: pairs replies with requests, and keeps the state,
/// the phase and the envelope. It knows neither its own role nor the time.
package struct SMTPDialogue: Hearing, Hashable, Sendable {
  package private(set) var state = State.connected
  package private(set) var phase = Phase.handshake
  package private(set) var envelope = Envelope()
  /// `nil` until EHLO was accepted.
  package private(set) var capabilities: [Capability]?
  /// Messages begun (MAIL accepted), and accepted.
  package private(set) var transactions = 0
  package private(set) var acceptedMessages = 0
  /// STARTTLS was answered 220, and the TLS handshake has not been heard of. Logs of other tools
  /// never tell of it: what is said next shows that it went well.
  package private(set) var awaitsTLS = false
  /// Under TLS, from the start or after STARTTLS.
  package private(set) var isSecured = false
  /// AUTH was accepted.
  package private(set) var isLoggedIn = false

  /// Requests that have no reply yet.
  private var pending = RequestQueue(.connection)
  /// The client line under way.
  private var command = CommandAssembly()
  /// Sent after DATA and before its reply.
  private var undecided = UndecidedLines()
  private var secrets = SecretWatch()
  /// What the next unsent line would be. It stays as it was when the conversation ends, for lines
  /// that the end of the connection left over.
  package private(set) var forecast = LineForecast()

  /// The message under way.
  private var content = ContentReader()
  private var contentLines = 0
  private var header = HeaderReader()
  private var earlyRefusal = EarlyRefusal.none

  /// Octets of a chunk that BDAT has announced and the client has not sent.
  package private(set) var chunkRest = 0
  /// Octets of the accepted chunks of the message under way.
  private var chunkOctets = 0
  /// The last octet of a chunk was the last that was heard of the client.
  private var hasEndedChunk = false
  /// The last command line began right behind a chunk: perhaps the chunk was meant to be longer.
  package private(set) var isBehindChunk = false
  /// A forged recording may announce any number; no sum of these overflows.
  private static let chunkLimit = 1 << 50

  /// The reply under way.
  private var reply = ReplyAssembly()
  /// The line of it that comes in parts.
  private var overlong: OverlongLine?
  /// Since its last reply the server has said something that is not a reply.
  private var isGarbled = false

  /// A client that sends request after request without an answer costs no memory: those past this
  /// number are not kept.
  package static let requestLimit = 10_000
  /// Recipients past this number are not kept.
  private static let recipientLimit = 10_000

  package init() {}

  // MARK: What others ask

  /// Requests whose reply has not come.
  package var awaitedReplies: Int { pending.count }
  /// What the next reply will answer; `nil`: nothing is under way.
  package var awaits: AnsweredRequest? { pending.first?.kind }
  /// A reply has begun, if only with part of a line, and its last line has not ended.
  package var isMidReply: Bool { isBetweenReplyLines || overlong != nil }
  /// A whole line of a reply has come that said that more follow (RFC 5321 §4.2.1), and the last
  /// has not.
  package var isBetweenReplyLines: Bool { reply.count > 0 }
  /// No reply is due, but one may come: the final dot of a message that was refused before it.
  package var mayAnswerDot: Bool {
    if case .afterDot = earlyRefusal { true } else { false }
  }
  /// True once EHLO was accepted in this conversation: enhanced codes and extensions may follow.
  package var isExtended: Bool { capabilities != nil }
  /// The verbs that may come next.
  package var legalVerbs: [Verb] {
    guard !awaitsTLS else { return [] }
    return state.legalVerbs.filter { !isDone($0) }
  }

  /// Done once, it cannot be done again: STARTTLS (RFC 3207 §4.2), AUTH (RFC 4954 §4).
  package func isDone(_ verb: Verb) -> Bool {
    switch verb {
    case .startTLS: isSecured
    case .auth: isLoggedIn
    default: false
    }
  }

  /// The part of the message under way, or of the last one, in which its last line stood.
  package var messagePart: MessagePart { header.part }
  /// What that line was. Of a long line that comes in parts, the first part decides.
  package var textLine: TextLine? { header.line }

  package var guidance: Guidance {
    let typed: TypedLine =
      switch state {
      case .closed: .nothing
      case _ where awaitsTLS: .nothing
      case _ where chunkRest > 0: .content
      case .content where pending.isEmpty: .content
      case .authenticating where pending.isEmpty: .secret
      default: pending.isEmpty ? .command : .nothing
      }
    return Guidance(phase: phase, typed: typed)
  }

  /// Whether a line that is typed now would be withheld.
  package func takesForSecret(_ line: [UInt8]) -> Bool {
    AuthSecret.start(in: line) != nil || isUnaskedSecret(line)
  }

  // MARK: Hearing

  private typealias Report = (Finding) -> Void

  package mutating func hear(_ piece: Piece, from side: Side, _ report: (Finding) -> Void) {
    let before = phase
    if awaitsTLS { secured() }
    // What the server says next answers this line, no longer the dot.
    if side == .client, mayAnswerDot { earlyRefusal = .none }
    switch (side, piece) {
    case (.client, .line(let line)): hearClient(line, report)
    case (.client, .withheld(let kept, let count)): hearWithheld(kept, count: count, report)
    case (.client, .octets(let octets)): hearChunk(octets, report)
    case (.server, .line(let line)): hearServer(line, report)
    case (.server, .octets), (.server, .withheld): break
    }
    if phase != before { report(.phase(phase)) }
  }

  /// TLS was set up.
  package mutating func secured() { (awaitsTLS, isSecured) = (false, true) }

  package mutating func end(_ report: (Finding) -> Void) {
    awaitsTLS = false
    state = .closed
    guard phase != .close else { return }
    phase = .close
    report(.phase(.close))
  }

  // MARK: The client's side

  private mutating func hearClient(_ line: Line, _ report: Report) {
    // Another tool's log has lines where there were octets.
    if chunkRest > 0 { return hearChunk(line.wire, report) }
    if state == .content, pending.endsOfData == 0 { return hearContent(line, report) }
    if pending.contents > 0 { return hearUndecided(line, report) }
    passOverGarble()
    if isAuthResponse(line) || isUnaskedSecret(line.octets) {
      hearSecret(line, report)
      report(.secret(kept: 0))
    } else {
      hearCommand(line, report)
    }
  }

  private mutating func hearContent(_ line: Line, _ report: Report) {
    let beginsLine = content.isAtLineStart
    forecast.take(line)
    guard content.take(line) == .end else {
      if beginsLine {
        contentLines += 1
        header.take(line.octets[...])
      }
      return report(.smtp(.content(line, number: contentLines)))
    }
    let request = SMTPRequest.endOfData(octets: content.octets)
    report(.smtp(.request(request, line, in: state)))
    guard earlyRefusal == .none else {
      state = .identified
      earlyRefusal = .afterDot(envelope, octets: content.octets)
      envelope = Envelope()
      return
    }
    pending.append(request)
  }

  private mutating func hearChunk(_ octets: [UInt8], _ report: Report) {
    guard chunkRest > 0 else { return }
    chunkRest = max(0, chunkRest - octets.count)
    forecast.pass(octets.count)
    hasEndedChunk = chunkRest == 0
    report(.smtp(.chunk(octets)))
  }

  private mutating func hearUndecided(_ line: Line, _ report: Report) {
    undecided.append(line)
    forecast.take(line)
    if let kept = secrets.start(in: line) { report(.secret(kept: kept)) }
  }

  /// `shown` stands in for `part` in what is found.
  private mutating func hearCommand(_ part: Line, shown: Line? = nil, _ report: Report) {
    forecast.take(part)
    (isBehindChunk, hasEndedChunk) = (hasEndedChunk, false)
    let secret = secrets.start(in: part)
    if let (request, line) = command.take(part) {
      pending.append(request)
      if case .command(.quit) = request { phase = .close }
      if case .command(.bdat(let size, _)) = request { chunkRest = size }
      secrets.note(request, part)
      report(.smtp(.request(request, shown ?? line, in: state)))
    }
    if let secret { report(.secret(kept: secret)) }
  }

  private mutating func hearSecret(_ line: Line, _ report: Report) {
    secrets.takeUnasked()
    if command.isDiscarding {
      _ = command.take(line)
      return
    }
    pending.append(.authResponse)
    report(.smtp(.request(.authResponse, line, in: state)))
  }

  /// After 334 every line is a secret, whatever it looks like. One that was sent before its 334 is
  /// taken for one unless it is a command: AUTH is the last of its group (RFC 4954 §4).
  private func isAuthResponse(_ line: Line) -> Bool {
    if state == .authenticating, pending.isEmpty { return true }
    guard state == .authenticating || pending.authentications > 0 else { return false }
    return (try? CommandParser.parse(line.octets)) == nil
  }

  private func isUnaskedSecret(_ line: [UInt8]) -> Bool {
    command.isEmpty && secrets.takesUnasked(line)
  }

  /// A line of a recording, whose secret was withheld. Its length is known: what only counts octets
  /// counts right.
  private mutating func hearWithheld(_ kept: [UInt8], count: Int, _ report: Report) {
    if chunkRest > 0 {
      chunkRest = max(0, chunkRest - kept.count - count)
      return forecast.pass(kept.count + count)
    }
    // Text is never a secret: a log of another tool has left it out.
    if state == .content, pending.endsOfData == 0 { return content.passOver(count) }
    let length = max(1, min(count, Verb.longestLine) - Ending.crlf.count)
    let standIn = Line(octets: kept + Array(repeating: UInt8(ascii: "*"), count: length))
    if state != .content, pending.contents > 0 { return hearUndecided(standIn) { _ in } }
    if !kept.isEmpty {
      return hearCommand(standIn, shown: Line(octets: kept)) { if !$0.isSecret { report($0) } }
    }
    hearSecret(Line(octets: kept), report)
  }

  /// A client that asks again after a line that is not a reply does not wait for one any more:
  /// the next reply is to what it asks now. With several requests under way, it is not known which
  /// of them was meant.
  private mutating func passOverGarble() {
    if isGarbled, pending.count == 1 { pending.removeFirst() }
    isGarbled = false
  }

  // MARK: The server's side

  private mutating func hearServer(_ part: Line, _ report: Report) {
    guard part.ending != .none || overlong != nil else {
      // What the line is, is known when it has ended: where the connection ends here, even its code
      // may have been cut (RFC 5321 §4.2).
      overlong = OverlongLine(part)
      return report(.smtp(.overlong(part, octets: part.octets.count)))
    }
    guard var line = overlong else { return hearWhole(ReplyLine(part), part, report) }
    line.octets += part.octets.count
    overlong = part.ending == .none ? line : nil
    report(.smtp(.overlong(part, octets: line.octets)))
    if part.ending != .none { hearWhole(line.reply, part, report) }
  }

  private mutating func hearWhole(
    _ replyLine: ReplyLine?, _ line: Line, _ report: Report
  ) {
    guard let replyLine else {
      isGarbled = reply.count == 0
      return report(.smtp(.mangled(line)))
    }
    passOverConnection(replyLine)
    let asked = pending.first
    if let whole = reply.whole(replyLine) {
      report(.smtp(.replyLine(replyLine, number: 1, to: asked?.kind)))
      return heard(whole, to: asked, report)
    }
    if reply.accepts(replyLine) {
      reply.add(replyLine)
      report(.smtp(.replyLine(replyLine, number: reply.count, to: asked?.kind)))
    } else {
      report(.smtp(.inconsistent(replyLine)))
      // It ends the reply all the same: else every later reply would answer the wrong request.
      if replyLine.isLast { reply.add(replyLine) }
    }
    if let whole = reply.finish() { heard(whole, to: asked, report) }
  }

  /// Some logs begin after the greeting, which is 220, 421 or 554 (RFC 5321 §4.3.2): a client that
  /// gets 250 first had been greeted.
  private mutating func passOverConnection(_ replyLine: ReplyLine) {
    guard pending.count > 1, pending.first == .connection, reply.count == 0,
      replyLine.code.value == 250
    else { return }
    pending.removeFirst()
    state = state.after(.connection, answered: .completion)
  }

  // MARK: The exchange

  private mutating func heard(_ reply: Reply, to request: SMTPRequest?, _ report: Report) {
    let isFarewell = reply.code.value == 421 || reply.code.value == 221
    if isFarewell { phase = .close }
    isGarbled = false
    guard let request else {
      if isFarewell { state = .closed }
      return heardUnasked(reply, report)
    }
    pending.removeFirst()
    let (before, kind) = (state, request.kind)
    state = state.after(reply.ends(request) ? .endOfData : kind, answered: reply.severity)
    // The server does not know BDAT, so the octets would be commands to it.
    if kind == .verb(.bdat), chunkRest > 0, reply.isUnknownCommand {
      (chunkRest, forecast) = (0, LineForecast())
    }
    // §3.8: with 421 the server closes the channel, whatever was asked.
    if isFarewell { state = .closed }
    if endsLogin(kind, reply) { secrets.endLogin() }
    if kind.isLogin, reply.severity == .completion { isLoggedIn = true }
    let exchange = SMTPExchange(request: request, reply: reply, before: before, after: state)
    report(.smtp(.exchange(exchange)))
    follow(exchange, report)
  }

  /// No request waits for this reply.
  private mutating func heardUnasked(_ reply: Reply, _ report: Report) {
    let octets: Int
    switch earlyRefusal {
    case .none where state == .content && reply.severity.isFailure:
      earlyRefusal = .beforeDot
      octets = content.octets
    case .afterDot(let refused, let count) where state != .closed:
      earlyRefusal = .none
      envelope = refused
      octets = count
    default: return report(.smtp(.stray(reply)))
    }
    let exchange = SMTPExchange(
      request: .endOfData(octets: octets), reply: reply, before: state, after: state)
    let isOver = state != .content
    report(.smtp(.exchange(exchange)))
    if isOver { follow(exchange, report) }
  }

  /// The login was accepted, or the next command was: the client has gone on.
  private func endsLogin(_ request: AnsweredRequest, _ reply: Reply) -> Bool {
    guard reply.severity == .completion, pending.authentications == 0 else { return false }
    return !request.isLogin || reply.code.value == 235
  }

  /// What the exchange brings about.
  ///
  /// By kind, not by command: a server may accept a line that the standard would not, and then it
  /// has accepted it.
  private mutating func follow(_ exchange: SMTPExchange, _ report: Report) {
    if case .endOfData(let octets) = exchange.request {
      defer { envelope = Envelope() }
      guard exchange.reply.severity == .completion else { return }
      acceptedMessages += 1
      return report(.smtp(.accepted(envelope, octets: octets)))
    }
    if exchange.kind == .verb(.data) { return decide(report) }
    if exchange.reply.ends(exchange.request) { return endMessage(exchange, report) }
    guard exchange.reply.severity == .completion else { return }
    switch exchange.kind {
    case .verb(.helo):
      begin(capabilities: nil)
    case .verb(.ehlo):
      begin(capabilities: exchange.reply.lines.dropFirst().compactMap { Capability($0) })
    case .verb(.mail):
      envelope = Envelope()
      chunkOctets = 0
      if case .command(.mail(let sender, let parameters)) = exchange.request {
        envelope = Envelope(sender: sender, senderParameters: parameters)
      }
      transactions += 1
      report(.smtp(.transaction(transactions)))
    case .verb(.rcpt):
      if case .command(.rcpt(let recipient, _)) = exchange.request,
        envelope.recipients.count < Self.recipientLimit
      {
        envelope.recipients.append(recipient)
      }
    case .verb(.rset):
      envelope = Envelope()
      chunkOctets = 0
    case .verb(.bdat):
      if case .command(.bdat(let size, _)) = exchange.request { count(chunk: size) }
    case .verb(.startTLS):
      forget()
    default: break
    }
  }

  /// The last chunk was answered: the message is accepted, or refused.
  private mutating func endMessage(_ exchange: SMTPExchange, _ report: Report) {
    defer { (envelope, chunkOctets) = (Envelope(), 0) }
    guard exchange.reply.severity == .completion,
      case .command(.bdat(let size, _)) = exchange.request
    else { return }
    acceptedMessages += 1
    count(chunk: size)
    report(.smtp(.accepted(envelope, octets: chunkOctets)))
  }

  private mutating func count(chunk size: Int) {
    chunkOctets = min(chunkOctets + min(size, Self.chunkLimit), Self.chunkLimit)
  }

  private mutating func begin(capabilities: [Capability]?) {
    self.capabilities = capabilities
    envelope = Envelope()
    chunkOctets = 0
    if phase == .handshake { phase = .transfer }
  }

  /// RFC 3207 §4.2: after the handshake both sides forget all they knew; what was sent in clear
  /// behind STARTTLS is thrown away.
  private mutating func forget() {
    awaitsTLS = true
    isLoggedIn = false
    capabilities = nil
    envelope = Envelope()
    pending.removeAll()
    command = CommandAssembly()
    (chunkRest, chunkOctets) = (0, 0)
    secrets.endLogin()
    forecast = LineForecast()
    if phase == .transfer { phase = .handshake }
  }

  /// DATA was answered: what was sent before the answer gets its meaning.
  private mutating func decide(_ report: Report) {
    if state == .content {
      (content, contentLines, header) = (ContentReader(), 0, HeaderReader())
      earlyRefusal = .none
    }
    let ahead = undecided.takeAll()
    // Where the server left instead of answering, its client took these lines for text.
    if state != .closed {
      forecast = LineForecast(isInText: state == .content)
      for line in ahead { forecast.take(line) }
    }
    let forecast = forecast
    defer { self.forecast = forecast }
    // Secrets were found when they were sent; now it is the server's line that is heard.
    for line in ahead { hearClient(line) { if !$0.isSecret { report($0) } } }
  }
}

extension Reply {
  /// The server did not read the command as one of its own (RFC 5321 §4.2.4).
  fileprivate var isUnknownCommand: Bool { code.value == 500 || code.value == 502 }

  /// The last chunk ends a message as the dot does, accepted or not (RFC 3030 §2). BDAT that was
  /// out of order or not understood ends nothing.
  fileprivate func ends(_ request: SMTPRequest) -> Bool {
    guard case .command(.bdat(_, isLast: true)) = request else { return false }
    return ![500, 501, 502, 503].contains(code.value)
  }
}

extension Finding {
  fileprivate var isSecret: Bool {
    guard case .secret = self else { return false }
    return true
  }
}
