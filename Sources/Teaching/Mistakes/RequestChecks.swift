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

/// Every check of a command line, in the order in which a student should read them.
enum RequestChecks {
  static func notes(on heard: HeardRequest) -> [Note] {
    checks.compactMap { $0(heard) }.map { note in
      guard let line = note.suggestion, !heard.accepts(line) else { return note }
      var note = note
      note.suggestion = nil
      return note
    }
  }

  private static let checks: [@Sendable (HeardRequest) -> Note?] = [
    HTTPMethodAtSMTP.check, BrokenSyntax.check, WrongOrder.check, BeyondASCII.check,
    SpaceAfterColon.check, ParameterMistakes.check, CommandsWithoutExtensions.check,
  ]
}
