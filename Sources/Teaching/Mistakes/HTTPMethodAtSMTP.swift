package import Language
import Protocols
package import Transcripts

/// `GET / HTTP/1.1` typed to a mail server: a pull where only push is understood.
package enum HTTPMethodAtSMTP {
  /// Fields that HTTP requests begin with, and mail headers do not have.
  private static let fields: Set<String> = [
    "host", "user-agent", "accept", "accept-language", "accept-encoding", "connection", "referer",
    "if-none-match", "if-modified-since", "cache-control", "upgrade-insecure-requests",
  ]

  static func applies(to line: Line) -> Bool {
    if let field = HTTPField(line.octets) { return fields.contains(field.name.lowercased()) }
    let words = line.lossyText.split(separator: " ").map(String.init)
    guard let first = words.first, HTTPRequestFault.methods.contains(first.uppercased()) else {
      return false
    }
    // Some of them are also English words.
    return first == first.uppercased() || words.dropFirst().first?.hasPrefix("/") == true
      || words.last?.uppercased().hasPrefix("HTTP/") == true
  }

  /// After a refused DATA, a field is part of the message.
  static func applies(to heard: HeardRequest) -> Bool {
    applies(to: heard.line)
      && !(heard.followsRefusedData && HTTPField(heard.line.octets) != nil)
  }

  static func check(_ heard: HeardRequest) -> Note? {
    guard case .malformed(nil, _) = heard.request, applies(to: heard) else { return nil }
    // §9.3.1 is about GET; §3.3 says that the client asks and the server answers.
    let isGET = heard.line.lossyText.split(separator: " ").first?.uppercased() == "GET"
    return Note(
      .mistake, rule: .http(isGET ? "9.3.1" : "3.3"), column: 1,
      text: .pullAtPush(heard.context.serverName, port: heard.context.serverPort))
  }

  /// For an HTTP request that waits for the greeting of a silent server; `nil` where the server has
  /// greeted, or the line is not an HTTP request.
  package static func hint(for line: [UInt8], in conversation: Conversation?) -> Phrase? {
    guard let conversation, conversation.server.octets == 0,
      case .smtp(let dialogue) = conversation.dialogue, dialogue.state == .connected,
      applies(to: Line(octets: line))
    else { return nil }
    return silentPort(conversation)
  }

  /// For a server that should speak first, and stays silent.
  package static func silentPort(_ conversation: Conversation) -> Phrase {
    let attempt = conversation.opening.attempt
    return Phrase(
      en:
        "byhand took this for SMTP, where the server speaks first, but this one says nothing. If a web server listens on port \(attempt.port): :drop, then telnet \(attempt.host) \(attempt.port) --dialect http",
      zh:
        "byhand 把这里当作 SMTP，应由服务器先发言，可它一直没有说话。如果监听 \(attempt.port) 端口的是 Web 服务器：先 :drop，再输入 telnet \(attempt.host) \(attempt.port) --dialect http"
    )
  }
}

extension Phrase {
  fileprivate static func pullAtPush(_ host: String, port: Int) -> Phrase {
    let host = host.isEmpty ? "…" : host
    return Phrase(
      en:
        "That is HTTP, which pulls an object: on port 80, where the client speaks first (QUIT, then telnet \(host) 80). This is SMTP, port \(port): the server has spoken first, and accepts what is pushed to it.",
      zh:
        "这是 HTTP，用来“拉”对象：在 80 端口，由客户端先发言（先 QUIT，再 telnet \(host) 80）。这里是 SMTP，\(port) 端口：服务器已先发言，它只接收“推”来的邮件。"
    )
  }
}
