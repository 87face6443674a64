/// Where an SMTP conversation stands (RFC 5321 §4.1.4): finer than its phase.
package enum State: String, Hashable, Sendable, CaseIterable {
  /// TCP is open; the server has not yet greeted, or has refused to.
  case connected
  case greeted
  /// HELO or EHLO was accepted; no message is under way.
  case identified
  /// MAIL was accepted.
  case sender
  /// At least one RCPT was accepted.
  case recipients
  /// 354 was said; what the client sends is the message, up to the line with the single dot.
  case content
  /// A chunk of the message was accepted by BDAT, and the last has not come (RFC 3030 §2).
  case chunks
  /// Inside AUTH: what the client sends next is a secret.
  case authenticating
  /// The server has said goodbye.
  case closed

  /// The state after `request` was answered. Only a reply moves the state; a refused command does
  /// not.
  ///
  /// The server's word counts: if it accepts RCPT where RFC 5321 would not, RCPT was accepted.
  package func after(
    _ request: AnsweredRequest, answered severity: ReplyCode.Severity
  ) -> State {
    switch (self, request, severity) {
    case (.closed, _, _): .closed
    case (_, .verb(.quit), .completion): .closed
    case (.connected, .connection, .completion): .greeted
    case (_, .verb(.helo), .completion), (_, .verb(.ehlo), .completion): .identified
    case (_, .verb(.mail), .completion): .sender
    case (_, .verb(.rcpt), .completion): .recipients
    case (_, .verb(.data), .intermediate): .content
    // §4.1.1.4: the end of data clears the transaction, whatever the reply.
    case (.content, .endOfData, _): .identified
    case (_, .verb(.bdat), .completion): .chunks
    // The last chunk ends the message as the dot does (RFC 3030 §2).
    case (.recipients, .endOfData, _), (.chunks, .endOfData, _): .identified
    case (.sender, .verb(.rset), .completion), (.recipients, .verb(.rset), .completion),
      (.chunks, .verb(.rset), .completion):
      .identified
    case (_, .verb(.auth), .intermediate): .authenticating
    case (.authenticating, .authResponse, .intermediate): .authenticating
    case (.authenticating, .authResponse, _): .identified
    // RFC 3207 §4.2: after the handshake both sides forget all they knew.
    case (_, .verb(.startTLS), .completion): .greeted
    default: self
    }
  }

  /// A message has begun, and commands are heard.
  package var isInTransaction: Bool { self == .sender || self == .recipients || self == .chunks }

  /// The verbs that may come next (§4.1.4), in the order in which a student meets them.
  package var legalVerbs: [Verb] {
    switch self {
    case .connected: [.quit]
    case .greeted: [.helo, .ehlo, .noop, .vrfy, .expn, .help, .rset, .quit]
    case .identified:
      [.mail, .vrfy, .expn, .noop, .help, .rset, .helo, .ehlo, .auth, .startTLS, .quit]
    case .sender: [.rcpt, .rset, .noop, .vrfy, .expn, .help, .helo, .ehlo, .quit]
    case .recipients: [.rcpt, .data, .bdat, .rset, .noop, .vrfy, .expn, .help, .helo, .ehlo, .quit]
    case .chunks: [.bdat, .rset, .noop, .vrfy, .expn, .help, .helo, .ehlo, .quit]
    case .content, .authenticating, .closed: []
    }
  }
}
