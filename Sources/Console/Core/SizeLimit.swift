import Language
import Protocols
import Teaching

/// How large a message may be here.
struct SizeLimit {
  /// In octets.
  let octets: Int
  /// The server said so in its reply to EHLO (RFC 1870); otherwise it is byhand's own bound.
  let isServers: Bool

  /// Where the server says nothing: what large providers take.
  static let own = 25 << 20

  init(_ dialogue: SMTPDialogue) {
    let said = dialogue.capabilities?.first { $0.keyword == "SIZE" }?.parameters.first
    // RFC 1870 §4: 0 is no fixed limit.
    guard let limit = said.flatMap({ Int($0) }), limit > 0 else {
      (octets, isServers) = (Self.own, false)
      return
    }
    (octets, isServers) = (limit, true)
  }

  /// Of a file's own octets: no server's word makes byhand fill its memory.
  var ofFile: Int { min(octets, 256 << 20) }

  /// What to say of a message that is too large; `nil`: it fits. Without the server's word the files count, not what
  /// base64 made of them.
  func refusal(of count: Int) -> Phrase? {
    guard isServers, count > octets else { return nil }
    return Phrase(
      en:
        "The message would have \(grouped(count)) octets; this server takes \(grouped(octets)) (SIZE, RFC 1870). Nothing was sent.",
      zh: "报文将有 \(grouped(count)) 字节；这个服务器最多接受 \(grouped(octets)) 字节（SIZE，RFC 1870）。什么都没有发送。")
  }
}
