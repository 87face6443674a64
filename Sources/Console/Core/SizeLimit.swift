import Language
import Protocols
import Teaching

/// How large a message may be.
struct SizeLimit {
  /// In octets.
  let octets: Int
  /// True if the server gave the limit in its reply to EHLO (RFC 1870). Otherwise the limit is
  /// byhand's own.
  let isFromServer: Bool

  /// The limit of large providers, used if the server gives none.
  static let fallback = 25 << 20

  init(_ dialogue: SMTPDialogue) {
    let said = dialogue.capabilities?.first { $0.keyword == "SIZE" }?.parameters.first
    // RFC 1870 §4: 0 means no fixed limit.
    guard let limit = said.flatMap({ Int($0) }), limit > 0 else {
      (octets, isFromServer) = (Self.fallback, false)
      return
    }
    (octets, isFromServer) = (limit, true)
  }

  /// The limit for reading a file. A server with a huge limit must not make byhand fill its memory.
  var forFile: Int { min(octets, 256 << 20) }

  /// What to say if the message is too large, or `nil` if it fits. byhand's own limit applies to
  /// the files, not to their base64 form.
  func refusal(of count: Int) -> Phrase? {
    guard isFromServer, count > octets else { return nil }
    return Phrase(
      en:
        "The message would have \(grouped(count)) octets; this server accepts \(grouped(octets)) (SIZE, RFC 1870). Nothing was sent.",
      zh: "邮件将有 \(grouped(count)) 字节；这个服务器最多接受 \(grouped(octets)) 字节（SIZE，RFC 1870）。什么都没有发送。")
  }
}
