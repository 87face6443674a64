extension ServerSession {
  /// Why the request is refused; `nil`: it may proceed. Refusing changes nothing.
  func refusal(of request: SMTPRequest, line: Line) -> Reply? {
    switch request {
    case .command(let command):
      demand(before: command.verb)
        ?? refusal(of: command, isASCII: line.octets.allSatisfy { $0 < 0x80 })
    case .malformed(nil, let error) where error.expected == .verb && Self.isHTTP(line):
      ServerReply.speaksHTTP
    case .malformed(nil, let error) where error.expected == .verb && Self.isUnsupported(line):
      ServerReply.notImplemented
    case .malformed(let verb, let error): ServerReply.syntax(error, of: verb)
    case .connection, .endOfData, .authResponse: nil
    }
  }

  /// What a submission server wants before it hears such a command: TLS (RFC 3207 §4), then a login
  /// (RFC 4954 §6).
  private func demand(before verb: Verb) -> Reply? {
    guard policy.isSubmission else { return nil }
    switch verb {
    case .helo, .ehlo, .noop, .quit, .startTLS: return nil
    case _ where policy.offersTLS && policy.login != .inClear && !isSecured:
      return ServerReply.startTLSFirst
    case .auth, .rset, .help: return nil
    case .mail, .rcpt, .data, .bdat, .vrfy, .expn: return user == nil ? ServerReply.loginFirst : nil
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
    case .startTLS: refusalOfTLS
    case .auth(let mechanism, _): refusal(ofMechanism: mechanism)
    case .bdat: refusalOfChunk
    }
  }

  // MARK: STARTTLS, AUTH

  private var servesTLS: Bool { policy.offersTLS && !policy.hidesTLS }

  /// EHLO's reply lists it now. RFC 3207 §4.2: not once TLS is active.
  var offersTLS: Bool { servesTLS && !isSecured }

  /// EHLO's reply lists AUTH now. RFC 4954 §4: no mechanism that would be refused.
  var offersLogin: Bool {
    switch policy.login {
    case .never: false
    case .whenSecured: isSecured
    case .inClear: true
    }
  }

  private var refusalOfTLS: Reply? {
    if isSecured { return ServerReply.securedAlready }
    guard servesTLS else { return ServerReply.notImplemented }
    return isExtended ? nil : ServerReply.sayExtendedHello
  }

  private func refusal(ofMechanism name: String) -> Reply? {
    if policy.login == .never { return ServerReply.notImplemented }
    guard isExtended else { return ServerReply.sayExtendedHello }
    if user != nil { return ServerReply.loggedInAlready }
    if state.isInTransaction { return ServerReply.loginInTransaction }
    if AuthExchange.Mechanism(rawValue: name) == nil { return ServerReply.unknownMechanism }
    return offersLogin ? nil : ServerReply.loginNeedsTLS
  }

  // MARK: The envelope

  /// RFC 6531 §3.7.1: the client cannot know yet that UTF-8 is allowed, so its name is ASCII.
  private func refusal(ofClient name: Domain) -> Reply? {
    name.isASCII ? nil : ServerReply.nameNotASCII
  }

  // §4.1.4: MAIL begins a transaction, and transactions do not nest.
  // RFC 6531 §3.4: without its parameter the path is ASCII, its source route included.
  private func refusal(ofSender parameters: [Parameter], _ isASCII: Bool) -> Reply? {
    switch state {
    case .connected, .greeted: return ServerReply.sayHello
    case .sender, .recipients, .chunks: return ServerReply.senderGiven
    default: break
    }
    if let refusal = refusal(of: parameters, at: .mail) { return refusal }
    return isASCII || parameters.contains(where: \.isSMTPUTF8) ? nil : ServerReply.notASCII
  }

  private func refusal(of parameters: [Parameter], at verb: Verb) -> Reply? {
    for (index, parameter) in parameters.enumerated() {
      // §4.1.1.2: parameters belong to extensions, and extensions need EHLO.
      guard isExtended, takes(parameter.keyword, at: verb) else {
        return ServerReply.unknownParameter
      }
      if parameters[..<index].contains(where: { $0.keyword == parameter.keyword })
        || !parameter.hasValidForm
      {
        return ServerReply.badParameter
      }
      switch parameter.keyword {
      case "SIZE" where parameter.value.map { Int($0) ?? .max } ?? 0 > policy.maxSize:
        return ServerReply.tooBig
      // It needs the extension BINARYMIME (RFC 3030 §3), which is not offered here.
      case "BODY" where parameter.value?.uppercased() == "BINARYMIME":
        return ServerReply.badParameter
      default: break
      }
    }
    return nil
  }

  /// RFC 1870 §3, RFC 6152 §2, RFC 6531 §3.1, RFC 4954 §5, RFC 3461 §4.
  private func takes(_ keyword: String, at verb: Verb) -> Bool {
    switch (verb, keyword) {
    case (.mail, "SIZE"): true
    case (.mail, "BODY"), (.mail, "SMTPUTF8"): !policy.strips8Bit
    case (.mail, "AUTH"): offersLogin
    case (.mail, "RET"), (.mail, "ENVID"), (.rcpt, "NOTIFY"), (.rcpt, "ORCPT"): policy.offersDSN
    default: false
    }
  }

  private func refusal(
    ofRecipient recipient: Mailbox, _ parameters: [Parameter], _ isASCII: Bool
  ) -> Reply? {
    switch state {
    case .connected, .greeted: return ServerReply.sayHello
    case .sender, .recipients: break
    case .chunks: return ServerReply.chunksBegun
    default: return ServerReply.needSender
    }
    if let refusal = refusal(of: parameters, at: .rcpt) { return refusal }
    guard isASCII || envelope.isInternationalized else { return ServerReply.notASCII }
    if policy.user(for: recipient) == nil {
      if policy.isLocal(recipient) { return ServerReply.unknownUser(recipient) }
      let relays =
        user == nil
        ? policy.relays(from: envelope.sender, to: recipient) : policy.relays(to: recipient)
      if !relays {
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
    // RFC 3030 §2: DATA and BDAT cannot be used in the same transaction.
    case .chunks: ServerReply.chunksBegun
    default: nil
    }
  }

  private var refusalOfChunk: Reply? {
    switch state {
    case .recipients, .chunks: isExtended ? nil : ServerReply.sayExtendedHello
    case .identified where !isExtended: ServerReply.sayExtendedHello
    default: refusalOfContent
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
