import Protocols

/// A line that is no command: the caret, what belongs there, and the line that would have been right.
enum BrokenSyntax {
  static func check(_ heard: HeardRequest) -> Note? {
    guard case .malformed(let verb, let error) = heard.request,
      !HTTPMethodAtSMTP.applies(to: heard) || error.expected != .verb
    else { return nil }
    if let other = OtherWords.note(on: heard, error) { return other }
    let octets = heard.line.octets
    let trap = Trap.first(in: octets)
    return Note(
      .mistake, rule: rule(trap?.trap) ?? error.rule,
      column: heard.line.column(ofOctet: trap?.offset ?? error.offset),
      suggestion: isHad(verb, heard)
        ? CommandRepair.suggestion(for: octets, context: heard.repair) : nil,
      text: text(trap?.trap, error.expected, after: verb))
  }

  /// An extension's command that is not offered is refused, however well it is written.
  private static func isHad(_ verb: Verb?, _ heard: HeardRequest) -> Bool {
    guard let verb, verb.isExtension else { return true }
    return heard.scene.smtp?.offers(verb) ?? true
  }

  /// What ends a line is no matter of the command's syntax.
  private static func rule(_ trap: Trap?) -> Rule? {
    trap == .literalBackslashRN ? .smtp("2.3.8") : nil
  }

  private static func text(
    _ trap: Trap?, _ expected: SyntaxError.Expected, after verb: Verb?
  ) -> Phrase {
    switch (trap, expected) {
    case (nil, _), (.missingArgument, .recipient): .expecting(expected)
    case (.missingArgument, _): .missingArgument(after: verb)
    case (let trap?, _): .explaining(trap)
    }
  }
}
