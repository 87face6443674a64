extension Domain {
  /// A text that is a domain and nothing else (RFC 5321 §4.1.2, §4.1.3).
  package init(parsing text: String) throws(SyntaxError) {
    var scanner = Scanner(Array(text.utf8))
    self = try scanner.domain()
    guard scanner.isAtEnd else { throw scanner.fault(.domain, .smtp("4.1.2")) }
  }

  /// Whether it can be the name of a server: a domain name in ASCII, since HELO gives it to servers
  /// without SMTPUTF8.
  package static func isHostName(_ text: String) -> Bool {
    (try? Domain(parsing: text)) == .name(text) && text.utf8.allSatisfy { $0 < 0x80 }
  }
}

extension Mailbox {
  /// A text that is a mailbox and nothing else, without angle brackets, as `description` writes it
  /// (RFC 5321 §4.1.2).
  package init(parsing text: String) throws(SyntaxError) {
    var scanner = Scanner(Array("<\(text)>".utf8))
    self = try scanner.forwardPath()
    guard scanner.isAtEnd else { throw scanner.fault(.closingBracket, .smtp("4.1.2")) }
  }

  /// Whether a path can name it: a local part may not be empty or too long, or hold a control
  /// character.
  package var isWellFormed: Bool { (try? Mailbox(parsing: description)) == self }
}
