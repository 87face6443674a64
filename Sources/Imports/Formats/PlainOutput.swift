import Protocols
import Transcripts

/// The sentences of byhand's plain output that tell more than the lines do.
enum PlainOutput {
  static func exact(_ text: String) -> [UInt8]? {
    text.hasPrefix("exact ") ? Base64.decoded(String(text.dropFirst(6))) : nil
  }

  static func ending(_ text: String) -> Ending? {
    switch text {
    case "this line ended with a bare LF, not CR LF", "这一行只以 LF 结束，不是 CR LF": .lf
    case "this line ended with a bare CR, not CR LF", "这一行只以 CR 结束，不是 CR LF": .cr
    case "this line has no end", "这一行没有结束", "this line goes on", "这一行还没有结束": Ending.none
    default: nil
    }
  }

  /// `12 octets withheld`; byhand 0.1.0 added `as secret`.
  static func withheld(_ text: String) -> Int? {
    guard text.contains("withheld") || text.contains("隐去") else { return nil }
    let sentence =
      text.wholeMatch(of: /([0-9,]{1,15}) octets withheld(?: as secret)?/)?.1
      ?? text.wholeMatch(of: /隐去 ([0-9,]{1,15}) 个字节/)?.1
      ?? text.wholeMatch(of: /([0-9,]{1,15}) 个字节按机密隐去/)?.1
    return sentence.flatMap { Int($0.filter { $0 != "," }) }
  }

  /// `TCP connection 127.0.0.1:45648 → 127.0.0.1:2525  (hamburger.edu port 25, in the practice world)`
  static func connection(_ text: String) -> Peer? {
    guard text.hasPrefix("TCP connection ") || text.hasPrefix("TCP 连接 ") else { return nil }
    let words = text.split { " （(，,）)".contains($0) }.map(String.init)
    guard let arrow = words.firstIndex(of: "→"), arrow > 0, arrow + 1 < words.count else {
      return nil
    }
    var peer = Peer(address: words[arrow + 1], local: words[arrow - 1])
    let rest = words[(arrow + 2)...].filter { !["练习环境里的", "练习环境之外的", "port"].contains($0) }
    if let host = rest.first, host.utf8.allSatisfy({ $0.isVisible }) { peer.host = host }
    peer.port = rest.dropFirst().first.flatMap { Int($0) }.flatMap { $0 < 65_536 ? $0 : nil }
    return peer
  }

  /// Whose lines follow.
  struct Turn: Hashable {
    struct Watched: Hashable {
      let number: String
      let client: String
      let server: String
    }

    /// `nil`: the student's own.
    let watched: Watched?
  }

  /// `── watched 2: C: is crepes.fr, S: is hamburger.edu`, `── your own conversation: C: is you, …`
  static func turn(_ text: String) -> Turn? {
    if text.hasPrefix("── your own conversation: ") || text.hasPrefix("── 你自己的对话：") {
      return Turn(watched: nil)
    }
    guard text.hasPrefix("── ") else { return nil }
    let match =
      text.wholeMatch(of: /── watched ?(\d*): C: is (\S+), S: is (\S+)/)
      ?? text.wholeMatch(of: /── 旁观 ?(\d*)：C: 是 (\S+)，S: 是 (\S+)/)
    return match.map {
      Turn(
        watched: Turn.Watched(
          number: String($0.1), client: String($0.2), server: String($0.3)))
    }
  }

  /// `4,096 octets that are not text`; they follow as `exact`.
  static func isBinary(_ text: String) -> Bool {
    text.hasSuffix(" octets that are not text") || text.hasSuffix(" 个字节，不是文本")
  }

  static func closed(_ text: String) -> Side? {
    switch text {
    case "The server closed the TCP connection.", "服务器关闭了 TCP 连接。": .server
    case "You closed the TCP connection.", "你关闭了 TCP 连接。": .client
    default: nil
    }
  }
}
