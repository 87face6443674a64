import Protocols
import Teaching
import Transcripts

/// How long the server may be silent, and what is said of it.
extension Console {
  /// What is said of a server that takes its time.
  var silence: Phrase {
    guard let conversation, isConnected else { return .silence }
    switch conversation.dialogue {
    case .smtp(let dialogue) where dialogue.state == .connected && conversation.server.octets == 0:
      return .silence + Phrase(en: " ", zh: "") + HTTPMethodAtSMTP.silentPort(conversation)
    case .smtp: return .silence
    case .http: return .webSilence
    }
  }

  /// A person gets the prompt back soon; a pipe waits.
  var patience: Duration { keyboard.echoesLines ? .milliseconds(700) : .seconds(leastWait) }

  /// Seconds that RFC 5321 §4.5.3.2 asks of a client for the reply that is due. After the final dot they are the most:
  /// who leaves earlier sends a message twice (RFC 1047).
  private var leastWait: Int {
    guard case .smtp(let dialogue) = conversation?.dialogue, let awaited = dialogue.awaits else {
      return 300
    }
    return ClientSession.patience(for: awaited)
  }

  /// Nobody sits at a pipe to decide: the connection is closed, once.
  func giveUp() {
    say(.gaveUp(minutes: leastWait / 60))
    isQuitting = true
  }
}

extension Phrase {
  fileprivate static let silence = Phrase(
    en:
      "The server has been silent for 10 seconds. RFC 5321 §4.5.3.2 asks a client to wait for minutes: 2 after DATA, 10 after the final dot, else 5. Ctrl-C hangs up.",
    zh:
      "服务器已经沉默 10 秒。RFC 5321 §4.5.3.2 要求客户端等待若干分钟：DATA 之后 2 分钟，结束的句点之后 10 分钟，其余 5 分钟。按 Ctrl-C 可以挂断。"
  )
  fileprivate static let webSilence = Phrase(
    en: "The server has been silent for 10 seconds; Ctrl-C hangs up.",
    zh: "服务器已经沉默 10 秒；按 Ctrl-C 可以挂断。")
  fileprivate static func gaveUp(minutes: Int) -> Phrase {
    Phrase(
      en: "No answer for \(minutes) minutes: byhand hangs up, and sends no more of the input.",
      zh: "\(minutes) 分钟没有响应：byhand 挂断连接，其余输入不再发送。")
  }
}
