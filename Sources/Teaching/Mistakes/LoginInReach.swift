import Language
import Protocols
import Transcripts

/// AUTH where somebody on the way can read name and password: base64 is not encryption.
///
/// The command is legal (RFC 4954 §4), so this is a remark. It is about the connection, not about
/// the line: a reply that refuses the line is not explained by it.
enum LoginInReach {
  static func note(on heard: HeardRequest) -> Note? {
    guard heard.request.kind == .verb(.auth), let smtp = heard.context.smtp, !smtp.isLoggedIn,
      let text = text(smtp, heard.context.conversation?.security)
    else { return nil }
    return Note(.mistake, rule: Rule("RFC 4954", "9"), column: 1, isRemark: true, text: text)
  }

  private static func text(_ smtp: SMTPDialogue, _ security: TLSOutcome?) -> Phrase? {
    guard smtp.isSecured else {
      return .readable + (smtp.has(.startTLS) ? .protectFirst : .noProtection)
    }
    // Another tool's log does not say what its handshake came to.
    guard case .secured(let security) = security, case .unverified = security.verification else {
      return nil
    }
    return .perhapsAnother
  }
}

extension Phrase {
  fileprivate static let readable = Phrase(
    en:
      "This connection is not encrypted: name and password can be read by everybody on the way. Base64 is not encryption.",
    zh: "这个连接没有加密：途中任何人都能读到用户名和密码。base64 不是加密。")
  fileprivate static let protectFirst = Phrase(
    en: " The server offers STARTTLS: send that first.", zh: "服务器提供 STARTTLS：请先发它。")
  fileprivate static let noProtection = Phrase(
    en: " The server offers no STARTTLS here: do not send a password that matters.",
    zh: "服务器在这里不提供 STARTTLS：不要发送真正在用的密码。")
  fileprivate static let perhapsAnother = Phrase(
    en:
      "The server's certificate was not verified: name and password may go to somebody in between.",
    zh: "服务器的证书没有通过验证：用户名和密码可能落到中间人手里。")
}
