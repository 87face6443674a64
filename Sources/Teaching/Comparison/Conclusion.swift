package import Language
import Protocols

extension Comparison {
  /// The lecture's conclusion, as far as the figures support it; before both halves are measured,
  /// what to do next.
  ///
  /// It names no figure that depends on how the student came there.
  package var conclusion: [Phrase] {
    switch pair {
    case (let push?, let pull?):
      [
        directions(push, pull), waits(push, pull), sameness(push, pull), parts(push),
        alphabet(push), state(push, pull),
      ].compactMap { $0 }
    case (let push?, nil): [.pullIsMissing(web(of: push))]
    case (nil, let pull?): [.pushIsMissing(host: pull.host)]
    case (nil, nil): [.nothingIsMeasured]
    }
  }

  private func directions(_ push: MeasuredObject, _ pull: MeasuredObject) -> Phrase? {
    guard push.objectFrom != pull.objectFrom else { return nil }
    return Phrase(
      en:
        "Both times the client opened the connection. With SMTP it brought the object (push); with HTTP it fetched it (pull).",
      zh: "两次都由客户端发起连接。用 SMTP 时它把对象送过去（推）；用 HTTP 时它把对象取回来（拉）。")
  }

  private func waits(_ push: MeasuredObject, _ pull: MeasuredObject) -> Phrase? {
    let (slow, quick) = (push.roundTripsBefore, pull.roundTripsBefore)
    guard slow > quick else { return nil }
    return Phrase(
      en:
        "SMTP asked and was answered \(slow) times before the object moved, HTTP \(quick): the envelope has to be agreed on first.",
      zh: "对象开始传输之前，SMTP 一问一答了 \(slow) 次，HTTP \(quick) 次：信封要先协商好。")
  }

  private func sameness(_ push: MeasuredObject, _ pull: MeasuredObject) -> Phrase? {
    switch pull.relation(to: push) {
    case .same:
      return Phrase(
        en:
          "Octet for octet it was the same message; above it, the pull shows the trace header that the servers wrote.",
        zh: "两次传输的是同一封邮件，一个字节都不差；拉回来的那份最上面多了服务器写的传输轨迹。")
    case .file: return nil
    case .other:
      let (host, target) = web(of: push)
      let isDifferent = Phrase(en: "These are two different objects.", zh: "这是两个不同的对象。")
      guard target.hasSuffix(".eml") else { return isDifferent }
      return isDifferent
        + Phrase(
          en: " The message itself, as it was pushed, is http://\(host)\(target)",
          zh: "推送的那封邮件本身在 http://\(host)\(target)")
    }
  }

  /// The lecture's "one object a response, several in one multipart message".
  private func parts(_ push: MeasuredObject) -> Phrase? {
    guard push.base64Parts > 0, responses > 1 else { return nil }
    return Phrase(
      en:
        "One multipart message held what took \(responses) responses to pull, an object each.",
      zh: "1 封多部分（multipart）邮件装下的内容，用 HTTP 要 \(responses) 个响应才取完，每个响应一个对象。")
  }

  private func alphabet(_ push: MeasuredObject) -> Phrase? {
    guard push.decodedOctets > 0 else { return nil }
    let more = push.base64Octets - push.decodedOctets
    // Rounded to the nearest.
    let percent = (more * 100 + push.decodedOctets / 2) / push.decodedOctets
    return Phrase(
      en:
        "7-bit ASCII had its price: base64 made the files \(percent) % larger; HTTP carries them as they are.",
      zh: "7 位 ASCII 是有代价的：base64 使文件增大了 \(percent)%；HTTP 则原样传输。")
  }

  private func state(_ push: MeasuredObject, _ pull: MeasuredObject) -> Phrase? {
    guard push.dependentExchanges > pull.dependentExchanges else { return nil }
    return Phrase(
      en:
        "The mail server kept state: \(push.dependentExchanges) of its replies depended on earlier lines. Each HTTP request stood alone.",
      zh: "邮件服务器保留状态：有 \(push.dependentExchanges) 个响应依赖前文。每个 HTTP 请求都独立成立。")
  }
}

extension Phrase {
  fileprivate static func pullIsMissing(_ web: (host: String, target: String)) -> Phrase {
    Phrase(
      en:
        "The push is measured. Now pull the same message: telnet \(web.host) 80, then GET \(web.target) HTTP/1.1, Host: \(web.host), and an empty line.",
      zh:
        "“推”已测量。现在把同一封邮件“拉”回来：telnet \(web.host) 80，然后 GET \(web.target) HTTP/1.1、Host: \(web.host) 和一个空行。"
    )
  }
  fileprivate static func pushIsMissing(host: String) -> Phrase {
    Phrase(
      en: "The pull is measured. Now push: telnet \(host) 25, and send a message.",
      zh: "“拉”已测量。现在来“推”：telnet \(host) 25，发送一封邮件。")
  }
  fileprivate static let nothingIsMeasured = Phrase(
    en:
      "Nothing is measured yet. Send a message by SMTP, then fetch it by HTTP, and :compare again.",
    zh: "还没有测量数据。先用 SMTP 发一封邮件，再用 HTTP 取回它，然后再输入 :compare。")
}
