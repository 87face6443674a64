/// MAIL and RCPT: keyword, colon, brackets, address.
extension CommandMender {
  mutating func envelope(_ verb: Verb, _ argument: ArraySlice<Glyph>, end: Int) -> [String] {
    let (keyword, rest) = keyword(verb, argument, end: end)
    let found = bracketed(rest, end: end)
    let address = address(verb, found.address, isBracketed: found.isBracketed, end: found.end)
    // `MAIL TO:<bob@hamburger.edu>` means RCPT where the server knows bob, else MAIL.
    let isRecipient = verb == .rcpt || keyword == "TO" && isLocal(address)
    let start = isRecipient ? "RCPT TO:" : "MAIL FROM:"
    guard let address else { return [] }
    let parameters = parameters(found.tail.trimmingSpaces())
    return ["\(start)<\(address)> \(parameters)", "\(start)<\(address)>"]
  }

  /// What follows the path, unless it is one more address.
  private mutating func parameters(_ tail: ArraySlice<Glyph>) -> String {
    let word = tail.prefix { $0.scalar != " " }
    guard let first = word.first,
      ",;<".unicodeScalars.contains(first.scalar) || word.contains("@") && !word.contains("=")
    else { return tail.string }
    note(.severalAddresses, at: first.offset)
    return ""
  }

  private func isLocal(_ address: String?) -> Bool {
    guard let address, let domain = context.serverDomain else { return false }
    return address.lowercased().hasSuffix("@" + domain.lowercased())
  }

  // MARK: FROM: and TO:

  /// The keyword as it was meant, and what follows its colon.
  private mutating func keyword(
    _ verb: Verb, _ argument: ArraySlice<Glyph>, end: Int
  ) -> (String?, ArraySlice<Glyph>) {
    let wanted = verb == .mail ? "FROM" : "TO"
    let text = argument.drop { $0.scalar == ":" || $0.scalar == " " }
    let word = text.prefix { $0.scalar.properties.isAlphabetic || $0.scalar == "0" }
    let name = word.string.uppercased()
    let after = text[word.endIndex...]
    let next = after.trimmingSpaces()
    guard let first = text.first, Self.isKeyword(name, followedBy: after.first?.scalar) else {
      note(.missingKeyword, at: text.first?.offset ?? end)
      return (nil, text)
    }
    if name != wanted { note(.wrongKeyword, at: first.offset) }
    if let sign = next.first, [":", ";", "=", ","].contains(sign.scalar) {
      if sign.scalar != ":" { note(.missingColon, at: sign.offset) }
      if let space = after.first, space.scalar == " " { note(.extraSpace, at: space.offset) }
      return (name, next.dropFirst())
    }
    note(.missingColon, at: after.first?.offset ?? end)
    return (name, after)
  }

  private static func isKeyword(_ name: String, followedBy next: Unicode.Scalar?) -> Bool {
    let isNear = name.distance(to: "FROM") == 1 || ["OT", "T0", "TOO", "T"].contains(name)
    switch next {
    case ":": return name == "FROM" || name == "TO" || isNear
    case nil, " ", "<", "=", ";", ",": return name == "FROM" || name == "TO" || name == "FORM"
    default: return false
    }
  }

  // MARK: < and >

  private typealias Bracketed = (
    address: ArraySlice<Glyph>, tail: ArraySlice<Glyph>, isBracketed: Bool, end: Int
  )

  private mutating func bracketed(_ text: ArraySlice<Glyph>, end: Int) -> Bracketed {
    let text = text.trimmingSpaces()
    guard let first = text.first else { return ([], [], false, end) }
    guard let open = text.firstIndex(of: "<") else { return unopened(text, first, end: end) }
    if open > text.startIndex { note(.displayName, at: first.offset) }
    let inner = text[open...].drop { $0.scalar == "<" }
    if let close = inner.firstIndex(of: ">") {
      let tail = inner[close...].drop { $0.scalar == ">" }
      return (inner[..<close], tail, true, inner[close].offset)
    }
    let address = inner.prefix { $0.scalar != " " }
    let tail = inner[address.endIndex...]
    let after = tail.first?.offset ?? end
    note(.missingBrackets, at: after)
    return (address, tail, true, after)
  }

