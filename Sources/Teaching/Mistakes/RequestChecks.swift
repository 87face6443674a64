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
}

/// Every check of a command line, in the order in which a student should read them.
enum RequestChecks {
  static func notes(on heard: HeardRequest) -> [Note] {
    checks.compactMap { $0(heard) }
  }

  private static let checks: [@Sendable (HeardRequest) -> Note?] = [
    HTTPMethodAtSMTP.check, BrokenSyntax.check, WrongOrder.check, BeyondASCII.check,
    SpaceAfterColon.check, ParameterMistakes.check, CommandsWithoutExtensions.check,
  ]
}
