import Language
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
    // An extension's command that is not had is refused, however well it is written.
    let isHad = verb.flatMap { heard.scene.smtp?.has($0) } ?? true
    return Note(
      .mistake, rule: rule(trap?.trap) ?? error.rule,
      column: heard.line.column(ofOctet: trap?.offset ?? error.offset),
      suggestion: isHad ? CommandRepair.suggestion(for: octets, context: heard.repair) : nil,
      text: text(trap?.trap, error.expected, after: verb))
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
