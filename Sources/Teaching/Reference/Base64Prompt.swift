import Language
import Protocols

/// Base64 that hides plain text: `334 VXNlcm5hbWU6` asks for the user name (RFC 4954 §4).
enum Base64Prompt {
  private static let limit = 120

  /// The remark on a server's challenge, if it is readable.
  static func note(onReply code: ReplyCode, _ text: [UInt8]) -> Note? {
    guard code.value == 334 else { return nil }
    return decoded(String(decoding: text, as: UTF8.self)).map {
      Note(
        .reply, code: code.value, rule: Rule("RFC 4954", "4"), isRemark: true,
        text: meaning(of: $0))
    }
  }

  /// A word of base64 by itself.
  static func notes(on word: String) -> [Note]? {
    guard word.utf8.count >= 8 else { return nil }
    return decoded(word).map {
      [Note(.console, rule: Rule("RFC 4648", "4"), text: meaning(of: $0))]
    }
  }

  /// The text, if it is printable ASCII; anything else comes from a stranger, and is not shown.
  private static func decoded(_ word: String) -> String? {
    guard word.utf8.count <= limit, let octets = Base64.decoded(word), !octets.isEmpty,
      octets.allSatisfy({ (0x20...0x7E).contains($0) })
    else { return nil }
    return String(decoding: octets, as: UTF8.self)
  }

  private static func meaning(of text: String) -> Phrase {
    let decoded = Phrase(
      en: "Decoded from base64, this is \"\(text)\".", zh: "base64 解码后是“\(text)”。")
    switch text.lowercased().prefix(4) {
    case "user":
      return decoded
        + Phrase(en: " Answer with your user name, in base64.", zh: "请回复 base64 编码后的用户名。")
    case "pass":
      return decoded
        + Phrase(
          en: " Answer with your password, in base64; QQ, 163 and Gmail want an app password.",
          zh: "请回复 base64 编码后的密码；QQ、163 等邮箱要用授权码。")
    default: return decoded
    }
  }
}
