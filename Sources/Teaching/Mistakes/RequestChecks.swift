import Protocols
import Transcripts

/// A client line heard as a request, and what stood around it.
struct HeardRequest {
  let request: SMTPRequest
  let line: Line
  /// Where the dialogue stood when the line was said.
  let state: State
  let scene: Scene
  /// The last command was DATA, and was refused: what follows may be the message all the same.
  var followsRefusedData = false

  var repair: RepairContext {
    RepairContext(serverDomain: scene.serverName)
  }
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
