extension ServerSession {
  /// Why the request is refused; `nil`: it may proceed. Refusing changes nothing.
  func refusal(of request: SMTPRequest, line: Line) -> Reply? {
    switch request {
    case .command(let command):
      refusal(of: command, isASCII: line.octets.allSatisfy { $0 < 0x80 })
    case .malformed(nil, let error) where error.expected == .verb && Self.isHTTP(line):
      ServerReply.speaksHTTP
    case .malformed(nil, let error) where error.expected == .verb && Self.isUnsupported(line):
      ServerReply.notImplemented
    case .malformed(let verb, let error): ServerReply.syntax(error, of: verb)
    case .connection, .endOfData, .authResponse: nil
    }
  }

  private func refusal(of command: Command, isASCII: Bool) -> Reply? {
    switch command {
    case .helo(let name), .ehlo(let name): refusal(ofClient: name)
    case .noop, .rset, .quit: nil
    case .help(let topic): refusal(ofTopic: topic)
    case .mail(_, let parameters): refusal(ofSender: parameters, isASCII)
    case .rcpt(let recipient, let parameters): refusal(ofRecipient: recipient, parameters, isASCII)
    case .data: refusalOfContent
    case .vrfy(let name): refusal(ofUser: name, otherwise: ServerReply.noUser)
    case .expn(let name): refusal(ofUser: name, otherwise: ServerReply.noList)
    case .auth, .startTLS: ServerReply.notImplemented
    }
  }

  /// RFC 6531 §3.7.1: the client cannot know yet that UTF-8 is allowed, so its name is ASCII.
  private func refusal(ofClient name: Domain) -> Reply? {
    name.isASCII ? nil : ServerReply.nameNotASCII
  }

  // §4.1.4: MAIL begins a transaction, and transactions do not nest.
  // RFC 6531 §3.4: without its parameter the path is ASCII, its source route included.
  private func refusal(ofSender parameters: [Parameter], _ isASCII: Bool) -> Reply? {
    switch state {
    case .connected, .greeted: return ServerReply.sayHello
    case .sender, .recipients: return ServerReply.senderGiven
    default: break
    }
    for index in parameters.indices {
      if let refusal = refusal(ofParameter: index, in: parameters) { return refusal }
    }
    return isASCII || parameters.contains(where: \.isSMTPUTF8) ? nil : ServerReply.notASCII
  }

  private func refusal(ofParameter index: Int, in parameters: [Parameter]) -> Reply? {
    let parameter = parameters[index]
    // §4.1.1.2: parameters belong to extensions, and extensions need EHLO.
    guard isExtended else { return ServerReply.unknownParameter }
    if parameters[..<index].contains(where: { $0.keyword == parameter.keyword }) {
      return ServerReply.badParameter
    }
    switch parameter.keyword {
    case "SIZE":
      guard parameter.hasValidForm, let value = parameter.value else {
        return ServerReply.badParameter
      }
      return (Int(value) ?? .max) > policy.maxSize ? ServerReply.tooBig : nil
    case "BODY" where policy.strips8Bit, "SMTPUTF8" where policy.strips8Bit:
      return ServerReply.unknownParameter
    case "BODY":
      // BINARYMIME needs CHUNKING (RFC 3030), which is not offered here.
      return parameter.hasValidForm && parameter.value?.uppercased() != "BINARYMIME"
        ? nil : ServerReply.badParameter
    case "SMTPUTF8":
      return parameter.hasValidForm ? nil : ServerReply.badParameter
    default:
      return ServerReply.unknownParameter
    }
  }

  private func refusal(
    ofRecipient recipient: Mailbox, _ parameters: [Parameter], _ isASCII: Bool
  ) -> Reply? {
    switch state {
    case .connected, .greeted: return ServerReply.sayHello
    case .sender, .recipients: break
    default: return ServerReply.needSender
    }
    if !parameters.isEmpty { return ServerReply.unknownParameter }
    guard isASCII || envelope.isInternationalized else { return ServerReply.notASCII }
    if policy.user(for: recipient) == nil {
      if policy.isLocal(recipient) { return ServerReply.unknownUser(recipient) }
      if !policy.relays(from: envelope.sender, to: recipient) {
        return ServerReply.noRelay(recipient)
      }
    }
    return envelope.recipients.count < policy.maxRecipients ? nil : ServerReply.tooManyRecipients
  }

  private var refusalOfContent: Reply? {
    switch state {
    case .connected, .greeted: ServerReply.sayHello
    case .identified: ServerReply.needSender
    case .sender: ServerReply.needRecipient
    default: nil
    }
  }

  // MARK: VRFY, EXPN, HELP

  private func refusal(ofUser argument: String, otherwise unknown: Reply) -> Reply? {
    let query = UserQuery(argument, isExtended: isExtended)
    // RFC 6531 §3.7.4.2: a client without the parameter could not read the answer.
    guard query.isASCII || query.isSMTPUTF8 else { return ServerReply.notASCII }
    return user(query) == nil ? unknown : nil
  }

  /// §3.5.1: a list with one member. A server that takes mail for any name says 252 (§3.5.3).
  func verification(of argument: String) -> Reply {
    guard let user = user(UserQuery(argument, isExtended: isExtended)) else {
      return ServerReply.unverified
    }
    return policy.isListed(user)
      ? ServerReply.verified("\(user)@\(policy.domain)") : ServerReply.unverified
  }

  private func user(_ query: UserQuery) -> String? {
    query.mailbox.flatMap { policy.user(for: $0) }
  }

  /// RFC 5321 §4.1.1.8: a topic is a command; there is no help on others.
  private func refusal(ofTopic topic: String?) -> Reply? {
    topic.map { Verb($0.utf8) == nil } == true ? ServerReply.unknownTopic : nil
  }

  // MARK: Words of other protocols

  private static func isUnsupported(_ line: Line) -> Bool {
    UnsupportedVerb(line.octets.prefix { $0 != .space }) != nil
  }

  private static func isHTTP(_ line: Line) -> Bool {
    HTTPRequestFault.methods.contains { line.octets.starts(with: "\($0) ".utf8) }
  }

  // field-line = field-name ":" OWS field-value OWS (RFC 9112 §5); the empty line ends a header.
  /// Whether it can follow a request line of HTTP. No SMTP command has a colon after its first
  /// word.
  static func continuesHTTP(_ line: Line) -> Bool {
    let name = line.octets.prefix { $0 < 0x80 && $0.isAtomText }
    let next = line.octets.dropFirst(name.count).first
    return line.octets.isEmpty || (!name.isEmpty && next == .colon)
  }
}
