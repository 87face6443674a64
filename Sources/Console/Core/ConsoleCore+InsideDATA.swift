import Language
import Protocols
import Teaching
import Transcripts

extension ConsoleCore {
  /// The dialogue, if a message can be typed now: inside DATA. Otherwise says what has to come
  /// first and returns `nil`.
  mutating func dialogueInsideDATA(for command: String) -> SMTPDialogue? {
    guard isConnected, let conversation else {
      say(.firstConnect(command, to: firstServer))
      return nil
    }
    guard case .smtp(let dialogue) = conversation.dialogue else {
      say(.notOverHTTP(command))
      return nil
    }
    guard !isServersTurn, outbox.isEmpty else {
      say(.serversTurn(command))
      return nil
    }
    guard dialogue.state == .content else {
      say(.first(command, Self.steps(before: dialogue.state)))
      return nil
    }
    return dialogue
  }

  private static func steps(before state: State) -> [String] {
    let all = ["HELO", "MAIL FROM", "RCPT TO", "DATA"]
    switch state {
    case .connected, .greeted, .closed, .authenticating: return all
    case .identified: return Array(all[1...])
    case .sender: return Array(all[2...])
    case .recipients, .content: return Array(all[3...])
    case .chunks: return ["RSET"] + all[1...]
    }
  }
}

extension Phrase {
  fileprivate static func firstConnect(_ command: String, to server: String) -> Phrase {
    Phrase(
      en:
        ":\(command) types a message, and no connection is open. First: telnet \(server) 25, then HELO, MAIL FROM, RCPT TO and DATA.",
      zh: ":\(command) 用来输入邮件，但还没有建立连接。请先输入 telnet \(server) 25，"
        + "然后是 HELO、MAIL FROM、RCPT TO 和 DATA。")
  }
  fileprivate static func notOverHTTP(_ command: String) -> Phrase {
    Phrase(
      en: ":\(command) types a mail message; this connection speaks HTTP, which pulls.",
      zh: ":\(command) 用来输入邮件；这个连接使用 HTTP，是“拉”的协议。")
  }
  fileprivate static func serversTurn(_ command: String) -> Phrase {
    Phrase(
      en: "It is the server's turn: wait for its reply, then :\(command) again.",
      zh: "轮到服务器了：等它响应之后再输入 :\(command)。")
  }
  fileprivate static func first(_ command: String, _ steps: [String]) -> Phrase {
    Phrase(
      en:
        ":\(command) types a message, and a message is typed after 354. First: \(steps.joined(separator: ", ")).",
      zh: ":\(command) 用来输入邮件，而邮件要在 354 之后输入。请先输入：\(steps.joined(separator: "、"))。")
  }
}
