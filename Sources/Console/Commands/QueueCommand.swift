import Files
import Language
import PracticeWorld
import Teaching

extension ConsoleCommand {
  static let queue = ConsoleCommand(
    name: "queue", arguments: .verbatim("[run]"),
    summary: Phrase(en: "what waits in the message queues, and why", zh: "看看邮件队列里有什么、为什么在等"),
    detail: Phrase(
      en:
        "A server keeps what it cannot pass on yet and tries again (RFC 5321 §4.5.4.1): here every \(RetrySchedule.classroom.seconds) s instead of every 30 min, for \(RetrySchedule.classroom.hours) hours instead of five days. :queue run skips the wait and tries everything now.",
      zh:
        "服务器会保留暂时送不出去的邮件并重试（RFC 5321 §4.5.4.1）：标准的间隔是 30 分钟，这里缩短为 \(RetrySchedule.classroom.seconds) 秒；标准坚持五天，这里 \(RetrySchedule.classroom.hours) 小时。:queue run 不再等待，立即重试全部。"
    ),
    isAct: true,
    choices: { words, _ in words.count == 1 ? ["run"] : [] }
  ) { arguments, console in
    switch arguments.first?.lowercased() {
    case nil: console.perform(.job(.showQueues))
    case "run":
      console.perform(.job(.flushQueues))
      console.say(.trying)
    default: console.say(.queueUsage)
    }
  }
}

extension RetrySchedule {
  fileprivate var seconds: Int { interval / 1_000 }
  fileprivate var hours: Int { patience / 3_600_000 }
}

extension Phrase {
  fileprivate static let trying = Phrase(
    en: "Everything in the queues is being tried now; a real server would wait about half an hour.",
    zh: "正在立即重试邮件队列里的全部邮件；真实的服务器约等半小时才重试。")
  fileprivate static let queueUsage = Phrase(
    en: "Usage: :queue shows what waits, :queue run tries everything now.",
    zh: "用法：:queue 显示等待的邮件，:queue run 立即重试全部。")
}
