extension Reply {
  /// A reply of one line.
  init(_ code: Int, _ enhanced: EnhancedStatus?, _ text: String) {
    self.init(code, enhanced, Array(text.utf8))
  }

  init(_ code: Int, _ enhanced: EnhancedStatus?, _ text: [UInt8]) {
    self.init(code: ReplyCode(literal: code), enhanced: enhanced, lines: [text])
  }

  /// What crosses the wire. Every line under 512 octets (RFC 5321 §4.5.3.1.5).
  package var wire: [UInt8] {
    var wire: [UInt8] = []
    wire.reserveCapacity(lines.reduce(0) { $0 + $1.count + 6 })
    for (index, text) in lines.enumerated() {
      wire.append(0x30 + UInt8(code.value / 100))
      wire.append(0x30 + UInt8(code.value / 10 % 10))
      wire.append(0x30 + UInt8(code.value % 10))
      wire.append(index == lines.count - 1 ? .space : UInt8(ascii: "-"))
      wire += text.prefix(500)
      wire.append(.carriageReturn)
      wire.append(.lineFeed)
    }
    return wire
  }
}

/// The replies of the practice servers. The session adds the enhanced codes, except to those seven
/// that the lecture shows.
enum ServerReply {
  static func greeting(_ domain: String) -> Reply { Reply(220, nil, domain) }

  static func hello(_ client: Domain) -> Reply {
    Reply(250, nil, "Hello \(client), pleased to meet you")
  }

  /// RFC 5321 §4.1.1.1: the first line names the server, the others its extensions.
  static func extensions(
    of policy: ServerPolicy, offersTLS: Bool, offersLogin: Bool
  ) -> Reply {
    let lines: [String?] = [
      policy.hostName,
      offersTLS ? "STARTTLS" : nil,
      offersLogin ? "AUTH " + mechanisms : nil,
      "PIPELINING", "SIZE \(policy.maxSize)",
      // RFC 6531 §3.1: SMTPUTF8 needs 8BITMIME.
      policy.strips8Bit ? nil : "8BITMIME",
      "CHUNKING",
      policy.offersDSN ? "DSN" : nil,
      "ENHANCEDSTATUSCODES",
      policy.strips8Bit ? nil : "SMTPUTF8",
      "EXPN", "HELP",
    ]
    return Reply(
      code: ReplyCode(literal: 250), enhanced: nil,
      lines: lines.compactMap { $0.map { Array($0.utf8) } })
  }

  private static let mechanisms = AuthExchange.Mechanism.allCases.map(\.rawValue)
    .joined(separator: " ")

  static func sender(_ mailbox: Mailbox?) -> Reply {
    Reply(250, .init(2, 1, 0), about(mailbox, "... ", "Sender ok"))
  }

  static func recipient(_ mailbox: Mailbox) -> Reply {
    Reply(250, .init(2, 1, 5), about(mailbox, " ... ", "Recipient ok"))
  }

  static let enterMail = Reply(354, nil, "Enter mail, end with \".\" on a line by itself")
  static func chunk(octets: Int) -> Reply {
    Reply(250, .init(2, 0, 0), "\(octets) octets received")
  }

  static let accepted = Reply(250, .init(2, 0, 0), "Message accepted for delivery")
  static let reset = Reply(250, .init(2, 0, 0), "Reset state")
  static let ok = Reply(250, .init(2, 0, 0), "OK")

  static func goodbye(_ domain: String) -> Reply {
    Reply(221, .init(2, 0, 0), "\(domain) closing connection")
  }

  static func verified(_ mailbox: String) -> Reply { Reply(250, .init(2, 1, 5), "<\(mailbox)>") }

  static let unverified = Reply(
    252, .init(2, 0, 0), "Cannot verify, but will accept the message and try to deliver it")

