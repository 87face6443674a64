/// What beginners stumble on when they type a command. Each has its own explanation and remedy.
package enum Trap: String, Hashable, Sendable, CaseIterable {
  /// 0x08 or 0x7F was sent to the server instead of erasing a character (old telnet clients do so).
  case backspace
  /// An arrow or function key, sent as ESC and more.
  case escapeSequence
  /// Any other control octet: a tab for a space, a NUL.
  case controlCharacter
  /// A CR inside the line, or a second one at its end.
  case carriageReturn
  /// No-break space, zero-width space, byte order mark, direction mark: pasted, and not seen.
  case invisibleCharacter
  /// `：＜＞＠。，`, the ideographic space, full-width letters: an input method was on.
  case fullWidth
  /// `“ ”`, `〈 〉`, `《 》`, `( )`, `" "` round an address, in place of `<` and `>`.
  case otherBrackets
  /// The characters backslash, r, backslash, n; or `<CRLF>`, as books print it.
  case literalBackslashRN
  /// `C: ` from a printed dialogue came along with the command.
  case pastedPrompt
  case leadingSpace
  /// Two spaces where one belongs, or one where none does.
  case extraSpace
  /// `HELOcrepes.fr`, `MAILFROM:`.
  case missingSpace
  case misspeltVerb
  /// `exit`, `bye`: another program's word for QUIT.
  case foreignVerb
  /// `FROM:<alice@crepes.fr>` without MAIL, `TO:` without RCPT.
  case missingVerb
  /// `MAIL <alice@crepes.fr>`, `RCPT bob@hamburger.edu`.
  case missingKeyword
  /// `MAIL FORM:`, `RCPT FROM:`, `MAIL TO:`.
  case wrongKeyword
  case missingColon
  /// One of `<` and `>`, or both.
  case missingBrackets
  /// `Alice <alice@crepes.fr>`: names are for the header, not for the envelope.
  case displayName
  /// Each recipient has a RCPT of its own.
  case severalAddresses
  /// `<bob>`: which host's bob?
  case missingDomain
  /// HELO without a host, MAIL, RCPT, VRFY or EXPN without a user, AUTH without a mechanism.
  case missingArgument
  /// `HELO alice@crepes.fr`: HELO names a host, not a person.
  case addressAsHost
  /// `DATA hello`, `QUIT now`, `HELO crepes.fr and more`.
  case unexpectedArgument

  /// The first trap in `line`, and the octet where it is.
  ///
  /// `nil` for a line that is right, or wrong in another way.
  package static func first(in line: [UInt8]) -> (trap: Trap, offset: Int)? {
    CommandRepair(line).traps.min { $0.offset < $1.offset }
  }
}
