import Protocols

/// `GET / HTTP/1.1` typed at a mail server: pull at the door of push.
enum HTTPMethodAtSMTP {
  static let methods: Set<String> = [
    "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "PATCH",
  ]

  static func applies(to line: Line) -> Bool {
    methods.contains(line.lossyText.split(separator: " ").first.map(String.init) ?? "")
  }

  static func check(_ heard: HeardRequest) -> Note? {
    guard case .malformed(nil, _) = heard.request, applies(to: heard.line) else { return nil }
    return Note(.mistake, rule: .http("9.3.1"), column: 1, text: .pullAtPush)
  }
}

extension Phrase {
  fileprivate static let pullAtPush = Phrase(
    en:
      "That is HTTP's command for pulling an object. A mail server takes what is pushed to it; for GET, connect to port 80.",
    zh: "这是 HTTP 用来“拉”对象的命令。邮件服务器只接收“推”来的邮件；要用 GET，请连接 80 端口。")
}
