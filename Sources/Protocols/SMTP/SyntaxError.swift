/// Why a line is not a command: where it goes wrong, what belongs there, and which rule says so.
package struct SyntaxError: Error, Hashable, Sendable {
  /// What belongs at the fault.
  package enum Expected: Hashable, Sendable, CaseIterable {
    /// One of the verbs; the word is not one.
    case verb
    /// `MAIL` is followed by one space and `FROM:`, `RCPT` by `TO:`.
    case fromKeyword, toKeyword
    /// A space between the verb and its argument.
    case space
    /// HELO and EHLO name a host; VRFY and EXPN a user; AUTH a mechanism.
    case domain, userName, mechanism
    /// BDAT says how many octets follow.
    case chunkSize
    case openingBracket, closingBracket
    case localPart, atSign
    /// `<>` is for MAIL only: RCPT needs a mailbox.
    case recipient
    /// The quotation mark that ends a quoted local part.
    case closingQuote
    /// `[192.0.2.1]`, `[IPv6:2001:db8::1]`.
    case addressLiteral
    /// `KEYWORD` or `KEYWORD=VALUE` after a space.
    case parameter
    /// DATA, RSET, QUIT and STARTTLS take no argument.
    case endOfLine
    /// CR LF: nothing else ends a line (§2.3.8).
    case lineEnd
    /// The line is longer than a command line may be (§4.5.3.1.4).
    case shorterLine
    /// A part is too long: local part 64, domain 255, path 256 octets at most (§4.5.3.1).
    case shorterLocalPart, shorterDomain, shorterPath
  }

  /// In octets from the start of the line. Equal to the line's length where something is missing at
  /// its end.
  package let offset: Int
  package let expected: Expected
  package let rule: Rule

  package init(offset: Int, expected: Expected, rule: Rule) {
    self.offset = offset
    self.expected = expected
    self.rule = rule
  }
}
