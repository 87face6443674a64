import Language
import Protocols
import Teaching
import Transcripts

extension Console {
  /// Where a message can be typed: inside DATA. Elsewhere it says what has to come first, and gives `nil`.
  func messageUnderWay(for command: String) -> SMTPDialogue? {
    guard isConnected, let conversation else {
      say(.firstConnect(command))
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
    }
  }

  /// Says how the typing ended.
  func conclude(_ typed: Typed) {
    if typed.stuffed > 0 { say(.stuffed(typed.stuffed)) }
    guard typed.isCutShort else { return say(.yourDot(typed)) }
    say(isConnected ? .cutShort(typed) : .lost(typed))
  }
}

extension Phrase {
  fileprivate static func firstConnect(_ command: String) -> Phrase {
    Phrase(
      en:
        ":\(command) types a message, and no connection is open. First: telnet hamburger.edu 25, then HELO, MAIL FROM, RCPT TO and DATA.",
      zh: ":\(command) 用来输入报文，但还没有建立连接。请先输入 telnet hamburger.edu 25，"
        + "然后是 HELO、MAIL FROM、RCPT TO 和 DATA。")
  }
  fileprivate static func notOverHTTP(_ command: String) -> Phrase {
    Phrase(
      en: ":\(command) types a message of mail; this connection speaks HTTP, which pulls.",
      zh: ":\(command) 用来输入邮件报文；这个连接使用 HTTP，是“拉”的协议。")
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
      zh: ":\(command) 用来输入报文，而报文要在 354 之后输入。请先输入：\(steps.joined(separator: "、"))。")
  }
  fileprivate static func stuffed(_ count: Int) -> Phrase {
    count == 1
      ? Phrase(
        en: "One line began with a dot and was sent with a second one (RFC 5321 §4.5.2).",
        zh: "有一行以句点开头，发送时在前面多加了一个句点（RFC 5321 §4.5.2）。")
      : Phrase(
        en:
          "\(grouped(count)) lines began with a dot and were sent with a second one (RFC 5321 §4.5.2).",
        zh: "有 \(grouped(count)) 行以句点开头，发送时在前面各多加了一个句点（RFC 5321 §4.5.2）。")
  }
  fileprivate static func yourDot(_ typed: Console.Typed) -> Phrase {
    Phrase(
      en:
        "byhand typed \(grouped(typed.lines)) lines, \(grouped(typed.octets)) octets. The end is yours: a dot alone on its line.",
      zh: "byhand 输入了 \(grouped(typed.lines)) 行，共 \(grouped(typed.octets)) 字节。结束由你来：单独一行的一个句点。")
  }
  fileprivate static func cutShort(_ typed: Console.Typed) -> Phrase {
    Phrase(
      en:
        "Stopped after \(grouped(typed.lines)) lines: the message is not whole. :drop gives it up; a dot would send what there is.",
      zh: "输入 \(grouped(typed.lines)) 行后停止：报文不完整。:drop 放弃它；输入句点则会按现状发送。")
  }
  fileprivate static func lost(_ typed: Console.Typed) -> Phrase {
    Phrase(
      en: "The connection ended after \(grouped(typed.lines)) lines: this message was not taken.",
      zh: "输入 \(grouped(typed.lines)) 行后连接断开：这封邮件没有被接收。")
  }
}
