/// Knows which client lines may hold a secret though the server did not ask for one (RFC 4954 §4).
///
/// Part of `SMTPDialogue`, which explains how the parts work together.
struct SecretWatch: Hashable, Sendable {
  /// Part of a line was a secret, and the line goes on.
  private var isMidSecret = false
  /// So many lines may still be an answer inside AUTH: a client that sends a whole login at once,
  /// or takes another reply for 334, sends the password all the same.
  private var unasked = 0

  /// The octet at which a secret begins; `nil` where there is none.
  ///
  /// An overlong line comes in parts: what follows the part in which a secret began is secret too.
  mutating func start(in part: Line) -> Int? {
    let start = isMidSecret ? 0 : AuthSecret.start(in: part.octets)
    isMidSecret = start != nil && part.ending == .none
    return start
  }

  /// A login asks for a name and a password at most.
  mutating func note(_ request: SMTPRequest, _ line: Line) {
    if request.kind == .verb(.auth) || AuthSecret.isMeant(by: line.octets) { unasked = 2 }
  }

  mutating func takeUnasked() { unasked = max(0, unasked - 1) }

  mutating func endLogin() { unasked = 0 }

  /// After AUTH: a line that is not a command, and was not meant to be one.
  func takesUnasked(_ line: [UInt8]) -> Bool {
    guard unasked > 0, !line.isEmpty else { return false }
    let text = Glyph.meant(by: line)
    let word = text.prefix { !$0.isGap && $0.scalar != ":" }.string.uppercased()
    if Verb(word.utf8) != nil { return false }
    let isNearVerb = word.utf8.allSatisfy(\.isLetter) && Verb.nearest(to: word) != nil
    return !isNearVerb && CommandRepair.suggestion(for: line, context: .example) == nil
  }
}
