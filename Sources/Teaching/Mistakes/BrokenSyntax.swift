import Language
import Protocols

/// A line that is not a command: the column, what belongs there, and the correct line.
enum BrokenSyntax {
  static func check(_ heard: HeardRequest) -> Note? {
    guard case .malformed(let verb, let error) = heard.request,
      !HTTPMethodAtSMTP.applies(to: heard) || error.expected != .verb
    else { return nil }
    if let other = NonSMTPWords.note(on: heard, error) { return other }
    let octets = heard.line.octets
    let trap = Trap.first(in: octets)
    // A command of an extension that is not offered is refused, even if it is written correctly.
    let isHad = verb.flatMap { heard.context.smtp?.has($0) } ?? true
    return Note(
      .mistake, rule: rule(trap?.trap) ?? error.rule,
      column: heard.line.column(ofOctet: trap?.offset ?? error.offset),
      suggestion: isHad ? CommandRepair.suggestion(for: octets, context: heard.repair) : nil,
      text: text(trap?.trap, error.expected, after: verb))
  }

  /// The end of a line is not part of the command's syntax.
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
