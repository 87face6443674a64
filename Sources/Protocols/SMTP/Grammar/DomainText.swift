extension Domain {
  /// A text that is a domain and nothing else (RFC 5321 §4.1.2, §4.1.3).
  package init(parsing text: String) throws(SyntaxError) {
    var scanner = Scanner(Array(text.utf8))
    self = try scanner.domain()
    guard scanner.isAtEnd else { throw scanner.fault(.domain, .smtp("4.1.2")) }
  }
}
