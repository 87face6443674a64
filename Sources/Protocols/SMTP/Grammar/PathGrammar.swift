/// Paths, mailboxes and parameters (RFC 5321 §4.1.2), with UTF-8 where RFC 6531 §3.3 allows it.
extension Scanner {
  private static let rule = Rule.smtp("4.1.2")

  // Reverse-path = Path / "<>"
  mutating func reversePath() throws(SyntaxError) -> Mailbox? {
    if skip(word: "<>") { return nil }
    return try path(isForward: false)
  }

  // Forward-path = Path
  mutating func forwardPath() throws(SyntaxError) -> Mailbox {
    if skip(word: "<>") { throw fault(.recipient, .smtp("4.1.1.3"), at: position - 1) }
    return try path(isForward: true)
  }

  // Path = "<" [ A-d-l ":" ] Mailbox ">"
  private mutating func path(isForward: Bool) throws(SyntaxError) -> Mailbox {
    let start = position
    try expect(.opening, .openingBracket, Self.rule)
    try sourceRoute()
    let mailbox = try mailbox(isForward: isForward)
    guard skip(.closing) else { throw unclosed(after: mailbox) }
    // The brackets count (§4.5.3.1.3).
    if position - start > 256 { throw excess(.shorterPath, .smtp("4.5.3.1.3"), at: start + 256) }
    return mailbox
  }

  /// Is the bracket missing, or is the domain ill-formed? A full-width bracket is the former.
  private func unclosed(after mailbox: Mailbox) -> SyntaxError {
    guard case .name = mailbox.domain, let next, next != .space,
      next < 0x80 || rest.contains(.closing)
    else { return fault(.closingBracket, Self.rule) }
    return fault(.domain, Self.rule)
  }

  // A-d-l = At-domain *( "," At-domain )
  // At-domain = "@" Domain
  /// MUST be accepted, SHOULD be ignored (appendix C).
  private mutating func sourceRoute() throws(SyntaxError) {
    guard next == .at else { return }
    let start = position
    repeat {
      try expect(.at, .atSign, Self.rule)
      _ = try domain()
    } while skip(.comma)
    // `<@crepes.fr>` is not a route but an address without its local part.
    guard skip(.colon) else { throw fault(.localPart, Self.rule, at: start) }
  }

  // Mailbox = Local-part "@" ( Domain / address-literal )
  private mutating func mailbox(isForward: Bool) throws(SyntaxError) -> Mailbox {
    let start = position
    let localPart = try localPart()
    // §4.1.1.3: this one name needs no domain; its case does not count.
    if isForward, next != .at,
      octets[start..<position].lazy.map(\.lowercased).elementsEqual("postmaster".utf8)
    {
      return Mailbox(localPart: localPart, domain: nil)
    }
    guard skip(.at) else {
      let ends = next == nil || next == .space || next == .closing
      throw fault(ends ? .atSign : .localPart, Self.rule)
    }
    return Mailbox(localPart: localPart, domain: try domain())
  }

  // Local-part = Dot-string / Quoted-string
  private mutating func localPart() throws(SyntaxError) -> String {
    next == .quote ? try quotedString() : try dotString()
  }

  // Dot-string = Atom *("." Atom)
  private mutating func dotString() throws(SyntaxError) -> String {
    let start = position
    repeat {
      let atom = position
      while skip(while: { $0 < 0x80 && $0.isAtomText }) > 0 || skipNonASCII() {}
      try limitLocalPart(from: start)
      guard position > atom else { throw fault(.localPart, Self.rule) }
    } while skip(.dot)
    return text(from: start)
  }

  // Quoted-string = DQUOTE *QcontentSMTP DQUOTE
  // QcontentSMTP = qtextSMTP / quoted-pairSMTP
  // qtextSMTP = %d32-33 / %d35-91 / %d93-126 / UTF8-non-ascii
  // quoted-pairSMTP = %d92 %d32-126
  private mutating func quotedString() throws(SyntaxError) -> String {
    let start = position
    var content: [UInt8] = []
    step()
    while !skip(.quote) {
      let isPair = skip(.backslash)
      let from = position
      guard skip(where: { $0.isPrintable }) || (!isPair && skipNonASCII()) else {
        throw fault(isAtEnd ? .closingQuote : .localPart, Self.rule)
      }
      content += octets[from..<position]
      try limitLocalPart(from: start)
    }
    try limitLocalPart(from: start)
    return String(decoding: content, as: UTF8.self)
  }

  /// 64 octets as on the wire, quotes included (§4.5.3.1.1).
  private func limitLocalPart(from start: Int) throws(SyntaxError) {
    if position - start > 64 {
      throw excess(.shorterLocalPart, .smtp("4.5.3.1.1"), at: start + 64)
    }
  }

  // Mail-parameters = esmtp-param *(SP esmtp-param)
  mutating func parameters() throws(SyntaxError) -> [Parameter] {
    var parameters: [Parameter] = []
    while !isAtEnd {
      try expect(.space, .space, Self.rule)
      parameters.append(try parameter())
    }
    return parameters
  }

  // esmtp-param = esmtp-keyword ["=" esmtp-value]
  // esmtp-keyword = (ALPHA / DIGIT) *(ALPHA / DIGIT / "-")
  // esmtp-value = 1*(%d33-60 / %d62-126 / UTF8-non-ascii)
  private mutating func parameter() throws(SyntaxError) -> Parameter {
    let start = position
    guard skip(where: { $0.isLetterOrDigit }) else { throw fault(.parameter, Self.rule) }
    skip(while: { $0.isLetterOrDigit || $0 == .hyphen })
    let keyword = text(from: start).uppercased()
    var value: String?
    if skip(.equals) {
      let from = position
      while skip(where: { $0.isPrintable && $0 != .space && $0 != .equals }) || skipNonASCII() {}
      guard position > from else { throw fault(.parameter, Self.rule) }
      value = text(from: from)
    }
    guard isAtEnd || next == .space else { throw fault(.parameter, Self.rule) }
    return Parameter(keyword: keyword, value: value)
  }
}
