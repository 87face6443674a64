/// Rebuilds a command from words that are nearly one.
struct CommandMender {
  let context: RepairContext
  private(set) var traps: [(trap: Trap, offset: Int)]

  init(context: RepairContext, traps: [(trap: Trap, offset: Int)]) {
    self.context = context
    self.traps = traps
  }

  mutating func note(_ trap: Trap, at offset: Int) { traps.append((trap, offset)) }

  /// Lines that may be what was meant, the best first. They may not parse: the caller has to check.
  mutating func candidates(for text: ArraySlice<Glyph>) -> [String] {
    guard let last = text.last else { return [] }
    let end = last.offset + UTF8.width(last.scalar)
    guard let (verb, rest) = verb(of: text) else { return [] }
    let argument = rest.trimmingSpaces()
    switch verb {
    case .helo, .ehlo: return host(verb, argument, end: end)
    case .mail, .rcpt: return envelope(verb, argument, end: end)
    case .data, .rset, .quit, .startTLS:
      if let first = argument.first { note(.unexpectedArgument, at: first.offset) }
      return [verb.rawValue]
    case .noop, .help: return ["\(verb.rawValue) \(argument.string)", verb.rawValue]
    case .vrfy, .expn: return user(verb, argument, end: end)
    case .auth: return mechanism(argument, end: end)
    case .bdat: return chunk(argument, end: end)
    }
  }

  // MARK: The verb

  private mutating func verb(of text: ArraySlice<Glyph>) -> (Verb, ArraySlice<Glyph>)? {
    let word = text.prefix { !" :<>=,;@.[(\"".unicodeScalars.contains($0.scalar) }
    let rest = text[word.endIndex...]
    let name = word.string.uppercased()
    let start = text.first?.offset ?? 0
    if let verb = Verb(name.utf8) {
      spaces(after: verb, rest)
      return (verb, rest)
    }
    if name == "MAILFROM" || name == "RCPTTO" {
      let keyword = text.dropFirst(4)
      note(.missingSpace, at: keyword.first?.offset ?? start)
      return (name == "MAILFROM" ? .mail : .rcpt, keyword)
    }
    if name == "FROM" || name == "TO", rest.first?.scalar == ":" {
      note(.missingVerb, at: start)
      return (name == "FROM" ? .mail : .rcpt, text)
    }
    if Self.farewells.contains(name) {
      note(.foreignVerb, at: start)
      return (.quit, [])
    }
    if rest.isEmpty || rest.first?.scalar == " ", let verb = Verb.nearest(to: name) {
      note(.misspeltVerb, at: start)
      return (verb, rest)
    }
    if rest.isEmpty || Self.isArgument(rest), let verb = Verb.begun(by: name) {
      note(.misspeltVerb, at: start)
      return (verb, rest)
    }
    return joined(text)
  }

  /// A host or an address, not a word of a sentence.
  private static func isArgument(_ text: ArraySlice<Glyph>) -> Bool {
    text.contains { ".@:<[".unicodeScalars.contains($0.scalar) }
  }

  private static let farewells = ["EXIT", "BYE", "CLOSE", "LOGOUT", "LOGOFF", "DISCONNECT"]

  private mutating func spaces(after verb: Verb, _ rest: ArraySlice<Glyph>) {
    let takesOneArgument = [.helo, .ehlo, .mail, .rcpt, .auth, .bdat].contains(verb)
    guard let first = rest.first, takesOneArgument else { return }
    if first.scalar != " " {
      note(.missingSpace, at: first.offset)
    } else if rest.dropFirst().first?.scalar == " ", !rest.trimmingSpaces().isEmpty {
      note(.extraSpace, at: first.offset + 1)
    }
  }

  /// `HELOcrepes.fr`: what follows must look like an argument, since `MAILBOX` is not MAIL.
  private mutating func joined(_ text: ArraySlice<Glyph>) -> (Verb, ArraySlice<Glyph>)? {
    let verbs: [Verb] = [.helo, .ehlo, .mail, .rcpt]
    guard let verb = verbs.first(where: { text.hasPrefix($0.rawValue.lowercased()) }) else {
      return nil
    }
    let rest = text.dropFirst(verb.rawValue.utf8.count)
    guard let first = rest.first, Self.isArgument(rest) else { return nil }
    note(.missingSpace, at: first.offset)
    return (verb, rest)
  }

  // MARK: Arguments other than addresses

  private mutating func host(_ verb: Verb, _ argument: ArraySlice<Glyph>, end: Int) -> [String] {
    let isAddress = argument.hasPrefix("::")
    let wanted = argument.drop { !isAddress && " :,=".unicodeScalars.contains($0.scalar) }
    guard let first = wanted.first else {
      note(.missingArgument, at: end)
      return context.clientHost.map { ["\(verb.rawValue) \($0)"] } ?? []
    }
    var name = wanted.prefix { $0.scalar != " " }
    if let extra = wanted[name.endIndex...].trimmingSpaces().first {
      note(.unexpectedArgument, at: extra.offset)
    }
    if let at = name.firstIndex(of: "@") {
      note(.addressAsHost, at: first.offset)
      name = name[(at + 1)...]
    }
    let bare = name.string.trimming("<>()\"'`.,;")
    let inside = bare.trimming("[]")
    // `crepes fr`: the client's own name, with a space in the place of a dot.
    let joined = wanted.string.split(separator: " ").joined(separator: ".").lowercased()
    let own = joined == context.clientHost?.lowercased() ? [joined] : []
    let hosts =
      own + [bare, "[\(inside)]", "[IPv6:\(inside)]", bare.replacing("_", with: "-")]
      + [context.clientHost].compactMap { $0 }
    return hosts.map { "\(verb.rawValue) \($0)" }
  }

  private mutating func user(_ verb: Verb, _ argument: ArraySlice<Glyph>, end: Int) -> [String] {
    if argument.isEmpty { note(.missingArgument, at: end) }
    let known = context.knownMailboxes
    let own = known.first { $0.domain?.description == context.serverDomain }
    // §4.5.1: every server knows its postmaster.
    let user = (own ?? known.first)?.localPart ?? "postmaster"
    return ["\(verb.rawValue) \(argument.isEmpty ? user : argument.string)"]
  }

  private mutating func mechanism(_ argument: ArraySlice<Glyph>, end: Int) -> [String] {
    let wanted = argument.drop { " :,=".unicodeScalars.contains($0.scalar) }
    let words = wanted.split { $0.scalar == " " }
    guard let name = words.first else {
      note(.missingArgument, at: end)
      return ["AUTH PLAIN"]
    }
    if words.count > 2 { note(.unexpectedArgument, at: words[2].first?.offset ?? end) }
    return ["AUTH \(name.string)"]
  }

  /// How many octets were meant cannot be guessed.
  private mutating func chunk(_ argument: ArraySlice<Glyph>, end: Int) -> [String] {
    let words = argument.split { " :,=".unicodeScalars.contains($0.scalar) }
    guard let size = words.first else {
      note(.missingArgument, at: end)
      return []
    }
    guard let rest = words.dropFirst().first else { return ["BDAT \(size.string)"] }
    if let extra = words.dropFirst(2).first?.first { note(.unexpectedArgument, at: extra.offset) }
    return ["BDAT \(size.string) \(rest.string.uppercased())"]
  }
}

extension String {
  func trimming(_ marks: String) -> String {
    var scalars = unicodeScalars[...]
    while let first = scalars.first, marks.unicodeScalars.contains(first) { scalars.removeFirst() }
    while let last = scalars.last, marks.unicodeScalars.contains(last) { scalars.removeLast() }
    return String(scalars)
  }
}
