/// What a client wants done. The shell obeys, in this order, and decides nothing.
package enum ClientEffect: Hashable, Sendable {
  /// Command lines, each with its CR LF; several where the server offers PIPELINING.
  case send([UInt8])
  /// The message, its dots stuffed, and the line with the single dot.
  case sendContent
  /// What became of the message, for each recipient in the order of its envelope. Comes once.
  case settled([DeliveryOutcome])
  case close
}

/// One message on its way to one server.
package struct OutgoingMessage: Hashable, Sendable {
  package var envelope: Envelope
  /// Octets, line ends counted; said with SIZE where that is offered (RFC 1870).
  package var size: Int
  /// The message holds octets above 127 (RFC 6152).
  package var is8Bit: Bool

  package init(envelope: Envelope, size: Int, is8Bit: Bool) {
    self.envelope = envelope
    self.size = size
    self.is8Bit = is8Bit
  }
}

/// The sender's side of one SMTP connection (RFC 5321 §3), without a socket or a clock.
///
/// Replies in, effects out: greeting, EHLO (HELO where that is refused), the envelope, the message,
/// QUIT. With PIPELINING the envelope travels in one write (RFC 2920 §3.1).
package struct ClientSession: Sendable {
  private let name: Domain
  private let message: OutgoingMessage
  private var capabilities: [Capability] = []
  private var reply = ReplyAssembly()
  /// What was asked and not yet answered, the oldest first.
  private var awaited: [AnsweredRequest] = [.connection]
  private var outcomes: [DeliveryOutcome?]
  /// The recipient whose RCPT is answered next.
  private var recipient = 0
  private var isSettled = false

  /// `name`: what this host calls itself.
  package init(name: Domain, message: OutgoingMessage) {
    self.name = name
    self.message = message
    outcomes = Array(repeating: nil, count: message.envelope.recipients.count)
  }

  /// What the client waits for; `nil`: nothing more. It decides how long to wait (§4.5.3.2).
  package var awaits: AnsweredRequest? { awaited.first }

  /// Seconds (§4.5.3.2).
  package static func patience(for awaited: AnsweredRequest) -> Int {
    switch awaited {
    case .verb(.data): 120
    case .endOfData: 600
    default: 300
    }
  }

  /// A line from the server.
  package mutating func receive(_ line: Line) -> [ClientEffect] {
    // A line that is not part of a reply makes all that follows unreliable.
    guard let line = ReplyLine(line), reply.accepts(line) else { return giveUp(nil) }
    reply.add(line)
    guard let whole = reply.finish() else { return [] }
    return hear(whole)
  }

  /// The connection was lost, or the server was silent for too long: recipients without an answer
  /// are tried again.
  ///
  /// A message whose final dot was not answered may have arrived all the same: RFC 5321 §4.5.3.2.6
  /// and RFC 1047 prefer a duplicate to a loss.
  package mutating func lose() -> [ClientEffect] {
    awaited = []
    return settle(.deferred(nil))
  }

  private mutating func hear(_ reply: Reply) -> [ClientEffect] {
    // §3.8: a server that shuts down says so at any time.
    if reply.code.value == 421 { return giveUp(reply) }
    guard !awaited.isEmpty else { return [] }
    switch awaited.removeFirst() {
    case .connection: return greeted(reply)
    case .verb(.ehlo): return hailed(reply)
    case .verb(.helo):
      return reply.severity == .completion ? begin() : giveUp(reply)
    case .verb(.mail): return senderAnswered(reply)
    case .verb(.rcpt): return recipientAnswered(reply)
    case .verb(.data): return contentAnswered(reply)
    case .endOfData: return settle(DeliveryOutcome(reply, reports: offers("DSN") != nil)) + leave()
    case .verb(.quit): return [.close]
    default: return []
    }
  }

  // MARK: Handshake

  private mutating func greeted(_ reply: Reply) -> [ClientEffect] {
    guard reply.severity == .completion else { return giveUp(reply) }
    return ask(.ehlo(name))
  }

  private mutating func hailed(_ reply: Reply) -> [ClientEffect] {
    switch reply.severity {
    case .completion:
      capabilities = reply.lines.dropFirst().compactMap { Capability($0) }
      return begin()
    // §3.2: a server that does not know EHLO gets HELO.
    case .permanentFailure: return ask(.helo(name))
    default: return giveUp(reply)
    }
  }

  // MARK: Transfer

  private mutating func begin() -> [ClientEffect] {
    if let lacking { return settle(.unsendable(lacking)) + leave() }
    guard offers("PIPELINING") != nil else { return ask(mail) }
    let commands = [mail] + message.envelope.recipients.indices.map(rcpt) + [.data]
    awaited += commands.map { .verb($0.verb) }
    return [.send(commands.flatMap(Self.line))]
  }

  /// What the message needs and the server does not have.
  private var lacking: EnhancedStatus? {
    let needsUTF8 =
      message.envelope.isInternationalized
      || !([message.envelope.sender].compactMap { $0 } + message.envelope.recipients)
        .allSatisfy(\.isASCII)
    if needsUTF8, offers("SMTPUTF8") == nil { return EnhancedStatus(5, 6, 7) }
    if message.is8Bit, offers("8BITMIME") == nil { return EnhancedStatus(5, 6, 3) }
    // RFC 1870 §6.1: 0, or no number, means that there is no known limit.
    if let limit = offers("SIZE")?.parameters.first.flatMap({ Int($0) }), limit > 0,
      message.size > limit
    {
      return EnhancedStatus(5, 3, 4)
    }
    return nil
  }

  private var mail: Command {
    var parameters: [Parameter] = []
    if offers("SIZE") != nil {
      parameters.append(Parameter(keyword: "SIZE", value: String(message.size)))
    }
    if message.is8Bit { parameters.append(Parameter(keyword: "BODY", value: "8BITMIME")) }
    if message.envelope.isInternationalized {
      parameters.append(Parameter(keyword: "SMTPUTF8", value: nil))
    }
    if offers("DSN") != nil {
      parameters += message.envelope.senderParameters.filter {
        ["RET", "ENVID"].contains($0.keyword)
      }
    }
    return .mail(from: message.envelope.sender, parameters: parameters)
  }

  /// Its parameters are of DSN (RFC 3461 §4.1, §4.2).
  private func rcpt(_ index: Int) -> Command {
    .rcpt(
      to: message.envelope.recipients[index],
      parameters: offers("DSN") == nil ? [] : message.envelope.recipientParameters[index] ?? [])
  }

  private mutating func senderAnswered(_ reply: Reply) -> [ClientEffect] {
    guard reply.severity == .completion else {
      for index in outcomes.indices { outcomes[index] = refusal(reply) }
      // In a pipeline the replies to RCPT and DATA are still to come.
      return awaited.isEmpty ? settle(.deferred(nil)) + leave() : []
    }
    return awaited.isEmpty ? askRecipient() : []
  }

  private mutating func recipientAnswered(_ reply: Reply) -> [ClientEffect] {
    if reply.severity != .completion, outcomes[recipient] == nil {
      outcomes[recipient] = Self.isTooMany(reply) ? .deferred(reply) : refusal(reply)
    }
    recipient += 1
    return awaited.isEmpty ? askRecipient() : []
  }

  /// §4.5.3.1.10: older servers say 552 where 452 is meant: the other recipients can be tried
  /// later. An enhanced code that says something else is believed.
  private static func isTooMany(_ reply: Reply) -> Bool {
    reply.code.value == 552 && reply.enhanced.map { $0 == EnhancedStatus(5, 5, 3) } ?? true
  }

  /// One by one, for a server without PIPELINING.
  private mutating func askRecipient() -> [ClientEffect] {
    if recipient < message.envelope.recipients.count {
      return ask(rcpt(recipient))
    }
    return hasRecipients ? ask(.data) : settle(.deferred(nil)) + leave()
  }

  private var hasRecipients: Bool { outcomes.contains { $0 == nil } }

  private mutating func contentAnswered(_ reply: Reply) -> [ClientEffect] {
    guard reply.severity == .intermediate else { return settle(refusal(reply)) + leave() }
    awaited.append(.endOfData)
    // RFC 2920 §3.1: after 354 without a recipient the client sends an empty message. That it is
    // refused says nothing new.
    return hasRecipients ? [.sendContent] : [.send([.dot] + Ending.crlf.octets)]
  }

  /// A 2xx or 3xx that cannot answer the command is not a permanent refusal.
  private func refusal(_ reply: Reply) -> DeliveryOutcome {
    reply.severity == .permanentFailure ? .failed(reply) : .deferred(reply)
  }

  // MARK: Close

  /// Every recipient without an outcome of its own gets this one.
  private mutating func settle(_ outcome: DeliveryOutcome) -> [ClientEffect] {
    guard !isSettled else { return [] }
    isSettled = true
    return [.settled(outcomes.map { $0 ?? outcome })]
  }

  private mutating func leave() -> [ClientEffect] { ask(.quit) }

  /// The server refuses this client for now, or is not a mail server.
  private mutating func giveUp(_ reply: Reply?) -> [ClientEffect] {
    awaited = []
    return settle(reply.map(refusal) ?? .deferred(nil)) + [.close]
  }

  // MARK: Asking

  private mutating func ask(_ command: Command) -> [ClientEffect] {
    awaited.append(.verb(command.verb))
    return [.send(Self.line(command))]
  }

  private static func line(_ command: Command) -> [UInt8] { command.octets + Ending.crlf.octets }

  private func offers(_ keyword: String) -> Capability? {
    capabilities.first { $0.keyword == keyword }
  }
}
