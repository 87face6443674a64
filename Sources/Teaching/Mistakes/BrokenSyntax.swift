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
    let right = CommandRepair.suggestion(for: octets, context: heard.repair)
    let note = Note(
      .mistake, rule: rule(trap?.trap) ?? error.rule,
      column: heard.line.column(ofOctet: trap?.offset ?? error.offset), suggestion: right,
      text: text(trap?.trap, error.expected, after: verb, heard.context))
    return trap?.trap == .misspeltVerb && right.map(heard.accepts) != true
      ? naming(note, heard) : note
  }

  /// The command that a misspelt verb resembles cannot be suggested: it is out of turn, or its
  /// argument is not known. It is named, and what is due instead is suggested.
  private static func naming(_ note: Note, _ heard: HeardRequest) -> Note {
    guard
      let line = CommandRepair.suggestion(for: heard.line.octets, context: .example),
      let verb = try? CommandParser.parse(Array(line.utf8)).verb
    else { return note }
    var note = note
    let isDue = heard.context.isPipelined || heard.state.legalVerbs.contains(verb)
    note.text = isDue ? .nearest(verb) : .nearest(verb) + .notDue
    note.suggestion = isDue ? nil : WrongOrder.due(before: verb, heard)
    return note
  }

  /// The end of a line is not part of the command's syntax.
  private static func rule(_ trap: Trap?) -> Rule? {
    trap == .literalBackslashRN ? .smtp("2.3.8") : nil
  }

  private static func text(
    _ trap: Trap?, _ expected: SyntaxError.Expected, after verb: Verb?, _ context: EventContext
  ) -> Phrase {
    switch (trap, expected) {
    case (nil, _), (.missingArgument, .recipient):
      .expecting(expected, isRecordedByClient: context.isRecordedByClient)
    case (.missingArgument, _): .missingArgument(after: verb)
    case (let trap?, _): .explaining(trap)
    }
  }
}

extension Phrase {
  fileprivate static func nearest(_ verb: Verb) -> Phrase {
    Phrase(
      en: "No such command; the nearest is \(verb.rawValue).",
      zh: "没有这个命令；最接近的是 \(verb.rawValue)。")
  }
  fileprivate static let notDue = Phrase(
    en: " It is too early for that one, or too late.", zh: "不过现在还轮不到它。")
}
