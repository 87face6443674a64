extension Command: CustomStringConvertible {
  /// The canonical line, without its CR LF: it parses to the same command.
  ///
  /// The initial response of AUTH is not kept, and printed as `=`, the empty one (RFC 4954 §4).
  package var description: String {
    switch self {
    case .helo(let domain), .ehlo(let domain): "\(verb.rawValue) \(domain)"
    case .mail(let sender, let parameters):
      "MAIL FROM:<\(sender?.description ?? "")>" + Self.tail(parameters)
    case .rcpt(let recipient, let parameters): "RCPT TO:<\(recipient)>" + Self.tail(parameters)
    case .data, .rset, .quit, .startTLS: verb.rawValue
    case .vrfy(let name), .expn(let name): "\(verb.rawValue) \(name)"
    case .noop(let text), .help(let text): verb.rawValue + (text.map { " \($0)" } ?? "")
    case .bdat(let size, let isLast): "BDAT \(size)" + (isLast ? " LAST" : "")
    case .auth(let mechanism, let hasInitialResponse):
      "AUTH \(mechanism)" + (hasInitialResponse ? " =" : "")
    }
  }

  package var octets: [UInt8] { Array(description.utf8) }

  private static func tail(_ parameters: [Parameter]) -> String {
    parameters.map { " \($0)" }.joined()
  }
}
