package import Protocols

/// Whether the server in front of the student would accept a command, as far as the session tells.
/// byhand suggests no line that it would refuse.
package struct Acceptance: Sendable {
  private let dialogue: SMTPDialogue
  /// `nil` if it is not known, because replies are due (RFC 2920).
  private let state: State?
  private let participants: Participants

  init(_ dialogue: SMTPDialogue, in state: State?, naming participants: Participants) {
    self.dialogue = dialogue
    self.state = state
    self.participants = participants
  }

  /// At this moment.
  package init(_ dialogue: SMTPDialogue, naming participants: Participants) {
    self.init(dialogue, in: dialogue.state, naming: participants)
  }

  package func accepts(_ line: String) -> Bool {
    guard let command = try? CommandParser.parse(Array(line.utf8)), accepts(command.verb) else {
      return false
    }
    switch command {
    case .mail(_, let parameters): return accepts(parameters, of: .mail)
    case .rcpt(let recipient, let parameters):
      return participants.takes(recipient) && accepts(parameters, of: .rcpt)
    case .vrfy(let user), .expn(let user): return participants.takes(user: user)
    case .auth(let mechanism, _): return dialogue.mechanisms.contains(mechanism.uppercased())
    default: return true
    }
  }

  /// Legal now (RFC 5321 §4.1.4), and not of an extension that the server lacks.
  package func accepts(_ verb: Verb) -> Bool {
    guard state?.legalVerbs.contains(verb) ?? true, !dialogue.isDone(verb) else { return false }
    return switch verb {
    // They are optional (§4.5.1), and EHLO's reply lists them where they are served.
    case .expn, .help:
      dialogue.isExtended ? dialogue.offers(verb.rawValue) : participants.knowsServer
    default: dialogue.has(verb)
    }
  }

  private func accepts(_ parameters: [Parameter], of verb: Verb) -> Bool {
    parameters.allSatisfy { ParameterMistakes.fault(of: $0, in: verb, dialogue) == nil }
  }
}
