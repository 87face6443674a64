import Protocols
import TestSupport

/// Hears a dialogue written as `C: ` and `S: ` lines, and keeps all that was found.
struct Observer {
  var dialogue = SMTPDialogue()
  private(set) var findings: [Finding] = []

  init(_ script: String = "") { hear(script) }

  @discardableResult
  mutating func hear(_ script: String) -> [Finding] {
    let found = DialogueLine.all(in: script).flatMap {
      dialogue.hear(.line($0.line), from: $0.side)
    }
    findings += found
    return found
  }

  /// `HELO 250` for every request and its reply, in the order of the replies.
  var exchanges: [String] {
    findings.compactMap { finding in
      guard case .smtp(.exchange(let exchange)) = finding else { return nil }
      return "\(Self.name(exchange.request.kind)) \(exchange.reply.code)"
    }
  }

  var phases: [Phase] {
    findings.compactMap { finding in
      guard case .phase(let phase) = finding else { return nil }
      return phase
    }
  }

  var contents: [String] {
    findings.compactMap { finding in
      guard case .smtp(.content(let line, _)) = finding else { return nil }
      return line.lossyText
    }
  }

  private static func name(_ kind: AnsweredRequest) -> String {
    switch kind {
    case .verb(let verb): verb.rawValue
    case .connection: "connection"
    case .unknownCommand: "unknown"
    case .endOfData: "dot"
    case .authResponse: "secret"
    }
  }
}

extension [Finding] {
  /// Where the secret of the piece begins.
  var secret: Int? {
    lazy.compactMap { finding in
      guard case .secret(let kept) = finding else { return nil }
      return kept
    }.first
  }
}
