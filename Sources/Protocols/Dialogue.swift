/// Hears a conversation piece by piece, up to its end.
///
/// What is found is reported, not returned: a recording has very many lines, and a list for each of
/// them costs more than the grammar does.
package protocol Hearing {
  mutating func hear(_ piece: Piece, from side: Side, _ report: (Finding) -> Void)
  /// The connection has ended.
  mutating func end(_ report: (Finding) -> Void)
}

extension Hearing {
  package mutating func hear(_ piece: Piece, from side: Side) -> [Finding] {
    var findings: [Finding] = []
    hear(piece, from: side) { findings.append($0) }
    return findings
  }

  package mutating func end() -> [Finding] {
    var findings: [Finding] = []
    end { findings.append($0) }
    return findings
  }
}

/// Both sides of one conversation, heard piece by piece. It knows neither role nor time: client,
/// server, replay and import feed it alike.
package enum Dialogue: Hearing, Hashable, Sendable {
  case smtp(SMTPDialogue)
  case http(HTTPDialogue)

  // Moved out, changed, and put back: with a second owner each change would copy all that a dialogue
  // keeps, and a hostile peer's thousands of lines would cost quadratic time.

  package mutating func hear(_ piece: Piece, from side: Side, _ report: (Finding) -> Void) {
    switch consume self {
    case .smtp(var dialogue):
      dialogue.hear(piece, from: side, report)
      self = .smtp(dialogue)
    case .http(var dialogue):
      dialogue.hear(piece, from: side, report)
      self = .http(dialogue)
    }
  }

  /// The connection is encrypted from here on.
  package mutating func secured() {
    switch consume self {
    case .smtp(var dialogue):
      dialogue.secured()
      self = .smtp(dialogue)
    case .http(let dialogue): self = .http(dialogue)
    }
  }

  /// A TLS handshake is due: what crosses the wire next are not lines.
  package var awaitsTLS: Bool {
    if case .smtp(let dialogue) = self { dialogue.awaitsTLS } else { false }
  }

  package mutating func end(_ report: (Finding) -> Void) {
    switch consume self {
    case .smtp(var dialogue):
      dialogue.end(report)
      self = .smtp(dialogue)
    case .http(var dialogue):
      dialogue.end(report)
      self = .http(dialogue)
    }
  }

  package func framing(from side: Side) -> Framing {
    switch self {
    case .smtp(let dialogue):
      side == .client && dialogue.chunkRest > 0 ? .octets(dialogue.chunkRest) : .lines
    case .http(let dialogue): dialogue.framing(from: side)
    }
  }

  /// Whether a client line would be withheld if it were sent now.
  package func takesForSecret(_ line: [UInt8]) -> Bool {
    switch self {
    case .smtp(let dialogue): dialogue.takesForSecret(line)
    case .http: HTTPDialogue.secretStart(in: line, from: .client) != nil
    }
  }

  /// What an unsent line would be; `nil` in HTTP, which has no end mark to wait for.
  package var forecast: LineForecast? {
    switch self {
    case .smtp(let dialogue): dialogue.forecast
    case .http: nil
    }
  }

  package var guidance: Guidance {
    switch self {
    case .smtp(let dialogue): dialogue.guidance
    case .http(let dialogue): dialogue.guidance
    }
  }
}
