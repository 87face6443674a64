/// The first word of a command line (RFC 5321 §4.1.1; AUTH: RFC 4954, STARTTLS: RFC 3207).
package enum Verb: String, Hashable, Sendable, CaseIterable {
  case helo = "HELO"
  case ehlo = "EHLO"
  case mail = "MAIL"
  case rcpt = "RCPT"
  case data = "DATA"
  case rset = "RSET"
  case noop = "NOOP"
  case vrfy = "VRFY"
  case expn = "EXPN"
  case help = "HELP"
  case quit = "QUIT"
  case auth = "AUTH"
  case startTLS = "STARTTLS"

  /// Verbs are case-insensitive (RFC 5321 §2.4).
  package init?(_ word: some Sequence<UInt8>) {
    let folded = word.map { $0.isLetter ? $0 & 0xDF : $0 }
    self.init(rawValue: String(decoding: folded, as: UTF8.self))
  }
}
