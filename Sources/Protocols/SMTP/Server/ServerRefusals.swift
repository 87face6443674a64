extension ServerSession {
  /// Why the request is refused, or `nil`: it may proceed. Refusing changes nothing.
  func refusal(of request: SMTPRequest, line: Line) -> Reply? {
    switch request {
    case .command(let command): refusal(of: command)
    case .malformed(nil, let error) where error.expected == .verb && Self.isHTTP(line):
      ServerReply.speaksHTTP
    case .malformed(_, let error): ServerReply.syntax(error)
    case .connection, .endOfData, .authResponse: nil
    }
  }

  private func refusal(of command: Command) -> Reply? {
    switch command {
    case .helo(let name), .ehlo(let name): refusal(ofClient: name)
    case .noop, .help, .rset, .quit: nil
    case .mail(let sender, let parameters): refusal(ofSender: sender, parameters)
    case .rcpt(let recipient, let parameters): refusal(ofRecipient: recipient, parameters)
    case .data: refusalOfContent
    case .vrfy(let name): refusal(ofUser: name)
    case .expn: ServerReply.noList
    case .auth, .startTLS: ServerReply.notImplemented
    }
  }

  /// RFC 6531 §3.3 lets UTF-8 into names where SMTPUTF8 is offered; here it is not.
  private func refusal(ofClient name: Domain) -> Reply? {
    name.description.utf8.allSatisfy { $0 < 0x80 } ? nil : ServerReply.nameNotASCII
  }

  // §4.1.4: MAIL begins a transaction; there is none within another.
  private func refusal(ofSender sender: Mailbox?, _ parameters: [Parameter]) -> Reply? {
    switch state {
    case .connected, .greeted: return ServerReply.sayHello
    case .sender, .recipients: return ServerReply.senderGiven
    default: break
    }
    if let sender, !sender.description.utf8.allSatisfy({ $0 < 0x80 }) {
      return ServerReply.notASCII
    }
    return parameters.indices.lazy.compactMap { refusal(ofParameter: $0, in: parameters) }.first
  }

  private func refusal(ofParameter index: Int, in parameters: [Parameter]) -> Reply? {
    let parameter = parameters[index]
    // §4.1.1.2: parameters belong to extensions, and those to EHLO.
    guard isExtended else { return ServerReply.unknownParameter }
    if parameters[..<index].contains(where: { $0.keyword == parameter.keyword }) {
      return ServerReply.badParameter
    }
    switch parameter.keyword {
    case "SIZE":
      // RFC 1870 §3: size-value = 1*20DIGIT
      guard let value = parameter.value, (1...20).contains(value.utf8.count),
        value.utf8.allSatisfy(\.isDigit)
      else { return ServerReply.badParameter }
      return (Int(value) ?? .max) > policy.maxSize ? ServerReply.tooBig : nil
    case "BODY":
      return ["7BIT", "8BITMIME"].contains(parameter.value?.uppercased())
        ? nil : ServerReply.badParameter
    default:
      return ServerReply.unknownParameter
    }
  }

  private func refusal(ofRecipient recipient: Mailbox, _ parameters: [Parameter]) -> Reply? {
    switch state {
    case .connected, .greeted: return ServerReply.sayHello
    case .sender, .recipients: break
    default: return ServerReply.needSender
    }
    if !parameters.isEmpty { return ServerReply.unknownParameter }
    guard recipient.description.utf8.allSatisfy({ $0 < 0x80 }) else {
      return ServerReply.notASCII
    }
    guard policy.isLocal(recipient) else { return ServerReply.noRelay(recipient) }
    guard policy.user(for: recipient) != nil else { return ServerReply.unknownUser(recipient) }
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

  // MARK: VRFY

  private func refusal(ofUser name: String) -> Reply? {
    guard address(of: name) == nil else { return nil }
    return ServerReply.unknownUser(Self.isPlain(name) ? name : "that name")
  }

  /// Only what is safe to say back is said back.
  private static func isPlain(_ name: String) -> Bool {
    name.utf8.count <= 256 && name.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  func verification(of name: String) -> Reply {
    ServerReply.verified(address(of: name) ?? policy.domain)
  }

  /// §3.5.1: VRFY takes a user name, or a mailbox with or without its brackets.
  private func address(of name: String) -> String? {
    guard Self.isPlain(name) else { return nil }
    let bare =
      name.hasPrefix("<") && name.hasSuffix(">") ? String(name.dropFirst().dropLast()) : name
    let parts = bare.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, let local = parts.first, !local.isEmpty else { return nil }
    let domain = parts.count == 2 ? parts[1] : policy.domain
    return policy.user(for: Mailbox(localPart: local, domain: .name(domain)))
      .map { "\($0)@\(policy.domain)" }
  }

  /// The methods of RFC 9110 §9, and PATCH (RFC 5789): someone has come to the wrong door.
  private static func isHTTP(_ line: Line) -> Bool {
    ["GET ", "POST ", "HEAD ", "PUT ", "DELETE ", "OPTIONS ", "CONNECT ", "TRACE ", "PATCH "]
      .contains { line.octets.starts(with: $0.utf8) }
  }
}
