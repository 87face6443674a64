import Language
import Protocols
import Transcripts

/// Notes on a message in a practice server's queue.
enum QueueNotes {
  static func note(on act: QueueAct) -> Note {
    Note(.transport, rule: rule(act.deed), text: text(act))
  }

  private static func rule(_ deed: QueueAct.Deed) -> Rule {
    switch deed {
    case .queued, .deferred: .smtp("4.5.4.1")
    case .delivered: .smtp("4.2.5")
    case .bounced: .smtp("6.1")
    }
  }

  private static func text(_ act: QueueAct) -> Phrase {
    let (host, recipient) = (act.host, act.recipient)
    let english = act.reply.map { " The reply: \($0)" } ?? ""
    let chinese = act.reply.map { "收到的响应：\($0)" } ?? ""
    switch act.deed {
    case .queued:
      return Phrase(
        en:
          "\(host) has put the message for \(recipient) into its message queue and will pass it on. :queue shows it.",
        zh: "给 \(recipient) 的邮件已放进 \(host) 的邮件队列，由它继续发送。用 :queue 查看。")
    case .deferred:
      let seconds = act.retry ?? 0
      return Phrase(
        en:
          "\(host) could not pass on the message for \(recipient) yet. It stays in the queue; the next try is in \(seconds) s (a real server waits about half an hour).\(english)",
        zh: "给 \(recipient) 的邮件，\(host) 暂时送不出去；邮件留在邮件队列里，\(seconds) 秒后再试（真实的服务器约等半小时）。\(chinese)")
    case .delivered:
      return Phrase(
        en: "\(host) has passed on the message for \(recipient); it has left the queue.\(english)",
        zh: "给 \(recipient) 的邮件，\(host) 已经送出，已从邮件队列中移除。\(chinese)")
    case .bounced:
      return Phrase(
        en:
          "\(host) has given up on the message for \(recipient) and sends its sender a report (a bounce).\(english)",
        zh: "给 \(recipient) 的邮件，\(host) 已放弃投递，并用一封退信通知发件人。\(chinese)")
    }
  }
}