  private static let pairs: [Unicode.Scalar: Unicode.Scalar] = [
    "(": ")", "[": "]", "{": "}", "\"": "\"", "'": "'", "`": "'",
  ]

  private mutating func unopened(
    _ text: ArraySlice<Glyph>, _ first: Glyph, end: Int
  ) -> Bracketed {
    if let closer = Self.pairs[first.scalar],
      let close = text.dropFirst().lastIndex(where: { $0.scalar == closer }),
      text[..<close].contains("@")
    {
      // Each mistake is named once: “ and ” may have been replaced already.
      if !traps.contains(where: { $0.trap == .otherBrackets }) {
        note(.otherBrackets, at: first.offset)
      }
      return (text[..<close].dropFirst(), text[close...].dropFirst(), true, text[close].offset)
    }
    note(.missingBrackets, at: first.offset)
    let close = text.firstIndex(of: ">")
    let address = close.map { text[..<$0] } ?? text.prefix { $0.scalar != " " }
    let tail = text[address.endIndex...]
    return (address, tail.drop { $0.scalar == ">" }, false, tail.first?.offset ?? end)
  }

  // MARK: The address

  private mutating func address(
    _ verb: Verb, _ glyphs: ArraySlice<Glyph>, isBracketed: Bool, end: Int
  ) -> String? {
    let text = single(glyphs).string.filter { $0 != " " }
    if let space = glyphs.firstIndex(of: " ") { note(.extraSpace, at: glyphs[space].offset) }
    let bare = text.hasPrefix("mailto:") ? String(text.dropFirst(7)) : text
    guard !bare.trimming("\"'<>.,;@").isEmpty else {
      if verb == .mail, isBracketed, text.isEmpty { return "" }
      note(.missingArgument, at: end)
      return (verb == .mail ? context.sender : context.knownMailboxes.first)?.description
    }
    guard let at = bare.lastIndex(of: "@") else {
      return withDomain(
        verb, bare.trimming("\"'.,;"), end: end)
    }
    // A quoted local part may hold anything; one that is not quoted has no dot at its ends.
    let before = bare[..<at]
    let local =
      before.hasPrefix("\"") && before.hasSuffix("\"") && before.count > 1
      ? String(before) : before.split(separator: ".").joined(separator: ".").trimming("\"'@<")
    let domain = String(bare[bare.index(after: at)...]).trimming("\"'>,;.")
    if local.isEmpty { return nil }
    if domain.isEmpty {
      return withDomain(verb, local, end: end)
    }
    return "\(local)@\(domain.split { $0 == "." || $0 == "," }.joined(separator: "."))"
  }

  /// The first of several. A comma before a word without `@` was meant to be a dot.
  private mutating func single(_ glyphs: ArraySlice<Glyph>) -> ArraySlice<Glyph> {
    guard glyphs.first?.scalar != "@",
      let comma = glyphs.firstIndex(where: { $0.scalar == "," || $0.scalar == ";" }),
      glyphs[..<comma].contains("@"), glyphs[comma...].contains("@")
    else { return glyphs }
    note(.severalAddresses, at: glyphs[comma].offset)
    return glyphs[..<comma]
  }

  private mutating func withDomain(_ verb: Verb, _ local: String, end: Int) -> String? {
    if verb == .rcpt, local.lowercased() == "postmaster" { return local }
    note(.missingDomain, at: end)
    let known = context.knownMailboxes.first { $0.localPart.lowercased() == local.lowercased() }
    let domain =
      verb == .mail
      ? context.sender?.domain?.description ?? context.clientHost
      : known?.domain?.description ?? context.serverDomain
    return domain.map { "\(local)@\($0)" }
  }
}
