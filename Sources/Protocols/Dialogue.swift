/// Both sides of one conversation, heard piece by piece. It knows neither role nor time: client,
/// server, replay and import feed it alike.
package enum Dialogue: Hashable, Sendable {
  case smtp(SMTPDialogue)
  case http(HTTPDialogue)

  /// Takes a dialogue's place while it is changed. With a second owner each change would copy all
  /// that it keeps, and a hostile peer's thousands of lines would cost quadratic time.
  private static let vacant = Dialogue.smtp(SMTPDialogue())

  package mutating func hear(_ piece: Piece, from side: Side) -> [Finding] {
    switch self {
    case .smtp(var dialogue):
      self = .vacant
      defer { self = .smtp(dialogue) }
      return dialogue.hear(piece, from: side)
    case .http(var dialogue):
      self = .vacant
      defer { self = .http(dialogue) }
      return dialogue.hear(piece, from: side)
    }
  }

  /// The connection is encrypted from here on.
  package mutating func secured() {
    guard case .smtp(var dialogue) = self else { return }
    self = .vacant
    dialogue.secured()
    self = .smtp(dialogue)
  }

  /// A TLS handshake is due: what crosses the wire next are not lines.
  package var awaitsTLS: Bool {
    if case .smtp(let dialogue) = self { dialogue.awaitsTLS } else { false }
  }

  /// The connection has ended.
  package mutating func end() -> [Finding] {
    switch self {
    case .smtp(var dialogue):
      defer { self = .smtp(dialogue) }
      return dialogue.end()
    case .http(var dialogue):
      defer { self = .http(dialogue) }
      return dialogue.end()
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
