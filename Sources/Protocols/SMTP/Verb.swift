/// The first word of a command line (RFC 5321 §4.1.1; AUTH: RFC 4954, STARTTLS: RFC
/// 3207, BDAT: RFC 3030).
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
  case bdat = "BDAT"

  /// What EHLO's reply lists where the server has this command, in upper case (RFC 4954 §3, RFC
  /// 3207 §2, RFC 3030 §2); `nil` for the commands that need no extension.
  package var extensionKeyword: String? {
    switch self {
    case .auth, .startTLS: rawValue
    case .bdat: "CHUNKING"
    default: nil
    }
  }

  package var isExtension: Bool { extensionKeyword != nil }

  /// Verbs are case-insensitive (RFC 5321 §2.4).
  package init?(_ word: some Sequence<UInt8>) {
    guard let letters = Self.packed(word),
      let (_, verb) = Self.byLetters.first(where: { $0.0 == letters })
    else { return nil }
    self = verb
  }

  /// No verb is longer than eight octets, so each is one number: comparing numbers is fast, and it
  /// is done for every command line.
  private static func packed(_ word: some Sequence<UInt8>) -> UInt64? {
    var packed: UInt64 = 0
    for octet in word {
      // Leading zeros would be lost in the number.
      guard octet != 0, packed >> 56 == 0 else { return nil }
      packed = packed << 8 | UInt64(octet.isLetter ? octet & 0xDF : octet)
    }
    return packed
  }

  private static let byLetters: [(UInt64, Verb)] = allCases.compactMap { verb in
    packed(verb.rawValue.utf8).map { ($0, verb) }
  }

  /// As the standard writes it: `[ ]` may be left out, `/` is a choice, `SP` one space.
  package var syntax: String {
    switch self {
    case .helo: "HELO SP domain"
    case .ehlo: "EHLO SP ( domain / address-literal )"
    case .mail: "MAIL FROM:<reverse-path> [SP parameters]"
    case .rcpt: "RCPT TO:<forward-path> [SP parameters]"
    case .data: "DATA"
    case .rset: "RSET"
    case .noop: "NOOP [SP string]"
    case .vrfy: "VRFY SP string"
    case .expn: "EXPN SP string"
    case .help: "HELP [SP string]"
    case .quit: "QUIT"
    case .auth: "AUTH SP mechanism [SP initial-response]"
    case .startTLS: "STARTTLS"
    case .bdat: "BDAT SP chunk-size [SP LAST]"
    }
  }

  /// Octets of the longest command line, CR LF included: 512 (RFC 5321 §4.5.3.1.4), plus what
  /// extensions add.
  package var lineLimit: Int {
    switch self {
    // SIZE (RFC 1870 §3), BODY (RFC 6152 §2), SMTPUTF8 (RFC 6531 §3.1), AUTH (RFC 4954 §3), DSN
    // (RFC 3461 §5.4: ENVID and RET at MAIL, ORCPT and NOTIFY at RCPT, each behind a space).
    case .mail: 512 + 26 + 17 + 10 + 500 + (100 + 8 + 2)
    case .rcpt: 512 + (500 + 28 + 2)
    case .vrfy, .expn: 512 + 10
    case .auth: Self.longestLine
    default: 512
    }
  }

  /// RFC 4954 §4: the longest line that any extension lets a client send.
  package static let longestLine = 12_288
}
