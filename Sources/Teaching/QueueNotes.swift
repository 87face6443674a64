import Language
import Protocols
package import Transcripts

/// Notes on a message in a practice server's queue.
enum QueueNotes {
  static func note(on act: QueueAct) -> Note {
    Note(.transport, rule: rule(act), text: text(act))
  }

  private static func rule(_ act: QueueAct) -> Rule {
    switch act.deed {
    case .delivered where act.isLocal: .smtp("4.4")
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
    case .queued where act.isLocal:
      return Phrase(
        en:
          "\(host) has put the message for \(recipient) into its message queue. The recipient is a user of \(host) itself, so the message goes into a mailbox here, not to another server. :queue shows the queue.",
        zh:
          "给 \(recipient) 的邮件已放进 \(host) 的邮件队列。收件人就是 \(host) 自己的用户，所以邮件放进本机的邮箱，不再发往别的服务器。用 :queue 查看队列。"
      )
    case .delivered where act.isLocal:
      return Phrase(
        en:
          "\(host) has put the message into the mailbox of \(recipient) here, without another server; it has left the queue.\(english)",
        zh: "\(host) 已把邮件放进本机 \(recipient) 的邮箱，不经过别的服务器；邮件已从邮件队列中移除。\(chinese)")
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
    case .bounced where !act.tellsSender:
      return Phrase(
        en:
          "\(host) has given up on the message for \(recipient), and tells nobody: it is itself a report, or its sender asked for none (NOTIFY=NEVER).\(english)",
        zh:
          "给 \(recipient) 的邮件，\(host) 已放弃投递，也不通知任何人：它本身就是退信，或者发件人要求不发通知（NOTIFY=NEVER）。\(chinese)"
      )
    case .bounced:
      return Phrase(
        en:
          "\(host) has given up on the message for \(recipient) and sends its sender a report (a bounce).\(english)",
        zh: "给 \(recipient) 的邮件，\(host) 已放弃投递，并用一封退信通知发件人。\(chinese)")
    }
  }
}

extension QueueAct {
  /// The recipient is a user of the server whose queue it is: no other server takes part.
  package var isLocal: Bool {
    (try? Mailbox(parsing: recipient))?.domain?.matches(host) == true
  }
}
