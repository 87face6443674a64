/// An SMTP conversation as an observer hears it: pairs replies with requests, keeps state, phase and envelope.
package struct SMTPDialogue: Hashable, Sendable {
  package private(set) var state = State.connected
  package private(set) var phase = Phase.handshake
  package private(set) var envelope = Envelope()
  /// `nil` until EHLO was accepted.
  package private(set) var capabilities: [Capability]?
  /// Messages begun (MAIL accepted), and accepted.
  package private(set) var transactions = 0
  package private(set) var acceptedMessages = 0
  /// Requests whose reply has not come, the oldest first.
  private var pending: [SMTPRequest] = [.connection]
  private var reply = ReplyAssembly()
  private var content = ContentReader()
  /// Sent after DATA and before its reply: whether it is message or commands, the reply decides.
  private var undecided: [Line] = []
  private var command = CommandAssembly()

  package init() {}

  /// Requests whose reply has not come.
  package var awaitedReplies: Int { pending.count }
  /// True once EHLO was accepted in this conversation: enhanced codes and extensions may follow.
  package var isExtended: Bool { capabilities != nil }

  package mutating func hear(_ piece: Piece, from side: Side) -> [Finding] {
    let before = phase
    let findings =
      switch (side, piece) {
      case (.client, .line(let line)): hearClient(line)
      case (.client, .withheld(let kept, _)): hearWithheld(kept)
      case (.server, .line(let line)): hearServer(line)
      case (_, .octets), (.server, .withheld): [Finding]()
      }
    return findings + (phase == before ? [] : [.phase(phase)])
  }

  package mutating func end() -> [Finding] {
    state = .closed
    guard phase != .close else { return [] }
    phase = .close
    return [.phase(.close)]
  }

  package var guidance: Guidance {
    let typed: TypedLine =
      switch state {
      case .closed: .nothing
      case .content where pending.isEmpty: .content
      case .authenticating where pending.isEmpty: .secret
      default: pending.isEmpty ? .command : .nothing
      }
    return Guidance(phase: phase, typed: typed, legal: state.legalVerbs)
  }

  // MARK: The client's side

  private mutating func hearClient(_ line: Line) -> [Finding] {
    if state == .content, !pending.contains(where: { $0.kind == .endOfData }) {
      return hearContent(line)
    }
    if pending.contains(where: { $0.kind == .verb(.data) }) {
      undecided.append(line)
      return []
    }
    if state == .authenticating, pending.isEmpty {
      pending.append(.authResponse)
      return [.smtp(.request(.authResponse, line, in: state)), .secret(kept: 0)]
    }
    return hearCommand(line)
  }

  private mutating func hearCommand(_ part: Line) -> [Finding] {
    guard let (request, line) = command.take(part) else { return [] }
    pending.append(request)
    var findings: [Finding] = [.smtp(.request(request, line, in: state))]
    if request.kind == .verb(.auth), let kept = CommandAssembly.secretStart(in: line.octets) {
      findings.append(.secret(kept: kept))
    }
    if case .command(.quit) = request { phase = .close }
    return findings
  }

  private mutating func hearContent(_ line: Line) -> [Finding] {
    guard content.take(line) == .end else {
      return [.smtp(.content(line, number: content.lines))]
    }
    let request = SMTPRequest.endOfData(octets: content.octets)
    pending.append(request)
    return [.smtp(.request(request, line, in: state))]
  }

  private mutating func hearWithheld(_ kept: [UInt8]) -> [Finding] {
    let line = Line(octets: kept)
    guard kept.isEmpty else { return hearCommand(line) }
    pending.append(.authResponse)
    return [.smtp(.request(.authResponse, line, in: state))]
  }

  // MARK: The server's side

  private mutating func hearServer(_ line: Line) -> [Finding] {
    guard let replyLine = ReplyLine(line), reply.accepts(replyLine) else {
      return [.smtp(.mangled(line))]
    }
    reply.add(replyLine)
    let asked = pending.first
    var findings: [Finding] = [
      .smtp(.replyLine(replyLine, number: reply.count, to: asked?.kind))
    ]
    if let whole = reply.finish() { findings += heard(whole, to: asked) }
    return findings
  }

  private mutating func heard(_ reply: Reply, to request: SMTPRequest?) -> [Finding] {
    if reply.code.value == 421 || reply.code.value == 221 { phase = .close }
    guard let request else {
      if phase == .close { state = .closed }
      return [.smtp(.stray(reply))]
    }
    pending.removeFirst()
    let before = state
    state = state.after(request.kind, answered: reply.severity)
    // §3.8: with 421 the server closes the channel, whatever was asked.
    if phase == .close, reply.code.value == 421 || reply.code.value == 221 { state = .closed }
    let exchange = SMTPExchange(request: request, reply: reply, before: before, after: state)
    return [.smtp(.exchange(exchange))] + consequences(of: exchange)
  }

  private mutating func consequences(of exchange: SMTPExchange) -> [Finding] {
    let accepted = exchange.reply.severity == .completion
    var findings: [Finding] = []
    switch exchange.request {
    case .command(.helo) where accepted:
      begin(capabilities: nil)
    case .command(.ehlo) where accepted:
      begin(capabilities: exchange.reply.lines.dropFirst().compactMap { Capability($0) })
    case .command(.mail(let sender, let parameters)) where accepted:
      envelope = Envelope(sender: sender, senderParameters: parameters)
      transactions += 1
      findings.append(.smtp(.transaction(transactions)))
    case .command(.rcpt(let recipient, _)) where accepted:
      envelope.recipients.append(recipient)
    case .command(.rset) where accepted:
      envelope = Envelope()
    case .command(.startTLS) where accepted:
      capabilities = nil
      envelope = Envelope()
      phase = .handshake
    case .endOfData(let octets):
      if accepted {
        acceptedMessages += 1
        findings.append(.smtp(.accepted(envelope, octets: octets)))
      }
      envelope = Envelope()
    default: break
    }
    if exchange.request.kind == .verb(.data) { findings += decide() }
    return findings
  }

  private mutating func begin(capabilities: [Capability]?) {
    self.capabilities = capabilities
    envelope = Envelope()
    if phase == .handshake { phase = .transfer }
  }

  /// DATA was answered: what was sent ahead of the answer gets its meaning.
  private mutating func decide() -> [Finding] {
    if state == .content { content = ContentReader() }
    let lines = undecided
    undecided = []
    return lines.flatMap { hearClient($0) }
  }
}
