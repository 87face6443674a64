import Protocols
import Transcripts

/// A client line that was heard as a request, and its context.
struct HeardRequest {
  let request: SMTPRequest
  let line: Line
  /// The dialogue's state when the line was sent.
  let state: State
  let context: EventContext
  /// The last command was DATA, and it was refused. What follows may still be meant as the message.
  var followsRefusedData = false

  var repair: RepairContext { context.participants.repair }

  /// Whether the server would have accepted this line in place of the one that was typed.
  func accepts(_ line: String) -> Bool {
    context.smtp.map {
      Acceptance($0, in: context.isPipelined ? nil : state, naming: context.participants)
        .accepts(line)
    } ?? true
  }
}

/// Every check of a command line. Mistakes are told in the order of their carets, remarks as the
/// checks come.
enum RequestChecks {
  static func notes(on heard: HeardRequest) -> [Note] {
    if let note = ChunkSize.check(heard) { return [note] }
    let notes = checks.compactMap { $0(heard) }.map { note in
      guard let line = note.suggestion, !heard.accepts(line) else { return note }
      var note = note
      note.suggestion = nil
      return note
    }
    let mistakes = notes.filter { !$0.isRemark }
      .sorted { ($0.column ?? 0) < ($1.column ?? 0) }
    return mistakes + notes.filter(\.isRemark)
  }

  private static let checks: [@Sendable (HeardRequest) -> Note?] = [
    HTTPMethodAtSMTP.check, BrokenSyntax.check, WrongOrder.check, BeyondASCII.check,
    SpaceAfterColon.check, ParameterMistakes.check, CommandsWithoutExtensions.check,
    DoneAlready.check,
  ]
}
