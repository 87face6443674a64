import Protocols
package import Teaching
import Transcripts

/// Why a step has not passed: what it waits for and what came last, always in a pair.
package struct Cause: Hashable, Sendable {
  package let expected: Phrase
  /// `nil` where nothing came that a step could ask for.
  package let actual: Phrase?
}

extension Expectation {
  /// The conditions in words, as a gradebook shows them.
  package var words: Phrase {
    let parts: [Phrase?] = [
      dialect.map { .connection($0.rawValue.uppercased()) },
      host.map { .host($0) },
      commands.isEmpty ? nil : .either(commands.map(\.rawValue)),
      isFault ? .fault : nil,
      isAccepted ? .accepted : nil,
      sender.map { .sender($0) }, recipient.map { .recipient($0) },
      replies.isEmpty ? nil : .reply(.either(replies.map(\.description))),
      phase.map { .phase($0) },
      method.map { .same($0) }, target.map { .same($0) },
      statuses.isEmpty ? nil : .status(.either(statuses.map(\.description))),
      console.map { .same(":\($0)") },
      isClosed ? .closed : nil,
    ]
    let said = parts.compactMap { $0 }
    return Phrase(
      en: said.map(\.english).joined(separator: ", "),
      zh: said.map(\.chinese).joined(separator: "，"))
  }
}

extension Evidence {
  var words: Phrase {
    Expectation(
      commands: command.map { [$0] } ?? [], replies: code.map { [.code($0)] } ?? [],
      isAccepted: isAccepted, recipient: recipients.min(), sender: sender, phase: phase,
      method: method, target: target, statuses: status.map { [.code($0)] } ?? [],
      dialect: dialect, host: dialect == nil ? nil : host, console: console, isClosed: isClosed,
      isFault: isFault
    ).words
  }
}

extension Phrase {
  private static let phases: [Phase: Phrase] = [
    .handshake: Phrase(en: "the handshake begins", zh: "握手阶段开始"),
    .transfer: Phrase(en: "the transfer begins", zh: "传输阶段开始"),
    .close: Phrase(en: "the close begins", zh: "关闭阶段开始"),
  ]

  fileprivate static let fault = Phrase(en: "a line that cannot be read", zh: "无法识别的一行")
  fileprivate static let accepted = Phrase(en: "a message accepted", zh: "一封邮件被接受")
  fileprivate static let closed = Phrase(en: "the connection closed", zh: "连接已关闭")

  fileprivate static func phase(_ phase: Phase) -> Phrase { phases[phase] ?? same(phase.name) }
  fileprivate static func same(_ text: String) -> Phrase { Phrase(en: text, zh: text) }
  fileprivate static func either(_ words: [String]) -> Phrase {
    Phrase(en: words.joined(separator: " or "), zh: words.joined(separator: " 或 "))
  }
  fileprivate static func reply(_ codes: Phrase) -> Phrase {
    Phrase(en: "reply ", zh: "响应 ") + codes
  }
  fileprivate static func status(_ codes: Phrase) -> Phrase {
    Phrase(en: "status ", zh: "状态码 ") + codes
  }
  fileprivate static func connection(_ dialect: String) -> Phrase {
    Phrase(en: "\(dialect) connection", zh: "\(dialect) 连接")
  }
  fileprivate static func host(_ name: String) -> Phrase {
    Phrase(en: "host \(name)", zh: "主机 \(name)")
  }
  fileprivate static func sender(_ address: String) -> Phrase {
    Phrase(en: "from \(address)", zh: "发件人 \(address)")
  }
  fileprivate static func recipient(_ address: String) -> Phrase {
    Phrase(en: "to \(address)", zh: "收件人 \(address)")
  }

  static func choice(_ number: Int, _ text: Phrase?) -> Phrase {
    Phrase(en: "answer \(number)", zh: "答案 \(number)")
      + (text.map { Phrase(en: ": ", zh: "：") + $0 } ?? Phrase(en: "", zh: ""))
  }
}
