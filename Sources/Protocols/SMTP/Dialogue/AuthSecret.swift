/// Finds the secret of an AUTH line (RFC 4954 §4), however badly the line is written.
///
/// A mistyped line must not put a password on record, so more lines count as secret than a server
/// would accept: the line is read as it was meant, and a word that is not the name of a mechanism
/// may be a secret itself.
enum AuthSecret {
  /// The octet at which the secret begins; `nil` where there is none.
  static func start(in line: [UInt8]) -> Int? {
    if isOrdinary(line) { return nil }
    let text = Glyph.meant(by: line)
    let words = text.split(whereSeparator: \.isGap)
    guard let start = afterVerb(words, in: text) ?? after(mechanisms, words) else { return nil }
    return beforeErasure(in: line, start)
  }

  /// Whether the line was meant to begin AUTH: answers may follow it, whatever the server says.
  static func isMeant(by line: [UInt8]) -> Bool {
    !isOrdinary(line) && verbEnd(Glyph.meant(by: line).split(whereSeparator: \.isGap)) != nil
  }

  /// Most lines are another verb and at most one word, and need no closer look.
  private static func isOrdinary(_ line: [UInt8]) -> Bool {
    let end = line.firstIndex(of: .space) ?? line.endIndex
    guard let verb = Verb(line[..<end]), verb != .auth else { return false }
    return line[end...].dropFirst().allSatisfy { (0x21...0x7E).contains($0) }
  }

  /// Base64 after a word of `names` is a secret, whatever stands before them.
  static func after(_ names: [String], _ words: [ArraySlice<Glyph>]) -> Int? {
    zip(words, words.dropFirst()).first { word, next in
      let name = word.drop { !$0.isMechanismCharacter }.prefix(while: \.isMechanismCharacter)
      return name.count <= 20 && names.contains(name.string.uppercased()) && isEncoded(next)
    }?.1.first?.offset
  }

  private static func afterVerb(_ words: [ArraySlice<Glyph>], in text: [Glyph]) -> Int? {
    guard let end = verbEnd(words) else { return nil }
    let rest = text[end...]
    let name = rest.drop { $0.isGap || ":=,;-".unicodeScalars.contains($0.scalar) }
      .prefix(while: \.isMechanismCharacter)
    let behind = isMechanism(name) ? text[name.endIndex...] : rest
    return behind.first { !$0.isGap }?.offset
  }

  /// Where the word AUTH ends. A pasted prompt may stand before it, but not a verb: `HELP AUTH`
  /// asks for help.
  private static func verbEnd(_ words: [ArraySlice<Glyph>]) -> Int? {
    guard let first = words.first else { return nil }
    let verb = Verb(first.string.utf8)
    guard verb == nil || verb == .auth else { return nil }
    if let end = end(of: first, isFirst: true) { return end }
    guard words.count > 1 else { return nil }
    return end(of: words[1], isFirst: false)
  }

  private static func end(of word: ArraySlice<Glyph>, isFirst: Bool) -> Int? {
    let letters = word.drop { !$0.isMechanismCharacter }
    let verb = ["authentication", "authenticate", "auth"].first { letters.hasPrefix($0) }
    if let verb { return letters.startIndex + verb.utf8.count }
    let name = letters.prefix(while: \.isMechanismCharacter)
    return isFirst && Verb.nearest(to: name.string.uppercased()) == .auth ? name.endIndex : nil
  }

  /// Those in use (IANA's SASL Mechanisms, and some of big providers). Any other name may be a
  /// secret whose mechanism was forgotten.
  private static let mechanisms = [
    "PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "NTLM", "XOAUTH2", "OAUTHBEARER", "EXTERNAL",
    "ANONYMOUS", "GSSAPI", "GS2-KRB5", "SCRAM-SHA-1", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256",
    "SCRAM-SHA-256-PLUS", "SCRAM-SHA-512", "SCRAM-SHA-512-PLUS", "KERBEROS_V4", "OTP", "SKEY",
    "SECURID", "SAML20", "OPENID20",
  ]

  /// It may be misspelt in one place.
  private static func isMechanism(_ word: ArraySlice<Glyph>) -> Bool {
    guard (3...20).contains(word.count) else { return false }
    let name = word.string.uppercased()
    return mechanisms.contains { name.distance(to: $0, atMost: 1) != nil }
  }

  /// Looks like base64, not like a plain word. `-`, `_` and `.` stand in tokens (RFC 7519 §3).
  private static func isEncoded(_ word: ArraySlice<Glyph>) -> Bool {
    let text = word.string
    let body = text.utf8.prefix { $0.isLetterOrDigit || "+/-_.".utf8.contains($0) }
    guard text.utf8.dropFirst(body.count).allSatisfy({ $0 == .equals }), text.utf8.count >= 4
    else { return false }
    let isPlain = body.allSatisfy { $0.isLetter && $0.lowercased == $0 }
    return body.count < text.utf8.count || text.utf8.count >= 8 && !isPlain
  }

  /// A secret that was typed and erased stands before the erasures. At least one octet is kept: a
  /// line withheld from its beginning would be an answer inside AUTH.
  private static func beforeErasure(in line: [UInt8], _ start: Int) -> Int {
    let erasures = line[..<start].indices.filter { line[$0] == 0x08 || line[$0] == 0x7F }
    guard let first = erasures.first else { return start }
    return max(1, first - erasures.count)
  }
}

extension Glyph {
  /// The characters of a line, with slips of the keyboard and input method undone if it is text.
  static func meant(by line: [UInt8]) -> [Glyph] {
    // Most lines are plain, and nothing has to be undone.
    let isPlain = line.allSatisfy { (0x20...0x7E).contains($0) } && line.first?.isLetter == true
    let text = isPlain && line.dropFirst().first != .colon ? nil : CleanedLine(line)?.text
    return text
      ?? line.indices.map { Glyph(scalar: Unicode.Scalar(line[$0]), offset: $0) }
  }

  fileprivate var isMechanismCharacter: Bool {
    guard let octet = UInt8(exactly: scalar.value) else { return false }
    return octet.isLetterOrDigit || octet == .hyphen || octet == .underscore
  }

  /// Tabs and other spaces were meant as a space.
  var isGap: Bool { scalar.value <= 0x20 || scalar.value >= 0x7F }
}
