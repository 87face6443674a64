/// Reads command lines (RFC 5321 §4.1.1, RFC 3207 §4, RFC 4954 §4, RFC 3030 §2; addresses as in RFC
/// 6531).
package struct CommandParser {
  /// `line` is the whole line, without its CR LF.
  ///
  /// More is accepted than a client should send: trailing spaces (§4.1.1), spaces after the colon
  /// of MAIL and RCPT (§3.3 has none; many clients and one lecture do), and source routes, which
  /// are dropped (appendix C).
  package static func parse(_ line: [UInt8]) throws(SyntaxError) -> Command {
    var scanner = Scanner(line)
    let verb = try scanner.verb()
    switch verb {
    case .helo: return .helo(try scanner.host())
    case .ehlo: return .ehlo(try scanner.host())
    case .mail: return try scanner.mail()
    case .rcpt: return try scanner.rcpt()
    case .data, .rset, .quit, .startTLS: return try scanner.lone(verb)
    case .vrfy: return .vrfy(try scanner.user(.smtp("4.1.1.6")))
    case .expn: return .expn(try scanner.user(.smtp("4.1.1.7")))
    case .help: return .help(try scanner.string(.endOfLine, .smtp("4.1.1.8")))
    case .noop: return .noop(try scanner.string(.endOfLine, .smtp("4.1.1.9")))
    case .auth: return try scanner.auth()
    case .bdat: return try scanner.bdat()
    }
  }
}

extension Scanner {
  /// The first word. A word that only begins with a verb is not one.
  fileprivate mutating func verb() throws(SyntaxError) -> Verb {
    let length = skip(while: { $0.isLetterOrDigit || $0 == .hyphen || $0 == .underscore })
    if let verb = Verb(octets[..<length]) { return verb }
    // In a word that holds a control character, that is the fault.
    throw fault(.verb, .smtp("4.1.1"), at: next?.isControl == true ? position : 0)
  }

  /// The space between verb and argument. Where the argument is missing, `missing` is the fault.
  private mutating func argument(
    _ missing: SyntaxError.Expected, _ rule: Rule
  ) throws(SyntaxError) {
    if isAtEnd { throw fault(missing, rule) }
    try expect(.space, .space, rule)
  }

  // ehlo = "EHLO" SP ( Domain / address-literal )
  // helo = "HELO" SP Domain
  fileprivate mutating func host() throws(SyntaxError) -> Domain {
    let rule = Rule.smtp("4.1.1.1")
    try argument(.domain, rule)
    let domain = try domain()
    if isAtEnd { return domain }
    if case .name = domain, next != .space { throw fault(.domain, .smtp("4.1.2")) }
    throw unexpectedArgument(rule)
  }

  // mail = "MAIL FROM:" Reverse-path [SP Mail-parameters]
  fileprivate mutating func mail() throws(SyntaxError) -> Command {
    try keyword("from", .fromKeyword, .smtp("4.1.1.2"))
    return .mail(from: try reversePath(), parameters: try parameters())
  }

  // rcpt = "RCPT TO:" ( "<Postmaster@" Domain ">" / "<Postmaster>" / Forward-path )
  //        [SP Rcpt-parameters]
  fileprivate mutating func rcpt() throws(SyntaxError) -> Command {
    try keyword("to", .toKeyword, .smtp("4.1.1.3"))
    return .rcpt(to: try forwardPath(), parameters: try parameters())
  }

  private mutating func keyword(
    _ word: StaticString, _ expected: SyntaxError.Expected, _ rule: Rule
  ) throws(SyntaxError) {
    try argument(expected, rule)
    guard skip(word: word) else { throw fault(expected, rule) }
    try expect(.colon, expected, rule)
    skip(while: { $0 == .space })
  }

  // data = "DATA", rset = "RSET", quit = "QUIT", starttls = "STARTTLS"
  fileprivate mutating func lone(_ verb: Verb) throws(SyntaxError) -> Command {
    let (command, rule): (Command, Rule) =
      switch verb {
      case .data: (.data, .smtp("4.1.1.4"))
      case .rset: (.rset, .smtp("4.1.1.5"))
      case .startTLS: (.startTLS, Rule("RFC 3207", "4"))
      default: (.quit, .smtp("4.1.1.10"))
      }
    guard isAtEnd else { throw unexpectedArgument(rule) }
    return command
  }

  private mutating func unexpectedArgument(_ rule: Rule) -> SyntaxError {
    skip(while: { $0 == .space })
    return fault(.endOfLine, rule)
  }

  // vrfy = "VRFY" SP String
  // expn = "EXPN" SP String
  fileprivate mutating func user(_ rule: Rule) throws(SyntaxError) -> String {
    guard let name = try string(.userName, rule) else { throw fault(.userName, rule) }
    return name
  }

  // help = "HELP" [ SP String ]
  // noop = "NOOP" [ SP String ]
  // String = Atom / Quoted-string
  /// The rest of the line as it stands: people give VRFY a path, a full name, or both (§3.5.1).
  fileprivate mutating func string(
    _ expected: SyntaxError.Expected, _ rule: Rule
  ) throws(SyntaxError) -> String? {
    if isAtEnd { return nil }
    try argument(expected, rule)
    skip(while: { $0 == .space })
    let start = position
    while skip(where: { $0.isPrintable }) || skipNonASCII() {}
    guard isAtEnd else { throw fault(expected, rule) }
    return text(from: start)
  }

  // bdat-cmd = "BDAT" SP chunk-size [SP end-marker]
  // chunk-size = 1*DIGIT ; end-marker = "LAST"
  fileprivate mutating func bdat() throws(SyntaxError) -> Command {
    let rule = Rule("RFC 3030", "2")
    try argument(.chunkSize, rule)
    let start = position
    guard skip(while: \.isDigit) > 0, isAtEnd || next == .space else {
      throw fault(.chunkSize, rule)
    }
    let size = Int(text(from: start)) ?? .max
    if isAtEnd { return .bdat(size: size, isLast: false) }
    step()
    guard skip(word: "last"), isAtEnd else { throw unexpectedArgument(rule) }
    return .bdat(size: size, isLast: true)
  }

  // auth = "AUTH" SP sasl-mech [SP initial-response]
  // sasl-mech = 1*20mech-char ; mech-char = %x41-5A / DIGIT / "-" / "_" (RFC 4422 §3.1)
  fileprivate mutating func auth() throws(SyntaxError) -> Command {
    let rule = Rule("RFC 4954", "4")
    try argument(.mechanism, rule)
    let start = position
    while position - start < 20,
      skip(where: { $0.isLetterOrDigit || $0 == .hyphen || $0 == .underscore })
    {}
    guard position > start, isAtEnd || next == .space else { throw fault(.mechanism, rule) }
    let mechanism = text(from: start).uppercased()
    if isAtEnd { return .auth(mechanism: mechanism, hasInitialResponse: false) }
    step()
    // Whether it is base64 is not a question of syntax here: that is answered 501 5.5.2.
    let length = skip(while: { $0.isPrintable && $0 != .space })
    guard isAtEnd, length > 0 else { throw unexpectedArgument(rule) }
    return .auth(mechanism: mechanism, hasInitialResponse: true)
  }
}
