import Language
import Protocols
import Teaching
import Transcripts

/// The labels of a sequence diagram: short, to fit on an arrow.
extension Phrase {
  static let you = Phrase(en: "you", zh: "你")
  /// The client of the server that recorded the session.
  static let peer = Phrase(en: "peer", zh: "对方")

  static func client(_ name: String) -> Phrase {
    Phrase(en: "\(name) (client)", zh: "\(name)（客户端）")
  }
  static func server(_ name: String) -> Phrase {
    Phrase(en: "\(name) (server)", zh: "\(name)（服务器）")
  }
  static func omitted(_ count: Int) -> Phrase {
    Phrase(en: "… \(grouped(count)) more steps …", zh: "……省略 \(grouped(count)) 步……")
  }

  static func connection(_ port: Int) -> Phrase {
    Phrase(en: "TCP connection, port \(port)", zh: "TCP 连接，端口 \(port)")
  }

  static func farewell(_ farewell: Farewell) -> Phrase {
    switch farewell {
    case .finished: Phrase(en: "closes the connection", zh: "关闭连接")
    case .lost: Phrase(en: "connection lost", zh: "连接中断")
    }
  }

  static func failed(_ attempt: Attempt, _ failure: ConnectionFailure) -> Phrase {
    let (host, port) = (attempt.host, attempt.port)
    let reason: Phrase =
      switch failure {
      case .refused: Phrase(en: "refused", zh: "被拒绝")
      case .unreachable: Phrase(en: "unreachable", zh: "无法到达")
      case .timeout: Phrase(en: "no answer", zh: "没有回应")
      case .unknownHost: Phrase(en: "unknown host", zh: "未知主机")
      case .cancelled: Phrase(en: "cancelled", zh: "已取消")
      case .other: Phrase(en: "failed", zh: "失败")
      }
    return Phrase(
      en: "no connection to \(host) port \(port): \(reason.english)",
      zh: "未能连接 \(host) 的 \(port) 端口：\(reason.chinese)")
  }

  static func bulk(_ bulk: Ladder.Bulk, _ tally: Tally) -> Phrase {
    let (lines, octets) = (grouped(tally.lines), grouped(tally.octets))
    let plural = tally.lines == 1 ? "" : "s"
    return switch bulk {
    case .message, .reply: Phrase(en: "… \(lines) line\(plural)", zh: "……共 \(lines) 行")
    case .header where tally.lines == 0: Phrase(en: "an empty line", zh: "空行")
    case .header: Phrase(en: "… \(lines) header line\(plural)", zh: "……首部共 \(lines) 行")
    case .body: Phrase(en: "… \(octets) octets", zh: "……共 \(octets) 字节")
    case .otherProtocol:
      Phrase(en: "… \(octets) octets, not HTTP", zh: "……共 \(octets) 字节，不是 HTTP")
    }
  }

  static func deed(_ act: QueueAct) -> Phrase {
    let (host, recipient) = (act.host, act.recipient)
    let seconds = act.retry ?? 0
    return switch act.deed {
    case .queued:
      Phrase(
        en: "\(host) puts the message for \(recipient) into its queue",
        zh: "给 \(recipient) 的邮件放入 \(host) 的邮件队列")
    case .deferred:
      Phrase(
        en: "\(host) keeps the message for \(recipient), next try in \(seconds) s",
        zh: "给 \(recipient) 的邮件留在 \(host)，\(seconds) 秒后再试")
    case .delivered where act.isLocal:
      Phrase(
        en: "\(host) has put the message into the mailbox of \(recipient)",
        zh: "\(host) 已把邮件放进本机 \(recipient) 的邮箱")
    case .delivered:
      Phrase(
        en: "\(host) has passed on the message for \(recipient)",
        zh: "给 \(recipient) 的邮件已由 \(host) 送出")
    case .bounced:
      Phrase(
        en: "\(host) gives up on the message for \(recipient) and tells its sender",
        zh: "给 \(recipient) 的邮件，\(host) 放弃投递并通知发件人")
    }
  }
}
