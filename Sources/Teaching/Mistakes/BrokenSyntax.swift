import Protocols

/// A line that is no command: the caret, what belongs there, and the line that would have been right.
enum BrokenSyntax {
  static func check(_ heard: HeardRequest) -> Note? {
    guard case .malformed(_, let error) = heard.request,
      !HTTPMethodAtSMTP.applies(to: heard.line) || error.expected != .verb
    else { return nil }
    let octets = heard.line.octets
    let trap = Trap.first(in: octets)
    return Note(
      .mistake, rule: error.rule,
      column: heard.line.column(ofOctet: trap?.offset ?? error.offset),
      suggestion: CommandRepair.suggestion(for: octets, context: heard.repair),
      text: trap.map { .explaining($0.trap) } ?? .expecting(error.expected))
  }
}
