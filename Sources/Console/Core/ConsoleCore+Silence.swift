import Language
import Protocols
import Teaching
import Transcripts

/// How long the server may stay silent, and what the console says about it.
extension ConsoleCore {
  /// What the console says while the server is silent.
  var silence: Phrase {
    if connection.isDialling { return .notConnectedYet }
    if isLineUnfinished { return .lineHasNoEnd }
    if connection.isSending { return .notTaken(connection.inFlightOctets) }
    if connection.unfinished > 0 { return .unfinished(connection.unfinished) }
    guard let conversation, isConnected else { return .silence }
    switch conversation.dialogue {
    case .smtp(let dialogue) where dialogue.isBetweenReplyLines: return .midReply
    case .smtp(let dialogue) where dialogue.state == .connected && conversation.server.octets == 0:
      return .silence + Phrase(en: " ", zh: "") + HTTPMethodAtSMTP.silentPort(conversation)
    case .smtp: return .silence
    case .http: return .webSilence
    }
  }

  /// Says once that a connection is being made, if that takes longer than a moment.
  mutating func sayDialling() {
    guard let attempt = connection.takeAttempt() else { return }
    say(.dialling(attempt.host, attempt.port))
  }

  /// How many seconds RFC 5321 §4.5.3.2 asks a client to wait for the reply that is due. The wait
  /// after the final dot is the longest: a client that gives up too early sends the message twice
  /// (RFC 1047).
  var replyTimeout: Int {
    guard case .smtp(let dialogue) = conversation?.dialogue, let awaited = dialogue.awaits else {
      return 300
    }
    return ClientSession.patience(for: awaited)
  }

  /// A script has no user to decide how long to wait, so byhand closes the connection.
  mutating func giveUp() {
    say(.gaveUp(minutes: replyTimeout / 60))
    leave()
  }
}

extension Phrase {
  fileprivate static let silence = Phrase(
    en:
      "The server has been silent for 10 seconds. RFC 5321 §4.5.3.2 asks a client to wait for minutes: 2 after DATA, 10 after the final dot, else 5. Ctrl-C hangs up.",
    zh:
      "服务器已经沉默 10 秒。RFC 5321 §4.5.3.2 要求客户端等待若干分钟：DATA 之后 2 分钟，结束的句点之后 10 分钟，其余 5 分钟。按 Ctrl-C 可以挂断。"
  )
  fileprivate static func dialling(_ host: String, _ port: Int) -> Phrase {
    Phrase(
      en: "Connecting to \(host) port \(port) … Ctrl-C gives up.",
      zh: "正在连接 \(host) 的 \(port) 端口……按 Ctrl-C 可以放弃。")
  }
  fileprivate static let notConnectedYet = Phrase(
    en:
      "No connection for 10 seconds: nothing has come back from that host, neither yes nor no. Ctrl-C gives up.",
    zh: "10 秒还没有连上：对方主机没有任何回应，既没有接受也没有拒绝。按 Ctrl-C 可以放弃。")
  fileprivate static func notTaken(_ count: Int) -> Phrase {
    Phrase(
      en:
        "The server has taken none of what is being sent for 10 seconds; \(grouped(count)) octets are waiting. Ctrl-C hangs up.",
      zh: "服务器已有 10 秒没有接收正在发送的内容；还有 \(grouped(count)) 字节在等待。按 Ctrl-C 可以挂断。")
  }
  static let lineHasNoEnd = Phrase(
    en: #"The last line has no end yet: the server waits. :raw \r\n ends it."#,
    zh: #"最后一行还没有结束，服务器还在等：输入 :raw \r\n 补上行结束符。"#)
  /// Also used when the student types before the server's line has ended.
  static func unfinished(_ count: Int) -> Phrase {
    Phrase(
      en:
        "Octets that have come from the server: \(grouped(count)). The line has no end yet: only CR LF ends it. (:drop hangs up)",
      zh: "服务器发来了 \(grouped(count)) 字节，但这一行还没有结束：要有 CR LF 才算结束。（:drop 挂断）")
  }
  fileprivate static let midReply = Phrase(
    en:
      "The reply is not finished: its last line had a hyphen after the code, so more must follow (RFC 5321 §4.2.1), but nothing has come for 10 seconds. Ctrl-C hangs up.",
    zh: "响应还没有结束：最后一行的状态码后面是连字符，表示还有后续行（RFC 5321 §4.2.1），但 10 秒来什么也没有收到。按 Ctrl-C 可以挂断。")
  fileprivate static let webSilence = Phrase(
    en: "The server has been silent for 10 seconds; Ctrl-C hangs up.",
    zh: "服务器已经沉默 10 秒；按 Ctrl-C 可以挂断。")
  fileprivate static func gaveUp(minutes: Int) -> Phrase {
    Phrase(
      en: "No answer for \(minutes) minutes: byhand hangs up, and sends no more of the input.",
      zh: "\(minutes) 分钟没有响应：byhand 挂断连接，其余输入不再发送。")
  }
}