  /// - Parameter offered: the commands that this client can use now, beside those that every server
  ///   has.
  static func help(on topic: Verb?, offered: [Verb]) -> Reply {
    if let topic { return Reply(214, .init(2, 0, 0), "Syntax: \(topic.syntax)") }
    let verbs = offered.map { " " + $0.rawValue }.joined()
    return Reply(
      code: ReplyCode(literal: 214), enhanced: .init(2, 0, 0),
      lines: [
        "Commands: HELO EHLO MAIL RCPT DATA RSET NOOP VRFY EXPN HELP QUIT" + verbs,
        "A message: MAIL FROM:<you>, RCPT TO:<them>, DATA, the text, a single dot",
        "HELP and a command's name shows its syntax; see RFC 5321",
      ].map { Array($0.utf8) })
  }

  // MARK: TLS and login

  static let readyForTLS = Reply(220, .init(2, 0, 0), "Ready to start TLS")
  static let securedAlready = Reply(503, .init(5, 5, 1), "TLS is active already")
  static let startTLSFirst = Reply(530, .init(5, 7, 0), "Must issue a STARTTLS command first")

  static func challenge(_ text: String) -> Reply {
    Reply(334, nil, Base64.encoded(Array(text.utf8)))
  }

  static let loggedIn = Reply(235, .init(2, 7, 0), "Authentication successful")
  static let loginFirst = Reply(530, .init(5, 7, 0), "Authentication required")
  static let loggedInAlready = Reply(503, .init(5, 5, 1), "Already authenticated")
  static let loginInTransaction = Reply(
    503, .init(5, 5, 1), "No AUTH during a mail transaction: finish it, or RSET")
  static let loginNeedsTLS = Reply(
    538, .init(5, 7, 11), "Encryption required for requested authentication mechanism")
  static let unknownMechanism = Reply(504, .init(5, 5, 4), "Unrecognized authentication type")
  static let badLogin = Reply(535, .init(5, 7, 8), "Authentication credentials invalid")
  static let loginCancelled = Reply(501, .init(5, 7, 0), "Authentication cancelled")
  static let notBase64 = Reply(501, .init(5, 5, 2), "Cannot decode the response: it is not base64")
  static let notPlain = Reply(
    501, .init(5, 5, 2), "PLAIN wants base64 of: NUL, user name, NUL, password")
  static let loginLineTooLong = Reply(500, .init(5, 5, 6), "Authentication exchange line too long")

  /// Only ASCII is repeated: a client that cannot read UTF-8 gets these replies too (RFC 6531
  /// §3.7.4).
  private static func about(_ mailbox: Mailbox?, _ gap: String, _ text: String) -> [UInt8] {
    var octets: [UInt8] = []
    octets.reserveCapacity(128)
    octets.append(mailbox?.description ?? "<>")
    octets.append(gap)
    octets.append(text)
    return octets.allSatisfy { $0 < 0x80 } ? octets : Array(text.utf8)
  }

  // MARK: Refusals

