package import Language
import Protocols

extension Comparison {
  /// The lecture's conclusion, as far as the figures support it.
  package var conclusion: [Phrase] {
    guard let push, let pull else { return [.missing(push, pull)] }
    return [
      directions(push, pull), waits(push, pull), costs(push, pull), parts(push, pull),
      alphabet(push), state(push, pull),
    ]
    .compactMap { $0 }
  }

  private func directions(_ push: MeasuredConversation, _ pull: MeasuredConversation) -> Phrase? {
    guard push.objectFrom != pull.objectFrom else { return nil }
    return Phrase(
      en:
        "Both times the client opened the connection. With SMTP it brought the object (push); with HTTP it fetched it (pull).",
      zh: "两次都由客户端发起连接。用 SMTP 时它把对象送过去（推）；用 HTTP 时它把对象取回来（拉）。")
  }

  private func waits(_ push: MeasuredConversation, _ pull: MeasuredConversation) -> Phrase? {
    guard let slow = push.roundTripsBefore, let quick = pull.roundTripsBefore, slow > quick
    else { return nil }
    return Phrase(
      en:
        "SMTP asked and was answered \(slow) times before the object moved, HTTP \(quick): the envelope has to be agreed on first.",
      zh: "对象开始传输之前，SMTP 一问一答了 \(slow) 次，HTTP \(quick) 次：信封要先协商好。")
  }

  private func costs(_ push: MeasuredConversation, _ pull: MeasuredConversation) -> Phrase? {
    Phrase(
      en:
        "Besides the object itself SMTP needed \(push.overhead) octets, HTTP \(pull.overhead).",
      zh: "除对象本身外，SMTP 用了 \(push.overhead) 个字节，HTTP 用了 \(pull.overhead) 个字节。")
  }

  /// The lecture's "one object a response, several in one multipart message".
  private func parts(_ push: MeasuredConversation, _ pull: MeasuredConversation) -> Phrase? {
    guard push.base64Parts > 0, pull.objects > push.objects else { return nil }
    return Phrase(
      en:
        "\(push.objects == 1 ? "One multipart message" : "\(push.objects) messages") held what took \(pull.objects) responses to pull, all on one connection.",
      zh: "\(push.objects) 封多部分（multipart）邮件装下的内容，用 HTTP 要 \(pull.objects) 个响应才取完，都在同一个连接上。")
  }

  private func alphabet(_ push: MeasuredConversation) -> Phrase? {
    guard push.decodedOctets > 0 else { return nil }
    let more = push.base64Octets - push.decodedOctets
    // Rounded to the nearest.
    let percent = (more * 100 + push.decodedOctets / 2) / push.decodedOctets
    return Phrase(
      en:
        "7-bit ASCII had its price: base64 made the files \(percent) % larger; HTTP carried them as they are.",
      zh: "7 位 ASCII 是有代价的：base64 使文件增大了 \(percent)%；HTTP 则原样传输。")
  }

  private func state(_ push: MeasuredConversation, _ pull: MeasuredConversation) -> Phrase? {
    guard push.dependentExchanges > pull.dependentExchanges else { return nil }
    return Phrase(
      en:
        "The mail server kept state: \(push.dependentExchanges) of its \(push.exchanges) replies depended on earlier lines. Each HTTP request stood alone.",
      zh: "邮件服务器保留状态：\(push.exchanges) 个响应中有 \(push.dependentExchanges) 个依赖前文。每个 HTTP 请求都独立成立。")
  }
}

extension Phrase {
  fileprivate static func missing(_ push: MeasuredConversation?, _ pull: MeasuredConversation?)
    -> Phrase
  {
    switch (push, pull) {
    case (let push?, _):
      Phrase(
        en:
          "The push is measured. Now pull: telnet \(push.web.host) 80, then GET \(push.web.target) HTTP/1.1, Host: \(push.web.host), and an empty line.",
        zh:
          "“推”已测量。现在来“拉”：telnet \(push.web.host) 80，然后 GET \(push.web.target) HTTP/1.1、Host: \(push.web.host) 和一个空行。"
      )
    case (nil, let pull?):
      Phrase(
        en: "The pull is measured. Now push: telnet \(pull.host) 25, and send a message.",
        zh: "“拉”已测量。现在来“推”：telnet \(pull.host) 25，发送一封邮件。")
    default:
      Phrase(
        en: "Nothing is measured yet. Send a message by SMTP, then fetch it by HTTP.",
        zh: "还没有测量数据。先用 SMTP 发一封邮件，再用 HTTP 取回它。")
    }
  }
}
