import Files
import Language
import PracticeWorld
import Presentation
import Teaching

extension Console {
  func showQueues() {
    for host in hosts where host.isRelay {
      let waiting = host.queue
      guard !waiting.isEmpty else {
        say(.noQueue(host.name))
        continue
      }
      say(.queueHolds(host.name, waiting.count))
      show(.waiting(waiting))
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
  fileprivate static func noQueue(_ host: String) -> Phrase {
    Phrase(en: "\(host): the message queue is empty.", zh: "\(host)：邮件队列是空的。")
  }

  fileprivate static func queueHolds(_ host: String, _ count: Int) -> Phrase {
    Phrase(
      en: "\(host): \(count) message\(count == 1 ? "" : "s") in the queue.",
      zh: "\(host)：邮件队列里有 \(count) 封邮件。")
  }

  fileprivate static func until(_ seconds: Int) -> Phrase {
    Phrase(en: "in \(seconds) s", zh: "\(seconds) 秒后")
  }

  fileprivate static func reason(_ recipient: QueuedMessage.Recipient) -> Phrase {
    if recipient.tries == 0 { return Phrase(en: "not tried yet", zh: "还没有试过") }
    if recipient.wasRefused == true {
      return Phrase(en: "connection refused", zh: "连接被拒绝")
    }
    return recipient.reply.map { .verbatim($0) }
      ?? Phrase(en: "no reply", zh: "没有得到响应")
  }
}