  static let unknownCommand = Reply(500, .init(5, 5, 1), "Command not recognized")
  static let speaksHTTP = Reply(
    500, .init(5, 5, 1),
    "That is HTTP, where the client asks for an object; this is SMTP, where it brings one")
  static let endsHTTP = Reply(
    421, .init(4, 5, 0), "That is still HTTP, and this is not a web server: closing connection")
  static let leavesHTTP = Reply(221, .init(2, 7, 0), "This is not a web server, goodbye")
  static let notImplemented = Reply(502, .init(5, 5, 1), "Command not implemented")
  static let bareLineFeed = Reply(
    500, .init(5, 5, 2), "Bare LF: a line ends with CR LF (RFC 5321 2.3.8)")
  static let lineTooLong = Reply(500, .init(5, 5, 2), "Line too long")
  static let chunkSyntax = Reply(501, .init(5, 5, 4), "Syntax: BDAT chunk-size [LAST]")
  static let noArgument = Reply(501, .init(5, 5, 4), "This command takes no argument")
  static let oneArgument = Reply(501, .init(5, 5, 4), "Exactly one argument expected")
  static let badParameter = Reply(501, .init(5, 5, 4), "Bad parameter value")
  static let unknownParameter = Reply(555, .init(5, 5, 4), "Parameter not recognized")
  static let sayExtendedHello = Reply(503, .init(5, 5, 1), "Say EHLO first")
  static let sayHello = Reply(503, .init(5, 5, 1), "Say HELO or EHLO first")
  static let senderGiven = Reply(503, .init(5, 5, 1), "Sender already given")
  static let needSender = Reply(503, .init(5, 5, 1), "Need MAIL first")
  static let needRecipient = Reply(503, .init(5, 5, 1), "Need RCPT first")
  static let chunksBegun = Reply(
    503, .init(5, 5, 1), "This message comes by BDAT: go on with BDAT, or RSET")
  static let tooBig = Reply(552, .init(5, 3, 4), "Message too big")
  static let tooManyRecipients = Reply(452, .init(4, 5, 3), "Too many recipients")
  static let nameNotASCII = Reply(501, .init(5, 5, 2), "Host name is not ASCII")
  static let notASCII = Reply(553, .init(5, 6, 7), "Address is not ASCII")
  static let bareEnding = Reply(
    554, .init(5, 6, 0), "Message refused: it has a bare CR or LF")
  static let loop = Reply(554, .init(5, 4, 6), "Too many hops: this message goes round in a loop")
  static let full = Reply(452, .init(4, 3, 1), "Insufficient system storage")
  static let failed = Reply(451, .init(4, 3, 0), "Local error, try again later")
  static let tooManyErrors = Reply(421, .init(4, 7, 0), "Too many errors, closing connection")
  static let idle = Reply(421, .init(4, 4, 2), "Idle too long, closing connection")
  static let tooBusy = Reply(421, .init(4, 3, 2), "Too many connections, try again later")
  static let closing = Reply(421, .init(4, 3, 2), "Service closing")
  static let noList = Reply(550, .init(5, 1, 1), "No such mailing list or user")
  static let noUser = Reply(550, .init(5, 1, 1), "User unknown")
  static let unknownTopic = Reply(504, .init(5, 5, 4), "No help on that")

  static func unknownUser(_ mailbox: Mailbox) -> Reply {
    Reply(550, .init(5, 1, 1), about(mailbox, "... ", "User unknown"))
  }

  static func noRelay(_ mailbox: Mailbox) -> Reply {
    Reply(550, .init(5, 7, 1), about(mailbox, "... ", "Relaying denied"))
  }

  /// The column in the reply is counted from 1.
  static func syntax(_ error: SyntaxError, of verb: Verb?) -> Reply {
    switch (error.expected, verb) {
    case (.verb, _): unknownCommand
    case (.lineEnd, _): bareLineFeed
    case (.shorterLine, .auth): loginLineTooLong
    case (.shorterLine, _): lineTooLong
    case (_, .bdat): chunkSyntax
    case (.endOfLine, .helo), (.endOfLine, .ehlo): oneArgument
    case (.endOfLine, .data), (.endOfLine, .rset), (.endOfLine, .quit), (.endOfLine, .startTLS):
      noArgument
    default: Reply(501, .init(5, 5, 2), "Syntax error at column \(error.offset + 1)")
    }
  }
}

/// The replies of scenarios.
extension Reply {
  /// RFC 7372 §3.4.
  package static let failsDMARC = Reply(
    550, .init(5, 7, 26), "Refused: the domain in From: wants mail refused that fails DMARC")
  package static let greylisted = Reply(450, .init(4, 7, 1), "Greylisted, please try again later")
  package static let mailboxFull = Reply(452, .init(4, 2, 2), "Mailbox full")
  package static let enoughRecipients = ServerReply.tooManyRecipients
  package static let serviceClosing = ServerReply.closing

  /// A refusal chosen by the teacher; `code` is 400 to 599.
  package static func rehearsed(_ code: Int) -> Reply {
    switch code {
    // In the words of a server that does not know the command.
    case 500: ServerReply.unknownCommand
    case 502: ServerReply.notImplemented
    default: Reply(code, .init(code / 100, 0, 0), "Refused by the scenario")
    }
  }
}

extension [UInt8] {
  /// As `+= text.utf8`, but without copying octet by octet.
  fileprivate mutating func append(_ text: String) {
    let isAdded: Void? = text.utf8.withContiguousStorageIfAvailable { append(contentsOf: $0) }
    if isAdded == nil { append(contentsOf: text.utf8) }
  }
}
