import Language
import Protocols
import Transcripts

/// Notes on what a watched mail server does and a student does not.
enum WatchNotes {
  /// At the first command that goes out before the reply to the one before it.
  static func pipelining(_ context: EventContext, in state: State) -> Note? {
    guard let opening = context.conversation?.opening, let client = opening.client,
      let smtp = context.smtp, context.isPipelined, state != .connected,
      smtp.offers("PIPELINING")
    else { return nil }
    return Note(
      .transport, rule: Rule("RFC 2920", "3.1"), isRemark: true,
      text: Phrase(
        en:
          "\(client) does not wait for the reply: \(opening.attempt.host) has offered PIPELINING, so several commands go out together, and their replies come in the same order (RFC 2920).",
        zh:
          "\(client) 不等响应就发送下一条命令：\(opening.attempt.host) 声明支持 PIPELINING，所以几条命令可以一起发出，响应再按同样的顺序返回（RFC 2920）。"
      ))
  }
}
