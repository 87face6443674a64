import Files
import Language
import Messages
import PracticeWorld
import Presentation
import Teaching

extension ConsoleCommand {
  static let queue = ConsoleCommand(
    name: "queue", arguments: "[run]",
    summary: Phrase(en: "what waits in the message queues, and why", zh: "看看消息队列里有什么、为什么在等"),
    detail: Phrase(
      en:
        "A server keeps what it cannot hand on yet and tries again (RFC 5321 §4.5.4.1): here every \(RetrySchedule.classroom.seconds) s instead of every 30 min, for \(RetrySchedule.classroom.hours) hours instead of five days. :queue run tries everything now.",
      zh:
        "服务器会保留暂时送不出去的邮件并重试（RFC 5321 §4.5.4.1）：标准的间隔是 30 分钟，这里缩短为 \(RetrySchedule.classroom.seconds) 秒；标准坚持五天，这里 \(RetrySchedule.classroom.hours) 小时。:queue run 立即重试全部。"
    )
  ) { arguments, console in
    switch arguments.first?.lowercased() {
    case nil: console.showQueues()
    case "run":
      for host in console.world.hosts { host.flushQueue() }
      console.say(.trying)
    default: console.say(.queueUsage)
    }
  }
}

extension RetrySchedule {
  fileprivate var seconds: Int { interval / 1_000 }
  fileprivate var hours: Int { patience / 3_600_000 }
}

extension Console {
  fileprivate func showQueues() {
    for host in world.hosts where host.isRelay {
      let waiting = host.queue
      guard !waiting.isEmpty else {
        say(.noQueue(host.name))
        continue
      }
      say(.queueHolds(host.name, waiting.count))
      screen.table(.waiting(waiting), on: keyboard)
    }
  }
}

extension Listing {
  fileprivate static func waiting(_ messages: [QueuedMessage]) -> Listing {
    let now = WallClock.now
    return Listing(
      headings: [
        Phrase(en: "from", zh: "发件人"), Phrase(en: "for", zh: "收件人"),
        Phrase(en: "tries", zh: "已试"), Phrase(en: "next try", zh: "下次重试"),
        Phrase(en: "why it waits", zh: "等待原因"),
      ],
      rows: messages.flatMap { message in
        message.recipients.map { recipient in
          [
            .verbatim(message.sender ?? "<>"), .verbatim(recipient.address),
            .verbatim(String(recipient.tries)),
            .until(max(0, recipient.nextTry - now) / 1_000), .reason(recipient),
          ]
        }
      })
  }
}

extension Phrase {
  fileprivate static let trying = Phrase(
    en: "Everything in the queues is tried now.", zh: "正在立即重试消息队列里的全部邮件。")
  fileprivate static let queueUsage = Phrase(
    en: "Usage: :queue shows what waits, :queue run tries everything now.",
    zh: "用法：:queue 显示等待的邮件，:queue run 立即重试全部。")

  fileprivate static func noQueue(_ host: String) -> Phrase {
    Phrase(en: "\(host): the message queue is empty.", zh: "\(host)：消息队列是空的。")
  }

  fileprivate static func queueHolds(_ host: String, _ count: Int) -> Phrase {
    Phrase(
      en: "\(host): \(count) message\(count == 1 ? "" : "s") in the queue.",
      zh: "\(host)：消息队列里有 \(count) 封邮件。")
  }

  fileprivate static func until(_ seconds: Int) -> Phrase {
    Phrase(en: "in \(seconds) s", zh: "\(seconds) 秒后")
  }

  fileprivate static func reason(_ recipient: QueuedMessage.Recipient) -> Phrase {
    if recipient.tries == 0 { return Phrase(en: "not tried yet", zh: "还没有试过") }
    return recipient.reply.map { .verbatim($0) }
      ?? Phrase(en: "nobody answered", zh: "没有服务器应答")
  }
}
