/// Domains and address literals (RFC 5321 §4.1.2, §4.1.3), with the U-labels of RFC 6531 §3.3.
extension Scanner {
  // Domain / address-literal, at most 255 octets (§4.5.3.1.2)
  mutating func domain() throws(SyntaxError) -> Domain {
    let start = position
    let domain = next == UInt8(ascii: "[") ? try addressLiteral() : try name()
    if position - start > 255 { throw excess(.shorterDomain, .smtp("4.5.3.1.2"), at: start + 255) }
    return domain
  }

  // Domain = sub-domain *("." sub-domain)
  private mutating func name() throws(SyntaxError) -> Domain {
    let start = position
    repeat { try subdomain() } while skip(.dot)
    return .name(text(from: start))
  }

  // sub-domain = Let-dig [Ldh-str] / U-label
  // Ldh-str = *( ALPHA / DIGIT / "-" ) Let-dig
  private mutating func subdomain() throws(SyntaxError) {
    repeat {
      guard letDig() else { throw fault(.domain, .smtp("4.1.2")) }
      while letDig() {}
    } while skip(while: { $0 == .hyphen }) > 0
  }

  // Let-dig = ALPHA / DIGIT
  private mutating func letDig() -> Bool {
    skip(where: { $0.isLetterOrDigit }) || skipNonASCII(where: { $0.isLabelCharacter })
  }

  // address-literal = "[" ( IPv4-address-literal / IPv6-address-literal /
  //                   General-address-literal ) "]"
  private mutating func addressLiteral() throws(SyntaxError) -> Domain {
    step()
    let start = position
    let tag = rest.prefix { $0.isLetterOrDigit || $0 == .hyphen }
    let isTagged =
      tag.endIndex < end && octets[tag.endIndex] == .colon && tag.last.map { $0 != .hyphen } == true
    if skip(word: "ipv6:") {
      try ipv6()
    } else if isTagged, !(tag.count <= 4 && tag.allSatisfy(\.isHexDigit)) {
      try general(tagLength: tag.count)
    } else {
      // Four hex digits are not a tag: `[2001:db8::1]` fails where its `IPv6:` belongs.
      if isTagged { throw literalFault() }
      try ipv4()
    }
    let text = text(from: start)
    guard skip(UInt8(ascii: "]")) else { throw literalFault() }
    return .literal(text)
  }

  private func literalFault(at offset: Int? = nil) -> SyntaxError {
    fault(.addressLiteral, .smtp("4.1.3"), at: offset)
  }

  // General-address-literal = Standardized-tag ":" 1*dcontent
  // dcontent = %d33-90 / %d94-126
  private mutating func general(tagLength: Int) throws(SyntaxError) {
    for _ in 0...tagLength { step() }
    let length = skip(while: { (33...90).contains($0) || (94...126).contains($0) })
    guard length > 0 else { throw literalFault() }
  }

  // IPv4-address-literal = Snum 3("." Snum)
  private mutating func ipv4() throws(SyntaxError) {
    for number in 0..<4 {
      if number > 0, !skip(.dot) { throw literalFault() }
      try snum()
    }
  }

  // Snum = 1*3DIGIT ; a decimal integer value in the range 0 through 255
  private mutating func snum() throws(SyntaxError) {
    let start = position
    var value = 0
    while let digit = next, digit.isDigit {
      value = value * 10 + Int(digit - 0x30)
      guard position - start < 3, value <= 255 else { throw literalFault() }
      step()
    }
    guard position > start else { throw literalFault() }
  }

  // IPv6-addr = IPv6-full / IPv6-comp / IPv6v4-full / IPv6v4-comp
  // IPv6-full = IPv6-hex 7(":" IPv6-hex)
  // IPv6-comp = [IPv6-hex *5(":" IPv6-hex)] "::" [IPv6-hex *5(":" IPv6-hex)]
  // IPv6v4-full = IPv6-hex 5(":" IPv6-hex) ":" IPv4-address-literal
  // IPv6v4-comp = [IPv6-hex *3(":" IPv6-hex)] "::" [IPv6-hex *3(":" IPv6-hex) ":"]
  //               IPv4-address-literal
  /// All four forms: 8 groups, or at most 6 with a `::`. An IPv4 address counts for 2 groups, and
  /// is the last.
  private mutating func ipv6() throws(SyntaxError) {
    var groups = 0
    var isCompressed = skip(word: "::")
    if isCompressed, next == UInt8(ascii: "]") { return }
    while true {
      let start = position
      let size = try group()
      groups += size
      if groups > (isCompressed ? 6 : 8) { throw literalFault(at: start) }
      if size == 2 || next != .colon { break }
      let colon = position
      if skip(word: "::") {
        if isCompressed || groups > 6 { throw literalFault(at: colon) }
        isCompressed = true
        if next == UInt8(ascii: "]") { return }
      } else {
        step()
      }
    }
    guard isCompressed || groups == 8 else { throw literalFault() }
  }

  // IPv6-hex = 1*4HEXDIG
  /// How many groups of 16 bits it read: 2 for an IPv4 address.
  private mutating func group() throws(SyntaxError) -> Int {
    let start = position
    while position - start < 4, skip(where: { $0.isHexDigit }) {}
    if position > start, next == .dot {
      back(to: start)
      try ipv4()
      return 2
    }
    guard position > start, next.map(\.isHexDigit) != true else { throw literalFault() }
    return 1
  }
}

extension Unicode.Scalar {
  /// May stand in a U-label (RFC 5892 §2, simplified: letters, marks, digits, the contextual few).
  ///
  /// Full-width forms and CJK punctuation may not, so a domain ends where an input method was left
  /// on.
  fileprivate var isLabelCharacter: Bool {
    if (0xFF00...0xFFEF).contains(value) { return false }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .decimalNumber:
      return true
    default:
      return [0xB7, 0x375, 0x5F3, 0x5F4, 0x200C, 0x200D, 0x30FB].contains(value)
    }
  }
}
