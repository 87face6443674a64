/// A command whose syntax is right (RFC 5321 §4.1.1).
package enum Command: Hashable, Sendable {
  /// §4.1.1.1 wants a domain; like other servers, we also accept an address literal.
  case helo(Domain)
  case ehlo(Domain)
  /// `nil` is the null reverse-path `<>`: this mail is itself a notification.
  case mail(from: Mailbox?, parameters: [Parameter])
  case rcpt(to: Mailbox, parameters: [Parameter])
  case data, rset, quit
  case noop(String?)
  case vrfy(String)
  case expn(String)
  case help(String?)
  case startTLS
  /// `size`: in octets. A number too great for `Int` is read as the greatest one.
  case bdat(size: Int, isLast: Bool)
  /// The response is a secret; only its presence is kept.
  case auth(mechanism: String, hasInitialResponse: Bool)

  package var verb: Verb {
    switch self {
    case .helo: .helo
    case .ehlo: .ehlo
    case .mail: .mail
    case .rcpt: .rcpt
    case .data: .data
    case .rset: .rset
    case .quit: .quit
    case .noop: .noop
    case .vrfy: .vrfy
    case .expn: .expn
    case .help: .help
    case .startTLS: .startTLS
    case .bdat: .bdat
    case .auth: .auth
    }
  }
}
